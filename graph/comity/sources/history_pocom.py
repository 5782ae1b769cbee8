"""Principal Officers and Chiefs of Mission (Office of the Historian): American officials, offices and tenures.

A reference source: it says who held which office when. Offices are the principal positions of the Department of
State and, for each rank of envoy and each country or organization, the envoy's post. An envoy's ``started`` is the day
of presenting credentials, by the publisher's own table of terms; where rank and notes leave no doubt of that, the
presentation is reported as an act ``accredit``. What is listed among "other nominees" never was held, and carries a
status that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from comity.model import Mention, Office, Official, Organization, Report, Tenure, slug
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold
from comity.sources.history_common import EXTRACTOR, USA, BadRecord, Places, source_of
from comity.sources.history_meetings import readable
from comity.sources.history_terms import Dates, evidence_of, read_dates, status_of, term_of
from comity.sources.xml import child_text, content, line_of, prolog

if TYPE_CHECKING:
    from comity.identity.countries import Country
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_SOURCE = source_of(
    "pocom",
    "Principal Officers and Chiefs of Mission",
    "https://history.state.gov/departmenthistory/people",
    covers_countries=("USA",),
    role="reference",
)
_ROOTS = (
    "person",
    "role",
    "principal-position",
    "country-mission",
    "org-mission",
    "concurrent-appointments",
    "code-table",
)
"""Root elements, in the order in which they must be read: an appointment needs its official and its office."""

_ROLES = {"secretary": "foreign-minister", "secretary-ad-interim": "foreign-minister"}
_ALIASES = {"secretary": ("Secretary of State", "U.S. Secretary of State", "US Secretary of State")}
_SHORT = {"ambassador-e-p": "Ambassador", "envoy-extraordinary-minister-plenipotentiary": "Minister"}
_PRESENTING = (
    "ambassador-e-p",
    "envoy-extraordinary-minister-plenipotentiary",
    "envoy-extraordinary-minister-plenipotentiary-consul-general",
    "minister-plenipotentiary",
    "minister-resident",
    "minister-resident-consul-general",
    "charge-daffaires",
)
"""Ranks whose ``started`` is the day of credentials."""

_BODY = re.compile(r"(?:\bto|\bon the Council of) the (.+?)(?:,| \(|$)")
_JUST_CREDENTIALS = re.compile(r"^$|^(?:Presented|Transmitted) credentials", re.I)


@dataclass(frozen=True)
class _Pocom:
    name: str = "history-at-state-pocom"
    title: str = _SOURCE.title
    gathers: bool = True

    def recognise(self, head: bytes, path: Path) -> bool:
        """By the root element; ``person`` and ``role`` are common words, so their children must fit as well."""
        root = prolog(head).root
        if root in ("person", "role", "code-table"):
            wanted = {"person": b"<persName>", "role": b"<names>", "code-table": b"-code</name>"}[root]
            return wanted in head and b"travel-role-code" not in head
        return root in _ROOTS

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Officials, organizations, offices, tenures, and acts of accreditation."""
        reader = _Reader(Places(view.countries), Gathered(told))
        roots = sorted(readable(files, reader.gathered), key=lambda pair: _order(pair[1]))
        for path, root in roots:
            reader.file(path, root)
        reader.finish()
        days = reader.days
        source = replace(_SOURCE, covers_from=min(days), covers_to=max(days)) if days else _SOURCE
        return batch_of(source, reader.gathered, reader.notes)


FORMAT: Format = _Pocom()


def _order(root: etree._Element) -> int:
    return _ROOTS.index(root.tag) if root.tag in _ROOTS else len(_ROOTS)


@dataclass(slots=True)
class _Post:
    """Where the appointments of one file were held: a principal position, a country, or an organization."""

    container: str
    territory: str = ""
    organization: str = ""


