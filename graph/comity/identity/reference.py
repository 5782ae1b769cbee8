"""The packaged reference: officials, offices, tenures, organizations and titles, as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from comity.identity.tsv import read_table, split_list
from comity.model import Office, Official, Organization, Source, Tenure, When

__all__ = ["PACKAGED", "Reference", "Title", "packaged_reference", "titles"]

PACKAGED = Source(
    id="source/comity-reference",
    kind="dataset",
    title="Comity reference: officials, offices and tenures",
    publisher="Comity",
    licence="MIT",
    citation="Comity reference tables, version 0.1",
    role="reference",
)
"""The source that the packaged records name."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title as news uses it: the role that it names, in the countries listed (none: everywhere)."""

    text: str
    role: str
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """Records of reference sources. ``a + b`` holds both, first those of ``a``."""

    officials: tuple[Official, ...] = ()
    organizations: tuple[Organization, ...] = ()
    offices: tuple[Office, ...] = ()
    tenures: tuple[Tenure, ...] = field(default=(), repr=False)

    @classmethod
    def of(
        cls,
        officials: Iterable[Official] = (),
        organizations: Iterable[Organization] = (),
        offices: Iterable[Office] = (),
        tenures: Iterable[Tenure] = (),
    ) -> Reference:
        """From any iterables, for example the staged tables of all inputs."""
        return cls(tuple(officials), tuple(organizations), tuple(offices), tuple(tenures))

    def __add__(self, other: Reference) -> Reference:
        return Reference(
            self.officials + other.officials,
            self.organizations + other.organizations,
            self.offices + other.offices,
            self.tenures + other.tenures,
        )


@lru_cache(maxsize=1)
def titles() -> tuple[Title, ...]:
    """Titles and their roles, longest first, so that a reader who tries them in turn takes "vice president" whole."""
    found = [Title(row["title"], row["role"], split_list(row["countries"])) for row in read_table("titles")]
    return tuple(sorted(found, key=lambda title: (-len(title.text), title.text, title.role)))


def _located(table: str) -> Iterable[tuple[Mapping[str, str], str]]:
    for row in read_table(table):
        yield row, f"{table} {row['id']}"


@lru_cache(maxsize=1)
def packaged_reference() -> Reference:
    """The reference tables of the package, read once."""
    source = PACKAGED.id
    return Reference(
        officials=tuple(
            Official(
                id=row["id"],
                name=row["name"],
                country=row["country"],
                surname=row["surname"],
                aliases=split_list(row["aliases"]),
                born=row["born"],
                qid=row["qid"],
                source=source,
                locator=locator,
            )
            for row, locator in _located("officials")
        ),
        organizations=tuple(
            Organization(
                row["id"], row["name"], row["country"], split_list(row["aliases"]), row["kind"], "", source, locator
            )
            for row, locator in _located("organizations")
        ),
        offices=tuple(
            Office(
                id=row["id"],
                title=row["title"],
                country=row["country"],
                role=row["role"],
                aliases=split_list(row["aliases"]),
                organization=row["organization"],
                accredited_to=row["accredited_to"],
                source=source,
                locator=locator,
            )
            for row, locator in _located("offices")
        ),
        tenures=tuple(
            Tenure(
                row["id"], row["official"], row["office"], When.parse(row["when"]), row["status"], "", source, locator
            )
            for row, locator in _located("tenures")
        ),
    )
