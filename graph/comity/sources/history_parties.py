"""From the words of a remark to mentions: whose official a counterpart is.

The rules, in order: a name of a country or demonym beside the title; an international organization beside it (an
official without country); for a minister tied by a bare "and" to a foreigner, that one's country ("Russian President
Putin and Foreign Minister Lavrov"); else the host. The last is a guess where third parties meet, and is checked
against the rest of the record (see ``Attested``); a second holder of one office in one list is not guessed at all.

Nobody of the traveller's own government is a counterpart: a meeting within one government is no diplomatic act.
Titles that an American or an international official has as often as a host count only with a country beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity.model import Mention
from comity.sources.history_common import Places
from comity.sources.remarks import Party

if TYPE_CHECKING:
    from comity.identity.countries import Country
    from comity.identity.view import IdentityView

__all__ = ["Attested", "Parties", "american_on", "president_on"]

_BODIES = re.compile(
    r"\b(?:U\.?N\.?|United Nations|NATO|E\.?U\.?|European (?:Union|Commission|Council|Community|Parliament|Economic)|"
    r"EE?C|OAS|OSCE|IAEA|African Union|AU|ASEAN|Arab League|League of Arab States|GCC|Gulf Cooperation Council|IMF|"
    r"World Bank|OECD|OPEC|SEATO|Quartet|WTO|WHO|World Health Organization|Commonwealth|C(?:ARICOM|aricom)|"
    r"International Criminal Court|OPCW)\b"
)
_INTERNATIONAL = frozenset(
    {"Secretary-General", "Secretary General", "High Representative", "Director-General", "Director General"}
)
_NEEDS_COUNTRY = frozenset(
    {"Ambassador", "Leader", "Duke", "Chief Negotiator", "Commissioner", "High Commissioner", "Special Envoy", "Envoy"}
    | {"Special Representative"}
    | _INTERNATIONAL
)
"""Titles that say nothing of the country: held by Americans, or in international bodies, as often as by hosts."""
_ROYAL = frozenset(
    {"King", "Queen", "Prince", "Princess", "Crown Prince", "Emperor", "Sultan", "Sheikh", "Emir", "Amir"}
)
"""Titles borne with a given name, which several houses share: another King Abdullah is no witness."""
_WITH_CHANCELLOR = frozenset({"DEU", "AUT", "AUH", "DDR"})
_WITH_SECRETARY = frozenset({"VAT", "CUB", "MEX", "HTI", "PHL", "YUG"})
"""Hosts whose ministers are called secretaries (or that have cardinals)."""
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
    ("Franklin D. Roosevelt", "roosevelt-franklin-d", "1933-03-04"),
    ("Harry S. Truman", "truman-harry-s", "1945-04-12"),
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
    """The President of the United States of a day, or the one elected, if a party is that by name; else ``None``."""
    if party.words not in ("", "U.S.") or party.title not in ("President", "President-elect", "President elect"):
        return None
    for index, (name, key, first) in enumerate(_PRESIDENTS):
        begin = date.fromisoformat(first)
        end = date.fromisoformat(_PRESIDENTS[index + 1][2]) if index + 1 < len(_PRESIDENTS) else date.max
        start = begin if party.title == "President" else begin - timedelta(days=130)
        if start <= on <= end and party.name.split()[-1:] == name.split()[-1:]:
            return Mention("official", "USA", name, f"pocom:{key}")
    return None


def american_on(party: Party, on: date) -> Mention | None:
    """The President ("the President" as well), President-elect or Vice President that a party is, or ``None``."""
    if party.title == "President" and not party.name and not party.words:
        name, key, _ = max((row for row in _PRESIDENTS if row[2] <= on.isoformat()), key=lambda row: row[2])
        return Mention("official", "USA", name, f"pocom:{key}")
    found = president_on(party, on)
    if found is None and party.title == "Vice President" and not party.words and party.name:
        surname = party.name.split()[-1]
        if any(surname == name and first <= on.year <= last for name, first, last in _VICE_PRESIDENTS):
            return Mention("official", "USA", party.name, party.title)
    return found


@dataclass(slots=True)
class Attested:
    """Where else in the record an official of that title and name belongs: a second witness for the host's guess.

    Filled from every party whose country is plain (by its words, or by the host of the stop), then asked.
    """

    seen: dict[tuple[str, str], list[tuple[str, int]]] = field(default_factory=dict)

    def add(self, party: Party, country: str, year: int) -> None:
        """Count one party."""
        self.seen.setdefault(_key(party), []).append((country, year))

    def settle(self, party: Party, host: str, year: int) -> str:
        """The country of a party that was taken for the host's.

        That stands unless within eight years the name is attested for another country at least five times as often
        (then it is that one) or three times as often (then it is nobody's: ""). One attestation is the guess itself.
        """
        counts = Counter(country for country, then in self.seen.get(_key(party), ()) if abs(then - year) <= 8)
        own = max(1, counts.pop(host, 0))
        other, times = max(sorted(counts.items()), key=lambda pair: pair[1], default=("", 0))
        if times >= 5 * own:
            return other
        return "" if times >= 3 * own else host


def _key(party: Party) -> tuple[str, str]:
    words = [word for word in party.name.split() if not re.fullmatch(r"[IVX]+|Jr\.?|Sr\.?", word)]
    return party.title.replace("Secretary", "Minister"), words[-1] if words else party.name


@dataclass(frozen=True, slots=True)
class Parties:
    """Turns the parties of a remark into mentions."""

    places: Places
    view: IdentityView
    attested: Attested = field(default_factory=Attested)

    def attest(self, parties: Sequence[Party], host: Country, on: date) -> None:
        """Let the parties of one clause bear witness, before any is turned into a mention."""
        for party, country, _ in self._each(parties, host, on):
            if party.name and country:
                self.attested.add(party, country.code, on.year)

    def mentions(self, parties: Sequence[Party], host: Country, on: date) -> list[Mention]:
        """The mentions of those parties that are actors of another government, each once, named ones first.

        An unnamed official becomes the holder of the office where identity knows one, else the country; a country
        is left out where one of its officials is named.
        """
        named: list[Mention] = []
        countries: list[Mention] = []
        for party, country, guessed in self._each(parties, host, on):
            if not party.name:
                mention = self._unnamed(party, country, on) if country else None
                if mention:
                    (named if mention.kind == "official" else countries).append(mention)
                continue
            code = country.code if country else ""
            if guessed and party.title not in _ROYAL:
                code = self.attested.settle(party, code, on.year)
                twice = any(mention.country == code and mention.detail == party.title for mention in named)
                if twice or not code:
                    continue
            named.append(Mention("official", code, party.name, party.title))
        covered = {mention.country for mention in named}
        return list(dict.fromkeys(named + [mention for mention in countries if mention.country not in covered]))

    def _each(self, parties: Sequence[Party], host: Country, on: date) -> Iterator[tuple[Party, Country | None, bool]]:
        """Each foreign party, its country (none for international officials), and whether that is the host by guess."""
        before: Country | None = None
        for party in parties:
            inherits = (
                before if party.joined and "Minister" in party.title and party.title != "Prime Minister" else None
            )
            country, known = self._country(party, inherits, host, on)
            before = country if known and party.words else None
            if known and not (country and country.code == "USA") and not (party.name and american_on(party, on)):
                yield party, country, not party.words and inherits is None and country is host

    def _country(self, party: Party, before: Country | None, host: Country, on: date) -> tuple[Country | None, bool]:
        """The country of a party (none for international officials), and whether the words settle it."""
        if party.title == "Pope":
            return self.places.by_word("Holy See", host, on), True
        if party.words:
            if _BODIES.search(party.words):
                return None, bool(party.name)
            country = self.places.by_word(party.words, host, on)
            return country, country is not None
        if party.title in _INTERNATIONAL and party.name:
            return None, True
        secretary = party.title == "Cardinal" or re.match("Secretary of (?!Foreign|External)", party.title)
        american = secretary and host.code not in _WITH_SECRETARY
        if (
            american
            or party.title in _NEEDS_COUNTRY
            or (party.title == "Chancellor" and host.code not in _WITH_CHANCELLOR)
        ):
            return None, False
        return before or host, True

    def _unnamed(self, party: Party, country: Country, on: date) -> Mention:
        holder = self.view.holder(party.title, country.code, on) if party.title else None
        if holder is not None:
            return Mention("official", country.code, holder.name, party.title)
        return Mention("country", country.code, country.name)
