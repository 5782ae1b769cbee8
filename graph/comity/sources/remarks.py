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
from dataclasses import dataclass

__all__ = ["Met", "Party", "Sentence", "meetings", "sentences", "visitors"]


@dataclass(frozen=True, slots=True)
class Party:
    """One counterpart as the remark names it.

    ``name`` is empty for an unnamed holder ("the King of Belgium"); ``title`` is empty for unnamed officials
    ("senior Greek officials"). ``words`` are those that say the country or organization, "" where none does.
    """

    title: str = ""
    name: str = ""
    words: str = ""


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


_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:St|Dr|Mr|Mrs|Ms|Jr|Sr|Gen|Gov|Lt|Col|Adm|Sen|Rep|Hon|Ft|Mt|vs|Md|[A-Z]\.[A-Z]))\.$"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"

_RANK = r"(?:(?:Acting|Interim|Deputy|Vice|First|Second|Assistant|Caretaker|Transitional|Provisional)\s+|Vice-|Co-)*"
_PORTFOLIO = (
    r"(?:Foreign|External|International|Economic|Political|Social|Public|National|Internal|Home|Cultural|Legal|European|"
    r"Regional|Overseas|Military|Federal)?\s?(?:Affairs|Relations|State|Defen[cs]e|Interior|Finance|Trade|Commerce|"
    r"Econom(?:y|ics)|Justice|Information|Health|Energy|Agriculture|Education|Environment|Oil|Petroleum|Planning|"
    r"Cooperation|Development|Security|Industry|Labou?r|Transport(?:ation)?|Water|Tourism|Communications?|Immigration|"
    r"Culture|Works|Investment|Integration|Worship|Intelligence|Government|Presidency|Territories)"
)
_TITLE = (
    rf"(?:{_RANK}(?:"
    r"President(?:[- ]elect)?|Prime\s+Minister(?:[- ](?:elect|designate))?|Premier|Taoiseach|T[aá]naiste|Chancellor|"
    r"Foreign\s+(?:Affairs\s+)?(?:and\s+Defen[cs]e\s+)?Minister|Foreign\s+(?:Affairs\s+)?Secretary|"
    rf"(?:State\s+)?Ministers?\s+(?:of|for)\s+(?:the\s+)?(?:State\s+for\s+)?{_PORTFOLIO}"
    rf"(?:(?:,\s+and|,|\s+and|\s+&)\s+(?:the\s+)?{_PORTFOLIO})*|"
    r"(?:Defen[cs]e|Interior|Finance|Trade|Economy|Economics|Justice|Oil|Petroleum|Health|Energy|Commerce|Security|State|"
    r"External\s+Affairs|External\s+Relations|Home|Planning|Agriculture|Environment|Intelligence|Chief)\s+Minister|"
    rf"Secretar(?:y)\s+(?:of\s+State\s+)?(?:for|of)\s+(?:the\s+)?(?:{_PORTFOLIO})|Cardinal\s+Secretary\s+of\s+State|"
    r"(?:Party\s+)?(?:General|First|Party)\s+Secretary|Secretary[- ]General|State\s+Councill?or|"
    r"King|Queen(?:\s+Mother)?|Crown\s+Prince(?:ss)?|Prince(?:ss)?(?:\s+Regent)?|Emperor|Empress|Shah|Emir|Amir|Sultan|"
    r"Regent|Grand\s+Duke|Grand\s+Duchess|Duke|Pope|"
    r"Governor[- ]General|(?:Communist\s+)?(?:Party\s+)?(?:Chairman|Chairwoman|Chairperson|Leader)|"
    r"High\s+Representative|High\s+Commissioner|Director[- ]General|Chief\s+Executive|Captain\s+Regent|Minister|"
    r"(?:Parliament(?:ary)?\s+|House\s+|Assembly\s+)?Speaker|Mayor|Paramount\s+Leader|Supreme\s+Leader|Head\s+of\s+State|"
    r"(?:[Oo]pposition\s+)[Ll]eader|Special\s+Envoy|Commissioner|Patriarch|Ecumenical\s+Patriarch|Dalai\s+Lama|"
    r"Chief\s+Negotiator|Ambassador|Special\s+Representative|Envoy))"
)
_PLURAL = (
    r"(?:Foreign\s+Ministers|Prime\s+Ministers|Presidents|Kings|Queens|Chancellors|Premiers|Emirs|Amirs|Sultans|"
    r"Defen[cs]e\s+Ministers|[Ll]eaders|[Hh]eads\s+of\s+[Ss]tate(?:\s+and\s+[Gg]overnment)?)"
)
_HONORIFIC = r"(?:(?:Sheikh|Shaikh|Sheik|Sir|Lord|Lady|Mrs?\.|Ms\.|Dr\.|General|Marshal|Field\s+Marshal|Colonel|Admiral|Cardinal|Prince(?:ss)?)\s+)"
_PARTICLE = r"(?:al|el|bin|ben|ibn|bint|de|del|della|di|da|do|dos|das|du|des|van|von|der|den|ter|la|las|le|los|y|e|zu|of\s+Sokoto)"
_WORD = (
    rf"(?!(?:{_MONTHS})\b\.?\s+\d)(?:(?:[A-ZÀ-ÖØ-ÞĀ-Ž]\.)+|[A-ZÀ-ÖØ-ÞĀ-Ž’'][\wÀ-ž’'`-]*|"
    r"(?:al|el|an|as|ad|ar|az|ash|at|ed|es|ben|bin|ul|ur|d|l|u)[-’'][A-ZÀ-ÖØ-ÞĀ-Ž][\wÀ-ž’'-]*)"
)
_NAME = rf"(?:{_PARTICLE}\s+)*{_WORD}(?:(?:\s+{_PARTICLE})*\s+{_WORD})*(?:,?\s+(?:Jr|Sr)\b\.?)?"
_WORDS = r"(?:(?:[A-Z][\w’'.-]*|the|of|and)\s+){0,5}?"

