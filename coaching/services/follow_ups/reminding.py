"""Reminding of follow-ups when they are due: once each, in the talk where they were asked for."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.people import Person
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Clock, Store, Writes
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
from coaching.services.follow_ups.due_list import CANCEL, FINISH
from coaching.services.follow_ups.saying_times import say_when
from coaching.services.follow_ups.tasks import task_in_words
from coaching.services.ids import Ids
from coaching.services.opening import begin_talk_in
from coaching.services.playbooks import Playbooks

AT_ONCE = 50
_BUTTON_LIFE = timedelta(days=90)


class Outgoing(Protocol):
    """Where a settled turn goes beyond the page; it joins the unit of work and does not commit."""

    def post_for_turn(self, writes: Writes, session: Session, turn: Turn) -> bool: ...


@dataclass(frozen=True, slots=True)
class Notice:
    """A reminder that was given and waits to be ticked off. `in_browser` is False where it was
    given in Slack."""

    follow_up: FollowUp
    text: str
    at: datetime
    in_browser: bool


class Reminding:
    """Turns due follow-ups into turns of the talk. Each is one unit of work: the reminder, the mark
    that it was given, and what is put out for Slack are stored together or not at all."""

    def __init__(
        self, store: Store, playbooks: Playbooks, clock: Clock, ids: Ids, outgoing: Outgoing
    ) -> None:
        self._store = store
        self._playbooks = playbooks
        self._clock = clock
        self._ids = ids
        self._outgoing = outgoing

    def due(self) -> list[str]:
        """The ids of follow-ups that are due and not reminded of, oldest first."""
        with self._store.reading() as reads:
            return [each.id for each in reads.due_follow_ups(self._clock.now(), AT_ONCE)]

    def given(self, person: Person) -> list[Notice]:
        """The person's reminders that are not ticked off yet, newest first."""
        with self._store.reading() as reads:
            playbook = self._playbooks.latest(reads)
            notices = []
            for each in reads.follow_ups(person.id, FollowUpState.DUE):
                if each.reminded_at is None:
                    continue
                session = reads.session(each.session) if each.session else None
                text = task_in_words(reads, playbook, each.what, each.deal)
                in_browser = session is None or session.place is None
                notices.append(Notice(each, text, each.reminded_at, in_browser))
        return sorted(notices, key=lambda notice: notice.at, reverse=True)

    def remind(self, id: str) -> bool:
        """Give the reminder; False if it was given before, is no longer due, or its person has
        left. Raises Moved if the talk moved on at the same instant: try again."""
        now = self._clock.now()
        with self._store.reading() as reads:
            wanted = reads.follow_up(id)
        if wanted is None:
            return False
        with self._store.writing() as writes:
            # The talk first, as a turn takes it first: two units of work must not hold one each.
            session = self._talk(writes, wanted)
            found = writes.follow_up(id)
            person = writes.person(wanted.person)
            if found is None or found.reminded_at or found.state is not FollowUpState.DUE:
                return False
            if found.due_at > now or person is None or not person.active:
                return False
            turn = self._turn(writes, session, found)
            writes.add_turn(turn)
            writes.save_session(replace(session, turns=session.turns + 1), session.version)
            given = replace(found, reminded_at=now, session=session.id)
            writes.save_follow_up(given, found.version)
            self._outgoing.post_for_turn(writes, session, turn)
            writes.commit()
            return True

    def _talk(self, writes: Writes, found: FollowUp) -> Session:
        asked_in = writes.session(found.session) if found.session else None
        if asked_in is not None and asked_in.state is not SessionState.ENDED:
            return asked_in
        running = writes.last_session(found.person, SessionKind.COACH)
        if running is not None:
            return running
        return begin_talk_in(writes, self._ids, found.person, None, self._clock.now())

    def _turn(self, writes: Writes, session: Session, found: FollowUp) -> Turn:
        playbook = self._playbooks.latest(writes)
        now = self._clock.now()
        task = task_in_words(writes, playbook, found.what, found.deal)
        text = playbook.say("follow_ups.reminder", task=task, when=say_when(playbook, found.when))
        payloads = [
            self._button(playbook, session, found, "follow_ups.button_it_is_done", FINISH),
            self._button(playbook, session, found, "follow_ups.button_drop", CANCEL),
        ]
        writes.add_payloads(payloads)
        buttons = tuple((payload.id, payload.label) for payload in payloads)
        return Turn(
            id=_turn_id(found),
            session=session.id,
            seq=session.turns,
            state=TurnState.ANSWERED,
            text=None,
            payload=None,
            fingerprint="",
            received_at=now,
            answered_at=now,
            replies=(Reply(Speaker.COACH, text, buttons),),
        )

    def _button(
        self, playbook: Playbook, session: Session, found: FollowUp, word: str, intent: str
    ) -> Payload:
        return Payload(
            id=self._ids.new("p"),
            person=found.person,
            session=session.id,
            label=playbook.say(word),
            intent=intent,
            entities={"follow_up": found.id},
            expires_at=self._clock.now() + _BUTTON_LIFE,
            uses_left=1,
        )


def _turn_id(found: FollowUp) -> str:
    """One that was moved after its reminder gets another; each is given once."""
    return f"reminder-{found.id}" if found.version == 1 else f"reminder-{found.id}-{found.version}"
