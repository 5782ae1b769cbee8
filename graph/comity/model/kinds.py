"""The kinds of act, their families, and what follows from a kind.

The same vocabulary, with definitions and crosswalks, is ``ontology/acts.ttl``; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

__all__ = ["ACTS", "FAMILIES", "MODALITIES", "SETTLED", "ActKind", "Family", "Modality", "Sign"]

Family = Literal["consult", "agree", "policy", "statement", "relations", "material", "figure"]
FAMILIES: tuple[Family, ...] = get_args(Family)

Modality = Literal["asserted", "planned", "proposed", "hypothetical", "denied"]
"""What the source claims: it happened, is planned, is offered, would happen under a condition, did not happen."""
MODALITIES: tuple[Modality, ...] = get_args(Modality)

Sign = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class ActKind:
    """One kind of act: its name in tables, its class in RDF, its family and sign (+1 cooperation, -1 conflict)."""

    name: str
    class_name: str
    family: Family
    sign: Sign
    symmetric: bool = False
    """Whether the parties stand on one side: ``agents`` are then participants and ``recipients`` is empty."""


ACTS: dict[str, ActKind] = {
    kind.name: kind
    for kind in (
        ActKind("meeting", "Meeting", "consult", 1, symmetric=True),
        ActKind("call", "Call", "consult", 1, symmetric=True),
        ActKind("visit", "Visit", "consult", 1),
        ActKind("negotiation", "Negotiation", "consult", 1, symmetric=True),
        ActKind("mediation", "Mediation", "consult", 1),
        ActKind("agree", "Agreeing", "agree", 1, symmetric=True),
        ActKind("sign", "Signing", "agree", 1, symmetric=True),
        ActKind("ratify", "Ratification", "agree", 1),
        ActKind("enter-into-force", "EntryIntoForce", "agree", 1),
        ActKind("extend", "Extension", "agree", 1),
        ActKind("withdraw", "Withdrawal", "agree", -1),
        ActKind("propose", "Proposal", "policy", 0),
        ActKind("adopt", "Adoption", "policy", 0),
        ActKind("reject", "Rejection", "policy", -1),
        ActKind("repeal", "Repeal", "policy", 0),
        ActKind("affect", "Affecting", "policy", 0),
        ActKind("praise", "Praise", "statement", 1),
        ActKind("endorse", "Endorsement", "statement", 1),
        ActKind("concern", "Concern", "statement", -1),
        ActKind("criticise", "Criticism", "statement", -1),
        ActKind("accuse", "Accusation", "statement", -1),
        ActKind("demand", "Demand", "statement", -1),
        ActKind("threaten", "Threat", "statement", -1),
        ActKind("pledge", "Pledge", "statement", 1),
        ActKind("deny", "Denial", "statement", -1),
        ActKind("state", "Statement", "statement", 0),
        ActKind("recognise", "Recognition", "relations", 1),
        ActKind("establish-relations", "EstablishmentOfRelations", "relations", 1, symmetric=True),
        ActKind("sever-relations", "SeveranceOfRelations", "relations", -1),
        ActKind("accredit", "Accreditation", "relations", 1),
        ActKind("expel", "Expulsion", "relations", -1),
        ActKind("aid", "Aid", "material", 1),
        ActKind("cooperate", "Cooperation", "material", 1, symmetric=True),
        ActKind("sanction", "Sanction", "material", -1),
        ActKind("lift-sanction", "SanctionLifting", "material", 1),
        ActKind("deploy", "Deployment", "material", -1),
        ActKind("retreat", "Retreat", "material", 1),
        ActKind("detain", "Detention", "material", -1),
        ActKind("attack", "Attack", "material", -1),
        ActKind("protest", "Protest", "material", -1),
        ActKind("report", "Observation", "figure", 0),
    )
}
"""The 41 kinds by name, in the order of the vocabulary."""

SETTLED: dict[str, tuple[str, ...]] = {
    "host": ("host",),
    "place": ("place", "place_country"),
    "agreement": ("agreement",),
    "policy": ("policy",),
    "quote": ("quote",),
    "amount": ("amount", "unit", "amount_of"),
    "condition": ("condition",),
}
"""Fields of an act that are settled together, from the reports that differ."""
