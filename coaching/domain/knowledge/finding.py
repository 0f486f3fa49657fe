"""What was found for a question."""

from dataclasses import dataclass
from enum import StrEnum

from coaching.domain.stages import Market, Stage


class Aside(StrEnum):
    """What a short message asks about the answer before it."""

    WHY = "why"
    EXAMPLE = "example"
    SOURCE = "source"
    MORE = "more"
    MARKET = "market"


class Sureness(StrEnum):
    """Sure enough to answer; only enough to answer and offer another; not enough to answer."""

    SURE = "sure"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that may answer. `confidence` is how likely it is the one that was asked for."""

    entry: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Belief:
    """A mistake of an entry that was heard: the place of the correction in the entry."""

    entry: str
    correction: int


@dataclass(frozen=True, slots=True)
class Finding:
    """The entries for a question, best first; how sure the first one is; the market that the
    question names; a mistake that it repeats; and, for a short message that only makes sense after
    an answer, what it asks about that."""

    matches: tuple[Match, ...]
    sureness: Sureness
    market: Market | None = None
    belief: Belief | None = None
    aside: Aside | None = None

    @property
    def first(self) -> str | None:
        return self.matches[0].entry if self.matches else None

    @property
    def known(self) -> bool:
        return self.sureness is not Sureness.UNKNOWN


@dataclass(frozen=True, slots=True)
class StepGuess:
    """The step that a described situation is likely in, and how sure that is, best first."""

    steps: tuple[tuple[Stage, float], ...]
    sure: bool