@dataclass
class _Reader:
    places: Places
    gathered: Gathered
    notes: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    officials: dict[str, Official] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    tenures: dict[str, Tenure] = field(default_factory=dict)
    chiefs: dict[str, list[str]] = field(default_factory=dict)

    def file(self, path: Path, root: etree._Element) -> None:
        """Read one file, whatever it is."""
        try:
            if root.tag == "person":
                self._official(root)
            elif root.tag == "role":
                self.titles[_need(root, "id")] = " ".join(content(root.find("names/singular")).split())
            elif root.tag == "principal-position":
                self._position(path, root)
            elif root.tag == "country-mission":
                self._appointments(
                    path, root, _Post(_need(root, "territory-id"), territory=_need(root, "territory-id"))
                )
            elif root.tag == "org-mission":
                self._organization(path, root)
            elif root.tag == "concurrent-appointments":
                self._concurrent(path, root)
            elif root.tag != "code-table":
                raise BadRecord(f"<{root.tag}> is no record of this dataset")
        except BadRecord as error:
            self.gathered.reject(path, line_of(root), f"{root.tag}: {error}", content(root))

    def finish(self) -> None:
        """Hand over what was kept by key."""
        for table, kept in (("officials", self.officials), ("offices", self.offices), ("tenures", self.tenures)):
            records: Iterable[Official | Office | Tenure] = kept.values()
            for record in records:
                self.gathered.add(table, record)

    def _official(self, root: etree._Element) -> None:
        self.gathered.rows += 1
        key = _need(root, "id")
        names = root.find("persName")
        if names is None:
            raise BadRecord("<persName> is missing")
        parts = (child_text(names, "forename"), child_text(names, "surname"), child_text(names, "genName"))
        aliases = [" ".join(content(name).split()) for name in names.findall("altname")]
        self.officials[key] = Official(
            id=f"official/{key}",
            name=" ".join(part for part in parts if part),
            country="USA",
            surname=parts[1],
            aliases=tuple(dict.fromkeys(alias for alias in aliases if alias)),
            born=child_text(root, "birth"),
            died=child_text(root, "death"),
            source=_SOURCE.id,
            locator=f"person {key}",
        )

    def _position(self, path: Path, root: etree._Element) -> None:
        key = _need(root, "id")
        title = " ".join(content(root.find("names/singular")).split())
        self.offices[key] = Office(
            id=f"office/usa-{key}",
            title=title,
            country="USA",
            role=_ROLES.get(key, "other"),
            aliases=tuple(alias for alias in _ALIASES.get(key, ()) if alias != title),
            source=_SOURCE.id,
            locator=f"principal-position {key}",
        )
        self._appointments(path, root, _Post(key))

    def _organization(self, path: Path, root: etree._Element) -> None:
        key = _need(root, "id")
        title = re.sub(r" \([^)]*\)$", "", " ".join(content(root.find("names/singular")).split()))
        body = _BODY.search(title)
        name = body[1] if body else title
        locator = f"org-mission {key}"
        organization = Organization(f"organization/{slug(name)}", name, source=_SOURCE.id, locator=locator)
        self.gathered.add("organizations", organization)
        self.offices[key] = Office(
            id=f"office/usa-{key}",
            title=title,
            country="USA",
            role="chief-of-mission",
            accredited_to=organization.id,
            source=_SOURCE.id,
            locator=locator,
        )
        self._appointments(path, root, _Post(key, organization=organization.id))

    def _appointments(self, path: Path, root: etree._Element, post: _Post) -> None:
        """Every appointment of a file; a bad one is rejected with its line."""
        for section in root.iterchildren("chiefs", "principals", "other-nominees", "other-appointees"):
            served = section.tag in ("chiefs", "principals")
            elements = list(section.iterchildren("chief", "principal"))
            for index, element in enumerate(elements):
                self.gathered.rows += 1
                later = elements[index + 1 :] if section.tag == "chiefs" else []
                try:
                    self._tenure(path, element, post, served, later)
                except BadRecord as error:
                    self.gathered.reject(path, line_of(element), f"{element.tag}: {error}", content(element))

    def _tenure(
        self, path: Path, element: etree._Element, post: _Post, served: bool, later: Sequence[etree._Element]
    ) -> None:
        key, role = _need(element, "id"), _need(element, "role-title-id")
        who = self._who(path, element)
        dates = read_dates(element)
        status = status_of(element, role, served)
        country = self._country(element, post, dates)
        office = self._office(role, post, country)
        successor = None
        if served and not dates.ended.known:
            starts = (first for first in map(_first_day, later) if first)
            successor = next(starts, None)
        tenure = Tenure(
            id=self._tenure_id(post, key),
            official=f"official/{who}",
            office=office.id,
            when=term_of(dates, status, successor),
            status=status,
            evidence=evidence_of(element),
            source=_SOURCE.id,
            locator=f"{element.tag} {key}",
        )
        self.tenures[tenure.id] = tenure
        self.chiefs.setdefault(key, []).append(tenure.id)
        self.days += [day for day in (tenure.when.earliest, tenure.when.latest) if day]
        if country is not None and not status and role in _PRESENTING:
            self._accreditation(tenure, who, element, dates, country)

    def _accreditation(self, tenure: Tenure, who: str, element: etree._Element, dates: Dates, country: Country) -> None:
        started = element.find("started")
        note = "" if started is None else child_text(started, "note")
        if not dates.started.known or not _JUST_CREDENTIALS.search(note) or dates.first != dates.started:
            return
        self.gathered.add(
            "reports",
            Report(
                id=tenure.id.replace("tenure/usa-", "report/history-at-state-pocom/"),
                source=_SOURCE.id,
                act="accredit",
                agents=(Mention("official", "USA", self._name(who), f"pocom:{who}"),),
                recipients=(Mention("country", country.code, country.name),),
                on_behalf_of=(USA,),
                when=dates.started,
                place_country=country.code,
                evidence=note,
                locator=f"{tenure.locator}/started",
                extractor=EXTRACTOR,
            ),
        )

    def _name(self, who: str) -> str:
        known = self.officials.get(who)
        return known.name if known else " ".join(word.capitalize() for word in who.split("-"))

    def _tenure_id(self, post: _Post, key: str) -> str:
        base = f"tenure/usa-{post.container}-{key}"
        number = 1
        found = base
        while found in self.tenures:  # the record gives one identifier twice now and then
            number += 1
            found = f"{base}-{number}"
        return found

    def _who(self, path: Path, element: etree._Element) -> str:
        """The official's identifier. One that is not listed is taken for the only listed one made of its words."""
        who = _need(element, "person-id")
        if who in self.officials or not self.officials:
            return who
        words = set(who.split("-"))
        near = [key for key in self.officials if len(key.split("-")) > 2 and words.issuperset(key.split("-"))]
        if len(near) != 1:
            raise BadRecord(f"no person {who!r} is listed")
        self.notes.append(f"{path}:{line_of(element)}: no person {who!r} is listed; taken for {near[0]!r}")
        return near[0]

    def _country(self, element: etree._Element, post: _Post, dates: Dates) -> Country | None:
        if not post.territory:
            return None
        on = next((d.earliest for d in (dates.first, dates.appointed, dates.ended) if d.earliest), None)
        return self.places.country("", child_text(element, "contemporary-territory-id") or post.territory, on)

    def _office(self, role: str, post: _Post, country: Country | None) -> Office:
        if country is None:
            found = self.offices.get(role) or self.offices.get(post.container)
            if found is None:
                raise BadRecord(f"no office {role!r} is listed")
            return found
        key = f"{role}-{country.code.lower()}"
        if key not in self.offices:
            title = self.titles.get(role) or role.replace("-", " ").capitalize()
            short = _SHORT.get(role)
            aliases = (f"{short} to {country.name}", f"U.S. {short} to {country.name}") if short else ()
            self.offices[key] = Office(
                id=f"office/usa-{key}",
                title=f"{title} to {country.name}",
                country="USA",
                role="chief-of-mission",
                aliases=aliases,
                accredited_to=f"country/{country.code}",
                source=_SOURCE.id,
                locator=f"role {role}",
            )
        return self.offices[key]

    def _concurrent(self, path: Path, root: etree._Element) -> None:
        """Missions held at once: those away from the place of residence are marked ``non-resident``."""
        self.gathered.rows += 1
        resident = root.find("resident-at")
        home = "" if resident is None else child_text(resident, "contemporary-territory-id")
        residence = self.places.country("", home, None) if home else None
        for element in root.findall("chief-id"):
            key = " ".join(content(element).split())
            for tenure_id in self.chiefs.get(key, []):
                tenure = self.tenures[tenure_id]
                away = residence is not None and not tenure.office.endswith(f"-{residence.code.lower()}")
                if away and not tenure.status:
                    self.tenures[tenure_id] = replace(tenure, status="non-resident")
            if self.chiefs and key not in self.chiefs:
                raise BadRecord(f"no appointment {key!r} is listed")


def _first_day(element: etree._Element) -> date | None:
    try:
        return read_dates(element).first.earliest
    except BadRecord:
        return None


def _need(element: etree._Element, name: str) -> str:
    text = child_text(element, name)
    if not text:
        raise BadRecord(f"<{name}> is missing or empty")
    return text
