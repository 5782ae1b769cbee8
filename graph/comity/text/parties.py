"""What a whole document says of its instruments: the parties and date of an agreement, two names of one policy."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from comity.identity.countries import Country, CountryTable
from comity.text.actors import Resolver
from comity.text.acts import Act
from comity.text.instruments import Instrument, Instruments

__all__ = ["settle"]

_JOINS = frozenset(("sign", "agree", "ratify"))
_TALKS = frozenset(("negotiation", "meeting", "call"))
_PLACES = frozenset(("GPE", "NORP"))


def settle(instruments: Instruments, acts: list[Act], resolver: Resolver, countries: CountryTable) -> None:
    """Fills in parties and dates of signature, and gives a described policy the name that the document has for it.

    Parties are the states in the agreement's own name, else those on either side of what was signed, agreed or
    ratified. Where these are fewer than two, the states that the sentence of the signing names count as well, and where
    there are none, the two that met or spoke about it.
    """
    _one_policy(instruments, acts)
    telling: defaultdict[int, list[Act]] = defaultdict(list)
    for act in acts:
        if act.instrument is not None and act.modality == "asserted":
            telling[id(act.instrument)].append(act)
    for instrument in instruments.known:
        if instrument.kind != "agreement":
            continue
        about = telling[id(instrument)]
        own = [a for a in about if a.act in _JOINS]
        codes = _in_name(instrument.name, countries) or _sides(own)
        if len(codes) < 2:
            for act in (a for a in own if a.act != "ratify"):
                codes |= _named_beside(act, resolver, countries)
        if not codes:
            codes = next((two for a in about if a.act in _TALKS and len(two := _sides([a])) == 2), set())
        instrument.parties |= codes
        for act in own:
            if act.act != "ratify" and not (act.agents or act.recipients) and len(codes) > 1:
                act.agents = [resolver.cast.state(code) for code in sorted(codes)]  # "the agreement signed last month"
        days = sorted((a.when for a in own if a.act == "sign" and a.when.known), key=lambda w: w.earliest or date.max)
        instrument.signed = days[0] if days else None


def _sides(acts: list[Act]) -> set[str]:
    return {actor.country for act in acts for actor in [*act.agents, *act.recipients] if actor.country}


def _in_name(name: str, countries: CountryTable) -> set[str]:
    """The states that a name joins ("United States-Mexico-Canada Agreement"); none where it joins no two."""
    *parts, last = name.replace("–", "-").split("-")
    words = last.split()
    ends = (" ".join(words[:stop]) for stop in range(len(words), 0, -1))
    states = [countries.by_name(part.strip(), None) for part in parts]
    states.append(next((state for end in ends if (state := countries.by_name(end, None))), None))
    found = {state.code for state in states if state}
    return found if len(found) > 1 else set()


def _named_beside(act: Act, resolver: Resolver, countries: CountryTable) -> set[str]:
    """States that the sentence of an act names as such: a capital is where it was signed, not who signed."""
    tree = resolver.trees[act.number]
    first, after = tree.bounds[tree.sentence[act.token]]
    words = f" {tree.words_of(first, after).lower()} "
    found: set[str] = set()
    for token in range(first, after):
        if tree.entity[token] in _PLACES and tree.tag[token].startswith("NNP"):
            found |= {a.country for a in resolver.actors(act.number, token)[0] if a.kind == "country" and a.country}
    return {code for code in found if (country := countries.get(code)) and _says(country, words)}


def _says(country: Country, words: str) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(term.text.lower())}(?!\w)", words)
        for term in country.terms
        if term.sort in ("name", "demonym")
    )


def _one_policy(instruments: Instruments, acts: list[Act]) -> None:
    """ "a policy requiring …" is the policy that the document names elsewhere, where the words are those of its
    kind."""
    named = {i.name.lower(): i for i in instruments.known if i.kind == "policy"}
    same: dict[int, Instrument] = {}
    for one in instruments.known:
        other = named.get(one.described_as.lower()) if one.described_as else None
        if other is not None and other is not one:
            same[id(one)] = other
    for act in acts:
        if act.instrument is not None:
            act.instrument = same.get(id(act.instrument), act.instrument)
    instruments.rename(same)
