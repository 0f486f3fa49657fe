"""A practice as data: the buyer, what they hide, what moves them, and how they leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.moves import Move
from coaching.domain.stages import Market, Outcome, Stage


class Tone(StrEnum):
    """Which trust a line needs: a `WARM` buyer has reached the scenario's warm trust."""

    ANY = "any"
    WARM = "warm"
    COOL = "cool"


class Beat(StrEnum):
    """What a buyer's line does. Facts, endings and faults have beats of their own, see below."""

    OPENING = "opening"
    HEARD = "heard"
    EXPLORED = "explored"
    GUARDED = "guarded"
    UNCONVINCED = "unconvinced"
    SECOND = "second"
    SETTLED = "settled"
    CONFIRMED = "confirmed"
    STILL_OPEN = "still_open"
    NOT_YET = "not_yet"
    PUZZLED = "puzzled"
    FAULT = "fault"


def fact_beat(fact: str) -> str:
    """The beat of the lines that give away a fact."""
    return f"fact.{fact}"


def fault_beat(fault: Move) -> str:
    """The beat of the lines that answer one kind of fault."""
    return f"fault.{fault}"


def ending_beat(ending: str) -> str:
    """The beat of the lines that end the talk, for an ending's or a leaving cause's id."""
    return f"ending.{ending}"


@dataclass(frozen=True, slots=True)
class Line:
    """`shared` lines serve several scenarios; a buyer says the scenario's own ones first."""

    id: str
    text: str
    tone: Tone = Tone.ANY
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Persona:
    name: str
    role: str
    company: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the buyer tells only when asked for it.

    `asked_by` are questions that ask for it, in several people's words. `is_cause` marks what
    stands behind the objection: nothing settles it before this is known.
    """

    id: str
    asked_by: tuple[str, ...]
    is_cause: bool
    trust_needed: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a move does to trust and patience, the first `times` times in a practice."""

    trust: int
    patience: int
    times: int = 1_000


@dataclass(frozen=True, slots=True)
class Leaving:
    """When the buyer walks away: at these values, or at so many faults of a kind."""

    trust_at_most: int
    patience_at_most: int
    faults: Mapping[Move, int]


@dataclass(frozen=True, slots=True)
class Level:
    """How hard a buyer of this level is. `early_answer` falls on answers given before the cause
    is known, `opened` rewards a question that brings out a fact."""

    number: int
    moves: Mapping[Move, Effect]
    each_reply: Effect
    unclear: Effect
    early_answer: Effect
    opened: Effect
    leaving: Leaving


@dataclass(frozen=True, slots=True)
class EndingNeeds:
    """All given parts must hold after a reply: one of `any_of` and each of `all_of` in it, none of
    `none_of`. `times` is in how many replies so far one and the same move of `any_of` occurred."""

    any_of: frozenset[Move]
    all_of: frozenset[Move] = frozenset()
    none_of: frozenset[Move] = frozenset()
    facts: frozenset[str] = frozenset()
    settled: bool | None = None
    trust_at_least: int = 0
    times: int = 1


@dataclass(frozen=True, slots=True)
class Ending:
    """A way the talk can end by agreement. `at_once` ones come before any walking away."""

    id: str
    outcome: Outcome
    cause: str
    needs: EndingNeeds
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Settling:
    """What settles the concern once its cause is known; with an empty `any_of` nothing does."""

    any_of: frozenset[Move]
    trust_at_least: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """One practice. `lines` maps every beat to its lines; `wordings` gives, for a move, what a
    good rep could say here; `path` is the order of moves that a hint follows."""

    id: str
    title: str
    stage: Stage
    market: Market
    industry: str
    level: Level
    objection_label: ObjectionLabel
    nature: Nature
    hidden_cause: ObjectionLabel | None
    buyer: Persona
    briefing: str
    goal: str
    trust: int
    patience: int
    warm_trust: int
    facts: tuple[Fact, ...]
    settling: Settling
    second_objections: int
    endings: tuple[Ending, ...]
    leaving_causes: Mapping[str, str]
    lines: Mapping[str, tuple[Line, ...]]
    wordings: Mapping[Move, str]
    path: tuple[Move, ...]
    rubric: str
    wins: frozenset[Outcome] = field(default=frozenset())

    def causes(self) -> frozenset[str]:
        """The ids of the facts that stand behind the objection."""
        return frozenset(fact.id for fact in self.facts if fact.is_cause)
