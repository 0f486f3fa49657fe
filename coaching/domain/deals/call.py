"""A call, meeting or mail as the rep tells of it, and how it was read."""

from dataclasses import dataclass
from datetime import datetime

from coaching.domain.deals.deal import ActivityKind
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Outcome


@dataclass(frozen=True, slots=True)
class ReportedFact:
    """What a letter of BANT is worth by these words: 0 absent, 1 vague, 2 specific."""

    letter: str
    score: int
    words: str


@dataclass(frozen=True, slots=True)
class ReportedObjection:
    label: ObjectionLabel
    words: str


@dataclass(frozen=True, slots=True)
class CallReport:
    """What was heard in a report. `outcome` is None where the words do not say how it ended."""

    kind: ActivityKind
    at: datetime
    words: str
    outcome: Outcome | None
    facts: tuple[ReportedFact, ...] = ()
    objections: tuple[ReportedObjection, ...] = ()
