"""JSON-LD nested as people read it: an act with its reports inside, an official with tenures, a thing with its facts.

The nesting is that of a frame in which ``reportedBy``, ``tenures`` and ``facts`` are reverse properties: they are
declared in the context of the file, so a processor reads the same triples as in Turtle. Whatever an act names is shown
with its type and its label; everything else stands once, in full, as an object of the top level. Objects are sorted by
their IRIs, and written one a line.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from comity.export.format import Format
from comity.export.jsonld import Terms, compact_id, described, json_text
from comity.export.quads import lines, ordered, quads
from comity.export.view import View
from comity.model import ID, NS

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["FORMAT", "NESTED"]

NESTED: Mapping[str, str] = {"reports": "reportedBy", "official": "tenures", "subject": "facts"}
"""Properties that lead from the inner thing to the outer one, and the name that the outer one gives it."""

_LABEL, _TYPE = "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_NAME = re.compile(rb"<" + re.escape(ID).encode() + rb"([^>]*)> ")
_UP = re.compile(
    rb"<" + re.escape(ID).encode() + rb"([^>]*)> <" + re.escape(NS).encode()
    + rb"(" + "|".join(NESTED).encode() + rb")> <" + re.escape(ID).encode() + rb"([^>]*)> "
)  # fmt: skip
_KNOWN = re.compile(rb"<" + re.escape(ID).encode() + rb"(?!act/|report/|tenure/|fact/)[^>]*> <([^>]*)> ")
_ROLES = ("participant", "agent", "recipient", "onBehalfOf", "host", "placeCountry", "agreement", "policy", "source",
          "office", "country", "signatory", "proposer")  # fmt: skip


def _write(view: View, path: Path) -> None:
    terms = Terms.packaged()
    up = {name: {"@reverse": f"comity:{down}", "@container": "@set"} for down, name in NESTED.items()}
    with lines(view) as found, tempfile.TemporaryFile(prefix="comity-export-") as whole:
        outer, named = _first_pass(found, whole, terms)
        whole.seek(0)
        with (
            ordered(whole, lambda line: _outer_of(line, outer)) as sorted_lines,
            path.open("w", encoding="utf-8", newline="\n") as out,
        ):
            out.write(f'{{"@context": {json_text({**terms.context, **up})},\n"@graph": [')
            comma = ""
            for thing in _things(quads(sorted_lines), outer, terms, named):
                out.write(f"{comma}\n{json_text(thing)}")
                comma = ","
            out.write("\n]}\n")


def _first_pass(
    found: Iterable[bytes], whole: BinaryIO, terms: Terms
) -> tuple[dict[bytes, bytes], dict[str, dict[str, Any]]]:
    """Copy the lines to a file; gives the outer thing of each inner one, and type and label of what acts may name."""
    outer: dict[bytes, bytes] = {}
    shown: list[bytes] = []
    for line in found:
        whole.write(line)
        if up := _UP.match(line):
            outer.setdefault(up[1], up[3])
        known = _KNOWN.match(line)
        if known and known[1].decode() in (_LABEL, _TYPE):
            shown.append(line)
    named: dict[str, dict[str, Any]] = {}
    for _, same in groupby(quads(shown), key=lambda quad: str(quad.subject)):
        about = described(terms, _once(same))
        named[about["@id"]] = about
    return outer, named


def _outer_of(line: bytes, outer: Mapping[bytes, bytes]) -> tuple[bytes, bytes]:
    """The outer thing that a line belongs to, and whether it is of that thing itself (which comes first)."""
    found = _NAME.match(line)
    own = found[1] if found else line.partition(b" ")[0]
    return outer.get(own, own), own if own in outer else b""


def _things(
    found: Iterable[ox.Quad], outer: Mapping[bytes, bytes], terms: Terms, named: Mapping[str, dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Each outer thing with its inner ones inside, from quads in the order of ``_outer_of``."""
    made: dict[str, Any] | None = None
    for subject, same in groupby(found, key=lambda quad: str(quad.subject)):
        own = subject.removeprefix(f"<{ID}").removesuffix(">").encode()
        thing = described(terms, _once(same))
        for role in _ROLES:
            if role in thing:
                thing[role] = _shown(thing[role], named)
        if own not in outer:
            if made is not None:
                yield made
            made = thing
            continue
        above = compact_id(ID + outer[own].decode())
        if made is None or made["@id"] != above:
            if made is not None:
                yield made
            made = {"@id": above}
        down = next(name for name in NESTED if name in thing and _is(thing[name], above))
        rest = {name: value for name, value in thing.items() if name != down}
        if isinstance(thing[down], list):  # of two outer things it stands inside the first and names the other
            rest[down] = [value for value in thing[down] if value != above]
        made.setdefault(NESTED[down], []).append(rest)
    if made is not None:
        yield made


def _is(value: Any, name: str) -> bool:
    return value == name or (isinstance(value, list) and name in value)


def _shown(value: Any, named: Mapping[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_shown(item, named) for item in value]
    return named.get(value, value) if isinstance(value, str) else value


def _once(same: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The quads of a subject, those that stand in several graphs once."""
    found: dict[Any, ox.Quad] = {}
    for quad in same:
        found.setdefault((quad.predicate, quad.object), quad)
    return list(found.values())


FORMAT = Format(
    "jsonld-framed",
    "JSON-LD nested for reading: acts with their reports, officials with their tenures",
    ".jsonld",
    _write,
    loses=("Named graphs: a report says its source by comity:source, derived ties stand on their first actor.",),
)
