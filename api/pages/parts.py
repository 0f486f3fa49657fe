"""The parts that several pages are made of: plain values, no words of their own."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str  # what the address carries
    label: str  # what is shown


@dataclass(frozen=True, slots=True)
class Buyer:
    name: str  # as the scenario names the buyer
    role: str  # their role
    company: str  # where they work, or how they live in a B2C scenario


@dataclass(frozen=True, slots=True)
class Case:
    """Which scenario a page is about."""

    scenario: str  # its id
    title: str  # its title
    stage: str  # the name of its stage of the sale
    market: str  # b2b or b2c
    level: int  # 1, 2 or 3
    buyer: Buyer  # who sits opposite


@dataclass(frozen=True, slots=True)
class RubricLine:
    """One thing that will be judged."""

    name: str  # the criterion's name
    looks_like: str  # how it looks when done well
    share: int  # per cent of the score


@dataclass(frozen=True, slots=True)
class FaultLimit:
    name: str  # the fault's name
    times: int  # how many replies with it end the talk


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the rep may know before and during a practice, the rules included."""

    case: Case  # the scenario
    situation: str  # what the rep knows about the case
    goal: str  # what to reach
    rubric: tuple[RubricLine, ...]  # what will be judged
    trust_floor: int  # the buyer leaves at this trust
    patience_floor: int  # the buyer leaves at this patience
    fault_limits: tuple[FaultLimit, ...]  # the buyer leaves after so many of these
    capping: tuple[str, ...]  # names of the moves that cap the score
    cap: int  # the highest score with one of them


@dataclass(frozen=True, slots=True)
class Choice:
    """A button under something said."""

    payload: str  # the payload's id
    label: str  # its words


@dataclass(frozen=True, slots=True)
class Sent:
    """What the person sent, as far as the page needs it to go on waiting or to send it again."""

    id: str  # the client's turn id
    state: str  # received, answered or failed
    said: str  # the exact words
    payload: str | None  # the button that was pressed, if it was one


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the margin: a judgement, a hint, an answer of the coach."""

    kind: str  # judged, hint, control, asked (words to the coach) or aside
    text: str  # what the coach says; empty while there is no answer yet
    band: str | None = None  # of a judgement
    asked: str = ""  # the person's words to the coach
    sent: Sent | None = None  # of a hint or question of the person's own
    choices: tuple[Choice, ...] = ()  # buttons
    opens: str | None = None  # a practice to go to


@dataclass(frozen=True, slots=True)
class Line:
    """Something said in a talk, with the notes beside it."""

    turn: int  # the turn's number
    speaker: str  # rep, buyer or coach
    text: str  # the words
    sent: Sent | None = None  # of the rep's own lines
    notes: tuple[Note, ...] = ()  # the coach's notes
    choices: tuple[Choice, ...] = ()  # buttons of the coach's own talk
    opens: str | None = None  # a practice to go to


@dataclass(frozen=True, slots=True)
class SeenMove:
    """A move found in a reply."""

    name: str  # what the playbook calls it
    quote: str  # the words that show it
    rule: str  # the id of what found it
    confidence: int  # in per cent
    fault: bool  # whether it is a fault


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same moves."""

    text: str  # the words
    depth: int  # how many moves lie over them
    fault: bool  # whether one of these is a fault


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words under moves that touch each other, or, without moves, plain words between them."""

    pieces: tuple[Piece, ...]  # in order, without gaps
    moves: tuple[SeenMove, ...]  # all moves over these words


@dataclass(frozen=True, slots=True)
class QuotedWords:
    turn: int  # the reply's turn
    text: str  # the words


@dataclass(frozen=True, slots=True)
class Scored:
    """One criterion of a finished practice."""

    name: str  # the criterion's name
    score: int  # 0 to 3
    reason: str  # why this score
    rule: str  # the id of the rule that decided
    quotes: tuple[QuotedWords, ...]  # the words that earned it
    better: str  # what a good rep could say here, or nothing


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a finished practice came out."""

    outcome: str | None  # None where the rep stopped
    won: bool  # whether this outcome wins the scenario
    cause: str  # why the talk ended
    score: int | None  # 0 to 100, None where nothing could be judged
    passed: bool | None  # against the pass mark
    pass_mark: int  # of 100
    capped: str | None  # why the score was cut, if it was


