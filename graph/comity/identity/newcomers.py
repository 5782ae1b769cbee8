"""Officials, organizations and groups that no reference lists: each gets an id, from its name and country alone.

Mentions of one newcomer are those with the same name, or, for officials, the same country and surname with given names
that do not contradict and the same title, or a bare surname where only one newcomer of that time bears it. A mention by
one of our own ids (of an export, or a run of measures) is the newcomer that gets this id here, else the one of its
name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from comity.identity.folding import fold, fold_sorted, tokens
from comity.identity.judgements import Verdicts
from comity.identity.names import compatible
from comity.identity.people import Found
from comity.model import Mention, When, digest, slug

__all__ = ["Newcomer", "name_newcomers"]

_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A mention that no reference explains, with its time of use and number of uses."""

    mention: Mention
    when: When
    uses: int
    key: str
    """The key of the mention."""


@dataclass
class _Group:
    """Mentions of one newcomer; ``words`` are those of its fullest name."""

    members: list[Newcomer]
    words: tuple[str, ...]
    method: str = "new"

    def titles(self) -> set[str]:
        return {
            fold(one.mention.detail) for one in self.members if one.mention.detail and ":" not in one.mention.detail
        }

    def spoken(self) -> When:
        firsts = [one.when.earliest for one in self.members if one.when.earliest]
        lasts = [one.when.latest for one in self.members if one.when.latest]
        return When.between(min(firsts, default=None), max(lasts, default=None))


def name_newcomers(newcomers: Iterable[Newcomer], verdicts: Verdicts, taken: Collection[str]) -> dict[str, Found]:
    """The thing that each mention becomes, by mention key. ``taken`` are ids of references, which no newcomer gets."""
    exact: dict[tuple[str, str, str], list[Newcomer]] = defaultdict(list)
    for one in sorted(newcomers, key=attrgetter("key")):
        exact[one.mention.kind, one.mention.country, _key(one.mention)].append(one)
    officials: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    groups: list[_Group] = []
    for (kind, country, key), members in sorted(exact.items()):
        words = tokens(members[0].mention.name)
        group = _Group(members, words)
        if kind == "official" and words and not key.startswith("id:"):
            officials[country, words[-1]].append(group)
        else:
            groups.append(group)
    for _, block in sorted(officials.items()):
        groups += _officials(block)
    found: dict[str, Found] = {}
    ids = set(taken)
    by_id = [group for group in groups if _own_id(group)]
    for group in groups:
        if not _own_id(group):
            found.update(_named(group, verdicts, ids))
    names = _by_name(exact, found)
    claimed = {_own_id(group) for group in by_id}
    made = {one.thing for one in found.values()}
    for group in by_id:
        own = _own_id(group)
        named = names.get((group.members[0].mention.country, fold_sorted(group.members[0].mention.name)), set())
        meant = {own} & made or (named - claimed if len(named) == 1 else set())
        found |= _told_by_id(group, meant.pop(), verdicts, ids) if meant else _named(group, verdicts, ids)
    return found


def _own_id(group: _Group) -> str:
    """The id that an official goes by in a graph of Comity, where its mentions are by that id; else ""."""
    mention = group.members[0].mention
    by_id = mention.kind == "official" and mention.detail.startswith("id:")
    return f"official/{mention.detail.removeprefix('id:')}" if by_id else ""


def _by_name(
    exact: Mapping[tuple[str, str, str], Sequence[Newcomer]], found: Mapping[str, Found]
) -> dict[tuple[str, str], set[str]]:
    """The newcomers that officials without an id became, by country and name."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (kind, country, key), members in exact.items():
        if kind == "official" and not key.startswith("id:"):
            names[country, key] |= {found[one.key].thing for one in members}
    return names


def _told_by_id(group: _Group, thing: str, verdicts: Verdicts, ids: set[str]) -> Mapping[str, Found]:
    """A group that is a newcomer named already; those of its mentions that a judgement parts from it stay their own."""
    away = [one for one in group.members if verdicts.parted(one.key, thing)]
    found = {
        one.key: Found(thing, "id", f"the id of {thing.partition('/')[2]} in another graph")
        for one in group.members
        if one not in away
    }
    return found | dict(_named(_Group(away, group.words), verdicts, ids)) if away else found


def _key(mention: Mention) -> str:
    space, colon, key = mention.detail.partition(":")
    if mention.kind == "official" and colon and " " not in space:
        return f"id:{key}"
    return fold_sorted(mention.name) if mention.kind == "official" else fold(mention.name)


def _officials(block: Sequence[_Group]) -> list[_Group]:
    full = sorted((group for group in block if len(group.words) > 1), key=lambda g: (-len(g.words), g.words))
    kept: list[_Group] = []
    for group in full:
        near = [one for one in kept if _same_given(one, group) and one.titles() & group.titles()]
        if len(near) == 1 and near[0].spoken().meets(_wide(group.spoken())):
            near[0].members += group.members
            near[0].method = "surname"
        else:
            kept.append(group)
    bare = []
    for group in (group for group in block if len(group.words) == 1):
        near = [one for one in kept if one.spoken().meets(_wide(group.spoken()))]
        if len(near) == 1 and group.spoken().known:
            near[0].members += group.members
            near[0].method = "surname"
        else:
            bare.append(group)
    return kept + bare


def _same_given(left: _Group, right: _Group) -> bool:
    return compatible(left.words[:-1], right.words[:-1])


def _wide(when: When) -> When:
    return When.between(when.earliest and when.earliest - _YEAR, when.latest and when.latest + _YEAR)


def _named(group: _Group, verdicts: Verdicts, ids: set[str]) -> Mapping[str, Found]:
    members = group.members
    if len(members) > 1:
        members = sorted(members, key=lambda one: (-len(one.mention.name), -one.uses, one.key))
    thing = _free(_thing(members[0].mention), ids, members[0].key)
    ids.add(thing)
    if len(members) == 1 and not verdicts.parted(members[0].key, thing):  # most are named once
        return {members[0].key: Found(thing, "new", "in no reference")}
    found: dict[str, Found] = {}
    home: dict[str, str] = {}
    for one in members:
        mine = thing
        key = one.key
        if verdicts.parted(key, thing) or any(home[other] == thing and verdicts.parted(key, other) for other in home):
            mine = f"{thing}-{digest(key, length=6)}"
            ids.add(mine)
        home[key] = mine
        same_name = fold_sorted(one.mention.name) == fold_sorted(members[0].mention.name)
        method = "new" if same_name else group.method
        reason = (
            "in no reference"
            if same_name
            else f"in no reference; same country and surname as {members[0].mention.name}"
        )
        found[key] = Found(mine, method, reason)
    return found


def _thing(mention: Mention) -> str:
    country = f"-{mention.country}" if mention.country else ""
    space, colon, key = mention.detail.partition(":")
    if mention.kind == "official" and colon and " " not in space:
        return f"official/{slug(key)}"
    name = mention.name or mention.detail
    return f"{mention.kind}/{slug(name)}{country.lower()}"


def _free(thing: str, ids: Collection[str], key: str) -> str:
    return f"{thing}-{digest(key, length=6)}" if thing in ids else thing
