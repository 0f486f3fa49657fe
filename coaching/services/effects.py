"""What an event does to the session it belongs to."""

from dataclasses import replace
from datetime import datetime

from coaching.domain.debrief import debrief
from coaching.domain.errors import NotAllowed
from coaching.domain.events import (
    BuyerSpoke,
    Event,
    HintGiven,
    PracticeEnded,
    PracticeOpened,
    PracticePaused,
    PracticeResumed,
    PracticeSubmitted,
    ReplyAssessed,
)
from coaching.domain.playbook import Playbook
from coaching.domain.sessions import Session, SessionKind, SessionState
from coaching.domain.talk import Told, tell

_IN_A_PRACTICE = (
    ReplyAssessed,
    BuyerSpoke,
    HintGiven,
    PracticePaused,
    PracticeResumed,
    PracticeEnded,
    PracticeOpened,
)


def require_fitting(session: Session, events: tuple[Event, ...]) -> None:
    """Raises NotAllowed for an event that a turn of this session cannot cause: from a coach talk
    one can only open a practice, and nothing but the person submits one."""
    allowed = _IN_A_PRACTICE if session.kind is SessionKind.PRACTICE else (PracticeOpened,)
    for event in events:
        if not isinstance(event, allowed):
            raise NotAllowed(f"a {session.kind} turn cannot cause {type(event).__name__}")


def applied(session: Session, event: Event, at: datetime) -> Session:
    """The session after the event. An opening changes nothing here: it makes another session."""
    if isinstance(event, BuyerSpoke):
        return replace(session, trust=event.state.trust, patience=event.state.patience)
    if isinstance(event, PracticePaused):
        return replace(session, state=SessionState.PAUSED)
    if isinstance(event, PracticeResumed):
        return replace(session, state=SessionState.OPEN)
    if isinstance(event, PracticeEnded):
        return replace(
            session,
            state=SessionState.ENDED,
            ended_at=at,
            outcome=event.outcome,
            cause=event.cause,
        )
    if isinstance(event, PracticeSubmitted):
        return replace(session, submitted_at=at)
    return session


def scored(session: Session, playbook: Playbook, events: list[Told]) -> Session:
    """An ended practice with the score of its debrief; any other session unchanged."""
    if session.kind is not SessionKind.PRACTICE or session.state is not SessionState.ENDED:
        return session
    talk = tell(events)
    scenario = playbook.scenarios[talk.opened.scenario]
    result = debrief(scenario, playbook.rubrics[scenario.rubric], talk)
    return replace(session, score=result.score)
