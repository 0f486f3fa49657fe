"""Stored practices and talks for the pages, written turn by turn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from coaching.domain.events import (
    BuyerSpoke,
    Event,
    HintGiven,
    PracticeEnded,
    PracticeOpened,
    ReplyAssessed,
)
from coaching.domain.people import Person, Role
from coaching.domain.playbook import Playbook
from coaching.domain.practice.buyer import BuyerState
from coaching.domain.practice.debrief import debrief
from coaching.domain.practice.judging import Assessment, Band
from coaching.domain.practice.moves import FoundMove, Move
from coaching.domain.practice.scenario import Scenario, fact_beat
from coaching.domain.practice.talk import Told, tell
from coaching.domain.sessions import (
    Mode,
    Reply,
    Session,
    SessionKind,
    SessionState,
    Speaker,
    Turn,
    TurnState,
)
from coaching.domain.stages import Outcome
from coaching.services.sessions import Reading

BEGAN = datetime(2026, 11, 20, 14, 4, tzinfo=UTC)
REP = Person("u-jonas", "Jonas Lind", "jonas@example.com", Role.REP, "Europe/Stockholm")
MANAGER = Person(
    "u-maria",
    "Maria Okafor",
    "maria@example.com",
    Role.MANAGER,
    "Europe/London",
    manages=frozenset({"t-north"}),
)


def found(text: str, quote: str, move: Move, confidence: float = 0.93) -> FoundMove:
    start = text.index(quote)
    return FoundMove(move, quote, start, start + len(quote), confidence, f"moves.{move}")


@dataclass(frozen=True)
class Said:
    """A reply with its judgement and the buyer's answer."""

    text: str
    answer: str
    trust: int
    patience: int
    band: Band = Band.GOOD
    score: int | None = 82
    reason: str = "You explored before answering."
    moves: tuple[tuple[str, Move], ...] = ()
    beat: str = "explored"
    question: str | None = None


@dataclass(frozen=True)
class Aside:
    """A turn that the buyer does not hear."""

    text: str
    answer: str
    hint: Move | None = None
    payload: str | None = None
    buttons: tuple[tuple[str, str], ...] = ()
    opens: str | None = None


GOOD_TALK: tuple[Said | Aside, ...] = (
    Said(
        "That is a real jump, so I see why it stops you. What did the last change of payroll cost "
        "you, beyond the licence?",
        "Money was the least of it. We had eleven wrong payslips in the first month and I had to "
        "explain every one of them.",
        54,
        79,
        moves=(
            ("That is a real jump, so I see why it stops you.", Move.ACKNOWLEDGE),
            (
                "What did the last change of payroll cost you, beyond the licence?",
                Move.EXPLORE_OPEN,
            ),
        ),
        beat=fact_beat("last_change_went_wrong"),
    ),
    Aside(
        "Hint",
        "Give them something they can check, such as a figure, a named customer or a trial. Ask "
        "for a hint again if you want an example.",
        hint=Move.EVIDENCE,
        payload="s-1.ask_hint",
    ),
    Aside("coach, what is a pilot?", "A pilot is a small, dated try with a result agreed before."),
    Said(
        "Our software files everything automatically, has forty reports and a mobile app, and it "
        "is guaranteed to be right.",
        "Everybody guarantees that until the first of the month.",
        42,
        65,
        Band.POOR,
        22,
        "You listed features and promised what nobody can promise.",
        (
            (
                "Our software files everything automatically, has forty reports and a mobile app",
                Move.PITCH_FIRST,
            ),
            ("it is guaranteed to be right", Move.OVERPROMISE),
        ),
        "fault.pitch_first",
    ),
    Said(
        "Hm, well, you know how it is with these things.",
        "I am not sure I follow you.",
        41,
        58,
        Band.NOT_SCORED,
        None,
        "I could not tell what that reply does, so it is not scored.",
        beat="puzzled",
    ),
    Said(
        "Then let us run both systems side by side for two pay runs. Holt Foods did that with 160 "
        "people and found three mistakes before anyone was paid wrongly. Could we sit down on "
        "Thursday at ten with your payroll clerk?",
        "Two runs side by side I could live with. Thursday at ten, then, and bring the plan.",
        63,
        61,
        Band.GOOD,
        90,
        "You answered with proof and proposed a step with a date.",
        (
            ("Holt Foods did that with 160 people and found three mistakes", Move.EVIDENCE),
            ("Could we sit down on Thursday at ten with your payroll clerk?", Move.ADVANCE),
        ),
        "ending.agreed",
    ),
)
AGREED = PracticeEnded(Outcome.ADVANCE, "agreed", "Dana agreed to a parallel run, on Thursday.")


