"""What the graph says, table by table: which property is made of which column, and in which graph it stands.

One ``Section`` is one query over a table of a generation. Act and report sections give one block of lines a row, in the
order of their ids; all others are small and give sorted, distinct lines.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SECTIONS", "Property", "Section"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its prefixed name, the macro that makes its term (``terms.MACROS``), and the column.

    ``many``: the column is a list, and each of its values a quad.
    """

    name: str
    macro: str
    column: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing: ``rows`` is SQL that gives its rows, with ``type`` (a class) and ``thing`` (a local id).

    ``{acts}``, ``{reports}`` and ``{facts}`` in it are the relations that hold the acts, reports and facts.
    """

    name: str
    rows: str
    properties: tuple[Property, ...]
    graph: str = ""
    """Column that holds the local id of the graph; none for the default graph."""
    blocks: bool = False


def _text(*names: str) -> tuple[Property, ...]:
    return tuple(Property(f"comity:{name}", "nq_text", _column(name)) for name in names)


def _date(*names: str) -> tuple[Property, ...]:
    return tuple(Property(f"comity:{name}", "nq_date", _column(name)) for name in names)


def _thing(*names: str) -> tuple[Property, ...]:
    return tuple(Property(f"comity:{name}", "nq_id", _column(name)) for name in names)


def _things(**columns: str) -> tuple[Property, ...]:
    return tuple(Property(f"comity:{name}", "nq_id", column, many=True) for name, column in columns.items())


def _column(name: str) -> str:
    """``placeName`` → ``place_name``, quoted where SQL needs it."""
    return '"' + "".join(f"_{char.lower()}" if char.isupper() else char for char in name) + '"'


_LABEL = Property("rdfs:label", "nq_text", "label")
_ALIASES = Property("skos:altLabel", "nq_text", "aliases", many=True)
_SAME = Property("skos:exactMatch", "nq_wikidata", "qid")
_COUNTRY = Property("comity:country", "nq_country", "country")
_CONFIDENCE = Property("comity:confidence", "nq_decimal", "confidence")
_EVIDENCE = (
    *_thing("source"),
    *_text("evidence", "locator", "extractor"),
    Property("comity:start", "nq_integer", "start"),
    Property("comity:end", "nq_integer", '"end"'),
    *_date("reportedOn"),
    _CONFIDENCE,
)

_ACTS = Section(
    "acts",
    "select acts.*, act as thing, class as type, place as place_name, "
    "case when one_sided then agents end as participants, case when not one_sided then agents end as doers "
    "from {acts} acts join act_classes using (kind)",
    (
        *_things(participant="participants", agent="doers", recipient="recipients", onBehalfOf="on_behalf_of"),
        *_thing("host"),
        *_text("placeName"),
        Property("comity:placeCountry", "nq_country", "place_country"),
        *_date("earliest", "latest"),
        *_text("datePrecision", "modality"),
        *_thing("agreement", "policy"),
        Property("comity:topic", "nq_text", "topics", many=True),
        *_text("quote"),
        Property("comity:amount", "nq_decimal", "amount"),
        *_text("unit", "amountOf", "condition"),
        Property("comity:reportCount", "nq_integer", "report_count"),
    ),
    blocks=True,
)
_REPORTS = Section(
    "reports",
    "select *, report as thing, 'Report' as type from {reports}",
    (
        Property("comity:reports", "nq_id", "act"),
        *_EVIDENCE,
        *_text("code"),
        Property("comity:intensity", "nq_decimal", "intensity"),
    ),
    graph="source",
    blocks=True,
)
_FACTS = Section(
    "facts",
    "select *, fact as thing, 'FactReport' as type from {facts}",
    (
        *_thing("subject"),
        Property("comity:property", "nq_property", "property"),
        *_text("value"),
        Property("comity:derivedFrom", "nq_text", "derived"),
        *_EVIDENCE,
    ),
    graph="source",
)
_ACTORS = Section(
    "actors",
    "select *, actor as thing, upper(kind[1]) || kind[2:] as type from all_actors where kind <> 'country'",
    (
        _LABEL,
        _ALIASES,
        _COUNTRY,
        *_text("surname", "born", "died", "organizationKind"),
        _SAME,
    ),
)
_INSTRUMENTS = Section(
    "instruments",
    "select *, instrument as thing, upper(kind[1]) || kind[2:] as type, "
    "case when kind = 'agreement' then parties end as signatories, "
    "case when kind = 'policy' then parties end as proposers from instruments",
    (
        _LABEL,
        *_things(signatory="signatories", proposer="proposers"),
        Property("comity:signedOn", "nq_day_or_text", "signed"),
    ),
)
_OFFICES = Section(
    "offices",
    "select *, office as thing, 'Office' as type, title as label, role as office_role from offices",
    (_LABEL, _ALIASES, _COUNTRY, *_text("officeRole"), *_thing("organization", "accreditedTo")),
)
_TENURES = Section(
    "tenures",
    "select *, tenure as thing, 'Tenure' as type from tenures",
    (
        *_thing("official", "office", "source"),
        *_date("earliest", "latest"),
        *_text("datePrecision", "status", "locator", "evidence"),
    ),
)
_SOURCES = Section(
    "sources",
    "select *, source as thing, 'Source' as type, coalesce(title, source) as label, kind as source_kind from sources",
    (
        _LABEL,
        *_text("sourceKind", "publisher", "licence", "citation", "url"),
        *_date("published", "coversFrom", "coversTo"),
        Property("comity:coversCountry", "nq_country", "covers_countries", many=True),
    ),
)

SECTIONS: tuple[Section, ...] = (_SOURCES, _ACTORS, _INSTRUMENTS, _OFFICES, _TENURES, _FACTS, _ACTS, _REPORTS)
"""In the order in which they are written. Countries, plain facts and ties are written beside them (``nquads``)."""