_TITLE_RE = re.compile(_TITLE)
_ITEM = re.compile(
    rf"(?P<lead>(?:both|separately\s+with|with|the|his|then|then-|former|newly[- ](?:elected|appointed)|visiting|exiled)\s+|then-)*"
    rf"(?P<words>{_WORDS})"
    rf"(?P<title>{_TITLE}(?:\s+and\s+(?:{_TITLE})(?=\s+{_HONORIFIC}?{_WORD}))?)\b(?!s\b)"
    rf"(?:\s+(?:of|for)\s+(?:the\s+)?(?P<of>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){{0,3}}?)(?=\s+{_HONORIFIC}{_WORD}|[,;.]|\s+(?:and|at|in|on|to|during|while|who)\b|$))?"
    rf"(?:(?:\s+and\s+Mrs\.)?\s+(?P<name>{_HONORIFIC}*{_NAME}))?"
    rf"(?P<possessive>’s\b|'s\b)?"
    rf"(?:\s+(?:of|from)\s+(?:the\s+)?(?P<from>[A-Z][\w’'.-]*(?:\s+(?:and\s+)?[A-Z][\w’'.-]*){{0,3}}?)(?=[,;.]|\s+(?:and|at|in|on|to|during|while|who|as|for|after|before|concerning|regarding)\b|$))?"
)
_LIST_OF = re.compile(
    rf"(?:the\s+)?(?P<title>{_PLURAL})\s+of\s+(?P<list>(?:the\s+)?[A-Z][\w’'.-]*(?:\s+(?:[A-Z][\w’'.-]*|of|the))*?"
    r"(?:(?:,\s+and|,|\s+and)\s+(?:the\s+)?(?!met\b)[A-Z][\w’'.-]*(?:\s+(?:[A-Z][\w’'.-]*|of|the))*?)*)"
    r"(?=[,;.]|\s+(?:at|in|on|to|during|while|who|as|for|after|before|concerning|regarding|and\s+[a-z])|$)"
)
_ADJECTIVES = re.compile(
    rf"(?:the\s+)?(?P<list>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)?(?:(?:,\s+and|,|\s+and)\s+[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)?)*)\s+"
    rf"(?P<title>{_PLURAL})\b"
)
_OFFICIALS = re.compile(
    r"(?:(?:his|her|its|their|the|with|some|several|numerous|various|many)\s+)?"
    r"(?P<adjectives>(?:(?:senior|other|high-level|high-ranking|top|leading|key|[Gg]overnment|[Cc]abinet|local|city|"
    r"interim|colonial|provisional|foreign\s+ministry)(?:,|\s+and)?\s+)*)"
    r"(?P<words>(?:[A-Z][\w’'.-]*\s+){0,3}?)(?:(?:senior|government|colonial|ministry|[Cc]abinet|foreign\s+ministry)\s+)*"
    r"(?P<noun>officials|[Cc]abinet(?:\s+(?:members|ministers|officials))?|government\s+leaders|counterparts?|leadership|"
    r"[Mm]embers\s+of\s+(?:his|her|the)\s+(?:[A-Z]\w+\s+)?(?:[Cc]abinet|[Gg]overnment))\b"
)
_CHUNK = re.compile(r"(?:(?!\band\b)[^,;.])+")
_SEPARATOR = re.compile(
    r"\s*(?:,\s+and\s+(?:also\s+)?(?:with\s+)?|,\s+as\s+well\s+as\s+(?:with\s+)?|,\s+along\s+with\s+|,\s+(?:and\s+)?(?:with\s+)?|\s+and\s+(?:also\s+)?(?:with\s+|separately\s+with\s+)?|\s+as\s+well\s+as\s+(?:with\s+)?|\s+along\s+with\s+|;\s+(?=the\s))"
)
_NOUNS = (
    r"meetings?|talks|discussions?|consultations?|conversations?|conferences?|[Ss]ummit|audiences?|luncheon|lunch|dinner|"
    r"breakfast|negotiations|interviews?|[Dd]ialogue"
)
_WITH = re.compile(r"\bwith\s+")
_CUE = re.compile(
    rf"\b(?:(?P<cue>[Mm]et|[Cc]onferred|[Cc]onsulted|[Dd]iscussed|[Tt]alked|[Dd]ined|[Ll]unched|[Vv]isited(?=\s+with)|{_NOUNS}|"
    rf"Meetings?|Talks|Discussions?|Consultations?|Audience|Conference)|(?P<other>[A-Za-z]+ed|held|led|left|made|took|laid|gave|spoke))\b"
)
_ADJECTIVAL = frozenset(
    [
        "related",
        "expanded",
        "armed",
        "continued",
        "limited",
        "increased",
        "occupied",
        "disputed",
        "proposed",
        "united",
        "divided",
    ]
)
_DIRECT = re.compile(
    r"\b(?:[Mm]et(?:\s+(?:briefly|privately|informally|separately|again))?|[Bb]riefed|[Cc]alled\s+on|(?:[Cc]ourtesy\s+)?[Cc]alls?\s+on|"
    r"[Rr]eceived\s+by|[Ww]elcomed\s+by|[Gg]reeted\s+by)\s+(?=(?:the\s+|then\s+|former\s+)?[A-Z])"
)
_UNREAL = re.compile(r"\b(?:not|cancel\w*|postpon\w*|unable|planned|scheduled|failed|declined|instead\s+of)\b")
_TOGETHER = re.compile(
    r"\b(?:trilateral|quadrilateral|three-way|four-power|jointly|joint\s+meeting|[Cc]onference|[Ss]ummit)\b", re.I
)


