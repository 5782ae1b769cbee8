"""How news text writes times: one pattern a kind of expression, tried in this order."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["BEFORE", "BY", "SINCE", "UNTIL", "patterns_for"]

_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_W = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_N = (
    r"(?:\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|eleven|twelve"
    r"|fifteen|eighteen|twenty|thirty|forty|fifty|several|a few|a couple of)"
)
_D = r"\d{1,2}(?:st|nd|rd|th)?"
_Y = r"(?:1[89]|20)\d\d"
_TO = r"(?:-|–|to|and|until|through)"
_U = r"(?:day|week|fortnight|month|year|decade)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_NAMED = rf"(?:{_W},? \(?(?:the )?)?"
"""A weekday that a date repeats."""
_REL = r"[Ll]ast|[Nn]ext|[Tt]his|[Tt]hat|[Tt]he same|[Tt]he previous|[Tt]he following"
_NOT_DAYS = r"(?<!Good )(?<!Black )(?<!Bloody )(?<!Ash )(?<!Easter )(?<!Palm )(?<!every )(?<!each )"
_AFTER_AGO = (
    r"(?! (?:tomorrow|yesterday)\b)"
    r"(?=(?P<rest> (?!in\b|at\b|on\b|by\b|with\b|for\b|from\b|to\b|over\b)[\w\"'][\w ]{0,40})?)"
)
_NO_DAY = r"(?! ?(?:[12]?\d|3[01])\b| ?\d{4}\b)"
_YEAR_WORDS = (
    r"[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Tt]hrough|[Bb]y|[Oo]f|[Dd]uring|[Ff]rom|[Bb]efore|[Aa]fter"
    r"|[Bb]ack to|[Ii]n early|[Ii]n late|[Ee]arly|[Ll]ate|[Tt]hroughout"
)

PATTERNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"\b(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)\b"),
        (
            "range_days",
            rf"\b{_NAMED}(?P<m>{_M}) (?P<d>{_D}) ?{_TO} ?(?P<d2>{_D})(?:,? (?P<y>{_Y}))?\b(?! ?%)",
        ),
        ("range_days", rf"\b(?P<d>{_D}) ?(?:-|–|to|and|until) ?(?P<d2>{_D}) (?P<m>{_M})(?:,? (?P<y>{_Y}))?\b"),
        (
            "across",
            rf"\b(?P<m>{_M}) (?P<d>{_D}) ?{_TO} ?(?P<m2>{_M}) (?P<d2>{_D})(?:,? (?P<y>{_Y}))?\b",
        ),
        ("week_of", rf"\b[Ww]eek of (?P<m>{_M}) (?P<d>{_D})(?:,? (?P<y>{_Y}))?\b"),
        ("mdy", rf"\b{_NAMED}(?P<m>{_M}) (?P<d>{_D}),? (?P<y>{_Y})\b"),
        ("mdy", rf"\b{_NAMED}(?P<d>{_D})(?: of)? (?P<m>{_M}),? (?P<y>{_Y})\b"),
        ("mdy", rf"\b{_NAMED}(?P<m>{_M}) (?P<d>{_D})\b(?!,? ?\d)"),
        ("mdy", rf"\b{_NAMED}(?P<d>{_D})(?: of)? (?P<m>{_M})\b"),
        (
            "nth",
            r"\b(?:[Oo]n|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Ss]ince|[Bb]efore|[Aa]fter|[Oo]f|[Tt]o) the "
            r"(?P<d>\d{1,2}(?:st|nd|rd|th))(?: of (?P<rel>this|last|next|that|the same) month)?"
            r"(?=$|[,.;:)]| (?:and|but|he|she|it|they|when|where|after|at|in|by|with|as|to|for|the) | [A-Z])",
        ),
        ("month_range", rf"\b(?P<m>{_M})(?: (?P<y>{_Y}))? ?{_TO} ?(?P<m2>{_M})(?: (?P<y2>{_Y}))?\b"),
        (
            "my",
            rf"\b(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id|the end of|the start of)[- ])?(?P<m>{_M})(?: of|,)? (?P<y>{_Y})\b",
        ),
        ("month_of", rf"\b(?P<m>{_M})(?: of)? (?P<rel>{_REL}) year\b"),
        ("month_near", rf"\b(?P<rel>[Tt]hat|[Tt]he same|[Tt]he previous|[Tt]he following) (?P<m>{_M})\b(?! ?\d)"),
        ("years", rf"\b(?:[Bb]etween|[Ff]rom|[Ii]n|[Dd]uring) (?P<y>{_Y}) (?:and|to|until|through) (?P<y2>{_Y})\b"),
        ("years", rf"\b(?P<y>{_Y}) ?[-–/] ?(?P<y2>{_Y}|\d\d)\b(?!-)"),
        (
            "decade",
            r"\b(?:(?P<part>early|late|mid)[- ])?(?P<y>(?:1[89]|20)\d0)s"
            r"(?: and (?:early |late )?(?:19|20|')?(?P<y2>\d0)s)?\b",
        ),
        ("christmas_of", rf"\b[Cc]hristmas(?: of|,)? (?P<y>{_Y})\b"),
        ("season_of", rf"\b(?:early |late |mid-)?(?P<u>{_SEASON})(?: of|,)? (?P<y>{_Y})\b"),
        ("half_of", rf"\b(?P<part>first half|second half)(?: of)? (?P<y>{_Y})\b"),
        (
            "night_through",
            rf"\b(?:[Ii]n the course of|[Tt]hroughout|[Tt]hrough|[Dd]uring|[Aa]ll) (?:the night of )?(?P<w>{_W})"
            rf"(?: night)\b|\b[Ii]n the night (?:from|of) (?P<w2>{_W}) to {_W}\b",
        ),
        (
            "range_weekdays",
            rf"\b(?P<w>{_W}),? ?(?P<join>{_TO[3:-1]}|or) ?(?:early |late )?(?P<w2>{_W})\b(?!'s)",
        ),
        ("weekday_of", rf"\b(?:on |late |early )?(?P<w>{_W})(?: of)? (?P<rel>last|next|this) week\b"),
        (
            "weekday",
            rf"{_NOT_DAYS}\b(?:(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he following|[Tt]he previous|[Tt]he same|[Tt]hat) )?"
            rf"(?P<w>{_W})(?: (?P<rel2>last|next))?\b(?! Times)",
        ),
        ("edge_of_month", rf"\b(?P<part>first|last|final) day of (?P<m>{_M})(?:,? (?P<y>{_Y}))?\b"),
        (
            "part_of_month",
            rf"\b(?:end|start|beginning|middle|close|(?:first|second|third|last|final) (?:week|days|half)) of "
            rf"(?P<m>{_M})\b(?! ?\d)",
        ),
        (
            "part_of_year",
            r"\b(?:end|start|beginning|middle|turn) of (?P<rel>the|this|last|next) (?P<u>year|month|week)\b",
        ),
        ("year_end", r"\b(?:the )?year[- ]end\b|\bthe (?:year|month|week)'s end\b"),
        (
            "rel_month",
            rf"\b(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id"
            rf"|[Bb]ack in|[Ff]rom)[- ](?:early |late |mid-)?|[Ee]arlier in |[Ll]ater in )[ -]?(?P<m>{_M})\b{_NO_DAY}",
        ),
        (
            "unit",
            r"\b(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|[Ee]arlier this|[Ll]ater this|[Ll]ater that|[Tt]he past|[Tt]he last"
            r"|[Tt]he coming|[Tt]he previous|[Tt]he following|[Tt]he same|[Ll]ate last|[Ee]arly next"
            r"|[Ee]arly this|[Tt]hat)"
            rf" (?P<u>week|fortnight|month|year|weekend|quarter|{_SEASON})\b",
        ),
        (
            "some_days",
            r"\b(?:[Ss]everal|[Ss]ome|[Aa] few|[Aa] couple of) days (?:later|ago)\b|\b[Ww]ithin (?:a few )?days\b"
            r"|\b[Dd]ays ago\b",
        ),
        ("soon", r"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin) the (?:coming|next|next few|next couple of) days\b"),
        (
            "ago",
            rf"\b(?P<n>{_N}|[Tt]he) (?:or so )?(?P<u>{_U}|hour|minute)s? "
            rf"(?P<rel>ago|earlier|later|before|after(?:wards?)?|previously|prior|on(?! (?:{_M}|{_W}|\d)))\b"
            rf"{_AFTER_AGO}",
        ),
        (
            "ago",
            rf"\b(?P<n>[Tt]he)(?: previous| following| next)? (?P<u>day|evening|morning|night|week|month|year) "
            rf"(?P<rel>before|after|earlier|later)\b{_AFTER_AGO}",
        ),
        ("some_days", r"\b[Dd]ays later\b"),
        (
            "moments",
            r"\b(?:[Hh]ours|[Mm]inutes|[Mm]oments|[Aa]n hour|[Ss]hortly) (?:later|earlier|afterwards?|before|ago)\b"
            r"(?! \w+ (?:had|was|were)| (?:midnight|noon|midday|dawn|dusk|sunrise|sunset|nightfall|\d))",
        ),
        ("moments", r"\b[Ww]ithin (?:the hour|an hour|hours|minutes)\b(?! (?:of|after))|\b[Aa] little later\b"),
        (
            "vague",
            r"\b(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Dd]ecades|[Ss]ome time|[Ll]ong) "
            r"(?:later|earlier|afterwards?|before|after|ago)\b",
        ),
        (
            "ahead",
            rf"\b(?:[Oo]ver|[Ii]n|[Ww]ithin|[Dd]uring|[Ff]or) the (?P<rel>next|coming|following) (?P<n>{_N}) "
            rf"(?P<u>day|week|month|year)s\b",
        ),
        (
            "vague",
            r"\b(?:in|over|during) (?:recent|the coming|the next few) (?:days|weeks|months|years)\b|\brecently\b",
        ),
        (
            "vague",
            r"\b(?:[Dd]uring|[Tt]hroughout|[Ii]n) (?:the|its|their|his|her|that) (?:[\w-]+ ){0,2}"
            r"(?:war|conflict|crisis|reign|presidency|era|occupation|dictatorship|revolution|uprising)\b"
            r"|\b(?:previously|formerly|in the past)\b",
        ),
        (
            "event",
            r"\b(?:[Ff]or|[Bb]efore|[Aa]fter|[Aa]t|[Dd]uring|[Oo]n the (?:very |same )?day of) the "
            r"(?:ceremony|occasion|signing)\b",
        ),
        ("vague", r"\b(?:[Oo]n the (?:very |same )?day (?:of|when|that)|[Oo]n the eve of|[Aa]t the time|[Bb]y then)\b"),
        ("adj_day", r"\b[Tt]he (?P<rel>previous|next|following|same) (?P<u>day|evening|morning|afternoon|night)\b"),
        (
            "that_day",
            r"\b(?:[Tt]hat|[Tt]he same|(?<=on )same) (?:same )?(?:day|evening|morning|afternoon|night|hour|weekend)\b"
            r"|\b(?:[Ll]ater|[Ee]arlier) (?:in|on) the (?:day|evening)\b|\b[Ll]ater (?:that|the same) day\b",
        ),
        ("overnight", r"\b[Oo]vernight\b(?! (?:stay|train|flight|success))"),
        (
            "through_night",
            r"\b(?:[Uu]ntil|[Tt]ill|[Ii]nto) (?:the )?(?:early |small )?"
            r"(?:hours|morning|dawn|daybreak|sunrise)\b(?! of)"
            r"|\b(?:[Aa]ll|[Tt]hrough(?:out)? the) night\b(?! of)",
        ),
        ("midnight", r"\b[Aa]t midnight\b"),
        ("later_in", r"\b(?:[Ll]ater|[Ee]arlier) in the (?P<u>week|month|year)\b"),
        ("weekend", r"\b(?:[Oo]ver|[Aa]t|[Dd]uring) the weekend\b"),
        ("holiday", r"\b(?P<h>New Year's Day|New Year's Eve|Christmas Day|Christmas Eve|Boxing Day)\b"),
        (
            "word",
            r"\b(?P<rel>[Tt]he day (?:before yesterday|after tomorrow)"
            r"|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]his (?:morning|afternoon|evening)"
            r"|[Ll]ast night)\b",
        ),
        (
            "clock",
            r"\b(?:[Ii]n the (?:early|small) hours(?! of)"
            r"|[Ii]n the (?:early |late )?(?:morning|afternoon|evening)|[Aa]t night|(?:[Aa]t|[Bb]efore"
            r"|[Bb]y|[Aa]fter"
            r"|[Aa]round|[Tt]owards) (?:noon|midday|dawn|dusk|daybreak|nightfall|sunset|sunrise|breakfast"
            r"|lunch|dinner))\b"
            r"|\b[Aa]t \d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b"
            r"|(?<=\bspent )the (?:whole |entire |early |late )?(?:morning|afternoon|evening|night)\b",
        ),
        (
            "lasting",
            rf"\b(?:[Oo]ver|[Ff]or|[Ii]n|[Dd]uring|[Ww]ithin) (?P<past>the past |the last |the previous )?"
            rf"(?:nearly |almost |about |around |some |more than |over |at least )?"
            rf"(?P<n>{_N}) ?(?P<half>and a half )?(?P<u>year|month|week|day|decade)s?(?P<half2> and a half)?\b"
            rf"(?! (?:only|in prison|in jail|old|time|later|ago|after|from|of talks?))(?!'s? time)",
        ),
        (
            "lasting",
            r"\b(?:[Oo]ver|[Ff]or|[Ii]n|[Dd]uring) (?P<past>the past |the last )(?P<n>)(?P<half>)(?P<half2>)"
            r"(?P<u>decade|year|month|week)\b",
        ),
        ("within", rf"\b(?:[Ww]ithin|[Ii]n) (?P<n>{_N}) (?P<u>hour|day|week|month|year)s?(?:'s? time)?\b"),
        (
            "year",
            rf"\b(?:{_YEAR_WORDS}) (?:the year )?(?P<y>{_Y})\b(?! (?:people|troops|soldiers|dollars|euros|miles|km|-))",
        ),
        (
            "season",
            rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y)(?: the)?(?: early| late)? (?P<u>{_SEASON})\b(?! of)",
        ),
    )
)
_MONTH = re.compile(_M)


def patterns_for(text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that may find something in a text: those of months only where it names one, and so on."""
    said = {"m": _MONTH.search(text) is not None, "w": "day" in text, "y": any(c.isdigit() for c in text)}
    for name, pattern in PATTERNS:
        asked = next((part for part in said if part in pattern.groupindex), None)
        if asked is None or said[asked]:
            yield name, pattern


SINCE = re.compile(r"\b[Ss]ince(?: at least)?(?: early| late| mid)?[ -]$")
UNTIL = re.compile(r"(?<![Nn]ot )\b(?:[Uu]ntil|[Tt]ill|[Tt]hrough)(?: early| late| the)?[ -]$")
BY = re.compile(r"\b(?:[Bb]y|[Nn]o later than)(?: early| late| the)?[ -]$")
BEFORE = re.compile(r"\b[Bb]efore(?: early| late| the)?[ -]$")
