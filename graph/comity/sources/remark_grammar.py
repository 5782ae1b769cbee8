"""The words and patterns of the remarks: titles, portfolios, names, separators, meeting words.

Everything here matches text with single spaces. Word lists are alternations, the longer phrase before the shorter.
"""

from __future__ import annotations

import re

__all__ = [
    "ADJECTIVAL",
    "CUE",
    "DIRECT",
    "HONORIFICS",
    "ITEM",
    "LISTED",
    "NAMED_LIST",
    "OFFICIALS",
    "QUALIFIED",
    "SENTENCE_END",
    "SEPARATOR",
    "SHORTENED",
    "TOGETHER",
    "UNNAMED",
    "UNREAL",
    "VISITOR",
]

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
)
_FIELDS = (
    "Affairs|Relations|State|Defen[cs]e|Interior|Finance|Trade|Commerce|Econom(?:y|ics)|Justice|Information|Health|Energy|"
    "Agriculture|Education|Environment|Oil|Petroleum|Planning|Cooperation|Development|Security|Industry|Labou?r|"
    "Transport(?:ation)?|Water|Tourism|Communications?|Immigration|Culture|Works|Investment|Integration|Worship|"
    "Intelligence|Government|Presidency|Territories"
)
_PORTFOLIO = (
    "(?:(?:Foreign|External|International|Economic|Political|Social|Public|National|Internal|Home|Cultural|Legal|European|"
    rf"Regional|Overseas|Military|Federal) )?(?:{_FIELDS})"
)
_PORTFOLIOS = rf"{_PORTFOLIO}(?:(?:, and|,| and| &) (?:the )?{_PORTFOLIO})*"
_RANK = "(?:(?:Acting|Interim|Deputy|Vice|First|Second|Assistant|Caretaker|Transitional|Provisional) |Vice-|Co-)*"
_TITLES = (
    "President(?:[- ]elect)?",
    "Prime Minister(?:[- ](?:elect|designate))?",
    "Premier",
    "Taoiseach",
    "T[aá]naiste",
    "Chancellor",
    "Foreign (?:Affairs )?(?:and Defen[cs]e )?Minister",
    "Foreign (?:Affairs )?Secretary",
    rf"(?:State )?Minister (?:of|for) (?:the )?(?:State for )?{_PORTFOLIOS}",
    "(?:Defen[cs]e|Interior|Finance|Trade|Economy|Economics|Justice|Oil|Petroleum|Health|Energy|Commerce|Security|State|"
    "External Affairs|External Relations|Home|Planning|Agriculture|Environment|Intelligence|Chief) Minister",
    rf"Secretary (?:of State )?(?:for|of) (?:the )?{_PORTFOLIOS}",
    "(?:Cardinal )?Secretary of State",
    "(?:Party )?(?:General|First|Party) Secretary",
    "Secretary[- ]General",
    "State Councill?or",
    "King",
    "Queen(?: Mother)?",
    "Crown Prince(?:ss)?",
    "Prince(?:ss)?(?: Regent)?",
    "Emperor",
    "Empress",
    "Shah",
    "Emir",
    "Amir",
    "Sultan",
    "Sheikh",
    "Sheik",
    "Regent",
    "Grand Du(?:ke|chess)",
    "Duke",
    "Pope",
    "Governor[- ]General",
    "(?:Communist )?(?:Party )?(?:Chairman|Chairwoman|Chairperson|Leader)",
    "(?:[Oo]pposition )[Ll]eader",
    "Generalissimo",
    "Comandante",
    "High Representative",
    "High Commissioner",
    "Director[- ]General",
    "Chief Executive",
    "Captain Regent",
    "Minister",
    "(?:Parliament(?:ary)? |Assembly )?Speaker",
    "Mayor",
    "(?:Paramount|Supreme) Leader",
    "Head of State",
    "Special Envoy",
    "Special Representative",
    "Commissioner",
    "(?:Ecumenical )?Patriarch",
    "Dalai Lama",
    "Cardinal",
    "Chief Negotiator",
    "Ambassador",
    "Envoy",
)
_TITLE = rf"(?:{_RANK}(?:{'|'.join(_TITLES)}))"
_PLURAL = (
    "(?:Foreign Ministers|Prime Ministers|Presidents|Kings|Queens|Chancellors|Premiers|Emirs|Amirs|Sultans|"
    "Defen[cs]e Ministers|[Ll]eaders|[Hh]eads of [Ss]tate(?: and [Gg]overnment)?)"
)
_HONORIFIC = (
    r"(?:(?:Sheikh|Shaikh|Sheik|Sir|Lord|Lady|Mrs?\.|Ms\.|Dr\.|General|Field Marshal|Marshal|Colonel|Admiral|Cardinal|"
    "Prince(?:ss)?) )"
)
_PARTICLE = "(?:al|el|bin|ben|ibn|bint|de|del|della|di|da|do|dos|das|du|des|van|von|der|den|ter|la|las|le|los|y|e|zu)"
_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
_TOKEN = (
    rf"(?!(?:{_MONTHS})\b\.? \d)(?:(?:[{_UPPER}]\.)+|[{_UPPER}’'][\wÀ-ž’'`-]*|"
    rf"(?:al|el|an|as|ad|ar|az|ash|at|ed|es|ben|bin|ul|ur|d|l|u)[-’'][{_UPPER}][\wÀ-ž’'-]*)"
)
_NAME = rf"(?:{_PARTICLE} )*{_TOKEN}(?:(?: {_PARTICLE})* {_TOKEN})*(?:,? (?:Jr|Sr)\b\.?)?"
_PLACE = r"[A-Z][\w’'.-]*(?: (?:and )?[A-Z][\w’'.-]*){0,3}?"
_STOP = r"(?=[,;.]| (?:and|at|in|on|to|during|while|who|as|for|after|before|concerning|regarding)\b|$)"
_OF = rf"(?: (?:of|from) (?:the )?(?P<from>{_PLACE}){_STOP})?"
_LEAD = (
    "(?:(?:both|separately with|with|the|his|then|[Ff]ormer|[Aa]cting|[Ii]nterim|[Cc]aretaker|visiting|exiled|"
    "newly[- ](?:elected|appointed)) |then-)*"
)

