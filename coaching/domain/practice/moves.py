"""What a reply does: eleven moves, nine faults, and the words that show each."""

from dataclasses import dataclass
from enum import StrEnum


class Move(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    RESTATE = "restate"
    EXPLORE_OPEN = "explore_open"
    EXPLORE_CLOSED = "explore_closed"
    ISOLATE = "isolate"
    EVIDENCE = "evidence"
    VALUE = "value"
    ANSWER = "answer"
    CONFIRM = "confirm"
    ADVANCE = "advance"
    COMPLY = "comply"
    ARGUE = "argue"
    PITCH_FIRST = "pitch_first"
    DISCOUNT_UNASKED = "discount_unasked"
    DISPARAGE = "disparage"
    OVERPROMISE = "overpromise"
    PRESSURE = "pressure"
    DISMISS = "dismiss"
    VAGUE_NEXT = "vague_next"
    SCRIPTED = "scripted"


FAULTS = frozenset(
    {
        Move.ARGUE,
        Move.PITCH_FIRST,
        Move.DISCOUNT_UNASKED,
        Move.DISPARAGE,
        Move.OVERPROMISE,
        Move.PRESSURE,
        Move.DISMISS,
        Move.VAGUE_NEXT,
        Move.SCRIPTED,
    }
)
EXPLORING = frozenset({Move.EXPLORE_OPEN, Move.EXPLORE_CLOSED, Move.ISOLATE})
ANSWERING = frozenset({Move.ANSWER, Move.EVIDENCE, Move.VALUE})


@dataclass(frozen=True, slots=True)
class FoundMove:
    """A move found in a reply.

    `quote` is `reply[start:end]`, in Unicode code points, end exclusive. `confidence` lies in
    0..1 and is rounded to two decimals before anything compares it. `rule` names what found it.
    """

    move: Move
    quote: str
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class HeardTopic:
    """A locked fact of the scenario that a question of the reply asks for.

    `closeness` is a cosine similarity, rounded to two decimals; `quote` is the question.
    """

    fact: str
    closeness: float
    quote: str


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a reply sounds as a whole, beside the words of the buyer: of a hundred people who read
    it, how many would call it good, average and poor, and how many would say that it is no reply
    to a buyer at all. Rounded to whole numbers."""

    good: int
    average: int
    poor: int
    unfit: int = 0


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the ear made of one reply: moves in the order of their words, topics asked about.

    `clear` is false where the evidence is too thin to judge the reply; `analyser` is the hash of
    everything that could have changed the result (encoder, weights, rules). `leaning` is missing
    where the ear has none.
    """

    moves: tuple[FoundMove, ...]
    topics: tuple[HeardTopic, ...]
    clear: bool
    analyser: str
    leaning: Leaning | None = None
