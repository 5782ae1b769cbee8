"""The columns of a panel, each with what the codebook says of it."""

from __future__ import annotations

from dataclasses import dataclass

from comity.model import ACTS, FAMILIES

__all__ = ["Column", "index_columns", "key_columns", "value_columns"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, a label of at most 80 characters, the SQL of its value, the kinds of act it counts.

    ``zero`` columns hold 0 where covered; the others are empty where there is no act.
    """

    name: str
    label: str
    sql: str
    kinds: tuple[str, ...] = ()
    zero: bool = False


_SYSTEMS = {"cow": ("ccode", "stateabb", "Correlates of War"), "gw": ("gwcode", "statecode", "Gleditsch-Ward")}


_TIMES = {
    "year": (Column("year", "Year", "g.period"),),
    "month": (
        Column("year", "Year", "year(first_of(g.period))::int"),
        Column("month", "Month of the year, 1 to 12", "month(first_of(g.period))::int"),
    ),
}


def key_columns(unit: str, system: str, period: str) -> tuple[Column, ...]:
    """The columns that say which row it is, named as the field names them."""
    number, short, name = _SYSTEMS[system]
    times = _TIMES[period]
    if unit == "monad":
        return (
            Column(number, f"{name} number of the state", "g.one"),
            *times,
            Column(short, "Abbreviation of the state", "g.short1"),
            Column("country", "Comity code of the country (ISO 3166-1 alpha-3 where it has one)", "g.country1"),
        )
    if unit == "leader":
        return (
            Column("official1", "Local id of the first leader", "g.one"),
            Column("official2", "Local id of the second leader", "g.two"),
            *times,
            Column(f"{number}1", f"{name} number of the first leader's state", "g.number1"),
            Column(f"{number}2", f"{name} number of the second leader's state", "g.number2"),
            Column(f"{short}1", "Abbreviation of the first leader's state", "g.short1"),
            Column(f"{short}2", "Abbreviation of the second leader's state", "g.short2"),
            Column("country1", "Comity code of the first leader's country", "g.country1"),
            Column("country2", "Comity code of the second leader's country", "g.country2"),
        )
    return (
        Column(f"{number}1", f"{name} number of the first state", "g.one"),
        Column(f"{number}2", f"{name} number of the second state", "g.two"),
        *times,
        Column("dyadid", f"{number}1 * 1000 + {number}2", "(g.one * 1000 + g.two)::int"),
        Column(f"{short}1", "Abbreviation of the first state", "g.short1"),
        Column(f"{short}2", "Abbreviation of the second state", "g.short2"),
        Column("country1", "Comity code of the first country", "g.country1"),
        Column("country2", "Comity code of the second country", "g.country2"),
    )


def _count(name: str, label: str, kinds: tuple[str, ...]) -> Column:
    listed = ", ".join(f"'{kind}'" for kind in kinds) or "null"
    return Column(name, label, f"count(distinct c.act) filter (c.kind in ({listed}))", kinds, zero=True)


def value_columns(kinds: tuple[str, ...], by: str, any_: bool) -> tuple[Column, ...]:
    """The columns that count: one a kind or family, then those of the index."""
    of = "Any" if any_ else "Number of"
    prefix = "any" if any_ else "n"
    found: list[Column] = []
    if by == "kind":
        found = [_count(f"{prefix}_{k.replace('-', '_')}", f"{of} acts: {k}", (k,)) for k in kinds]
    elif by == "family":
        for family in FAMILIES:
            members = tuple(kind for kind in kinds if ACTS[kind].family == family)
            if members:
                found.append(_count(f"{prefix}_{family}", f"{of} acts of the family {family}", members))
    return (*found, *index_columns(kinds, any_))


def index_columns(kinds: tuple[str, ...], any_: bool) -> tuple[Column, ...]:
    """All acts, cooperation, conflict, mean sign, first day and first act."""
    of, prefix = ("Any", "any") if any_ else ("Number of", "n")
    signs = {sign: tuple(kind for kind in kinds if ACTS[kind].sign == sign) for sign in (1, -1)}
    return (
        _count(f"{prefix}_acts", f"{of} acts of the types of this panel", kinds),
        _count(f"{prefix}_cooperation", f"{of} acts of positive sign", signs[1]),
        _count(f"{prefix}_conflict", f"{of} acts of negative sign", signs[-1]),
        Column("mean_sign", "Mean sign of the acts, -1 conflict to 1 cooperation; empty: no act", "avg(c.sign)"),
        Column("first_day", "First day of the first act of the period; empty: no act", "min(c.day)"),
        Column(
            "first_act", "Local id of the first act, for its evidence; empty: no act", "arg_min(c.act, (c.day, c.act))"
        ),
    )
