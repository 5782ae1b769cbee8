"""Reading lexicons: the packaged ``frames.toml``, and files of a user's own that add to it.

What makes no sense is an ``InputError`` with file and line: an unknown act, place, need or set, a word misspelt.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

from comity.errors import InputError
from comity.model import ACTS, Modality
from comity.resources import packaged
from comity.text.frames import NEEDS, Frame, Lexicon, Phrase

__all__ = ["extended", "lexicon", "read_lexicon"]

_PACKAGED = "frames.toml"
_LARGEST = 4_000_000
_TOKEN = re.compile(r"\{[^}]*\}|\[[^\]]*\]|[^\s:{}\[\]]+:\{[^}]*\}|[!<]\{[^}]*\}|\S+")
_KEYS = {
    "frame": {"act", "verbs", "nouns", "agents", "recipients", "needs", "content", "modality", "states", "done"},
    "modal": {"content", "verbs", "nouns"},
    "again": {"verbs"},
    "content": {"act", "subject", "modals", "phrases", "verbs", "except", "needs", "denied"},
}
_CONTENTS = ("drop", "drop-all", "planned", "proposed", "denied", "hypothetical", "same", "report")
_PLACES = set(
    """subj obj iobj own any all place clause.subj clause.obj clause.any clause.for gov.subj gov.noun gov.trip gov.in
    gov.by gov.obj if.subj with.as
    about across after against along alongside among and around as at before behind between beyond by closer for from in
    inside into like near of off on onto out outside over past round through throughout to toward towards under upon
    via with within without""".split()
)
_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_Fail = Callable[[str, str], InputError]
_Entry = dict[str, Any]


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon. Raises InputError where a line makes no sense."""
    return read_lexicon(packaged("text", _PACKAGED).read_text(encoding="utf-8"))


