"""What happened, as the actions decide it and the store keeps it, once and for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from coaching.domain.deals.call import CallReport
from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.follow_ups.times import When
from coaching.domain.pointing import Shown
from coaching.domain.practice.buyer import BuyerState
from coaching.domain.practice.judging import Assessment
from coaching.domain.practice.moves import HeardTopic, Move
from coaching.domain.quiz.events import QuizAnswered, QuizAsked, QuizLeft
from coaching.domain.records import Record, from_record, to_record
from coaching.domain.sessions import Mode
from coaching.domain.stages import Market, Outcome


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
    """The talk is about this deal from here on. `wish` is the intent that was met with it, as far
    as it can be met again with another deal."""

    deal: str
    wish: str = ""


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


@dataclass(frozen=True, slots=True)
class FollowUpMoveProposed:
    """The coach read another time for a follow-up back and waits for a yes. `choices` as in
    `FollowUpProposed`."""

    follow_up: str
    choices: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class FollowUpMoved:
    follow_up: str
    when: When


@dataclass(frozen=True, slots=True)
class CallHeard:
    """The coach said back what it heard in a report of a call, and waits for a yes."""

    deal: str
    report: CallReport


@dataclass(frozen=True, slots=True)
class CallLogged:
    """The person said yes. The id comes from the turn of the report, so that it is kept once;
    `entry` is what stands in the deal's history."""

    deal: str
    activity: str
    entry: str
    report: CallReport


@dataclass(frozen=True, slots=True)
class ListShown:
    """A list to choose from was shown, in this order; `wish` is the intent to go on with."""

    what: Shown
    ids: tuple[str, ...]
    wish: str


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The coach answered from this entry of its knowledge; `market` is the one it spoke of."""

    entry: str
    market: Market | None = None


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The coach was not sure what was meant."""


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
    | QuizAsked
    | QuizAnswered
    | QuizLeft
    | FollowUpMoveProposed
    | FollowUpMoved
    | CallHeard
    | CallLogged
    | ListShown
    | NotUnderstood
    | QuestionAnswered
)

_TYPES: Mapping[str, type] = {kind.__name__: kind for kind in get_args(Event)}


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
