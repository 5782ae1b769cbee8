"""RDF terms as N-Quads text: prefixes, literals and names that no input can break.

The same rules are written twice, for single values in Python (``literal``, ``named``) and for columns in SQL
(``MACROS``); a test holds the two together. No control character, quotation mark or line separator of an input ever
stands raw in a literal, so one line is one quad for every tool that reads lines.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from comity.model import ID, NS

__all__ = ["MACROS", "PREFIXES", "date_literal", "expand", "literal", "named", "number"]

PREFIXES: dict[str, str] = {
    "comity": NS,
    "id": ID,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that Comity's own graph uses."""

_SAFE = "A-Za-z0-9._~+:/-"
_SHORT = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_LONG = [chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), 0x2028, 0x2029) if chr(code) not in _SHORT]
_ESCAPES = _SHORT | {char: f"\\u{ord(char):04X}" for char in _LONG}
_TABLE = str.maketrans(_ESCAPES)


def expand(name: str) -> str:
    """The IRI in angle brackets of a prefixed name, ``comity:met``. Raises ``KeyError`` for an unknown prefix."""
    prefix, local = name.split(":", 1)
    return f"<{PREFIXES[prefix]}{local}>"


def named(local: str) -> str:
    """The IRI in angle brackets of a local id, ``country/MEX``; what an IRI may not hold is percent-encoded."""
    return f"<{ID}{quote(local, safe='/:+')}>"


def literal(text: str, datatype: str = "") -> str:
    """A literal; ``datatype`` is a prefixed name, none for plain text. A lone surrogate becomes U+FFFD."""
    whole = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if _lone(text) else text
    return f'"{whole.translate(_TABLE)}"' + (f"^^{expand(datatype)}" if datatype else "")


def _lone(text: str) -> bool:
    return bool(re.search("[\ud800-\udfff]", text))


def date_literal(day: date) -> str:
    """A full date."""
    return literal(day.isoformat(), "xsd:date")


def number(value: int | float | Decimal) -> str:
    """An ``xsd:integer`` for a whole type, else an ``xsd:decimal`` in its canonical form, nine places at most."""
    if isinstance(value, int):
        return literal(str(value), "xsd:integer")
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return literal("0" if text == "-0" else text, "xsd:decimal")


def _sql_escape() -> str:
    """Nested ``replace`` for what is frequent, the backslash first; the rest a character at a time."""
    expression = "text"
    for char, escape in _SHORT.items():
        expression = f"replace({expression}, chr({ord(char)}), '{escape}')"
    rare = "".join(f"\\x{{{ord(char):x}}}" for char in _LONG)
    one = f"case when regexp_matches(c, '[{rare}]') then format('\\u{{:04X}}', unicode(c)) else c end"
    return (
        f"case when regexp_matches(text, '[{rare}]') "
        f"then array_to_string(list_transform(string_split({expression}, ''), lambda c: {one}), '') "
        f"else {expression} end"
    )


_UNSAFE = r"[\x00-\x1f\x22\x5c\x7f-\x{9f}\x{2028}\x{2029}]"

MACROS = f"""
create or replace temp macro nq_text(text) as
    '"' || case when regexp_matches(text, '{_UNSAFE}') then {_sql_escape()} else text end || '"';
create or replace temp macro nq_id(local) as
    '<{ID}' || case when regexp_full_match(local, '[{_SAFE}]*') then local
        else replace(replace(replace(url_encode(local), '%2F', '/'), '%3A', ':'), '%2B', '+') end || '>';
create or replace temp macro nq_date(day) as
    case when year(day) between 1 and 9999 then '"' || strftime(day, '%Y-%m-%d') || '"^^{expand("xsd:date")}' end;
create or replace temp macro nq_integer(number) as '"' || number::hugeint || '"^^{expand("xsd:integer")}';
create or replace temp macro nq_decimal(number) as
    case when isfinite(number::double) then '"'
        || regexp_replace(regexp_replace(format('{{:.9f}}', number::double), '\\.?0+$', ''), '^-?$|^-0$', '0')
        || '"^^{expand("xsd:decimal")}' end;
create or replace temp macro nq_wikidata(qid) as
    case when regexp_full_match(qid, 'Q[1-9][0-9]*') then '<{PREFIXES["wd"]}' || qid || '>' end;
create or replace temp macro nq_country(code) as
    nq_id(case when contains(code, '/') then code else 'country/' || code end);
"""
"""The same as macros of DuckDB: each gives a term, or null for null (and for what is no term)."""
