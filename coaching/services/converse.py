"""One turn: kept before anyone hears it, answered once, or failed for good.

The dispatcher of the API drives these steps; each is one unit of work and none waits for Rasa.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from coaching.domain.errors import NotFound, Refused, TurnReused
from coaching.domain.events import Event, PracticeOpened
from coaching.domain.people import Person, may_speak
from coaching.domain.ports import Clock, Reads, Store, Writes
from coaching.domain.practice.controls import Control, Controlled, read_practice_text
from coaching.domain.sessions import (
    Button,
    Decision,
    Payload,
    Reply,
    Session,
    SessionKind,
    SessionState,
    Speaker,
    Spoken,
    Turn,
    TurnState,
)
from coaching.services.dialogue import FromBot, Said, ToBot, to_bot
from coaching.services.effects import (
    applied,
    apply_to_deals,
    require_fitting,
    require_rights,
    require_unmoved,
    scored,
)
from coaching.services.ids import Ids
from coaching.services.opening import begin_practice
from coaching.services.pending import PROPOSALS
from coaching.services.playbooks import Playbooks
from coaching.services.practice import require_open_to_replies
from coaching.services.walks import closes, opens, reminder

TRY_LIMIT = 3
LIFE = timedelta(seconds=60)
LEASE = timedelta(seconds=10)
PAUSE = timedelta(seconds=1)
BUTTON_LIFE = timedelta(days=30)
BUTTON_USES = 100
_ON_ENDED = frozenset({Control.RESTART, Control.DEBRIEF, Control.REPLAY})
NO_ANSWER = "no_answer"


class Converse:
    """The steps of a turn over a store; `ids` and `clock` are passed in to keep it testable."""

    def __init__(self, store: Store, playbooks: Playbooks, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._playbooks = playbooks
        self._clock = clock
        self._ids = ids

    def accept(self, person: Person, session: str, turn: str, said: Said) -> Turn:
        """Keep a turn as `received`, or give back the one with this id and body.

        Raises NotFound for a session that is not this person's, TurnReused for the same id with
        another body, StillAnswering while another turn of the session waits, Refused for words to
        the buyer of an ended practice or a button that no longer works.
        """
        with self._store.writing() as writes:
            found = _own(writes, person, session)
            kept = writes.turn(session, turn)
            if kept is not None:
                return _same(kept, said)
            text = self._text(writes, found, person, said)
            _require_possible(found, text, said.payload)
            now = self._clock.now()
            new = Turn(
                id=turn,
                session=session,
                seq=found.turns,
                state=TurnState.RECEIVED,
                text=text,
                payload=said.payload,
                fingerprint=said.fingerprint(),
                received_at=now,
                lease_until=now,
            )
            writes.add_turn(new)
            writes.save_session(replace(found, turns=found.turns + 1), found.version)
            writes.commit()
            return new

    def knows(self, session: str, turn: str) -> bool:
        """True if this turn was accepted before: saying it again is no new knock at the door."""
        with self._store.reading() as reads:
            return reads.turn(session, turn) is not None

    def read(self, session: str, turn: str) -> Turn:
        """The turn as it stands. Raises NotFound."""
        with self._store.reading() as reads:
            found = reads.turn(session, turn)
        if found is None:
            raise NotFound("There is no such turn.")
        return found

    def prepare(self, session: str, turn: str) -> ToBot | None:
        """Take the turn's lease and say what Rasa shall get; None if it is settled, held by
        somebody else, or has just become too old and failed."""
        now = self._clock.now()
        with self._store.writing() as writes:
            claimed = writes.claim_turn(session, turn, now, now + LEASE)
            if claimed is None:
                return None
            if now - claimed.received_at >= LIFE:
                writes.save_turn(_failed(claimed, now))
                writes.commit()
                return None
            found = writes.session(session)
            if found is None:
                return None
            payload = writes.payload(claimed.payload) if claimed.payload else None
            writes.commit()
        return to_bot(found, claimed, payload)

    def answer(self, sent: ToBot, answer: FromBot) -> Turn:
        """Store the answer, the new dialogue state and every effect in one unit of work.

        Raises Moved if something that was read has changed meanwhile (the turn may be sent again
        at once), NotAllowed if the events do not fit the session, ValueError if they make no sense.
        """
        now = self._clock.now()
        with self._store.writing() as writes:
            turn = writes.turn(sent.session, sent.turn)
            session = writes.session(sent.session)
            if turn is None or session is None:
                raise NotFound("There is no such turn.")
            if turn.state is not TurnState.RECEIVED:
                return turn
            events: tuple[Event, ...] = answer.decision.events
            require_fitting(session, events)
            require_rights(writes, session.person, events)
            require_unmoved(writes, session, answer.decision.reads)
            said = answer.decision.said + self._walk_goes_on(writes, session, answer.decision)
            writes.add_events(session.id, turn.id, turn.seq, events, now)
            opened = self._open(writes, session, events, now)
            replies = self._keep(writes, session, said, opened, now)
            changed = session if sent.laid_aside else replace(session, dialogue=answer.dialogue)
            for event in events:
                changed = applied(changed, event, now)
                apply_to_deals(writes, session, event, now)
            writes.save_session(self._scored(writes, changed), session.version)
            if turn.payload:
                writes.use_payload(turn.payload)
            done = replace(
                turn,
                state=TurnState.ANSWERED,
                answered_at=now,
                lease_until=None,
                replies=replies,
            )
            writes.save_turn(done)
            writes.commit()
            return done

    def miss(self, sent: ToBot, counted: bool) -> Turn:
        """Note that no answer came. A try counts only if something ran and failed; after
        `TRY_LIMIT` such tries, or `LIFE` after it was received, the turn has failed for good."""
        now = self._clock.now()
        with self._store.writing() as writes:
            turn = writes.turn(sent.session, sent.turn)
            if turn is None:
                raise NotFound("There is no such turn.")
            if turn.state is not TurnState.RECEIVED:
                return turn
            tried = replace(turn, tries=turn.tries + counted, lease_until=now + PAUSE)
            over = tried.tries >= TRY_LIMIT or now - turn.received_at >= LIFE
            settled = _failed(tried, now) if over else tried
            writes.save_turn(settled)
            writes.commit()
            return settled

    def release(self, sent: ToBot) -> None:
        """Give the lease back, so that the turn can be sent again at once."""
        with self._store.writing() as writes:
            turn = writes.turn(sent.session, sent.turn)
            if turn is not None and turn.state is TurnState.RECEIVED:
                writes.save_turn(replace(turn, lease_until=self._clock.now()))
                writes.commit()

    def lapsed(self, limit: int = 20) -> list[tuple[str, str]]:
        """Session and id of turns that wait without anybody working on them."""
        with self._store.reading() as reads:
            return [(t.session, t.id) for t in reads.lapsed_turns(self._clock.now(), limit)]

    def _walk_goes_on(
        self, reads: Reads, session: Session, decision: Decision
    ) -> tuple[Spoken, ...]:
        """The open question of a walk, said again after something else that asked nothing."""
        asks = any(isinstance(event, PROPOSALS) for event in decision.events)
        if session.kind is not SessionKind.COACH or asks or opens(decision) or closes(decision):
            return ()
        again = reminder(reads, self._playbooks.latest(reads), session)
        return (again,) if again else ()

    def _text(self, reads: Reads, session: Session, person: Person, said: Said) -> str | None:
        if said.payload is None:
            return said.text
        payload = reads.payload(said.payload)
        if payload is None or payload.person != person.id or payload.session != session.id:
            raise NotFound("There is no such button.")
        if payload.uses_left < 1 or payload.expires_at <= self._clock.now():
            raise Refused("This button no longer works. Ask again to get a fresh one.")
        return payload.label

    def _open(
        self, writes: Writes, session: Session, events: tuple[Event, ...], now: datetime
    ) -> str | None:
        opened = next((event for event in events if isinstance(event, PracticeOpened)), None)
        if opened is None:
            return None
        playbook = self._playbooks.get(writes, opened.playbook)
        practice = begin_practice(
            writes, self._ids, session.person, playbook, opened, now, parent=session.id
        )
        return practice.id

    def _keep(
        self,
        writes: Writes,
        session: Session,
        said: tuple[Spoken, ...],
        opened: str | None,
        now: datetime,
    ) -> tuple[Reply, ...]:
        replies: list[Reply] = []
        payloads: list[Payload] = []
        for place, spoken in enumerate(said):
            kept = [self._payload(session, button, now) for button in spoken.buttons]
            payloads.extend(kept)
            replies.append(
                Reply(
                    speaker=spoken.speaker,
                    text=spoken.text,
                    buttons=tuple((payload.id, payload.label) for payload in kept),
                    aside=spoken.aside or _beside(session, spoken),
                    opens=spoken.opens or (opened if place == len(said) - 1 else None),
                )
            )
        writes.add_payloads(payloads)
        return tuple(replies)

    def _payload(self, session: Session, button: Button, now: datetime) -> Payload:
        return Payload(
            id=self._ids.new("p"),
            person=session.person,
            session=session.id,
            label=button.label,
            intent=button.intent,
            entities=button.entities,
            expires_at=now + BUTTON_LIFE,
            uses_left=BUTTON_USES,
        )

    def _scored(self, reads: Reads, session: Session) -> Session:
        if session.state is not SessionState.ENDED or session.playbook is None:
            return session
        playbook = self._playbooks.get(reads, session.playbook)
        return scored(session, playbook, list(reads.events(session.id)))


def _own(reads: Reads, person: Person, session: str) -> Session:
    found = reads.session(session)
    if found is None or not may_speak(person, found):
        raise NotFound("There is no such session.")
    return found


def _same(kept: Turn, said: Said) -> Turn:
    if kept.fingerprint != said.fingerprint():
        raise TurnReused("This turn id was already used for other words.")
    return kept


def _require_possible(session: Session, text: str | None, payload: str | None) -> None:
    if session.kind is not SessionKind.PRACTICE or payload:
        return
    read = read_practice_text(text or "")
    if isinstance(read, Controlled) and read.control in _ON_ENDED:
        return
    require_open_to_replies(session)


def _failed(turn: Turn, now: datetime) -> Turn:
    return replace(
        turn, state=TurnState.FAILED, failure=NO_ANSWER, answered_at=now, lease_until=None
    )


def _beside(session: Session, spoken: Spoken) -> bool:
    return session.kind is SessionKind.PRACTICE and spoken.speaker is Speaker.COACH
