"""A document in its parts: headline, byline, dateline, body, captions, quotation attributions, lists, web noise.

Each :class:`Segment` holds clean text for the parser and, for each of its characters, the offset in the document as it
was given, so that evidence is always cut from the original.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from comity.model import Source, slug
from comity.text.cities import is_town
from comity.text.dates import absolute
from comity.text.words import words

__all__ = ["Kind", "Layout", "Segment", "layout"]

Kind = Literal["headline", "byline", "body", "caption", "attribution", "list", "noise"]

_LONGEST = 3000
"""Characters that the parser gets at once; longer paragraphs are cut at a sentence end or a space."""
_LONGEST_WORD = 120


@dataclass(frozen=True, slots=True)
class Segment:
    """One paragraph. ``at[i]`` is the offset in the document of ``text[i]``; ``at[len(text)]`` is where it ends."""

    kind: Kind
    text: str
    at: array[int] = field(repr=False, compare=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document of ``text[start:end]``."""
        return self.at[start], (self.at[end - 1] + 1 if end > start else self.at[start])


@dataclass(slots=True)
class Layout:
    """The parts of a document, and what its head says of it."""

    segments: list[Segment] = field(default_factory=list)
    title: str = ""
    published: date | None = None
    outlet: str = ""
    home: str = ""
    """ISO 3166-1 alpha-2 of the government on whose site a release stands, by the host of its address alone."""
    city: str = ""
    """Of the dateline, in the letters of the text ("CARTAGENA, Colombia")."""
    meta: dict[str, str] = field(default_factory=dict)
    body_seen: bool = False
    release: bool = False
    """Whether the head says that a ministry or presidency publishes the text itself."""

    def source(self, document: str) -> Source:
        """The document of this name as a source of reports."""
        return Source(
            id=f"source/{slug(document)}",
            kind="document",
            title=self.title or document,
            publisher=self.outlet,
            published=self.published,
            licence=self.meta.get("licence", self.meta.get("license", "")),
            citation=self.meta.get("source", ""),
            url=self.meta.get("source_url", self.meta.get("url", "")),
        )


