"""Mentions to things: which official, country, organization, group or instrument each name in a source is.

The result depends on the set of mentions, references and judgements alone, never on their order. Every row says by
which method it was reached and why, and any of it can be undone by a judgement (:mod:`comity.identity.judgements`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from comity.identity.countries import countries
from comity.identity.folding import fold
from comity.identity.instruments import Instrument, Named, cluster
from comity.identity.judgements import Judgement, Verdicts
from comity.identity.newcomers import Newcomer, name_newcomers
from comity.identity.people import Found, OfficialIndex
from comity.identity.reference import Reference
from comity.identity.unions import Unions
from comity.model import Mention, Office, Official, Organization, Tenure, When

__all__ = ["MentionUse", "Resolution", "resolve"]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MentionUse:
    """A distinct mention (its key), in how many reports and facts it stands, and from when to when they speak."""

    key: str
    uses: int = 1
    earliest: date | None = None
    latest: date | None = None

    @property
    def when(self) -> When:
        """The time of use; unknown where no report is dated."""
        return When.between(self.earliest, self.latest)


@dataclass(frozen=True)
class Resolution:
    """Rows of the generation tables ``mentions``, ``actors`` and ``instruments``, each sorted by its first column.

    ``same`` maps every id that was joined into another to the id that stays: reference officials listed twice, and
    things merged by judgement. Whoever writes officials and tenures passes their ids through :meth:`canonical`.
    """

    mentions: list[Row]
    actors: list[Row]
    instruments: list[Row]
    same: Mapping[str, str] = field(default_factory=dict)

    def canonical(self, thing: str) -> str:
        """The id that a thing goes by."""
        return self.same.get(thing, thing)

    def table(self, name: str) -> Any:
        """One of the three tables as a ``pyarrow.Table`` of its schema in :data:`comity.model.GENERATION`."""
        rows = {"mentions": self.mentions, "actors": self.actors, "instruments": self.instruments}[name]
        import pyarrow as pa

        from comity.model import GENERATION

        return pa.Table.from_pylist(rows, schema=GENERATION[name])


def resolve(
    uses: Iterable[MentionUse],
    officials: Iterable[Official] = (),
    organizations: Iterable[Organization] = (),
    offices: Iterable[Office] = (),
    tenures: Iterable[Tenure] = (),
    judgements: Iterable[Judgement] = (),
) -> Resolution:
    """Decide what every mention is. Records are those of all references, the packaged ones among them.

    Raises ``ValueError`` where a key is no mention key (a bug of whoever staged it).
    """
    reference = Reference.of(officials, organizations, offices, tenures)
    return _Resolver(reference, Verdicts(judgements)).run({use.key: use for use in uses})


class _Resolver:
    def __init__(self, reference: Reference, verdicts: Verdicts) -> None:
        self.reference, self.verdicts = reference, verdicts
        self.index = OfficialIndex(reference, verdicts)
        self.organizations = {one.id: one for one in sorted(reference.organizations, key=lambda one: one.id)}
        self.named: dict[tuple[str, str], set[str]] = {}
        for one in self.organizations.values():
            for name in (one.name, *one.aliases):
                self.named.setdefault((one.country, fold(name)), set()).add(one.id)

    def run(self, uses: Mapping[str, MentionUse]) -> Resolution:
        mentions = {key: Mention.of(key) for key in sorted(uses)}
        known = set(self.index.officials) | set(self.organizations)
        found: dict[str, Found] = {}
        for key, mention in mentions.items():
            one = self._judged(key) or self._known(mention, uses[key].when)
            if one:
                found[key] = one
        instruments = [Named(m, uses[k].when, uses[k].uses) for k, m in mentions.items() if _instrument(m)]
        clustered, made = cluster(instruments, self.verdicts)
        found = clustered | found
        rest = {key: mention for key, mention in mentions.items() if key not in found}
        newcomers = [Newcomer(mention, uses[key].when, uses[key].uses, key) for key, mention in rest.items()]
        found |= name_newcomers(newcomers, self.verdicts, known)
        unions = self._unions(found)
        return self._resolution(uses, mentions, found, made, unions)

    def _judged(self, key: str) -> Found | None:
        things = [side for side in self.verdicts.joined(key) if "|" not in side]
        if not things:
            return None
        return Found(self.index.canonical(things[0]), "judgement", self.verdicts.reason(key, things[0]))

    def _known(self, mention: Mention, when: When) -> Found | None:
        if mention.kind == "official":
            return self.index.find(mention, when)
        if mention.kind == "country":
            return _country(mention, when)
        if mention.kind == "organization":
            return self._organization(mention)
        return None

    def _organization(self, mention: Mention) -> Found | None:
        for country in dict.fromkeys((mention.country, "")):
            keys = self.named.get((country, fold(mention.name)), set())
            allowed = sorted(key for key in keys if not self.verdicts.parted(mention.key, key))
            if len(allowed) == 1:
                return Found(allowed[0], "name", "same name or acronym" + (", same country" if country else ""))
        return None

    def _unions(self, found: Mapping[str, Found]) -> Unions:
        known = set(self.index.officials) | set(self.organizations)
        unions = Unions(prefer=known)
        for judged in self.verdicts.pairs("same"):
            sides = [found[side].thing if side in found else side for side in (judged.left, judged.right)]
            if all("|" not in side for side in sides):  # a mention that is in no source any more joins nothing
                unions.join(self.index.canonical(sides[0]), self.index.canonical(sides[1]))
        return unions

    def _resolution(
        self,
        uses: Mapping[str, MentionUse],
        mentions: Mapping[str, Mention],
        found: Mapping[str, Found],
        made: Iterable[Instrument],
        unions: Unions,
    ) -> Resolution:
        joined = {official: unions.root(self.index.canonical(official)) for official in self.index.officials}
        same = {**unions.changed(), **{left: right for left, right in joined.items() if left != right}}
        rows = [_row(uses[key], mentions[key], found[key], same) for key in sorted(mentions)]
        rows += [
            _mention_row(join.official, same[join.official], "official", "joined", join.reason)
            for join in self.index.joins.values()
        ]
        things = {row["thing"] for row in rows}
        return Resolution(
            mentions=sorted(rows, key=lambda row: row["mention"]),
            actors=self._actors(uses, mentions, rows, same),
            instruments=[
                _instrument_row(one) for one in made if same.get(one.id, one.id) == one.id and one.id in things
            ],
            same=same,
        )

    def _actors(
        self, uses: Mapping[str, MentionUse], mentions: Mapping[str, Mention], rows: list[Row], same: Mapping[str, str]
    ) -> list[Row]:
        actors = {row["actor"]: row for row in _reference_actors(self.index.officials, self.organizations, same)}
        new: dict[str, list[str]] = {}
        for row in rows:
            if row["mention"] in mentions and not _instrument(mentions[row["mention"]]) and row["thing"] not in actors:
                new.setdefault(row["thing"], []).append(row["mention"])
        for thing, keys in new.items():
            ranked = keys
            if len(keys) > 1:
                ranked = sorted(keys, key=lambda key: (-uses[key].uses, -len(mentions[key].name), key))
            actors[thing] = _actor_row(thing, [mentions[key] for key in ranked])
        return [actors[key] for key in sorted(actors)]


def _instrument(mention: Mention) -> bool:
    return mention.kind in ("agreement", "policy")


def _country(mention: Mention, when: When) -> Found | None:
    table = countries()
    if mention.country in table:
        return Found(f"country/{mention.country}", "code", f"country code {mention.country}")
    named = table.by_name(mention.name, when.latest)
    return Found(f"country/{named.code}", "name", f"name of {named.name}") if named else None


def _row(use: MentionUse, mention: Mention, found: Found, same: Mapping[str, str]) -> Row:
    thing = same.get(found.thing, found.thing)
    return _mention_row(use.key, thing, mention.kind, found.method, found.reason, use.uses, use.earliest, use.latest)


def _mention_row(
    key: str,
    thing: str,
    kind: str,
    method: str,
    reason: str,
    uses: int = 0,
    earliest: date | None = None,
    latest: date | None = None,
) -> Row:
    return {
        "mention": key,
        "thing": thing,
        "kind": kind,
        "method": method,
        "reason": reason,
        "uses": uses,
        "earliest": earliest,
        "latest": latest,
    }


@cache
def _blank(table: str) -> Row:
    """A row of nulls, to be copied."""
    from comity.model import GENERATION

    return dict.fromkeys(GENERATION[table].names)


def _instrument_row(made: Instrument) -> Row:
    return {
        "instrument": made.id,
        "kind": made.kind,
        "label": made.label,
        "parties": [f"country/{code}" for code in made.parties],
        "signed": made.signed or None,
    }


def _reference_actors(
    officials: Mapping[str, Official], organizations: Mapping[str, Organization], same: Mapping[str, str]
) -> Iterable[Row]:
    joined: dict[str, list[Official]] = {}
    for official in officials.values():
        joined.setdefault(same.get(official.id, official.id), []).append(official)
    for key, records in joined.items():
        yield _official_row(key, sorted(records, key=lambda one: (one.id != key, one.id)))
    for one in organizations.values():
        if one.id not in same:
            yield _thing_row(one.id, "organization", one.name, one.country) | {"aliases": list(one.aliases)}
    for country in countries():
        aliases = [name for name in country.names if name != country.name]
        row = _thing_row(f"country/{country.code}", "country", country.name, country.code)
        yield row | {"aliases": aliases, "qid": country.code_of("qid")}


def _official_row(key: str, records: list[Official]) -> Row:
    first = records[0]
    names = dict.fromkeys(name for one in records for name in (one.name, *one.aliases))
    row = _thing_row(key, "official", first.name, first.country)
    return row | {
        "surname": next((one.surname for one in records if one.surname), None),
        "aliases": [name for name in names if name != first.name],
        **{name: next((getattr(one, name) for one in records if getattr(one, name)), None) for name in _LIFE},
    }


_LIFE = ("born", "died", "qid")


def _actor_row(thing: str, ranked: list[Mention]) -> Row:
    best = ranked[0]
    label = best.name or best.detail or thing
    aliases = sorted({mention.name for mention in ranked if mention.name} - {label})
    return _thing_row(thing, thing.partition("/")[0], label, best.country) | {"aliases": aliases}


def _thing_row(thing: str, kind: str, label: str, country: str) -> Row:
    return _blank("actors") | {"actor": thing, "kind": kind, "label": label, "country": country or None, "aliases": []}