def extended(path: Path) -> Lexicon:
    """The packaged lexicon with a user's file of the same form: its frames are tried before, its sets grow.

    Raises InputError with the line where it makes no sense.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None
    except UnicodeDecodeError as error:
        raise InputError(path, "is not UTF-8", data[: error.start].count(b"\n") + 1) from None
    if len(text) > _LARGEST:
        raise InputError(path, f"is longer than {_LARGEST:,} characters")
    return read_lexicon(text, path, lexicon())


def read_lexicon(text: str, path: str | Path = _PACKAGED, base: Lexicon | None = None) -> Lexicon:
    """A lexicon of the form of ``frames.toml``; with ``base`` what is read comes before what that has.

    Raises InputError (``path:line``).
    """
    fail = _failing(text, path)
    data = _parsed(text, path)
    _check(data, fail)
    sets = dict(base.sets) if base else {}
    for name, words in data.get("sets", {}).items():
        sets[name] = sets.get(name, frozenset()) | _group(words, sets, words, fail)
    verbs, nouns, participles, again = (defaultdict[str, list[tuple[Frame, Phrase]]](list) for _ in range(4))
    for frame, phrase in _phrases([*data.get("frame", ()), *data.get("modal", ())], sets, fail):
        for head in phrase.heads:
            verbs[head].append((frame, phrase))
        for word in phrase.complements if "be" in phrase.heads else ():
            participles[word].append((frame, phrase))
    for frame, phrase in _nominals([*data.get("frame", ()), *data.get("modal", ())], sets, fail):
        nouns[phrase.heads[0]].append((frame, phrase))
    for frame, phrase in _phrases(data.get("again", ()), sets, fail):
        for head in phrase.heads:
            again[head].append((frame, phrase))
    contents = [
        (
            _frame(entry, fail),
            [_phrase(line, sets, fail) for key in ("verbs", "phrases") for line in _lines(entry, key)],
        )
        for entry in data.get("content", ())
    ]
    found = Lexicon(sets, dict(verbs), dict(nouns), dict(participles), dict(again), contents)
    return found.before(base) if base else found


def _parsed(text: str, path: str | Path) -> _Entry:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _LINE.search(str(error))
        raise InputError(path, f"no TOML: {_LINE.sub('', str(error)).strip()}", int(at[1]) if at else None) from None


def _failing(text: str, path: str | Path) -> _Fail:
    """Makes errors with the line on which some words stand for the first time."""

    def fail(reason: str, words: str) -> InputError:
        lines = text.splitlines()
        return InputError(path, reason, next((n for n, line in enumerate(lines, 1) if words and words in line), None))

    return fail


def _check(data: _Entry, fail: _Fail) -> None:
    """Tables, keys and the kinds of their values."""
    for table, entries in data.items():
        if table == "sets":
            wrong = (
                next((k for k, v in entries.items() if not isinstance(v, str)), None)
                if isinstance(entries, dict)
                else ""
            )
            if wrong is not None:
                raise fail('[sets] has lines of the form name = "word word"', wrong or "sets")
            continue
        if table not in _KEYS:
            raise fail(f"no table {table!r}: there are sets, {', '.join(_KEYS)}", table)
        if not isinstance(entries, list):
            raise fail(f"write [[{table}]], with two brackets", f"[{table}]")
        for entry in entries:
            for key, value in entry.items():
                if key not in _KEYS[table]:
                    raise fail(f"no key {key!r} in [[{table}]]: there are {', '.join(sorted(_KEYS[table]))}", key)
                if not isinstance(value, str):
                    raise fail(f"{key} is no text in quotation marks", key)


def _frame(entry: _Entry, fail: _Fail) -> Frame:
    acts = [(key, ACTS) for key in ("act", "states", "done")]
    for key, known in (*acts, ("content", _CONTENTS), ("modality", get_args(Modality))):
        if entry.get(key) and entry[key] not in known:
            raise fail(f"no such {key}: {entry[key]!r}", f'"{entry[key]}"')
    for need in entry.get("needs", "").split():
        if need not in NEEDS:
            raise fail(f"no such need: {need!r}; there are {', '.join(sorted(NEEDS))}", need)
    for path in (*entry.get("agents", "").split(), *entry.get("recipients", "").split()):
        first, _, second = path.partition(".")
        if path not in _PLACES and not (first in _PLACES and second in _PLACES):
            raise fail(f"no such place of a party: {path!r}", path)
    return Frame(
        entry.get("act", ""),
        entry.get("content", ""),
        tuple(entry.get("agents", "").split()),
        tuple(entry.get("recipients", "").split()),
        frozenset(entry.get("needs", "").split()),
        entry.get("modality", "asserted"),
        entry.get("states", ""),
        entry.get("subject", ""),
        frozenset(entry.get("modals", "").split()),
        frozenset(entry.get("except", "").split()),
        entry.get("denied", ""),
        entry.get("done", ""),
    )


def _lines(entry: _Entry, key: str) -> list[str]:
    return [line.strip() for line in re.split(r"[;\n]", entry.get(key, "")) if line.strip()]


def _phrases(entries: Iterable[_Entry], sets: dict[str, frozenset[str]], fail: _Fail) -> Iterator[tuple[Frame, Phrase]]:
    for entry in entries:
        frame = _frame(entry, fail)
        for line in _lines(entry, "verbs"):
            yield frame, _phrase(line, sets, fail)


def _nominals(
    entries: Iterable[_Entry], sets: dict[str, frozenset[str]], fail: _Fail
) -> Iterator[tuple[Frame, Phrase]]:
    for entry in entries:
        frame = _frame(entry, fail)
        for line in _lines(entry, "nouns"):
            *modifiers, noun = line.split("+")
            if not noun or " " in line:
                raise fail(f"a noun stands alone or as modifier+noun: {line!r}", line)
            plain = frozenset(word for word in modifiers if not word.startswith("@"))
            choice = _group(" ".join(word for word in modifiers if word not in plain), sets, line, fail)
            yield frame, Phrase(line, (noun,), plain, choice)


def _phrase(text: str, sets: dict[str, frozenset[str]], fail: _Fail) -> Phrase:
    first, *tokens = _TOKEN.findall(text)
    if first != "*" and not re.fullmatch(r"[^\W\d_][\w'’-]*(\|[^\W\d_][\w'’-]*)*", first):
        raise fail(f"a phrase begins with its verb in the base form: {text!r}", text)
    words, places = set[str](), list[tuple[str, frozenset[str]]]()
    groups: dict[str, frozenset[str]] = {"{": frozenset(), "[": frozenset(), "<": frozenset(), "!": frozenset()}
    for token in tokens:
        name, _, group = token.partition(":")
        if group.startswith("{"):
            places.append((name, _group(group, sets, text, fail)))
        elif token[0] in groups:
            groups[token[0]] |= _group(token.lstrip("<!"), sets, text, fail)
        elif re.search(r"[|{}\[\]<>:]", token):
            raise fail(f"cannot make out {token!r} in {text!r} (only the first word may have alternatives)", text)
        else:
            words.add(token)
    return Phrase(
        text,
        tuple(first.split("|")),
        frozenset(words),
        groups["{"],
        groups["["],
        tuple(places),
        groups["!"],
        groups["<"],
    )


def _group(group: str, sets: dict[str, frozenset[str]], text: str, fail: _Fail) -> frozenset[str]:
    found = set[str]()
    for word in group.strip("{}[]").split():
        if not word.startswith("@"):
            found.add(word)
        elif word[1:] in sets:
            found |= sets[word[1:]]
        else:
            raise fail(f"no set {word[1:]!r}", text)
    return frozenset(found)
