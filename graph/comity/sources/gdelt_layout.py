"""The files of GDELT: events 1.0 and 2.0, mentions, the knowledge graph; what each is by its first line."""

from __future__ import annotations

import re
from typing import Literal

from comity.sources.rows import Shape, first_lines

__all__ = ["Kind", "event_shape", "kind_of", "mention_shape"]

Kind = Literal["events", "mentions", "gkg"]

_COMMON = {
    "id": 0,
    "day": 1,
    "code1": 5,
    "name1": 6,
    "country1": 7,
    "code2": 15,
    "name2": 16,
    "country2": 17,
    "event": 26,
    "quad": 29,
    "goldstein": 30,
}
_V1 = {**_COMMON, "geo": 49, "place": 50, "fips": 51, "added": 56}
_EVENTS = {
    57: _V1,
    58: {**_V1, "url": 57},
    61: {**_COMMON, "geo": 51, "place": 52, "fips": 53, "added": 59, "url": 60},
}
"""By number of fields: 1.0 before and from April 2013 (with the story's address), 2.0 (with second-level places)."""
_EVENT_NAMES = {
    "id": "globaleventid",
    "day": "sqldate",
    **{f"{name}{n}": f"actor{n}{full}" for n in (1, 2) for name, full in (("code", "code"), ("name", "name"))},
    **{f"country{n}": f"actor{n}countrycode" for n in (1, 2)},
    "event": "eventcode",
    "quad": "quadclass",
    "goldstein": "goldsteinscale",
    "geo": "actiongeo_type",
    "place": "actiongeo_fullname",
    "fips": "actiongeo_countrycode",
}
_MENTIONS = {"id": 0, "added": 2, "outlet": 4, "url": 5, "sentence": 6, "confidence": 11}
_MENTION_NAMES = {
    "id": "globaleventid",
    "added": "mentiontimedate",
    "outlet": "mentionsourcename",
    "url": "mentionidentifier",
    "sentence": "sentenceid",
    "confidence": "confidence",
}
_GKG2 = re.compile(rb"\d{14}-T?\d+\t\d{14}\t[1-6]\t")
_GKG1 = re.compile(rb"\d{8}\t\d+\t[^\t\n]*\t(?:[A-Z][A-Z0-9_]*;?)*\t")


def kind_of(head: bytes) -> Kind | None:
    """Which file of GDELT begins so: what the first of its lines tells that is no spoiled one."""
    if _GKG2.match(head) or _GKG1.match(head):
        return "gkg"
    return next((kind for cells in first_lines(head) if (kind := _kind(cells))), None)


def _kind(cells: list[str]) -> Kind | None:
    names = [cell.strip().lower() for cell in cells]
    if names[0] == "globaleventid":
        return "mentions" if "mentiontimedate" in names else "events" if "sqldate" in names else None
    if names[0] == "gkgrecordid" or names[:2] == ["date", "numarts"]:
        return "gkg"
    if not cells[0].isdigit() or len(cells) < 14:
        return None
    if len(cells) in _EVENTS and re.fullmatch(r"\d{8}", cells[1]) and cells[29] in ("1", "2", "3", "4"):
        return "events"
    times = len(cells) in range(14, 17) and all(re.fullmatch(r"\d{14}", cell) for cell in cells[1:3])
    return "mentions" if times and re.fullmatch(r"[1-6]", cells[3]) else None


def event_shape(cells: list[str], _: int = 0) -> Shape | str:
    """The shape of a file of events from its first line, or why it has none."""
    names = [cell.strip().lower() for cell in cells]
    if names[0] == "globaleventid":
        columns = {short: names.index(name) for short, name in _EVENT_NAMES.items() if name in names}
        found = {"dateadded": "added", "dateadd": "added", "sourceurl": "url"}
        columns |= {found[name]: at for at, name in enumerate(names) if name in found}
        missing = sorted({*_EVENT_NAMES, "added"} - columns.keys())
        return f"the header names no {', '.join(missing)}" if missing else Shape(len(cells), columns, header=True)
    if len(cells) not in _EVENTS:
        return f"{len(cells)} fields where events have 57, 58 or 61"
    return Shape(len(cells), _EVENTS[len(cells)])


def mention_shape(cells: list[str], _: int = 0) -> Shape | str:
    """The shape of a file of mentions from its first line, or why it has none."""
    names = [cell.strip().lower() for cell in cells]
    if names[0] == "globaleventid":
        columns = {short: names.index(name) for short, name in _MENTION_NAMES.items() if name in names}
        missing = sorted(_MENTION_NAMES.keys() - columns.keys())
        return f"the header names no {', '.join(missing)}" if missing else Shape(len(cells), columns, header=True)
    if len(cells) not in range(14, 17):
        return f"{len(cells)} fields where mentions have 14 to 16"
    return Shape(len(cells), _MENTIONS)