_ODD = re.compile(
    r"""
      !?\[(?P<label>[^\]\[\n]{0,300}(?:\n[^\]\[\n]{0,300}){0,3})\]\([^()\s]{0,600}\)   # Markdown link: its label stays
    | (?P<mark>\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|\\(?=[\#*_\[\]-])|^\#{1,6}\s|<!--|-->)
    | </?[A-Za-z][^<>\n]{0,200}>
    | (?P<entity>&(?:amp|quot|apos|nbsp|lt|gt|\#39);)
    | (?P<twice>\b(?P<word>[A-Za-z]{2,20})\s{1,3}(?P=word)\b(?!['’-]))
    | (?P<suffix>,?\s(?:Jr|Sr)\b\.?,?)
    | (?P<article>\b(?:a|an)\s(?=the\s))
    | (?P<curly>[‘’‚‛“”„‟«»`´])
    | (?P<space>[\s\u00a0\u200b\ufeff]+)
    | (?P<control>[\x00-\x1f\x7f-\x9f\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufffd\ud800-\udfff]+)
    | (?P<long>\S{LONGEST,})
    """.replace("LONGEST", str(_LONGEST_WORD)),
    re.X | re.M,
)
_ENTITIES = {"&amp;": "&", "&quot;": '"', "&apos;": "'", "&#39;": "'", "&nbsp;": " ", "&lt;": "<", "&gt;": ">"}
_PLAIN = {**dict.fromkeys("‘’‚‛´`", "'"), **dict.fromkeys("“”„‟«»", '"')}
_DOUBLE_ON_PURPOSE = frozenset(("had", "that", "very", "is", "long", "so", "no", "many", "again"))

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<body>.{0,8000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
_META = re.compile(r"^(?P<key>[A-Za-z_][\w-]{0,40}):[ \t]*['\"]?(?P<value>[^\r\n]{0,500}?)['\"]?[ \t]*$", re.M)
_BLANK = re.compile(r"(?:\r?\n[ \t\u00a0]*){2,}|\f")
_BULLET = re.compile(r"^[ \t]*(?:[-*•·–][ \t]+|\d{1,2}[.)][ \t]+)")
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_MONTH = rf"(?:(?:{_MONTHS})[a-z]*|(?:{_MONTHS.upper()})[A-Z]*)\.?"
_DATE = (
    rf"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?(?:{_MONTH} "
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?)"
)
_CLOCK = r"(?:,? \d{1,2}[:.]\d\d(?: ?[AP]\.?M\.?)?(?: (?:[A-Z]{2,5}|local time))?)?"
_UPPER = r"[A-ZÀ-ÞŁŞ][A-ZÀ-ÞŁŞ.'’-]*(?:[ -][A-ZÀ-ÞŁŞ.'’-]+){0,4}"
_DATELINE = re.compile(
    rf"\A(?P<city>{_UPPER}(?:/{_UPPER}){{0,3}})(?:, (?P<region>(?!{_MONTH} \d|\w+day\b)[A-Z][\w.' -]{{1,40}}?))?"
    rf"(?:,? (?P<date>{_DATE}){_CLOCK})?(?:,? ?\((?P<outlet>[^()\n]{{2,40}})\)(?: "
    rf"(?P<year>\d{{4}})\b)?)?(?P<time>,? \d{{1,2}}[:.]\d\d(?: ?[AP]\.?M\.?)?(?: [A-Z]{{2,5}})?)?"
    r"(?P<dash>\s+-{1,2}\s+|\s*(?:–|—)\s*|\s*:\s+|\s*\Z)"
)
_DATELINE_MIXED = re.compile(
    rf"\A(?P<city>[A-Z][a-zà-ÿ]+(?:[ -][A-Z]?[a-zà-ÿ]+){{0,3}})(?:, (?P<region>[A-Z][\w.' -]{{1,40}}?))?"
    rf"(?:(?:,? (?P<date>{_DATE}))?,? ?\((?P<outlet>[^()\n]{{2,40}})\)|,? "
    rf"(?P<day>{_DATE}))(?P<dash>\s*(?:-{{1,2}}\s|–|—|:\s)\s*)"
)
_PARTS = re.compile(r"\s*[|•·(]\s*|\s+[-–—/]\s+")
"""What stands between place, date and paper in a head line: "Lima | 3 May 1998 | El Faro"."""
_SHOUTED = re.compile(rf"{_UPPER}, [A-Z][A-Za-z.' -]{{2,40}}")
"""A place of a head line that no table knows: "PANMUNJOM, South Korea"."""
_YEARED = rf"{_DATE[:-1]})(?<=\d{{4}})"
_LOOSE = re.compile(
    rf"\A(?P<city>{_UPPER}(?:/{_UPPER}){{0,3}}|(?!(?:On|In|At|By|As|Since|After|From|Until|Published|Updated"
    rf"|The)\b)[A-ZÀ-Þ][a-zà-ÿ]+(?:[ /-](?:(?:de|da|do|del|la|of|es|al) )?[A-ZÀ-Þ][a-zà-ÿ]+){{0,3}}(?=[.,:/]| [(/]))"
    rf"(?:, (?P<region>(?!{_MONTH} \d|\w+day\b)[A-Z][\w.' -]{{1,40}}?))?(?P<sep>\.|,|:)?(?: "
    rf"?[(/](?P<before>[^()/\n]{{2,50}})[)/],?)?,? "
    rf"(?P<date>{_YEARED})(?:[.,]? ?[(/](?P<outlet>[^()/\n]{{2,50}})[)/]|\. (?P<agency>[A-Z]{{2,}}(?: "
    rf"[A-Z]{{2,}}){{0,3}})(?=\.))?"
    r"(?P<dash>\s*[.:–—-]*(?:\s+|\Z))(?=[A-Z\"'(]|\Z)"
)
"""Datelines of other makes: "CITY. 3 May 1998. AGENCY.", "CITY (Agency), Monday, May 4, 1998.", "City, 3 May 1998
/Agency/"."""
_DAY_AFTER = re.compile(rf"(?P<date>{_DATE})(?:\s*[.:–—|-]+\s*|\s*\Z)")
"""A date that follows the dash behind a place."""
_RELEASE = re.compile(
    r"\bpress (?:release|statement|office|service)\b|\bmedia (?:release|statement)\b|\bMinistry (?:of|for) "
    r"(?:Foreign|External)\b|\bForeign Ministry of\b"
    r"|\bjoint (?:statement|communiqu[eé])\b|\bOffice of the (?:Spokes|President|Prime|Press)|\AStatement "
    r"(?:by|of|on|from)\b|\AReadout\b|\b(?:Presidency|Permanent Mission) of the\b",
    re.I,
)
"""Words at the head of what a government publishes itself."""
_BYLINE = re.compile(
    r"\A\W*(?:(?-i:(?:By|BY|by) [A-Z])[\w.'-]+ |updated\b|published\b|posted\b|last (?:updated|modified)\b|written "
    r"by\b|reporting by\b|edited by\b"
    r"|(?:additional )?(?:reporting|editing)\b|\(?with agencies|from our\b|correspondent\b)",
    re.I,
)
_CAPTION = re.compile(
    r"\A\W{0,3}(?:photos?|picture|image|file photo|caption|video|watch)\b ?[:—–-]|\((?:AP |AFP "
    r"|Reuters)?(?:photo|image)\b|\bphoto(?:graph)? by\b"
    r"|/(?:getty|reuters|afp|ap|staff|pool|handout)\b.{0,20}\)\W*\Z|, (?:left|right|centre|center),"
    r"|\((?:left|right|L|R)\)",
    re.I,
)
_NOISE = re.compile(
    r"\A\W*(?:click (?:here|to)|follow us|read (?:more|also|next)|related(?: stor| arti| link|:)|see "
    r"also\b|most read\b|comments? ?\(\d|share (?:this|on|via)\b|sign up\b"
    r"|subscribe\b|advertisement\b|all rights reserved|copyright\b|©|newsletter\b|get the app|our newsletter"
    r"|more on this|trending\b|cookie|join the conversation"
    r"|\#{1,3}\W*\Z|tags?:|live updates|download\b|watch:|listen:|recommended\b|you may also like|skip "
    r"to\b|print this)",
    re.I,
)
_ATTRIBUTION = re.compile(r"\A\s*(?:-{1,2}|–|—)\s*[A-ZÀ-Þ]")


