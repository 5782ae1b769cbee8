"""Named questions, their parameters, and what stands behind the answers."""

from comity.ask.answer import Answer, ask
from comity.ask.catalogue import Parameter, Question, catalogue, question
from comity.ask.evidence import Evidence, evidence, evidence_of, tie_evidence
from comity.ask.moments import left_out, moment
from comity.ask.names import Names, Thing
from comity.ask.path import PREFERENCES, Preference, Step, path

__all__ = [
    "PREFERENCES",
    "Answer",
    "Evidence",
    "Names",
    "Parameter",
    "Preference",
    "Question",
    "Step",
    "Thing",
    "ask",
    "catalogue",
    "evidence",
    "evidence_of",
    "left_out",
    "moment",
    "path",
    "question",
    "tie_evidence",
]