def sentences(remark: str) -> list[Sentence]:
    """The sentences of a remark, with their offsets in it."""
    found: list[Sentence] = []
    start = 0
    for stop in re.finditer(r"[.!?][\"”\])]*(?=\s+[\"“\[(]*[A-ZÀ-Þ0-9]|\s*$)", remark):
        end = stop.end()
        if remark[end:].strip() and _ABBREVIATED.search(remark[start:end]):
            continue
        found.append(_sentence(remark, start, end))
        start = end
    if remark[start:].strip():
        found.append(_sentence(remark, start, len(remark)))
    return [sentence for sentence in found if sentence.text]


def _sentence(remark: str, start: int, end: int) -> Sentence:
    raw = remark[start:end]
    first = start + len(raw) - len(raw.lstrip())
    return Sentence(" ".join(raw.split()), first, start + len(raw.rstrip()))


def meetings(sentence: str) -> Iterator[Met]:
    """The clauses of one sentence (single-spaced) that say who was met, from left to right."""
    after = 0
    starts = sorted({*_with_cues(sentence), *((m.end(), m.start()) for m in _DIRECT.finditer(sentence))})
    for position, cue in starts:
        if position < after or _UNREAL.search(_clause_before(sentence, position)):
            continue
        parties, end = _parties(sentence, position)
        if parties:
            after = end
            tail = re.split(r";|\.(?:\s|$)", sentence[end:], maxsplit=1)[0]
            together = bool(_TOGETHER.search(sentence[max(0, cue - 30) : position]))
            yield Met(tuple(dict.fromkeys(parties)), together, tail)