def layout(text: str, published: date | None = None, outlet: str = "") -> Layout:
    """The parts of a document. ``published`` and ``outlet``, where given, win over what its head says."""
    found = Layout(published=published, outlet=outlet)
    start = 0
    front = _FRONT.match(text)
    if front:
        start = front.end()
        found.meta = {m["key"].lower(): m["value"] for m in _META.finditer(front["body"])}
        found.title = found.meta.get("title", "")
        found.outlet = found.outlet or found.meta.get("outlet", found.meta.get("publisher", ""))
        found.published = found.published or absolute(found.meta.get("date", found.meta.get("published", "")))
        found.home = _government(found.meta.get("source_url", found.meta.get("url", "")))
    for block, begin, end in _blocks(text, start):
        _place(found, block, text, begin, end)
    if not found.published and found.segments and len(found.segments[-1].text) < 60:
        found.published = absolute(found.segments[-1].text)  # a day at the foot
    if not found.title:
        found.title = next((s.text for s in found.segments if s.kind == "headline"), "")
    if not found.title:
        found.title = next((s.text[:120] for s in found.segments if s.kind == "body"), "")
    return found


_HOST = re.compile(
    r"https?://[^/\s:]*?\.(?:(?P<us>gov|mil)|(?:gov|gob|gouv|go|govt|gv)\.(?P<other>[a-z]{2}))(?=[/:]|$)"
)


