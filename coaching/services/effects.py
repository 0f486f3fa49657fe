"""What an event does: to the session it belongs to, to deals and to follow-ups."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from coaching.domain.deals.deal import Known
from coaching.domain.errors import Moved, NotAllowed
from coaching.domain.events import (
    AnswerRecorded,
    BuyerSpoke,
    CallHeard,
    CallLogged,
    DealNamed,
    Event,
    FollowUpMoved,
    FollowUpMoveProposed,
    FollowUpProposed,
    FollowUpScheduled,
    FollowUpSettled,
    HintGiven,
    LetterAsked,
    ListShown,
    NotUnderstood,
    PracticeEnded,
    PracticeOpened,
    PracticePaused,
    PracticeResumed,
    PracticeSubmitted,
    QuestionAnswered,
    ReplyAssessed,
    WalkLeft,
)
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.follow_ups.times import When
from coaching.domain.people import Person, may_change_deal, may_see_deal
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads, Writes
from coaching.domain.practice.debrief import debrief
from coaching.domain.practice.talk import Told, tell
from coaching.domain.quiz.events import QuizAnswered, QuizAsked, QuizLeft
from coaching.domain.sessions import Decision, Session, SessionKind, SessionState
from coaching.services.deals.calls import keep_call
from coaching.services.quiz.keeping import keep_answer

_IN_A_PRACTICE = (
    ReplyAssessed,
    BuyerSpoke,
    HintGiven,
    PracticePaused,
    PracticeResumed,
    PracticeEnded,
    PracticeOpened,
    ListShown,
    NotUnderstood,
    QuestionAnswered,
)
_IN_A_TALK = (
    PracticeOpened,
    DealNamed,
    LetterAsked,
    AnswerRecorded,
    WalkLeft,
    FollowUpProposed,
    FollowUpScheduled,
    FollowUpSettled,
    FollowUpMoveProposed,
    FollowUpMoved,
    CallHeard,
    CallLogged,
    ListShown,
    NotUnderstood,
    QuestionAnswered,
    QuizAsked,
    QuizAnswered,
    QuizLeft,
)
_ABOUT_A_FOLLOW_UP = (FollowUpSettled, FollowUpMoveProposed, FollowUpMoved)
_CHANGING_A_DEAL = (AnswerRecorded, CallHeard, CallLogged)


def require_fitting(session: Session, events: tuple[Event, ...]) -> None:
    """Raises NotAllowed for an event that a turn of this session cannot cause: nothing but the
    person submits a practice, and deals are no part of one."""
    allowed = _IN_A_PRACTICE if session.kind is SessionKind.PRACTICE else _IN_A_TALK
    for event in events:
        if not isinstance(event, allowed):
            raise NotAllowed(f"a {session.kind} turn cannot cause {type(event).__name__}")


def beside_practice(session: Session, decision: Decision) -> Decision:
    """What of a decision can stand beside a practice: an aside answers, but moves nothing that
    belongs to the talk with the coach."""
    if session.kind is not SessionKind.PRACTICE:
        return decision
    kept = tuple(event for event in decision.events if isinstance(event, _IN_A_PRACTICE))
    return decision if len(kept) == len(decision.events) else replace(decision, events=kept)


def require_rights(reads: Reads, person: str, events: tuple[Event, ...]) -> None:
    """Raises NotAllowed for an event about a deal that the person may not see, or may not change,
    or about somebody else's follow-up. What an action decided is no ground for a right."""
    who = reads.person(person)
    for event in events:
        if who is None or not _may_cause(reads, who, event):
            raise NotAllowed(f"{person} may not cause this {type(event).__name__}")


def _may_cause(reads: Reads, person: Person, event: Event) -> bool:
    if isinstance(event, _ABOUT_A_FOLLOW_UP):
        follow_up = reads.follow_up(event.follow_up)
        return follow_up is not None and follow_up.person == person.id
    named = getattr(event, "deal", None)
    if named is None:
        return True
    deal = reads.deal(named)
    if deal is None:
        return False
    may = may_change_deal if isinstance(event, _CHANGING_A_DEAL) else may_see_deal
    return may(person, deal)


def require_unmoved(reads: Reads, session: Session, versions: Mapping[str, int]) -> None:
    """Raises Moved if a session, deal or follow-up is no longer of the version that was read."""
    for id, version in versions.items():
        found = session if id == session.id else reads.deal(id) or reads.follow_up(id)
        if found is None or found.version != version:
            raise Moved("What this was decided on has changed meanwhile.")


def apply_to_deals(writes: Writes, session: Session, event: Event, at: datetime) -> None:
    """Store what an event means for deals and follow-ups."""
    if isinstance(event, AnswerRecorded):
        known = Known(
            deal=event.deal,
            framework=event.framework,
            letter=event.letter,
            score=event.score,
            evidence=event.evidence,
            at=at,
            by=session.person,
        )
        writes.record_known(known)
    elif isinstance(event, FollowUpScheduled):
        writes.add_follow_up(_follow_up(session, event, at))
    elif isinstance(event, FollowUpSettled):
        found = writes.follow_up(event.follow_up)
        if found is not None:
            settled = replace(found, state=event.state, settled_at=at)
            writes.save_follow_up(settled, found.version)
    elif isinstance(event, FollowUpMoved):
        found = writes.follow_up(event.follow_up)
        if found is not None:
            writes.save_follow_up(moved(found, event.when), found.version)
    elif isinstance(event, CallLogged):
        keep_call(writes, session.person, event, at)
    elif isinstance(event, QuizAnswered):
        keep_answer(writes, session.person, event, at)


def moved(found: FollowUp, when: When) -> FollowUp:
    """The follow-up at another time: due again, and not reminded of yet."""
    return replace(
        found,
        day=when.day,
        at=when.at,
        zone=when.zone,
        fold=when.fold,
        due_at=when.instant(),
        state=FollowUpState.DUE,
        reminded_at=None,
    )


def _follow_up(session: Session, event: FollowUpScheduled, at: datetime) -> FollowUp:
    return FollowUp(
        id=event.follow_up,
        person=session.person,
        what=event.what,
        day=event.when.day,
        at=event.when.at,
        zone=event.when.zone,
        fold=event.when.fold,
        due_at=event.when.instant(),
        created_at=at,
        deal=event.deal,
        session=session.id,
    )


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
    if isinstance(event, DealNamed):
        return replace(session, deal=event.deal)
    return session


def scored(session: Session, playbook: Playbook, events: list[Told]) -> Session:
    """An ended practice with the score of its debrief; any other session unchanged."""
    if session.kind is not SessionKind.PRACTICE or session.state is not SessionState.ENDED:
        return session
    talk = tell(events)
    scenario = playbook.scenarios[talk.opened.scenario]
    result = debrief(scenario, playbook.rubrics[scenario.rubric], talk)
    return replace(session, score=result.score)
