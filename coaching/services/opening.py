"""Opening a conversation: a talk, or a practice with its first line or, for a replay, everything
said before."""

from dataclasses import replace
from datetime import datetime, timedelta

from coaching.domain.events import BuyerSpoke, PracticeOpened, ReplyAssessed
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads, Writes
from coaching.domain.practice.controls import CONTROL_WORDS, Control
from coaching.domain.practice.talk import Told
from coaching.domain.sessions import (
    Payload,
    Reply,
    Session,
    SessionKind,
    SessionState,
    Speaker,
    Turn,
    TurnState,
)
from coaching.services.ids import Ids
from coaching.services.practice import first_line

OPENING_TURN = "opening"
CONTROL_LIFE = timedelta(days=3650)
CONTROL_USES = 1_000_000
_REPLAYED = (PracticeOpened, ReplyAssessed, BuyerSpoke)
# Rasa in the practice's form, asking for a reply and listening.
PRACTICE_DIALOGUE = {
    "events": [
        {"event": "session_started"},
        {"event": "slot", "name": "requested_slot", "value": "reply"},
        {"event": "active_loop", "name": "practice_form"},
        {"event": "action", "name": "action_listen"},
    ]
}


def begin_practice(
    writes: Writes,
    ids: Ids,
    person: str,
    playbook: Playbook,
    opened: PracticeOpened,
    now: datetime,
    parent: str | None = None,
) -> Session:
    """Store a practice with its opening and the buyer's first line as turn 0, or, for a replay,
    with everything that was said before its turn; the caller commits. Raises NotFound for an
    unknown scenario."""
    told, turns = _beginning(writes, playbook, opened, now)
    spoken = [item.event for item in told if isinstance(item.event, BuyerSpoke)][-1]
    session = Session(
        id=ids.new("s"),
        kind=SessionKind.PRACTICE,
        state=SessionState.OPEN,
        person=person,
        version=1,
        created_at=now,
        mode=opened.mode,
        scenario=opened.scenario,
        playbook=playbook.hash,
        seed=opened.seed,
        dialogue=PRACTICE_DIALOGUE,
        parent=parent,
        replayed_from=opened.replay_of,
        turns=len(turns),
        trust=spoken.state.trust,
        patience=spoken.state.patience,
    )
    writes.add_session(session)
    writes.add_payloads(_controls(session))
    for seq, turn in enumerate(turns):
        writes.add_turn(replace(turn, session=session.id, seq=seq))
        events = [item.event for item in told if item.seq == turn.seq]
        writes.add_events(session.id, turn.id, seq, events, now)
    return session


def begin_talk_in(
    writes: Writes, ids: Ids, person: str, place: str | None, now: datetime
) -> Session:
    """Store a new coach talk in this place (None for the browser and JSON); the caller commits."""
    session = Session(
        id=ids.new("s"),
        kind=SessionKind.COACH,
        state=SessionState.OPEN,
        person=person,
        version=1,
        created_at=now,
        place=place,
    )
    writes.add_session(session)
    return session


def control_id(session: str, control: Control) -> str:
    """The id of the button that works like this control word in this practice."""
    return f"{session}.{control}"


def _controls(session: Session) -> list[Payload]:
    return [
        Payload(
            id=control_id(session.id, control),
            person=session.person,
            session=session.id,
            label=word,
            intent=str(control),
            entities={},
            expires_at=session.created_at + CONTROL_LIFE,
            uses_left=CONTROL_USES,
        )
        for word, control in CONTROL_WORDS.items()
    ]


def _beginning(
    reads: Reads, playbook: Playbook, opened: PracticeOpened, now: datetime
) -> tuple[list[Told], list[Turn]]:
    if opened.replay_of is None:
        line = first_line(playbook, opened)
        turn = Turn(
            id=OPENING_TURN,
            session="",
            seq=0,
            state=TurnState.ANSWERED,
            text=None,
            payload=None,
            fingerprint="",
            received_at=now,
            answered_at=now,
            replies=(Reply(Speaker.BUYER, line.text),),
        )
        return [Told(0, opened), Told(0, line)], [turn]
    told = [
        Told(item.seq, opened if isinstance(item.event, PracticeOpened) else item.event)
        for item in reads.events(opened.replay_of)
        if item.seq < opened.from_turn and isinstance(item.event, _REPLAYED)
    ]
    spoken = {item.seq for item in told if isinstance(item.event, BuyerSpoke)}
    turns = [turn for turn in reads.turns(opened.replay_of) if turn.seq in spoken]
    return told, [replace(turn, payload=None) for turn in turns]