def _government(url: str) -> str:
    """The country of a government's host: ``.gov`` is the United States', ``.gov.uk`` the United Kingdom's."""
    match = _HOST.match(url)
    if not match:
        return ""
    return "US" if match["us"] else {"UK": "GB"}.get(match["other"].upper(), match["other"].upper())


def _blocks(text: str, start: int) -> list[tuple[int, int, int]]:
    """Paragraphs as (number, start, end): blank lines part them, and so do lines that no editor wrapped."""
    spans: list[tuple[int, int, int]] = []
    ends = [*((m.start(), m.end()) for m in _BLANK.finditer(text, start)), (len(text), len(text))]
    for number, (stop, after) in enumerate(ends):
        lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text[start:stop])]
        lines = [(a + start, b + start) for a, b in lines]
        groups: list[list[int]] = []
        for a, b in lines:
            if groups and _continues(text, groups[-1], a):
                groups[-1][1] = b
            else:
                groups.append([a, b])
        spans += [(number, a, b) for a, b in groups]
        start = after
    return spans


def _continues(text: str, group: list[int], start: int) -> bool:
    """Whether the line at ``start`` goes on with the paragraph: the line before it is as long as a wrapped one."""
    last = text.rfind("\n", group[0], group[1]) + 1 or group[0]
    length = len(text[last : group[1]].rstrip())
    if _BULLET.match(text, start, start + 40) or _BYLINE.match(text[start : start + 80]):
        return False
    line = text[start : start + 120]
    if (_DATELINE.match(line) or _LOOSE.match(line.split("\n")[0])) and group[1] - group[0] < 150:
        return False
    return 45 <= length <= 100 or (length < 45 and text[group[0] : group[0] + 12].lstrip().startswith(("-", "*")))


def _place(found: Layout, block: int, text: str, begin: int, end: int) -> None:
    raw = text[begin:end]
    bullet = _BULLET.match(raw)
    clean, at = _clean(raw, begin)
    if not clean:
        return
    body_seen = found.body_seen
    if _ATTRIBUTION.match(clean) and len(clean) < 160 and body_seen:
        found.segments.append(Segment("attribution", clean, at))
        return
    if bullet:
        found.segments.append(Segment("list", clean, at))
        return
    if not body_seen:
        clean, at = _head(found, clean, at)
        if not clean:
            return
    kind = _kind(clean, body_seen, len(found.segments))
    found.body_seen = body_seen or kind == "body"
    for a, b in _pieces(clean):
        found.segments.append(Segment(kind, clean[a:b], at[a : b + 1]))


