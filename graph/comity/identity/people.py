"""Officials known from references: joined where two references list one person, and found for a mention.

The rules, in order: the source's own id; the full name; surname with given names, given office or date; spelling, given
office or date; the office alone. None of them merges on a name alone or across countries: an official is looked up
under their own country and under those whose offices they held, because there a reference says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from comity.identity.folding import fold, fold_sorted, tokens
from comity.identity.judgements import Verdicts
from comity.identity.names import compatible, given_names, surname_of
from comity.identity.reference import PACKAGED, Reference
from comity.identity.view import RANKS, IdentityView
from comity.model import Mention, Official, Tenure, When

__all__ = ["Found", "Join", "OfficialIndex"]

_SPELLING = 90.0
"""Least similarity (rapidfuzz token sort ratio, 0-100) of two spellings of one name: Netanyahu/Natanyahu 95,
Kim Jong Un/Kim Jong-il 82."""
_GIVEN = 75.0
"""Least similarity of given names spelled in two ways: Nayib/Nayeb 80, Jong Un/Jong-il 67."""
_MARGIN = 3.0
"""By how much the best spelling must beat the next official's."""
_AROUND = timedelta(days=5 * 366)
"""How far from any tenure a full name may still be the official's: they are spoken of before and after."""
_LIFE = timedelta(days=60 * 366)
"""How far from any tenure a name is no longer that official's but a namesake's."""
_STARTS = timedelta(days=45)
"""How far apart two references may date the beginning, or the end, of one tenure."""
_SAME_DAY = timedelta(days=3)
"""How far apart two references may date an inauguration."""


@dataclass(frozen=True, slots=True)
class Found:
    """The thing that a mention is, by which rule (``method``) and why, in words."""

    thing: str
    method: str
    reason: str


@dataclass(frozen=True, slots=True)
class Join:
    """Two reference records of one person: ``official`` was joined into ``into``."""

    official: str
    into: str
    reason: str


