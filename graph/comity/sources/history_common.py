"""What the Office of the Historian's datasets share: who publishes them, how they write countries and dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lxml import etree

from comity.model import Mention, Source, When
from comity.sources.xml import child_text

if TYPE_CHECKING:
    from comity.identity.countries import Country, CountryTable

__all__ = ["EXTRACTOR", "USA", "BadRecord", "Places", "day_of", "source_of", "stay_of"]

EXTRACTOR = "history-at-state/0.1"
USA = Mention("country", "USA", "United States")


_OWN_WORDS = {"PLO": "PSE", "West German": "DEU", "West Berlin": "DEU", "Holy See": "VAT"}
"""Words of the remarks that stand for a government and are no name of a country."""


class BadRecord(ValueError):
    """A record that cannot be read; the message says why."""


def source_of(name: str, title: str, url: str, **more: object) -> Source:
    """The metadata of one of the datasets; ``more`` are fields of ``Source`` such as its coverage."""
    return Source(
        id=f"source/history-at-state-{name}",
        kind="dataset",
        title=title,
        publisher="Office of the Historian, U.S. Department of State",
        licence="CC0-1.0",
        citation=f"Office of the Historian, Foreign Service Institute, U.S. Department of State. {title}. {url}",
        url=url,
        **more,  # type: ignore[arg-type]
    )


def day_of(element: etree._Element, name: str) -> date:
    """The full date in a child element. Raises ``BadRecord`` where it is missing or no day of the calendar."""
    text = child_text(element, name)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRecord(f"<{name}> {text!r} is no date" if text else f"<{name}> is missing or empty") from None


def stay_of(element: etree._Element) -> When:
    """The days from ``start-date`` to ``end-date``. Raises ``BadRecord``."""
    first, last = day_of(element, "start-date"), day_of(element, "end-date")
    if last < first:
        raise BadRecord(f"ends ({last}) before it starts ({first})")
    return When.between(first, last)


class Places:
    """Resolves the names and identifiers of countries as this publisher writes them."""

    def __init__(self, countries: CountryTable) -> None:
        self._countries = countries

    def country(self, text: str, slug: str, on: date | None) -> Country:
        """The country meant by a name, with the publisher's identifier as a second witness.

        Raises ``BadRecord`` where neither is known.
        """
        named = self._countries.by_name(text, on) if text else None
        if named is not None and named.existed(on):
            return named
        found = self._countries.by_state_id(slug, on) if slug else None
        # Of a divided country this record means the half that the United States had relations with.
        found = found or (self._countries.by_state_id(f"{slug}-south", on) if slug else None) or named
        if found is None:
            raise BadRecord(f"unknown country {text or slug!r}")
        return found

    def by_word(self, words: str, host: Country, on: date) -> Country | None:
        """The country of a name or demonym in running text, ``None`` where the words are none.

        A demonym of several countries means the host where it may: "Korean officials" in Seoul, "Vietnamese" in Saigon.
        """
        found = self._countries.by_name(words, on)
        hosts = any(term == words or term.endswith(f" {words}") for term in host.demonyms)
        if hosts and (found is None or host.status == "former"):
            return host
        return found or self._countries.get(_OWN_WORDS.get(words, ""))
