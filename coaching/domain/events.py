"""What happened, as the actions decide it and the store keeps it, once and for ever."""

from collections.abc import Mapping
from dataclasses import dataclass

from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.follow_ups.times import When
from coaching.domain.practice.buyer import BuyerState
from coaching.domain.practice.judging import Assessment
from coaching.domain.practice.moves import HeardTopic, Move
from coaching.domain.records import Record, from_record, to_record
from coaching.domain.sessions import Mode
from coaching.domain.stages import Outcome


@dataclass(frozen=True, slots=True)
class PracticeOpened:
    """A practice began. A replay stands where `replay_of` stood before turn `from_turn`."""

    scenario: str
    mode: Mode
    seed: int
    playbook: str
    replay_of: str | None = None
    from_turn: int = 0


@dataclass(frozen=True, slots=True)
class ReplyAssessed:
    """A reply of the rep, what was heard in it and how it was judged."""

    text: str
    assessment: Assessment
    topics: tuple[HeardTopic, ...]
    analyser: str


@dataclass(frozen=True, slots=True)
class BuyerSpoke:
    line: str
    text: str
    beat: str
    state: BuyerState


@dataclass(frozen=True, slots=True)
class HintGiven:
    """`step` is 1 for the move alone and 2 for the example."""

    move: Move
    step: int


@dataclass(frozen=True, slots=True)
class PracticePaused:
    pass


@dataclass(frozen=True, slots=True)
class PracticeResumed:
    pass


@dataclass(frozen=True, slots=True)
class PracticeEnded:
    """`outcome` is None where the rep stopped or restarted instead of finishing the talk."""

    outcome: Outcome | None
    ending: str
    cause: str


@dataclass(frozen=True, slots=True)
class PracticeSubmitted:
    pass


@dataclass(frozen=True, slots=True)
class DealNamed:
    """The talk is about this deal from here on."""

    deal: str


@dataclass(frozen=True, slots=True)
class LetterAsked:
    """A qualification walk goes on: the coach asked about this letter of the framework, after
    having asked about those `before` in the same walk."""

    deal: str
    framework: str
    letter: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerRecorded:
    """What the rep told of one letter: 0 absent, 1 vague, 2 specific, in these words."""

    deal: str
    framework: str
    letter: str
    score: int
    evidence: str


@dataclass(frozen=True, slots=True)
class WalkLeft:
    """The walk is over, or laid aside for another day."""

    deal: str
    framework: str
    finished: bool


@dataclass(frozen=True, slots=True)
class FollowUpProposed:
    """The coach read a wish for a follow-up back and waits for a yes. `choices` holds the one
    reading, or those to choose from, or none where a day is still to be named."""

    what: str
    deal: str | None
    choices: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class FollowUpScheduled:
    """The person said yes. The id comes from the proposal, so that one proposal gives one."""

    follow_up: str
    what: str
    deal: str | None
    when: When


@dataclass(frozen=True, slots=True)
class FollowUpSettled:
    follow_up: str
    state: FollowUpState


Event = (
    PracticeOpened
    | ReplyAssessed
    | BuyerSpoke
    | HintGiven
    | PracticePaused
    | PracticeResumed
    | PracticeEnded
    | PracticeSubmitted
    | DealNamed
    | LetterAsked
    | AnswerRecorded
    | WalkLeft
    | FollowUpProposed
    | FollowUpScheduled
    | FollowUpSettled
)

_TYPES: Mapping[str, type] = {
    kind.__name__: kind
    for kind in (
        PracticeOpened,
        ReplyAssessed,
        BuyerSpoke,
        HintGiven,
        PracticePaused,
        PracticeResumed,
        PracticeEnded,
        PracticeSubmitted,
        DealNamed,
        LetterAsked,
        AnswerRecorded,
        WalkLeft,
        FollowUpProposed,
        FollowUpScheduled,
        FollowUpSettled,
    )
}


def event_to_record(event: Event) -> Record:
    """`{"type": …, "body": {…}}`, of plain JSON values."""
    return {"type": type(event).__name__, "body": to_record(event)}


def event_from_record(record: Record) -> Event:
    """The event of a record. Raises ValueError for an unknown type or a body that does not fit."""
    kind = _TYPES.get(str(record.get("type")))
    if kind is None:
        raise ValueError(f"unknown event type {record.get('type')!r}")
    event: Event = from_record(kind, record.get("body"))
    return event