@dataclass(frozen=True, slots=True)
class CurveDot:
    turn: int  # the turn's number
    trust: int  # 0 to 100
    patience: int  # 0 to 100
    x: float  # where it is drawn
    trust_y: float  # where its trust is drawn
    patience_y: float  # where its patience is drawn


@dataclass(frozen=True, slots=True)
class Course:
    """How one value went, for the sentence under the curve."""

    first: int  # at the beginning
    last: int  # at the end
    lowest: int  # its lowest value
    lowest_turn: int  # when it was lowest first


@dataclass(frozen=True, slots=True)
class Curve:
    """Trust and patience over the turns, ready to draw in a box of `width` by `height`."""

    width: int  # of the drawing
    height: int  # of the drawing
    dots: tuple[CurveDot, ...]  # one per line of the buyer
    trust_line: str  # points of a polyline
    patience_line: str  # points of a polyline
    floor_y: float  # where the trust lies at which the buyer leaves
    trust: Course  # how trust went
    patience: Course  # how patience went


@dataclass(frozen=True, slots=True)
class ReplyMade:
    """One of the rep's replies, to try again from."""

    turn: int  # the reply's turn
    text: str  # its words
    band: str  # how it was judged


@dataclass(frozen=True, slots=True)
class OpenedFact:
    """Something the buyer told because they were asked."""

    turn: int  # when it came out
    name: str  # the fact's id in words
    text: str  # what the buyer said
    cause: bool  # whether it stands behind the objection


@dataclass(frozen=True, slots=True)
class ReviewTurn:
    """One turn as a reviewer reads it."""

    turn: int  # its number
    stretches: tuple[Stretch, ...]  # the reply with its moves; empty where there is no reply
    moves: tuple[SeenMove, ...]  # all moves of the reply
    band: str | None  # how the reply was judged
    score: int | None  # 0 to 100, None where not scored
    reason: str  # why
    question: str  # what the coach asks where there is no score, or nothing
    rule: str  # the id of the rule that decided
    asked: str  # what was said beside the talk, or nothing
    asked_kind: str  # hint, control, or asked for words to the coach
    notes: tuple[str, ...]  # what the coach said beside the talk
    buyer: str  # the buyer's answer, or nothing
    trust: int | None  # after this turn
    patience: int | None  # after this turn
    trust_change: int | None  # against the turn before
    patience_change: int | None  # against the turn before


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """A scenario to choose."""

    case: Case  # the scenario
    judged: tuple[str, ...]  # names of the criteria


@dataclass(frozen=True, slots=True)
class RunningPractice:
    """A practice to go on with."""

    id: str  # the session's id
    title: str | None  # None where the playbook no longer holds the scenario
    buyer: str | None  # the buyer's name, likewise
    state: str  # open or paused
    mode: str  # private or official
    turns: int  # how many turns it has
    began: datetime  # in the person's time zone


@dataclass(frozen=True, slots=True)
class FinishedPractice:
    """A practice that has ended."""

    id: str  # the session's id
    title: str | None  # None where the playbook no longer holds the scenario
    ended: datetime  # in the person's time zone
    outcome: str | None  # None where the rep stopped
    score: int | None  # None where nothing could be judged
    passed: bool | None  # against the pass mark
    seen: str  # private, shared or official


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A practice in the manager's list."""

    id: str  # the session's id
    rep: str  # whose it is
    title: str | None  # None where the playbook no longer holds the scenario
    ended: datetime  # in the reader's time zone
    outcome: str | None  # None where the rep stopped
    score: int | None  # None where nothing could be judged
    why: tuple[str, ...]  # official, shared, below_pass, not_scored