def _head(found: Layout, clean: str, at: array[int]) -> tuple[str, array[int]]:
    """Reads and cuts off a dateline; takes the date of a byline."""
    head = clean[:200] if len(clean) > 200 else clean
    found.release = found.release or bool(len(clean) < 160 and _RELEASE.search(clean))
    match = None
    if not _BYLINE.match(clean):
        match = _DATELINE.match(clean) or _DATELINE_MIXED.match(clean)
        given = match.groupdict() if match else {}
        if not (given.get("date") or given.get("day")):
            match = _LOOSE.match(head) or match
    given = match.groupdict() if match else {}
    day = given.get("date") or given.get("day")
    dashed = match is not None and (match["dash"].strip() in ("—", "–", "-", "--") or is_town(match["city"]))
    if match and (day or match["outlet"] or dashed):
        found.city = found.city or match["city"].split("/")[0].rstrip(".") + (
            ", " + match["region"] if match["region"] else ""
        )
        found.outlet = found.outlet or (match["outlet"] or given.get("before") or given.get("agency") or "")
        told = f"{day} {given.get('year') or ''}"  # "June 5 (Gulf Desk) 2017"
        end = match.end()
        if not day and (later := _DAY_AFTER.match(clean, end)):
            told, end = later["date"], later.end()  # "LIMA — 3 May 1998"
        found.published = found.published or absolute(told if day or end > match.end() else found.outlet)
        found.segments.append(Segment("byline", clean[:end], at[: end + 1]))
        return clean[end:], at[end:]
    if len(clean) < 120 and not found.published:
        found.published = absolute(clean)
        if found.published and not found.city and len(parts := _PARTS.split(clean)) > 1:
            towns = [part.rpartition(" in ")[2] for part in parts]  # "By our reporter in Belfast | Friday 10 April"
            named = next((town for town in towns if is_town(town.split(",")[0])), "")
            found.city = named or (parts[0] if _SHOUTED.fullmatch(parts[0]) else "")
    return clean, at


def _kind(clean: str, body_seen: bool, number: int) -> Kind:
    if not clean or _NOISE.match(clean):
        return "noise"
    if _CAPTION.search(clean) and len(clean) < 700:
        return "caption"
    if _BYLINE.match(clean) and len(clean) < 160:
        return "byline"
    ended = clean.rstrip("\"')] ")[-1:] in (".", "?", "!", ":", ";", "…")
    if not body_seen and not ended and len(clean) < 200:
        return "byline" if number and len(clean) < 60 and (len(clean.split()) < 5 or absolute(clean)) else "headline"
    if not ended and len(clean) < 60 and len(clean.split()) < 8:
        return "noise"
    return "body"


def _clean(raw: str, offset: int) -> tuple[str, array[int]]:
    """Text for the parser and the offset of each of its characters."""
    parts: list[str] = []
    at = array("l")
    last = 0

    def keep(piece: str, start: int) -> None:
        parts.append(piece)
        at.extend(range(offset + start, offset + start + len(piece)))

    def put(piece: str, start: int) -> None:
        parts.append(piece)
        at.extend([offset + start] * len(piece))

    for match in _ODD.finditer(raw):
        start, end = match.span()
        if start > last:
            keep(raw[last:start], last)
        last = end
        if match["label"] is not None:
            label, labelled = _clean(match["label"], offset + match.start("label"))
            parts.append(label)
            at.extend(labelled[:-1])
        elif match["curly"]:
            put(_PLAIN[match["curly"]], start)
        elif match["twice"]:
            word = match["word"]
            name = word[:1].isupper() and not word.isupper() and len(word) > 3 and start > 0  # "Abdullah Abdullah"
            again = word.lower() in _DOUBLE_ON_PURPOSE or (name and word.lower() not in words().heads)
            keep(match["twice"] if again else match["word"], start)
        elif match["entity"]:
            put(_ENTITIES[match["entity"]], start)
        elif match["space"] and parts and not parts[-1].endswith(" "):
            put(" ", start)
    keep(raw[last:], last)
    clean = "".join(parts)
    first, stop = len(clean) - len(clean.lstrip(" •·")), len(clean.rstrip())
    at.append(offset + len(raw))
    return clean[first:stop], at[first : stop + 1]


def _pieces(clean: str) -> list[tuple[int, int]]:
    """Spans of at most ``_LONGEST`` characters, cut after a sentence where there is one."""
    spans, start = [], 0
    while len(clean) - start > _LONGEST:
        window = clean[start : start + _LONGEST]
        cut = max(window.rfind(mark) for mark in (". ", '." ', "? ", "! "))
        cut = cut + 2 if cut > _LONGEST // 3 else window.rfind(" ") + 1 or _LONGEST
        spans.append((start, start + cut))
        start += cut
    spans.append((start, len(clean)))
    return spans