class OfficialIndex:
    """Reference officials, with the records of one person joined, blocked by country and surname."""

    def __init__(self, reference: Reference, verdicts: Verdicts) -> None:
        self._verdicts = verdicts
        self._view = IdentityView(reference)
        self.officials = _records(reference.officials)
        self._countries: dict[str, set[str]] = defaultdict(set)
        for official in self.officials.values():
            self._countries[official.id].add(official.country)
            for tenure in self._view.tenures_of(official.id):
                self._countries[official.id].add(self._office_country(tenure))
        self.joins = {join.official: join for join in self._joins()}
        self._index()

    def _office_country(self, tenure: Tenure) -> str:
        return self._view.offices[tenure.office].country

    def canonical(self, official_id: str) -> str:
        """The id under which a reference official goes after joining; the id itself where it was not joined."""
        while official_id in self.joins:
            official_id = self.joins[official_id].into
        return official_id

    # Joining references ------------------------------------------------------------------------------------------

    def _joins(self) -> Iterable[Join]:
        taken: set[str] = set()
        for block in self._namesakes():
            for position, keeper in enumerate(block):
                for other in block[position + 1 :]:
                    if other.id in taken or self._verdicts.parted(keeper.id, other.id):
                        continue
                    reason = self._one_person(keeper, other) if keeper.source != other.source else ""
                    if reason:
                        taken.add(other.id)
                        yield Join(other.id, keeper.id, reason)

    def _namesakes(self) -> Iterable[list[Official]]:
        """Officials worth comparing: of one item, one country and surname, one country and year of taking office."""
        items: dict[str, list[Official]] = defaultdict(list)
        surnames: dict[tuple[str, str], list[Official]] = defaultdict(list)
        starts: dict[tuple[str, int], list[Official]] = defaultdict(list)
        for official in sorted(self.officials.values(), key=_rank):
            if official.qid:
                items[official.qid].append(official)
            surnames[official.country, surname_of(official.name, official.surname)].append(official)
            for key in sorted({key for one in self._view.tenures_of(official.id) for key in self._started(one)}):
                starts[key].append(official)
        for blocks in (items, surnames, starts):
            yield from (block for block in blocks.values() if len(block) > 1)

    def _started(self, tenure: Tenure) -> Iterable[tuple[str, int]]:
        """Country and year of a tenure's beginning, for envoys none: they are many, and no two lists have them."""
        office, first = self._view.offices[tenure.office], tenure.when.earliest
        if first and office.role != "chief-of-mission":
            yield from {(office.country, (first + by).year) for by in (-_STARTS, _STARTS)}

    def _one_person(self, left: Official, right: Official) -> str:
        if left.qid and right.qid:
            return f"same Wikidata item {left.qid}" if left.qid == right.qid else ""
        if left.born and right.born and left.born[:4] != right.born[:4]:
            return ""
        compatible_names = _compatible_officials(left, right)
        shared = compatible_names or _one_within(left, right)
        if not shared:
            return ""
        for one in self._view.tenures_of(left.id):
            for other in self._view.tenures_of(right.id):
                if compatible_names and self._same_tenure(one, other):
                    return f"same country, compatible name and tenure: {self._title(one)}"
                if self._same_days(one, other):
                    return (
                        f"same country and surname, in office on the same days: {self._view.offices[one.office].title}"
                    )
        if compatible_names and left.born and right.born:
            return f"same country, compatible name, both born {left.born[:4]}"
        return ""

    def _same_tenure(self, one: Tenure, other: Tenure) -> bool:
        left, right = self._view.offices[one.office], self._view.offices[other.office]
        named = {fold(left.title), *map(fold, left.aliases)} & {fold(right.title), *map(fold, right.aliases)}
        if left.country != right.country or not (named or (left.role == right.role and left.role in RANKS)):
            return False
        return one.when.meets(other.when) and _near(one.when.earliest, other.when.earliest)

    def _title(self, tenure: Tenure) -> str:
        return self._view.offices[tenure.office].title

    def _same_days(self, one: Tenure, other: Tenure) -> bool:
        """Whether one at least is at the head of the country, and both begin and end together, or begin on one day."""
        left, right = self._view.offices[one.office], self._view.offices[other.office]
        if left.country != right.country or not {"head-of-state", "head-of-government"} & {left.role, right.role}:
            return False
        first, second = one.when.earliest, other.when.earliest
        ends = _near(one.when.latest, other.when.latest)
        return _near(first, second, _STARTS if ends else _SAME_DAY) and one.when.meets(other.when)

    # Look-ups ----------------------------------------------------------------------------------------------------

    def _index(self) -> None:
        self._full: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._block: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._tenures: dict[str, list[Tenure]] = defaultdict(list)
        self._givens: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._spellings: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._by_qid: dict[str, str] = {}
        for official in self.officials.values():
            key, surname = self.canonical(official.id), surname_of(official.name, official.surname)
            self._tenures[key] += self._view.tenures_of(official.id)
            if official.qid:
                self._by_qid[official.qid] = key
            for country in self._countries[official.id]:
                self._block[country, surname].add(key)
                for name in (official.name, *official.aliases):
                    self._name(country, name, key, surname)

    def _name(self, country: str, name: str, key: str, surname: str) -> None:
        words = tokens(name)
        if not words:
            return
        if len(words) == 1:  # an alias of one word is as weak as a surname
            self._block[country, words[0]].add(key)
            return
        self._full[country, fold(name)].add(key)
        self._full[country, fold_sorted(name)].add(key)
        self._spellings[country][fold_sorted(name)].add(key)
        if surname in fold(name):
            self._givens[key].add(given_names(name, surname))
        else:  # another spelling of the surname: Schroeder, Rakhmonov
            self._block[country, words[-1]].add(key)
            self._givens[key].add(words[:-1])

    def find(self, mention: Mention, when: When) -> Found | None:
        """The reference official that a mention means in its time of use, or ``None``: nobody, or nobody certainly."""
        rules = (self._by_id, self._by_full_name, self._by_surname, self._by_spelling, self._by_office)
        for rule in rules:
            found = rule(mention, when)
            if found:
                return found
        return None

    def _by_id(self, mention: Mention, when: When) -> Found | None:
        space, colon, key = mention.detail.partition(":")
        if not colon or " " in space or not key:
            return None
        local = self._by_qid.get(key) or (f"official/{key}" if f"official/{key}" in self.officials else "")
        allowed = self._allowed(mention, {self.canonical(local)}) if local else []
        return Found(allowed[0], "source-id", f"the source gives its id {mention.detail}") if allowed else None

    def _by_full_name(self, mention: Mention, when: When) -> Found | None:
        keys = self._full.get((mention.country, fold(mention.name))) or self._full.get(
            (mention.country, fold_sorted(mention.name)), set()
        )
        living = [key for key in keys if not self._tenures[key] or self._in_office(key, when, _LIFE)]
        chosen, how = self._choose(mention, self._allowed(mention, living), when)
        return Found(chosen, "name", f"same country, same name{how}") if chosen else None

    def _by_surname(self, mention: Mention, when: When) -> Found | None:
        words = tokens(mention.name)
        near = set()
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                for key in self._block.get((mention.country, " ".join(words[start:end])), ()):
                    if self._bears(key, words[:start], words[end:], mention, when):
                        near.add(key)
        chosen, how = self._choose(mention, self._allowed(mention, near), when)
        return Found(chosen, "surname", f"same country and surname{how}") if chosen else None

    def _bears(self, key: str, given: tuple[str, ...], after: tuple[str, ...], mention: Mention, when: When) -> bool:
        """Whether an official may be who has these words before and after the surname, by name, office and time."""
        if given and not any(one and compatible(given, one) for one in self._givens[key]):
            return False
        if self._titled(key, mention, when):
            return bool(given) or not after
        if after:  # a second surname, as in "Alfredo Cristiani Burkard", needs the office
            return False
        if given:
            return self._in_office(key, when, _AROUND)
        known = mention.detail and self._view.offices_titled(mention.detail, mention.country)
        return not known and key in self._prominent and self._in_office(key, when, timedelta())

    @cached_property
    def _prominent(self) -> frozenset[str]:
        """Those whom news may name by surname alone: not the thousands of envoys of a diplomatic register."""
        return frozenset(
            key
            for key, tenures in self._tenures.items()
            if any(self._view.offices[tenure.office].role != "chief-of-mission" for tenure in tenures)
        )

    def _by_spelling(self, mention: Mention, when: When) -> Found | None:
        from rapidfuzz import fuzz, process

        known, asked = self._letters.get((mention.country, fold(mention.name)[:1])), fold_sorted(mention.name)
        if not known or len(asked.split()) < 2:
            return None
        best: dict[str, float] = {}
        for name, score, _ in process.extract(asked, known, scorer=fuzz.ratio, score_cutoff=_SPELLING, limit=10):
            for key in self._spellings[mention.country][name]:
                if self._fits(key, mention, when, timedelta()) and not self._contradicts(mention.name, key):
                    best[key] = max(score, best.get(key, 0.0))
        ranked = sorted(((score, key) for key, score in best.items() if self._allowed(mention, [key])), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
            return None
        score, key = ranked[0]
        how = self._how(key, mention, when)
        return Found(key, "spelling", f"same country, spelling {score:.0f} of 100 alike{how}")

    def _by_office(self, mention: Mention, when: When) -> Found | None:
        title = mention.detail if not mention.name else mention.name
        if when.earliest is None or when.latest is None or not self._view.offices_titled(title, mention.country):
            return None
        held = {self.canonical(one.id) for one in self._view.holders_between(title, mention.country, when)}
        allowed = self._allowed(mention, held)
        if len(held) != 1 or not allowed:
            return None
        return Found(allowed[0], "office", f"the only {title} of {mention.country or 'that body'} {when.edtf()}")

    @cached_property
    def _letters(self) -> Mapping[tuple[str, str], list[str]]:
        index: dict[tuple[str, str], set[str]] = defaultdict(set)
        for country, names in self._spellings.items():
            for name in names:
                for word in name.split():
                    index[country, word[0]].add(name)
        return {key: sorted(names) for key, names in index.items()}

    # Evidence beside the name ------------------------------------------------------------------------------------

    def _allowed(self, mention: Mention, keys: Iterable[str]) -> list[str]:
        return sorted(key for key in keys if not self._verdicts.parted(mention.key, key))

    def _contradicts(self, name: str, key: str) -> bool:
        surname = surname_of(self.officials[key].name, self.officials[key].surname)
        if surname not in fold(name):
            return False
        given = given_names(name, surname)
        return not any(compatible(given, one) or _misspelt(given, one) for one in self._givens[key])

    def _titled(self, key: str, mention: Mention, when: When) -> bool:
        if not mention.detail or ":" in mention.detail:
            return False
        offices = {office.id for office in self._view.offices_titled(mention.detail, mention.country)}
        return any(tenure.office in offices and tenure.when.meets(when) for tenure in self._tenures[key])

    def _heads(self, key: str, _: Mention, when: When) -> bool:
        """Whether an official heads the state or its government then: whom news means first by a name alone."""
        return any(
            self._view.offices[tenure.office].role.startswith("head-of-") and when.known and tenure.when.meets(when)
            for tenure in self._tenures[key]
        )

    def _in_office(self, key: str, when: When, around: timedelta) -> bool:
        if not when.known:
            return around >= _LIFE
        wide = When.between(_shift(when.earliest, -around), _shift(when.latest, around))
        return any(tenure.when.meets(wide) for tenure in self._tenures[key])

    def _fits(self, key: str, mention: Mention, when: When, around: timedelta) -> bool:
        return self._in_office(key, when, around) or self._titled(key, mention, when)

    def _choose(self, mention: Mention, keys: list[str], when: When) -> tuple[str, str]:
        tests = (self._titled, lambda key, _, when: self._in_office(key, when, timedelta()), self._heads)
        for test in tests if not mention.detail else tests[:2]:
            held = [key for key in keys if test(key, mention, when)]
            if len(held) == 1:
                return held[0], self._how(held[0], mention, when)
            keys = held or keys
        return (keys[0], self._how(keys[0], mention, when)) if len(keys) == 1 else ("", "")

    def _how(self, key: str, mention: Mention, when: When) -> str:
        if self._titled(key, mention, when):
            return f", held the office {mention.detail}"
        return ", in office at the time" if self._in_office(key, when, timedelta()) else ""


def _records(officials: Iterable[Official]) -> dict[str, Official]:
    """One record an id: where two sources use one id, the packaged record with what only the other says."""
    found: dict[str, Official] = {}
    for official in sorted(officials, key=lambda one: (*_rank(one), one.source, one.locator)):
        first = found.setdefault(official.id, official)
        if first is not official:
            names = dict.fromkeys((*first.aliases, official.name, *official.aliases))
            found[official.id] = replace(
                first,
                aliases=tuple(name for name in names if name != first.name),
                born=first.born or official.born,
                died=first.died or official.died,
                qid=first.qid or official.qid,
            )
    return found


def _rank(official: Official) -> tuple[bool, bool, str]:
    return official.source != PACKAGED.id, not official.qid, official.id


def _near(one: date | None, other: date | None, by: timedelta = _STARTS) -> bool:
    return one is not None and other is not None and abs(one - other) <= by


def _one_within(left: Official, right: Official) -> bool:
    """Whether all words of a name of one are words of a name of the other: Salinas, and Carlos Salinas de Gortari."""
    ours, theirs = (
        [{word for word in tokens(name) if len(word) > 1} for name in (one.name, *one.aliases)] for one in (left, right)
    )
    return any(one and other and (one <= other or other <= one) for one in ours for other in theirs)


def _compatible_officials(left: Official, right: Official) -> bool:
    surname = surname_of(left.name, left.surname)
    ours = [given_names(name, surname) for name in (left.name, *left.aliases) if surname in fold(name)]
    theirs = [given_names(name, surname) for name in (right.name, *right.aliases) if surname in fold(name)]
    return any(one and other and compatible(one, other) for one in ours for other in theirs)


def _misspelt(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    from rapidfuzz import fuzz

    return (
        len(left) == len(right)
        and all(one[0] == other[0] for one, other in zip(left, right, strict=True))
        and (fuzz.ratio("".join(left), "".join(right)) >= _GIVEN)
    )


def _shift(day: date | None, by: timedelta) -> date | None:
    if day is None:
        return None
    try:
        return day + by
    except OverflowError:
        return day
