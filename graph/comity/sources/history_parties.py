"""From the words of a remark to mentions: whose official a counterpart is.

The rules, in order: a name of a country or demonym beside the title; an international organization beside it (an
official without country); the country of the counterpart before, where that one was a foreigner in the host's land
("Russian President Putin and Foreign Minister Lavrov"); else the host. Nobody of the traveller's own government is a
counterpart: a meeting within one government is no diplomatic act. Titles that an American may hold as well as a host
("General", "Ambassador", "Secretary of State") count only where a country stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity.model import Mention
from comity.sources.history_common import Places
from comity.sources.remarks import Party

if TYPE_CHECKING:
    from comity.identity.countries import Country
    from comity.identity.view import IdentityView

__all__ = ["Parties", "president_on"]

_BODIES = re.compile(
    r"\b(?:U\.?N\.?|United Nations|NATO|E\.?U\.?|European (?:Union|Commission|Council|Community|Parliament)|EC|OAS|OSCE|"
    r"IAEA|African Union|AU|ASEAN|Arab League|League of Arab States|GCC|Gulf Cooperation Council|IMF|World Bank|OECD|"
    r"OPEC|SEATO|Quartet|WTO|WHO|Commonwealth|CARICOM|International Criminal Court|OPCW|Palestine Liberation)\b"
)
_BODY_TITLES = (
    "Secretary-General",
    "Secretary General",
    "High Representative",
    "Director-General",
    "Director General",
    "Commissioner",
    "High Commissioner",
    "Special Envoy",
    "Special Representative",
    "Envoy",
)
_NEEDS_COUNTRY = (
    "Ambassador",
    "Mayor",
    "Speaker",
    "Leader",
    "Prince",
    "Duke",
    "Minister",
    "Chief Negotiator",
    *_BODY_TITLES,
)
_VICE_PRESIDENTS = (
    ("Nixon", 1953, 1961), ("Johnson", 1961, 1963), ("Humphrey", 1965, 1969), ("Agnew", 1969, 1973),
    ("Ford", 1973, 1974), ("Rockefeller", 1974, 1977), ("Mondale", 1977, 1981), ("Bush", 1981, 1989),
    ("Quayle", 1989, 1993), ("Gore", 1993, 2001), ("Cheney", 2001, 2009), ("Biden", 2009, 2017),
    ("Pence", 2017, 2021), ("Harris", 2021, 2025), ("Vance", 2025, 2029),
)  # fmt: skip
_PRESIDENTS = (
    ("Ulysses S. Grant", "grant-ulysses-s", "1869-03-04"), ("Rutherford B. Hayes", "hayes-rutherford-b", "1877-03-04"),
    ("James A. Garfield", "garfield-james-a", "1881-03-04"), ("Chester A. Arthur", "arthur-chester-a", "1881-09-19"),
    ("Grover Cleveland", "cleveland-grover", "1885-03-04"), ("Benjamin Harrison", "harrison-benjamin", "1889-03-04"),
    ("Grover Cleveland", "cleveland-grover", "1893-03-04"), ("William McKinley", "mckinley-william", "1897-03-04"),
    ("Theodore Roosevelt", "roosevelt-theodore", "1901-09-14"),
    ("William Howard Taft", "taft-william-howard", "1909-03-04"), ("Woodrow Wilson", "wilson-woodrow", "1913-03-04"),
    ("Warren G. Harding", "harding-warren-g", "1921-03-04"), ("Calvin Coolidge", "coolidge-calvin", "1923-08-02"),
    ("Herbert C. Hoover", "hoover-herbert-c", "1929-03-04"),
    ("Franklin D. Roosevelt", "roosevelt-franklin-d", "1933-03-04"), ("Harry S. Truman", "truman-harry-s", "1945-04-12"),
    ("Dwight D. Eisenhower", "eisenhower-dwight-d", "1953-01-20"), ("John F. Kennedy", "kennedy-john-f", "1961-01-20"),
    ("Lyndon B. Johnson", "johnson-lyndon-b", "1963-11-22"), ("Richard M. Nixon", "nixon-richard-m", "1969-01-20"),
    ("Gerald R. Ford", "ford-gerald-r", "1974-08-09"), ("Jimmy Carter", "carter-jimmy", "1977-01-20"),
    ("Ronald Reagan", "reagan-ronald", "1981-01-20"), ("George H.W. Bush", "bush-george-h-w", "1989-01-20"),
    ("William J. Clinton", "clinton-william-j", "1993-01-20"), ("George W. Bush", "bush-george-w", "2001-01-20"),
    ("Barack Obama", "obama-barack", "2009-01-20"), ("Donald J. Trump", "trump-donald-j", "2017-01-20"),
    ("Joseph R. Biden", "biden-joseph-r", "2021-01-20"), ("Donald J. Trump", "trump-donald-j", "2025-01-20"),
)  # fmt: skip
"""Presidents since the record begins: name and identifier as the Office of the Historian has them, first day."""


def president_on(party: Party, on: date) -> Mention | None:
    """The President of the United States of a day, or the one elected, if a party is that; else ``None``."""
    if party.words not in ("", "U.S.") or party.title not in ("President", "President-elect", "President elect"):
        return None
    for index, (name, key, first) in enumerate(_PRESIDENTS):
        begin = date.fromisoformat(first)
        end = date.fromisoformat(_PRESIDENTS[index + 1][2]) if index + 1 < len(_PRESIDENTS) else date.max
        elected = begin - timedelta(days=90 if begin.month in (1, 3) else 0)
        if (elected if party.title != "President" else begin) <= on <= end and party.name.split()[-1:] == name.split()[
            -1:
        ]:
            return Mention("official", "USA", name, f"pocom:{key}")
    return None


@dataclass(frozen=True, slots=True)
class Parties:
    """Turns the parties of a remark into mentions."""

    places: Places
    view: IdentityView

    def mentions(self, parties: Sequence[Party], host: Country, on: date) -> list[Mention]:
        """The mentions of those parties that are actors of another government, each once, named ones first.

        An unnamed official becomes the holder of the office where identity knows one, else the country; a country
        is left out where one of its officials is named.
        """
        found = list(dict.fromkeys(self._each(parties, host, on)))
        named = [mention for mention in found if mention.kind == "official"]
        covered = {mention.country for mention in named}
        return named + [mention for mention in found if mention.kind == "country" and mention.country not in covered]

    def _each(self, parties: Sequence[Party], host: Country, on: date) -> Iterator[Mention]:
        before: Country | None = None
        for party in parties:
            country, known = self._country(party, before or host, on)
            before = country if known and country and party.words and country.code != host.code else None
            if not known or (country and country.code == "USA") or _american(party, on):
                continue
            if party.name:
                yield Mention("official", country.code if country else "", party.name, party.title)
            elif country:
                yield self._unnamed(party, country, on)

    def _country(self, party: Party, default: Country, on: date) -> tuple[Country | None, bool]:
        """The country of a party (none for international officials), and whether the words settle it."""
        if party.title.startswith("Pope"):
            return self.places.by_word("Holy See", on), True
        if party.words:
            if _BODIES.search(party.words):
                return None, bool(party.name)
            country = self.places.by_word(party.words, on)
            return country, country is not None
        if party.title in _BODY_TITLES[:6] and party.name:
            return None, party.title not in ("Commissioner", "High Commissioner")
        if party.title in _NEEDS_COUNTRY:
            return None, False
        return default, True

    def _unnamed(self, party: Party, country: Country, on: date) -> Mention:
        holder = self.view.holder(party.title, country.code, on) if party.title else None
        if holder is not None:
            return Mention("official", country.code, holder.name, party.title)
        return Mention("country", country.code, country.name)


def _american(party: Party, on: date) -> bool:
    """Whether a party is the President or Vice President of the United States of that day."""
    if president_on(party, on):
        return True
    if party.words or not party.name or party.title != "Vice President":
        return False
    surname = party.name.split()[-1]
    return any(surname == name and first <= on.year <= last for name, first, last in _VICE_PRESIDENTS)
