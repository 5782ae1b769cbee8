"""The event record, the plain form in which reports are compared with annotations and printed as JSON lines."""

from __future__ import annotations

from typing import Any

from comity.model import Mention, Report

__all__ = ["event_record"]


def event_record(report: Report, document: str = "") -> dict[str, Any]:
    """A report as an event record: ``document``, ``act``, ``modality``, ``agents``, ``recipients`` and what is known.

    ``document`` is the name of the file without extension; where it is not given, the slug of the source.
    """
    record: dict[str, Any] = {
        "document": document or report.source.removeprefix("source/"),
        "act": report.act,
        "modality": report.modality,
        "agents": [_actor(m) for m in report.agents],
        "recipients": [_actor(m) for m in report.recipients],
    }
    instrument = report.agreement or report.policy
    if instrument:
        record["instrument"] = {"kind": instrument.kind, "name": instrument.name}
    if report.when.known:
        record["date"] = report.when.edtf()
    place = {"name": report.place, "country": report.place_country}
    if any(place.values()):
        record["place"] = {key: value for key, value in place.items() if value}
    if report.quote:
        record["quote"] = report.quote
    if report.amount is not None:
        record["amount"] = {"value": report.amount, "unit": report.unit, "of": report.amount_of}
    if report.topics:
        record["topics"] = list(report.topics)
    if report.start is not None:
        record |= {"start": report.start, "end": report.end}
    record["confidence"] = report.confidence
    return record


def _actor(mention: Mention) -> dict[str, Any]:
    actor: dict[str, Any] = {"kind": mention.kind, "name": mention.name}
    if mention.country:
        actor["country"] = mention.country
    return actor