HONORIFICS = re.compile(rf"^{_HONORIFIC}+")

ITEM = re.compile(
    rf"(?P<lead>{_LEAD})(?P<words>(?:(?:[A-Z][\w’'.-]*|the|of|and) ){{0,5}}?)"
    rf"(?P<title>{_TITLE}(?: and {_TITLE}(?= {_HONORIFIC}?{_TOKEN}))?)\b(?!s\b)"
    rf"(?: (?:of|for) (?:the )?(?P<of>{_PLACE})(?:(?= {_HONORIFIC}{_TOKEN})|{_STOP}))?"
    rf"(?:(?: and Mrs\.)? (?P<name>{_HONORIFIC}*{_NAME}))?(?P<possessive>[’']s\b)?{_OF}"
)
"""One official: country words, title, name, and "of" a country, each but the title optional."""

NAMED_LIST = re.compile(
    rf"{_LEAD}(?P<title>{_PLURAL}) (?P<first>{_NAME} of (?:the )?{_PLACE}{_STOP})"
    rf"(?P<rest>(?:(?:, and|,| and) {_NAME} of (?:the )?{_PLACE}{_STOP})*)"
)
"""Several officials under one title: "Presidents Perez of Venezuela and Carazo of Costa Rica"."""

_LISTED_PLACE = r"[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|of|the))*?"
LISTED = re.compile(
    rf"(?:the )?(?P<title>{_PLURAL}) of "
    rf"(?P<list>(?:the )?{_LISTED_PLACE}(?:(?:, and|,| and) (?:the )?{_LISTED_PLACE})*)"
    r"(?=[,;.]| (?:at|in|on|to|during|while|who|as|for|after|before|concerning|regarding|and [a-z])|$)"
)
"""Unnamed officials of several countries: "the Foreign Ministers of Egypt, Jordan, and Syria"."""

_DEMONYM = r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)?"
QUALIFIED = re.compile(
    rf"(?:(?:the|senior|top|other|high-level) )*(?P<list>{_DEMONYM}(?:(?:, and|,| and) {_DEMONYM})*) "
    rf"(?:(?:government|senior) )*(?P<title>{_PLURAL}|officials|counterparts)\b"
)
"""Unnamed officials by demonyms: "the British and French Foreign Ministers", "Korean and Japanese officials"."""

