"""Slack's inbox: what was said there becomes a turn, once, and its answer a post.

Each step is one unit of work. A delivery stays `received` until what it caused is stored and its
answer is put out, so a process that dies in between loses nothing: the next one goes through the
same steps, and the keys of turn and post see to it that nothing happens twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from coaching.domain.errors import NotFound, Refused, StillAnswering
from coaching.domain.people import Person
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Clock, Store
from coaching.domain.post import Delivery, DeliveryState
from coaching.domain.sessions import Turn
from coaching.services.converse import Converse
from coaching.services.dialogue import Said
from coaching.services.playbooks import Playbooks
from coaching.services.sessions import Sessions
from coaching.services.slack.posts import Place, SlackPosts, Where

LEASE = timedelta(seconds=20)
NOTICE_AFTER = timedelta(seconds=8)
LONGEST_TEXT = 4_000
TRY_LIMIT = 8
_FIRST_PAUSE = timedelta(seconds=1)
_LONGEST_PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody did in Slack: words, a slash command with its words, or the tap of a button
    (`payload`). `key` names the delivery, and the turn that it becomes; `place` is where the talk
    is held, `where` the answer goes."""

    key: str
    user: str
    place: Place
    where: Where
    text: str = ""
    command: str | None = None
    payload: str | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """It became this turn; the answer goes there."""

    session: str
    turn: str
    where: Where


@dataclass(frozen=True, slots=True)
class Told:
    """It became no turn: this sentence of the playbook is the answer."""

    word: str
    where: Where


