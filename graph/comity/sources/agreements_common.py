"""What the tables of the many-datasets layout share: how they name treaties and states, and how they write dates.

The packages of that layout (manytrade and its sisters) hold one table of agreements for each dataset, tables of
memberships, and tables of references between treaties. ``manyID`` is one identifier for a treaty in all datasets;
``treatyID`` is each dataset's own. Both end in a year and a letter; a year such as 6759 stands where none is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import UNKNOWN, Mention, Source, When, slug

if TYPE_CHECKING:
    from comity.identity.countries import CountryTable

__all__ = ["EXTRACTOR", "Dataset", "agreement_of", "bilateral", "dataset_of", "when_of"]

EXTRACTOR = "many-agreements/0.1"
_YEARS = (1500, 2100)
_BILATERAL = re.compile(r"([A-Z]{3})-([A-Z]{3})\[")
_NAME = re.compile(r"(?:agreements|memberships|references)[-_ ]?(.+?)(?:_(?:MEM|REF))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset of the layout: its acronym, its title and how to cite it."""

    name: str
    title: str
    citation: str
    url: str = ""

    def source(self, part: str, role: str) -> Source:
        """The source that one of its tables is: ``part`` is ``agreements``, ``memberships`` or ``references``."""
        return Source(
            id=f"source/{slug(self.name)}-{part}",
            kind="dataset",
            title=f"{self.title}: {part}",
            publisher="Global Governance Observatory (many packages)",
            licence="CC-BY-4.0",
            citation=self.citation,
            url=self.url,
            role=role,
        )


_MANY = "as harmonised in manytrade by Hollway, James, and others"
_DATASETS: Mapping[str, Dataset] = {
    known.name: known
    for known in (
        Dataset(
            "DESTA",
            "Design of Trade Agreements (DESTA)",
            "Dür, Andreas, Leonardo Baccini, and Manfred Elsig. 2014. The Design of International Trade Agreements: "
            f"Introducing a New Dataset. Review of International Organizations 9(3): 353-375; {_MANY}.",
            "https://www.designoftradeagreements.org",
        ),
        Dataset(
            "HUGGO",
            "Hand-coded trade agreements (HUGGO)",
            f"HUGGO: hand-coded treaty dates and texts, {_MANY}.",
            "https://github.com/globalgov/manytrade",
        ),
        Dataset(
            "GPTAD",
            "Global Preferential Trade Agreements Database (GPTAD)",
            f"World Bank and Dartmouth College. Global Preferential Trade Agreements Database; {_MANY}.",
            "https://wits.worldbank.org/gptad",
        ),
        Dataset(
            "TOTA",
            "Texts of Trade Agreements (ToTA)",
            "Alschner, Wolfgang, Julia Seiermann, and Dmitriy Skougarevskiy. 2018. Text of Trade Agreements (ToTA): A "
            f"structured corpus for the text-as-data analysis of preferential trade agreements; {_MANY}.",
            "https://github.com/mappingtreaties/tota",
        ),
        Dataset(
            "TREND",
            "Trade and Environment Database (TREND)",
            "Morin, Jean-Frédéric, Andreas Dür, and Lisa Lechner. 2018. Mapping the Trade and Environment Nexus. "
            f"Global Environmental Politics 18(1): 122-139; {_MANY}.",
            "https://www.trend.ulaval.ca",
        ),
        Dataset(
            "LABPTA",
            "Labour Provisions in Preferential Trade Agreements (LABPTA)",
            "Raess, Damian, and Dora Sari. 2018. Labor Provisions in Trade Agreements (LABPTA): Introducing a New "
            f"Dataset. Global Policy 9(4): 451-466; {_MANY}.",
        ),
        Dataset(
            "AIGGO",
            "Accession and other procedures of trade agreements (AIGGO)",
            f"AIGGO: coded treaty procedures, {_MANY}.",
            "https://github.com/globalgov/manytrade",
        ),
    )
}
_SIGNS = {
    "Coder": "HUGGO",
    "TreatyText": "HUGGO",
    "accessionC": "AIGGO",
    "totaID": "TOTA",
    "trendID": "TREND",
    "labptaID": "LABPTA",
    "destaID": "DESTA",
    "gptadID": "GPTAD",
}
"""The columns that give a dataset away, the surest first: HUGGO also lists the numbers of DESTA and GPTAD."""


def dataset_of(columns: Sequence[str], path: Path) -> Dataset:
    """Which dataset a table belongs to: by its columns, else by the name of its file."""
    known = next((name for column, name in _SIGNS.items() if column in columns), "")
    if known:
        return _DATASETS[known]
    found = _NAME.match(path.name.partition(".")[0])
    name = found[1] if found else "many"
    return _DATASETS.get(name.upper()) or Dataset(
        name, f"Agreements of {name}", f"{name}, in the many-datasets layout."
    )


def agreement_of(identifier: str, title: str, parties: Sequence[str] = ()) -> Mention:
    """The mention of a treaty. An identifier whose two halves are the same (``X:X``) is that half."""
    first, _, second = identifier.partition(":")
    return Mention(
        "agreement", "+".join(sorted(parties)), title or first, f"many:{first if first == second else identifier}"
    )


def bilateral(identifier: str, table: CountryTable) -> tuple[str, ...]:
    """The two states of an identifier such as ``CHE-LIE[NA]_1972O``; none where it does not name two known states."""
    found = _BILATERAL.match(identifier)
    codes = [table.get(code) for code in found.groups()] if found else []
    known = tuple(country.code for country in codes if country)
    return known if len(set(known)) == 2 else ()


def when_of(text: str) -> When:
    """A date as the tables write it: year, month or day; unknown where it is empty or stands for "no end" (9999).

    Raises ``ValueError`` where it is no date or an impossible year.
    """
    if not text or text in ("NA", "NULL") or text.startswith("9999"):
        return UNKNOWN
    found = When.parse(text)
    first: date | None = found.earliest
    if first and not _YEARS[0] <= first.year <= _YEARS[1]:
        raise ValueError(f"{text!r} is no year of a treaty")
    return found
