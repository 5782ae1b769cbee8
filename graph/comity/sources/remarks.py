"""Who was met: a small grammar for the remarks of the Office of the Historian.

The remarks are written in a telegraphic English of few forms ("Met with President Moreno and Foreign Minister
Valencia; addressed the Assembly."), so titles, separators and names are enough, and no parser is needed. The grammar
prefers silence to a guess: what it does not understand ends the list of those who were met.

Offsets are code points in the remark as it stands in the file's text content, layout included. Evidence is the
sentence with its layout (line breaks and indentation of the XML) as single spaces, so that
``" ".join(remark[start:end].split()) == evidence``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from comity.sources import remark_grammar as grammar

__all__ = ["Met", "Party", "Sentence", "meetings", "sentences", "visitors"]

_AND = re.compile(r", and (?:the )?|, (?:the )?| and (?:the )?")


@dataclass(frozen=True, slots=True)
class Party:
    """One counterpart as the remark names it.

    ``name`` is empty for an unnamed holder ("the King of Belgium"); ``title`` is empty for unnamed officials
    ("senior Greek officials"). ``words`` are those that say the country or organization, "" where none does.
    ``joined`` is true where a bare "and" ties the party to the one before.
    """

    title: str = ""
    name: str = ""
    words: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a remark, its offsets in the remark, and its text with single spaces."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Met:
    """One clause that says who was met. ``together`` is true where the words say that all sat at one table.

    ``tail`` is the rest of the clause after the parties: it may name a day or a place.
    """

    parties: tuple[Party, ...]
    together: bool
    tail: str


def sentences(remark: str) -> list[Sentence]:
    """The sentences of a remark, with their offsets in it."""
    found: list[Sentence] = []
    start = 0
    for stop in grammar.SENTENCE_END.finditer(remark):
        end = stop.end()
        if remark[end:].strip() and grammar.SHORTENED.search(remark[start:end]):
            continue
        found.append(_sentence(remark, start, end))
        start = end
    found.append(_sentence(remark, start, len(remark)))
    return [sentence for sentence in found if sentence.text]


def _sentence(remark: str, start: int, end: int) -> Sentence:
    raw = remark[start:end]
    first = start + len(raw) - len(raw.lstrip())
    return Sentence(" ".join(raw.split()), first, start + len(raw.rstrip()))


def meetings(sentence: str) -> Iterator[Met]:
    """The clauses of one sentence (single-spaced) that say who was met, from left to right."""
    after = 0
    direct = {(found.end(), found.start()) for found in grammar.DIRECT.finditer(sentence)}
    for position, cue in sorted({*_governed(sentence), *direct}):
        if position < after or grammar.UNREAL.search(_clause(sentence, position)):
            continue
        parties, end = _parties(sentence, position)
        if parties:
            after = end
            tail = re.split(r";|\.(?: |$)", sentence[end:], maxsplit=1)[0]
            together = bool(grammar.TOGETHER.search(sentence[max(0, cue - 30) : position]))
            yield Met(tuple(dict.fromkeys(parties)), together, tail)


def _clause(sentence: str, position: int) -> str:
    return sentence[:position].rsplit("; ", 1)[-1]


def _governed(sentence: str) -> Iterator[tuple[int, int]]:
    """Each "with" that a meeting word governs: where its object begins, and where the meeting word stands."""
    for found in re.finditer(r"\bwith ", sentence):
        clause = _clause(sentence, found.start())
        cues = [cue for cue in grammar.CUE.finditer(clause) if (cue["other"] or "").lower() not in grammar.ADJECTIVAL]
        if cues and cues[-1]["cue"]:
            yield found.end(), found.start() - len(clause) + cues[-1].start()


def _parties(sentence: str, position: int) -> tuple[list[Party], int]:
    """The list of counterparts that begins at ``position``, and where it ends."""
    found, end = _one(sentence, position)
    while end > position:
        position = end
        separator = grammar.SEPARATOR.match(sentence, position)
        if not separator:
            break
        more, end = _one(sentence, separator.end())
        if end == separator.end():
            break
        if more and separator[0] == " and ":
            more[0] = replace(more[0], joined=True)
        found += more
    return found, position


def _one(sentence: str, position: int) -> tuple[list[Party], int]:
    """One item of the list at ``position``; an item that is understood but is no counterpart gives no party."""
    for several in (_named_list, _unnamed_list):
        parties, end = several(sentence, position)
        if parties:
            return parties, end
    item = grammar.ITEM.match(sentence, position)
    if item:
        owner = item["possessive"] or (item["name"] or "").endswith(("’s", "'s", "s’"))
        return ([], position) if owner else ([_party(item)], item.end())
    officials = grammar.OFFICIALS.match(sentence, position)
    if officials and "U.S." not in officials[0] and "city" not in officials["adjectives"]:
        return [Party("", "", _trim(officials["words"]))], officials.end()
    unnamed = grammar.UNNAMED.match(sentence, position)
    return [], unnamed.end() if unnamed else position


def _party(item: re.Match[str]) -> Party:
    words = item["from"] or item["of"] or item["words"] or ""
    return Party(item["title"], _plain(item["name"] or ""), _trim(words))


def _named_list(sentence: str, position: int) -> tuple[list[Party], int]:
    found = grammar.NAMED_LIST.match(sentence, position)
    if not found:
        return [], position
    title = _singular(found["title"])
    pairs = [item.rsplit(" of ", 1) for item in _AND.split(found["first"] + found["rest"])]
    return [Party(title, _plain(name), _trim(place)) for name, place in pairs], found.end()


def _unnamed_list(sentence: str, position: int) -> tuple[list[Party], int]:
    found = grammar.LISTED.match(sentence, position) or grammar.QUALIFIED.match(sentence, position)
    if not found:
        return [], position
    places = _AND.split(found["list"])
    if any(grammar.ITEM.match(place) for place in places):  # "Premier Zhao and Chinese leaders": an official first
        return [], position
    title = _singular(found["title"])
    return [Party(title, "", _trim(place)) for place in places], found.end()


def _plain(name: str) -> str:
    bare = grammar.HONORIFICS.sub("", name).strip(" ’'") or name.strip()
    return bare if bare.endswith(("Jr.", "Sr.")) else bare.rstrip(".")


def _trim(words: str) -> str:
    bare = re.sub(r"^(?:the|and|of) | (?:the|and|of)$|[’']s$", "", words.strip())
    return bare if re.search(r"\.\w+\.$", bare) else bare.rstrip(".")


def _singular(title: str) -> str:
    if title.lower().startswith("head"):
        return "Head of State"
    return "" if title.lower() in ("leaders", "officials", "counterparts") else title.removesuffix("s")


def visitors(field: str) -> list[Party]:
    """The leaders of a visitor field: "President Mesic and Prime Minister Racan" are two, "Premier and Prince
    Sihanouk" is one. What is no title and name is one visitor without a title."""
    text = " ".join(field.split())
    found: list[Party] = []
    position = 0
    while True:
        item = grammar.ITEM.match(text, position)
        if not item or not item["name"]:
            other = grammar.VISITOR.match(text)
            return found or [Party(other["title"], other["name"]) if other else Party("", text)]
        found.append(_party(item))
        separator = re.compile(",? and |, ").match(text, item.end())
        if not separator:
            return found
        position = separator.end()