OFFICIALS = re.compile(
    r"(?:(?:his|her|its|their|the|with|some|several|numerous|various|many) )?"
    r"(?P<adjectives>(?:(?:senior|other|high-level|high-ranking|top|leading|key|[Gg]overnment|[Cc]abinet|local|city|"
    r"interim|colonial|provisional|foreign ministry)(?:,| and)? )*)"
    r"(?P<words>(?:[A-Z][\w’'.-]* ){0,3}?)(?:(?:senior|government|colonial|ministry|[Cc]abinet|foreign ministry) )*"
    r"(?:officials|[Cc]abinet(?: (?:members|ministers|officials))?|government leaders|counterparts?|leadership|"
    r"[Mm]embers of (?:his|her|the) (?:[A-Z]\w+ )?(?:[Cc]abinet|[Gg]overnment))\b"
)
"""Unnamed officials of one government, by its demonym or none."""

UNNAMED = re.compile(
    r"(?:(?!\band\b)[^,;.])*?\b(?:(?:members|leaders|representatives|officials|heads|chiefs) of (?:(?!\band\b)[^,;.])+|"
    r"[a-z]+(?:s|women|men|personnel|staff|community|society|leadership))(?=,|;|\.| and | as well as |$)"
)
"""People who are no officials of a government: read over."""

SEPARATOR = re.compile(
    r"(?:, and|, as well as|, along with|,| and| as well as| along with) (?:also )?(?:separately )?(?:with )?|"
    r"; (?=the )"
)
_NOUNS = (
    "[Mm]eetings?|[Tt]alks|[Dd]iscussions?|[Cc]onsultations?|conversations?|[Cc]onferences?|[Ss]ummit|[Aa]udiences?|luncheon|"
    "lunch|brunch|dinner|breakfast|negotiations|interviews?|[Dd]ialogue"
)
CUE = re.compile(
    rf"\b(?:(?P<cue>[Mm]et|[Cc]onferred|[Cc]onsulted|[Dd]iscuss(?:ed)?|[Tt]alked|[Dd]ined|[Ll]unched|"
    rf"[Vv]isited(?= with)|{_NOUNS})|"
    r"(?P<other>[A-Za-z]+ed|held|led|left|made|took|laid|gave|spoke))\b"
)
"""Meeting words, and the other verbs that may come between one and its "with"."""

ADJECTIVAL = frozenset(
    {"related", "expanded", "armed", "continued", "limited", "increased", "occupied", "disputed", "proposed", "united"}
)
"""Words in -ed that are no verbs."""

DIRECT = re.compile(
    r"\b(?:[Mm]et(?: (?:briefly|privately|informally|separately|again))?|[Bb]riefed|"
    r"(?:[Cc]ourtesy )?[Cc]all(?:ed|s)? on|"
    r"(?:[Rr]eceived|[Ww]elcomed|[Gg]reeted) by) (?=(?:the |then |former )?[A-Z])"
)
"""Meeting words that need no "with"."""

UNREAL = re.compile(r"\b(?:not|cancel\w*|postpon\w*|unable|planned|scheduled|failed|declined|instead of)\b")

TOGETHER = re.compile(
    r"\b(?:trilateral|quadrilateral|three-way|four-power|jointly|joint meeting|conference|summit|"
    r"attended (?:a|the) meeting)\b",
    re.IGNORECASE,
)

VISITOR = re.compile(
    r"(?P<title>Chief of State|(?:Brigadier |Lieutenant |Major )?General|Junta Member|"
    r"President- ?(?:[Ee]lect|designate)|Chancellor-elect|Prime Minist\w+(?:-Prince)?|Premier & Prince|"
    rf"President of the Council of Ministers|Chairman of the Presidency) (?P<name>{_NAME})$"
)
"""Titles of visitors that in a remark would mean an American as often, or are written so in this field alone."""

SENTENCE_END = re.compile(r"[.!?][\"”\])]*(?=\s+[\"“\[(]*[A-ZÀ-Þ0-9]|\s*$)")
SHORTENED = re.compile(
    r"(?:\b[A-Z]|\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|St|Dr|Mr|Mrs|Ms|Jr|Sr|Gen|Gov|Lt|Col|Adm|Sen|Rep|Hon|Ft|Mt|vs|Md|[A-Z]\.[A-Z]))\.$"
)