class Slack:
    """The use cases between Slack's deliveries and the talks."""

    def __init__(
        self,
        store: Store,
        playbooks: Playbooks,
        clock: Clock,
        converse: Converse,
        sessions: Sessions,
        posts: SlackPosts,
    ) -> None:
        self._store = store
        self._playbooks = playbooks
        self._clock = clock
        self._converse = converse
        self._sessions = sessions
        self._posts = posts

    def receive(self, delivery: Delivery) -> bool:
        """Keep a delivery; False if it, or the message in it, is already known."""
        with self._store.reading() as reads:
            if reads.delivery(delivery.key) is not None:
                return False
        with self._store.writing() as writes:
            new = writes.receive(replace(delivery, received_at=self._clock.now()))
            writes.commit()
            return new

    def waiting(self, limit: int) -> Sequence[Delivery]:
        """Deliveries that nobody works on, oldest first."""
        with self._store.reading() as reads:
            return reads.waiting_deliveries(self._clock.now(), limit)

    def claim(self, key: str) -> Delivery | None:
        """Take a delivery for `LEASE`, or None if it is settled or somebody else has it."""
        now = self._clock.now()
        with self._store.writing() as writes:
            claimed = writes.claim_delivery(key, now, now + LEASE)
            writes.commit()
            return claimed

    def who(self, team: str, user: str) -> Person | None:
        """The active person who is linked to this Slack user."""
        with self._store.reading() as reads:
            id = reads.slack_person(team, user)
            person = reads.person(id) if id else None
        return person if person and person.active else None

    def link(self, team: str, user: str, email: str) -> Person | None:
        """Link a Slack user to the active person with this e-mail, which Slack has verified; None
        if there is none."""
        with self._store.writing() as writes:
            known = writes.person_by_email(email)
            if known is None or not known[0].active:
                return None
            writes.link_slack_person(team, user, known[0].id)
            writes.commit()
            return known[0]

    def hear(self, person: Person, heard: Heard) -> Turned | Told:
        """Keep what was heard as a turn of this person's talk in that place, once.

        Raises StillAnswering while another turn of the talk waits.
        """
        if not heard.payload and not heard.command and not heard.text:
            return Told("slack.words_only", heard.where)
        said = Said(payload=heard.payload) if heard.payload else Said(text=self._text(heard))
        if len(said.text or "") > LONGEST_TEXT:
            return Told("slack.too_long", heard.where)
        try:
            return self._accept(person, heard, said)
        except NotFound:
            return Told("slack.not_your_button", heard.where)
        except StillAnswering:
            raise
        except Refused:
            return Told("slack.button_over", heard.where)

    def answered(self, delivery: Delivery, turned: Turned) -> None:
        """Put the answer of a settled turn out and settle the delivery, both or none."""
        with self._store.writing() as writes:
            session, turn = writes.session(turned.session), writes.turn(turned.session, turned.turn)
            if session is None or turn is None:
                raise NotFound("There is no such turn.")
            self._posts.post_for_turn(writes, session, turn, turned.where)
            writes.save_delivery(self._done(delivery))
            writes.commit()

    def tell(self, delivery: Delivery, told: Told) -> None:
        """Put one sentence out and settle the delivery, both or none."""
        with self._store.writing() as writes:
            self._posts.tell(writes, f"{delivery.key}:told", told.where, told.word)
            writes.save_delivery(self._done(delivery))
            writes.commit()

    def ignore(self, delivery: Delivery) -> None:
        """Settle a delivery that is not for the coach."""
        with self._store.writing() as writes:
            writes.save_delivery(self._done(delivery))
            writes.commit()

    def keep_waiting(self, delivery: Delivery, turned: Turned, turn: Turn) -> bool:
        """Hold the delivery for another `LEASE`; once the turn has waited for eight seconds, say
        so, once. True if that was said now."""
        now, said = self._clock.now(), False
        with self._store.writing() as writes:
            if now - turn.received_at >= NOTICE_AFTER:
                key = f"{turned.session}:{turned.turn}:waiting"
                said = self._posts.tell(writes, key, turned.where, "slack.still_trying")
            writes.save_delivery(replace(delivery, lease_until=now + LEASE))
            writes.commit()
            return said

    def put_off(
        self, delivery: Delivery, failure: str, counted: bool, wait: timedelta | None = None
    ) -> bool:
        """Try again later, after `wait` or growing pauses; after `TRY_LIMIT` counted tries the
        delivery has failed. True if that is so now."""
        now = self._clock.now()
        tries = delivery.tries + counted
        pause = wait or min(_FIRST_PAUSE * 2 ** max(0, tries - 1), _LONGEST_PAUSE)
        later = replace(delivery, tries=tries, failure=failure, lease_until=now + pause)
        if tries >= TRY_LIMIT:
            later = replace(later, state=DeliveryState.FAILED, settled_at=now, lease_until=None)
        with self._store.writing() as writes:
            writes.save_delivery(later)
            writes.commit()
        return later.state is DeliveryState.FAILED

    def _accept(self, person: Person, heard: Heard, said: Said) -> Turned:
        session = self._talk(person, heard)
        if not self._converse.knows(session, heard.key):
            self._converse.accept(person, session, heard.key, said)
        return Turned(session, heard.key, heard.where)

    def _talk(self, person: Person, heard: Heard) -> str:
        """The session to speak in: a button belongs to the talk in which it was shown."""
        if not heard.payload:
            return self._sessions.begin_talk(person, str(heard.place)).id
        with self._store.reading() as reads:
            payload = reads.payload(heard.payload)
        if payload is None or payload.person != person.id:
            raise NotFound("There is no such button.")
        return payload.session

    def _text(self, heard: Heard) -> str:
        if heard.command is None:
            return heard.text
        with self._store.reading() as reads:
            return _spoken(self._playbooks.latest(reads), heard)

    def _done(self, delivery: Delivery) -> Delivery:
        now = self._clock.now()
        return replace(
            delivery,
            state=DeliveryState.DONE,
            settled_at=now,
            lease_until=None,
            body="",
            failure=None,
        )


def _spoken(playbook: Playbook, heard: Heard) -> str:
    """What somebody means who types a command, in the words of a message."""
    if heard.command == "/next":
        if heard.text:
            return playbook.say("slack.next_for", deal=heard.text)
        return playbook.say("slack.next_for_this")
    return heard.text or playbook.say("slack.what_can_you_do")
