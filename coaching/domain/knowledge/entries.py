"""Entries of the knowledge base: one question answered, with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coaching.domain.knowledge.facts import NO_FACTS, Facts
from coaching.domain.knowledge.finding import Aside
from coaching.domain.stages import Market, Stage


@dataclass(frozen=True, slots=True)
class Correction:
    """A mistake that people bring along, in several wordings, and what sets it right."""

    believes: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One topic. `questions` are wordings that ask for it; `folklore` marks a claim that the
    answer refuses. The markets hold only what differs there."""

    id: str
    title: str
    questions: tuple[str, ...]
    answer: str
    source: str
    stage: Stage | None = None
    b2b: str | None = None
    b2c: str | None = None
    why: str | None = None
    example: str | None = None
    caveat: str | None = None
    related: tuple[str, ...] = ()
    folklore: bool = False
    corrections: tuple[Correction, ...] = ()

    def of(self, market: Market) -> str | None:
        """What differs in this market, if anything does."""
        return self.b2b if market is Market.B2B else self.b2c


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that can be answered: entries by id, the facts that questions are checked
    against, situations that tell the step one is in, words of each market, and the short messages
    that ask about the answer before."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    facts: Facts = NO_FACTS
    situations: Mapping[Stage, tuple[str, ...]] = field(default_factory=dict)
    markets: Mapping[Market, tuple[str, ...]] = field(default_factory=dict)
    asides: Mapping[Aside, tuple[str, ...]] = field(default_factory=dict)


NO_KNOWLEDGE = Knowledge()
