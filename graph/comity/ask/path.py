"""How two actors are connected: a documented path over asserted acts, each step with its act and evidence."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

from comity.ask.evidence import Evidence, evidence_of
from comity.ask.names import Names
from comity.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from comity.store import Generation

__all__ = ["PREFERENCES", "Preference", "Step", "path"]

Preference = Literal["shortest", "reports", "recency"]
"""What makes a path the best: ``shortest`` has the fewest steps; ``reports`` the best told (a step costs one over the
number of its reports); ``recency`` the most recent oldest step, then the fewest steps."""
PREFERENCES: tuple[Preference, ...] = get_args(Preference)

_LARGEST = 12
"""An act with more actors than this, a summit, ties nobody to anybody in particular."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: an act in which both actors took part, the best told of those that tie them."""

    from_actor: str
    from_label: str
    to_actor: str
    to_label: str
    act: str
    kind: str
    earliest: date | None
    latest: date | None
    acts: int
    """How many acts tie the two."""
    reports: int
    """How many reports tell of the act."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    """The act that stands for a pair of actors, and how many there are."""

    act: str
    kind: str
    earliest: date | None
    latest: date | None
    reports: int
    acts: int


_Ties = Mapping[str, Mapping[str, _Tie]]

_PAIRS = f"""
WITH told AS (
  SELECT act, kind, earliest, latest, report_count, coalesce(len(recipients), 0) AS sided,
    list_sort(list_distinct(list_concat(coalesce(agents, []), coalesce(recipients, [])))) AS actors
  FROM acts
  WHERE modality = 'asserted'
    AND ($1::DATE IS NULL OR coalesce(latest, DATE '9999-12-31') >= $1)
    AND ($2::DATE IS NULL OR coalesce(earliest, DATE '0001-01-01') <= $2)
), pairs AS (
  SELECT act, kind, earliest, latest, report_count, sided, a.one, b.two
  FROM told, unnest(actors) AS a(one), unnest(actors) AS b(two)
  WHERE len(actors) <= {_LARGEST} AND a.one < b.two
)
SELECT one, two, act, kind, earliest, latest, report_count, count(*) OVER (PARTITION BY one, two)
FROM pairs
QUALIFY row_number() OVER (PARTITION BY one, two ORDER BY ORDERING) = 1
"""
_BEST = {
    "shortest": "report_count DESC, sided > 0, latest DESC NULLS LAST, act",
    "reports": "report_count DESC, sided > 0, latest DESC NULLS LAST, act",
    "recency": "latest DESC NULLS LAST, report_count DESC, sided > 0, act",
}
"""Which act stands for a pair; of acts told equally often one done together, a meeting, before what one did to the
other."""


def path(
    generation: Generation,
    first: str,
    last: str,
    *,
    prefer: Preference = "shortest",
    since: date | None = None,
    until: date | None = None,
    longest: int = 6,
    countries: bool = False,
) -> list[Step]:
    """The best documented path between two actors over asserted acts, by name or local id.

    ``since`` and ``until`` keep to acts that may lie between; ``longest`` bounds the number of steps; ``countries``
    lets a path lead through countries, which tie nearly everybody to everybody. Equally good paths: the first by local
    ids, so that the answer is always the same. Raises NotFoundError where there is no such path, or no such actor.
    """
    if prefer not in PREFERENCES:
        raise UsageError(f"{prefer!r} is no preference; they are {', '.join(PREFERENCES)}")
    names = Names.of(generation)
    start, goal = names.find(first), names.find(last)
    if start == goal:
        raise UsageError(f"{first!r} and {last!r} are the same actor, {start}")
    ties = _ties(generation, prefer, since, until)
    found = _search(ties, start, goal, prefer, longest, countries)
    if found is None:
        raise NotFoundError(f"no documented path of at most {longest} steps from {start} to {goal}")
    labels = {thing.id: thing.label for thing in names.things}
    told = evidence_of(generation, [ties[a][b].act for a, b in pairwise(found)])
    return [_step(ties[a][b], a, b, labels, told) for a, b in pairwise(found)]


def _step(tie: _Tie, one: str, two: str, labels: Mapping[str, str], told: Mapping[str, list[Evidence]]) -> Step:
    return Step(
        one,
        labels.get(one, one),
        two,
        labels.get(two, two),
        tie.act,
        tie.kind,
        tie.earliest,
        tie.latest,
        tie.acts,
        tie.reports,
        tuple(told.get(tie.act, ())),
    )


def _ties(generation: Generation, prefer: Preference, since: date | None, until: date | None) -> _Ties:
    found: dict[str, dict[str, _Tie]] = defaultdict(dict)
    with generation.connect() as con:
        rows = con.execute(_PAIRS.replace("ORDERING", _BEST[prefer]), [since, until]).fetchall()
    for one, two, act, kind, earliest, latest, reports, acts in rows:
        found[one][two] = found[two][one] = _Tie(act, kind, earliest, latest, reports or 1, acts)
    return found


def _cost(tie: _Tie, prefer: Preference) -> float:
    """What a step costs: sums of it rank paths, except for recency, which takes the largest."""
    match prefer:
        case "shortest":
            return 1.0
        case "reports":
            return 1.0 / tie.reports
        case "recency":
            return -float(tie.latest.toordinal()) if tie.latest else 0.0


def _search(
    ties: _Ties, start: str, goal: str, prefer: Preference, longest: int, countries: bool
) -> tuple[str, ...] | None:
    """Dijkstra's search over (cost, steps, actors), at most ``longest`` steps deep; ties go to the first by id."""
    reached: dict[tuple[str, int], float] = {}
    queue: list[tuple[float, int, tuple[str, ...]]] = [(float("-inf") if prefer == "recency" else 0.0, 0, (start,))]
    while queue:
        cost, steps, so_far = heapq.heappop(queue)
        here = so_far[-1]
        if here == goal:
            return so_far
        if steps == longest or any(reached.get((here, n), float("inf")) <= cost for n in range(steps + 1)):
            continue
        reached[here, steps] = cost
        for there, tie in _onward(ties, here, goal, countries):
            if there not in so_far:
                step = _cost(tie, prefer)
                heapq.heappush(
                    queue, (max(cost, step) if prefer == "recency" else cost + step, steps + 1, (*so_far, there))
                )
    return None


def _onward(ties: _Ties, here: str, goal: str, countries: bool) -> Iterator[tuple[str, _Tie]]:
    for there, tie in ties.get(here, {}).items():
        if there == goal or countries or not there.startswith(("country/", "group/")):
            yield there, tie
