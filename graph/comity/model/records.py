"""What sources and readers hand over: frozen records, one a fact, each with its place in a source."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from comity.model.dates import UNKNOWN, When
from comity.model.kinds import Modality
from comity.model.mention import Mention

__all__ = [
    "Fact",
    "Office",
    "Official",
    "Organization",
    "Rejected",
    "Report",
    "Source",
    "Tenure",
]


@dataclass(frozen=True, slots=True)
class Source:
    """A document, or one release of a dataset.

    ``id`` is its local id (``source/…``) and also names its graph in RDF. Coverage says for which days and which
    countries (country codes; empty = all) a silence of this source means "none" and not "not covered".
    """

    id: str
    kind: str
    """``document`` or ``dataset``."""
    title: str
    publisher: str = ""
    licence: str = ""
    """SPDX identifier where there is one, else the licence's name."""
    citation: str = ""
    url: str = ""
    published: date | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    covers_countries: tuple[str, ...] = ()
    role: str = "reports"
    """``reports`` (acts) or ``reference`` (officials, offices, tenures, codes)."""


@dataclass(frozen=True, slots=True)
class Report:
    """One source saying that one act happened (or is planned, denied …): a sentence or a row.

    ``id`` is a local id ``report/…``, the same whenever the same source is read. Evidence is the verbatim sentence or
    remark; ``start``/``end`` are its character offsets (Unicode code points, end excluded) in the source's text, or
    inside the field ``locator`` names; ``locator`` points to a row or record ("12", "trip 3864/remarks").
    """

    id: str
    source: str
    act: str
    agents: tuple[Mention, ...]
    recipients: tuple[Mention, ...] = ()
    on_behalf_of: tuple[Mention, ...] = ()
    host: Mention | None = None
    when: When = UNKNOWN
    modality: Modality = "asserted"
    place: str = ""
    place_country: str = ""
    agreement: Mention | None = None
    policy: Mention | None = None
    topics: tuple[str, ...] = ()
    quote: str = ""
    amount: float | None = None
    unit: str = ""
    amount_of: str = ""
    condition: str = ""
    """For what is hypothetical or proposed: the words of the condition."""
    evidence: str = ""
    start: int | None = None
    end: int | None = None
    locator: str = ""
    reported_on: date | None = None
    extractor: str = ""
    """Name and version, ``text/0.1`` or ``history-at-state/0.1``."""
    confidence: float | None = 1.0
    """How sure the reader is, 0 to 1; None where the source gives no figure for its rows."""
    code: str = ""
    """The source's own code for the act (CAMEO, PLOVER), as read."""
    intensity: float | None = None
    """The source's own intensity (Goldstein 1992: -10 to +10), as read."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One source saying something lasting about a thing: the term of an agreement, the condition of a policy.

    ``subject`` is the thing's mention; ``property`` the local name of a ``comity:`` property; ``value`` its text:
    a date in ISO form, a number, plain text, or a mention key where ``datatype`` is ``mention``.
    """

    id: str
    source: str
    subject: Mention
    property: str
    value: str
    datatype: str = "string"
    """``string``, ``date``, ``integer``, ``decimal``, ``mention``."""
    derived: str = ""
    """Where the value was computed, how ("half-way mark 2019-07-21 plus half of 90 days")."""
    evidence: str = ""
    start: int | None = None
    end: int | None = None
    locator: str = ""
    reported_on: date | None = None
    extractor: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Official:
    """A person who holds or held an office, as a reference source lists them (``id``: ``official/…``)."""

    id: str
    name: str
    country: str
    surname: str = ""
    aliases: tuple[str, ...] = ()
    born: str = ""
    died: str = ""
    qid: str = ""
    source: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """An international organization, ministry, agency or armed group (``id``: ``organization/…``)."""

    id: str
    name: str
    country: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    qid: str = ""
    source: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A post (``id``: ``office/…``): its title in English, other titles, whose it is, and what it ranks as.

    ``role`` is the cross-national kind of the office: ``head-of-state``, ``head-of-government``, ``foreign-minister``,
    ``chief-of-mission``, ``minister``, ``other``. ``accredited_to`` is the country or organization local id that an
    envoy is sent to.
    """

    id: str
    title: str
    country: str
    role: str = "other"
    aliases: tuple[str, ...] = ()
    organization: str = ""
    accredited_to: str = ""
    source: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """One official holding one office from a time to a time (``id``: ``tenure/…``).

    ``when.earliest`` is the first day, ``when.latest`` the last; an open end is a tenure not known to have ended.
    """

    id: str
    official: str
    office: str
    when: When
    status: str = ""
    """``acting``, ``designate``, ``not commissioned`` …; empty for the ordinary case."""
    evidence: str = ""
    source: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row or record that could not be read: where it stands and why. Counted, written out, never dropped."""

    path: str
    line: int | None
    reason: str
    text: str = field(default="", compare=False)
    """The first characters of what was rejected."""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line is not None else self.path
        return f"{where}: {self.reason}"
