"""CAMEO: what each code of conflict and mediation event data means as an act, from ``data/cameo.tsv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from comity.identity.folding import fold
from comity.model import ACTS
from comity.resources import packaged

__all__ = ["Code", "by_name", "codes"]


@dataclass(frozen=True, slots=True)
class Code:
    """One code. ``act`` is "" where it stands for none; ``note`` then says why. ``turned``: its target acted."""

    code: str
    act: str
    modality: str
    turned: bool
    name: str
    note: str

    @property
    def symmetric(self) -> bool:
        """Whether both parties stand on one side of the act."""
        return bool(self.act) and ACTS[self.act].symmetric


@cache
def codes() -> Mapping[str, Code]:
    """All codes, with leading zeros (``042``), in the order of the table."""
    with packaged("sources", "data", "cameo.tsv").open(encoding="utf-8") as file:
        return {
            row["code"]: Code(
                row["code"],
                row["act"] or "",
                row["modality"] or "",
                row["turned"] == "yes",
                row["name"] or "",
                row["note"] or "",
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


@cache
def _names() -> Mapping[str, Code]:
    found: dict[str, Code] = {}
    for code in codes().values():
        key = _plain(code.name)
        # A root category and its first code may share a name; rows carry the code proper.
        if key not in found or len(found[key].code) == 2:
            found[key] = code
    return found


def _plain(name: str) -> str:
    return "".join(fold(name.replace("_", " ").replace("-", " ").replace(",", " ")).split())


def by_name(name: str) -> Code | None:
    """The code of a name; underscores, hyphens, case and punctuation do not matter (``non military``)."""
    return _names().get(_plain(name))
