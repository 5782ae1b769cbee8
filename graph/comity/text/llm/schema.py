"""What a model may answer: the event record as Pydantic classes, its enumerations from the vocabulary.

Importing this module needs the extra ``[llm]``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from comity.model import ACTS, MODALITIES

__all__ = ["Actor", "Amount", "Event", "Events", "Instrument", "Place"]


def _one_of(names: Iterable[str]) -> tuple[AfterValidator, WithJsonSchema]:
    """What makes a string one of some names, for the validator and for the schema."""
    allowed = tuple(names)

    def known(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
        return value

    return AfterValidator(known), WithJsonSchema({"type": "string", "enum": list(allowed)})


Act = Annotated[str, *_one_of(ACTS)]
Modality = Annotated[str, *_one_of(MODALITIES)]
ActorKind = Annotated[str, *_one_of(("official", "country", "organization", "group"))]
InstrumentKind = Annotated[str, *_one_of(("agreement", "policy"))]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Actor(_Strict):
    """A party to an act."""

    kind: ActorKind
    name: str = Field(description="The fullest name that the text gives, as it stands there.")
    words: str = Field(description="The words in the evidence that stand for the actor: name, title, noun or pronoun.")
    country: str | None = Field(
        description="ISO 3166-1 alpha-3 code of the state it belongs to; null where it has none."
    )


class Place(_Strict):
    """Where an act took place."""

    name: str = Field(description="As it stands in the text.")
    country: str | None = Field(description="ISO 3166-1 alpha-3 code of the state it lies in.")


class Instrument(_Strict):
    """The agreement or policy that an act is about."""

    kind: InstrumentKind
    name: str = Field(description="As it stands in the text.")


class Amount(_Strict):
    """A figure that belongs to an act."""

    value: float
    unit: str
    of: str


class Event(_Strict):
    """One act that the text reports."""

    act: Act
    modality: Modality
    agents: list[Actor] = Field(description="Who acts; for acts of both sides, all parties.")
    recipients: list[Actor] = Field(description="Towards whom; empty for acts of both sides.")
    date: str | None = Field(description="EDTF: YYYY-MM-DD, YYYY-MM, YYYY or FIRST/LAST; null where none is fixed.")
    place: Place | None
    instrument: Instrument | None
    quote: str | None = Field(description="Words between quotation marks in the evidence, verbatim, without the marks.")
    amount: Amount | None
    topics: list[str]
    evidence: str = Field(description="The sentence or clause that reports the act, copied verbatim from the text.")


class Events(_Strict):
    """All acts that a passage reports; an empty list where there are none."""

    events: list[Event]