def _clause_before(sentence: str, position: int) -> str:
    return re.split(r";\s", sentence[:position])[-1]


def _with_cues(sentence: str) -> Iterator[tuple[int, int]]:
    """Each "with" that a meeting word governs: where its object begins, and where the meeting word stands."""
    for found in _WITH.finditer(sentence):
        clause = _clause_before(sentence, found.start())
        governing = None
        for cue in _CUE.finditer(clause):
            if cue["other"] and cue["other"].lower() in _ADJECTIVAL:
                continue
            governing = cue
        if governing and governing["cue"]:
            yield found.end(), found.start() - len(clause) + governing.start()


def _parties(sentence: str, position: int) -> tuple[list[Party], int]:
    """The list of counterparts that begins at ``position``, and where it ends."""
    found: list[Party] = []
    while True:
        new, end = _one(sentence, position)
        if end == position:
            break
        found += new
        position = end
        separator = _SEPARATOR.match(sentence, position)
        if not separator:
            break
        if _one(sentence, separator.end())[1] == separator.end():
            break
        position = separator.end()
    return found, position


def _one(sentence: str, position: int) -> tuple[list[Party], int]:
    """One item of the list at ``position``; an item that is understood but is no counterpart gives no party."""
    for pattern in (_LIST_OF, _ADJECTIVES):
        plural = pattern.match(sentence, position)
        if plural:
            title = _singular(plural["title"])
            names = re.split(r",\s+and\s+|,\s+|\s+and\s+", plural["list"])
            return [Party(title, "", _trim(name)) for name in names], plural.end()
    item = _ITEM.match(sentence, position)
    if item:
        if item["possessive"] or (item["name"] or "").endswith(("’s", "'s", "s’")):
            return [], position
        words = " ".join((item["from"] or item["of"] or item["words"] or "").split())
        return [Party(" ".join(item["title"].split()), _plain(item["name"] or ""), _trim(words))], item.end()
    officials = _OFFICIALS.match(sentence, position)
    if officials and "U.S." not in officials[0] and "city" not in officials["adjectives"]:
        return [Party("", "", _trim(officials["words"]))], officials.end()
    unnamed = _CHUNK.match(sentence, position)
    if unnamed and re.search(
        r"\b(?:[a-z]+(?:s|women|men|personnel|staff|community|society|leadership))$", unnamed[0].strip()
    ):
        return [], unnamed.end()
    return [], position


def _plain(name: str) -> str:
    return re.sub(r"^(?:(?:Mrs?\.|Ms\.|Dr\.|Sir|Lady)\s+)+", "", name).strip(" ’'")


def _trim(words: str) -> str:
    bare = re.sub(r"^(?:the|and|of)\s+|\s+(?:the|and|of)$", "", words.strip())
    return bare if re.search(r"\.\w+\.$", bare) else bare.rstrip(".")


def _singular(title: str) -> str:
    if title.lower().startswith("head"):
        return "Head of State"
    return "" if title.lower() == "leaders" else title.removesuffix("s")


def visitors(field: str) -> list[Party]:
    """The leaders of a visitor field: "President Mesic and Prime Minister Racan" are two, "Premier and Prince
    Sihanouk" is one. What is no title and name is one visitor without a title."""
    text = " ".join(field.split())
    found: list[Party] = []
    position = 0
    while True:
        item = _ITEM.match(text, position)
        if not item or not item["name"]:
            return found or [Party("", text)]
        words = item["from"] or item["of"] or item["words"] or ""
        found.append(Party(" ".join(item["title"].split()), _plain(item["name"]), _trim(words)))
        separator = re.compile(r",?\s+and\s+|,\s+").match(text, item.end())
        if not separator:
            return found
        position = separator.end()