def make_session(id: str = "s-1", **changes: object) -> Session:
    session = Session(
        id=id,
        kind=SessionKind.PRACTICE,
        state=SessionState.OPEN,
        person=REP.id,
        version=7,
        created_at=BEGAN,
        scenario="price-payroll",
        playbook="5f2c9d0e7a614b3c",
        turns=1,
        trust=40,
        patience=80,
    )
    return replace(session, **changes)  # type: ignore[arg-type]


def make_practice(
    playbook: Playbook,
    said: Sequence[Said | Aside] = GOOD_TALK,
    ended: PracticeEnded | None = None,
    owner: Person = REP,
    scenario: str = "price-payroll",
    **changes: object,
) -> Reading:
    """A practice as the service gives it, with its debrief once it has ended."""
    played = playbook.scenarios[scenario]
    opening = "I have seen the offer. It is nearly half as much again as what we pay today."
    turns = [_turn(0, "opening", None, None, (Reply(Speaker.BUYER, opening),))]
    told = [
        Told(0, PracticeOpened(scenario, Mode.PRIVATE, 1, playbook.hash)),
        Told(0, BuyerSpoke("l-0", opening, "opening", BuyerState(40, 80))),
    ]
    opened: tuple[str, ...] = ()
    for seq, item in enumerate(said, start=1):
        turn, events = _exchange(seq, item, opened)
        spoke = next((e for e in events if isinstance(e, BuyerSpoke)), None)
        opened = spoke.state.opened if spoke else opened
        turns.append(turn)
        told.extend(Told(seq, event) for event in events)
    if ended:
        told.append(Told(len(said), ended))
    return _reading(playbook, played, turns, told, ended, owner, changes)


def _reading(
    playbook: Playbook,
    scenario: Scenario,
    turns: list[Turn],
    told: list[Told],
    ended: PracticeEnded | None,
    owner: Person,
    changes: dict[str, object],
) -> Reading:
    talk = tell(told)
    result = debrief(scenario, playbook.rubrics[scenario.rubric], talk) if ended else None
    session = make_session(
        **{
            "turns": len(turns),
            "person": owner.id,
            "scenario": scenario.id,
            "trust": talk.state.trust,
            "patience": talk.state.patience,
            "state": SessionState.ENDED if ended else SessionState.OPEN,
            "outcome": ended.outcome if ended else None,
            "score": result.score if result else None,
            "cause": ended.cause if ended else None,
            "ended_at": BEGAN + timedelta(minutes=9) if ended else None,
            **changes,
        }
    )
    return Reading(session, owner, tuple(turns), scenario, playbook, talk, result)


def _exchange(seq: int, item: Said | Aside, opened: tuple[str, ...]) -> tuple[Turn, list[Event]]:
    if isinstance(item, Aside):
        reply = Reply(Speaker.COACH, item.answer, item.buttons, True, item.opens)
        events: list[Event] = [HintGiven(item.hint, 1)] if item.hint else []
        return _turn(seq, f"c-{seq}", item.text, item.payload, (reply,)), events
    moves = tuple(found(item.text, quote, move) for quote, move in item.moves)
    rule = f"reply.{item.band}"
    assessment = Assessment(item.band, item.score, item.reason, rule, moves, item.question)
    fact = item.beat.removeprefix("fact.")
    state = BuyerState(
        item.trust, item.patience, (*opened, fact) if item.beat.startswith("fact.") else opened
    )
    said = [Reply(Speaker.BUYER, item.answer)]
    if item.band is Band.NOT_SCORED:
        said.append(Reply(Speaker.COACH, item.reason, (), True))
    return _turn(seq, f"c-{seq}", item.text, None, tuple(said)), [
        ReplyAssessed(item.text, assessment, (), "a91b3c77e0d24f58"),
        BuyerSpoke(f"l-{seq}", item.answer, item.beat, state),
    ]


def _turn(
    seq: int, id: str, text: str | None, payload: str | None, replies: tuple[Reply, ...]
) -> Turn:
    at = BEGAN + timedelta(minutes=seq)
    return Turn(
        id=id,
        session="s-1",
        seq=seq,
        state=TurnState.ANSWERED,
        text=text,
        payload=payload,
        fingerprint="",
        received_at=at,
        answered_at=at,
        replies=replies,
    )


def add_waiting(reading: Reading, text: str, state: TurnState = TurnState.RECEIVED) -> Reading:
    """The same session with one more turn that has no answer."""
    seq = len(reading.turns)
    turn = replace(_turn(seq, f"c-{seq}", text, None, ()), state=state, answered_at=None)
    session = replace(reading.session, turns=seq + 1)
    return replace(reading, session=session, turns=(*reading.turns, turn))


def make_coach_talk(*exchanges: tuple[str, Reply]) -> Reading:
    turns = tuple(
        _turn(seq, f"c-{seq}", text, None, (reply,)) for seq, (text, reply) in enumerate(exchanges)
    )
    session = make_session(
        "s-coach", kind=SessionKind.COACH, scenario=None, playbook=None, turns=len(turns)
    )
    return Reading(session, REP, turns)
