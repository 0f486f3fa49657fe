"""The turn that an action belongs to, as Rasa's tracker tells it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from coaching.bootstrap import Mind, open_mind
from coaching.domain.errors import NotFound
from coaching.domain.people import Person
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads
from coaching.domain.practice.talk import Talk, tell
from coaching.domain.sessions import Decision, Session, SessionKind
from coaching.services import coach
from coaching.services.deals.choosing import Asker
from coaching.services.effects import beside_practice
from coaching.services.follow_ups.scheduling import Moment
from coaching.services.ids import seed_of
from coaching.services.practice import Practice, find_practice
from coaching.services.wire import KEY, decision_to_record


@dataclass(frozen=True, slots=True)
class ActionTurn:
    """One turn inside one snapshot of the database. `at` is when it was received: the "now" of
    every date in it. `confidence` is how sure Rasa is of the intent, 0–1. Where a message holds two
    wishes, `text` is the first one's words and `second_wish` the other's."""

    mind: Mind
    reads: Reads
    session: Session
    turn: str
    seq: int
    at: datetime
    text: str
    intent: str
    confidence: float
    ranking: tuple[str, ...]
    entities: dict[str, str]
    second_wish: str = ""

    @property
    def in_practice(self) -> bool:
        return self.session.kind is SessionKind.PRACTICE

    @property
    def seed(self) -> int:
        """The same for every try of this turn, so that a retry decides the same."""
        return seed_of(self.session.id, self.turn)

    def playbook(self) -> Playbook:
        """The practice's own version, or the latest one in a talk with the coach."""
        if self.session.playbook:
            return self.mind.playbooks.get(self.reads, self.session.playbook)
        return self.mind.playbooks.latest(self.reads)

    def person(self) -> Person:
        found = self.reads.person(self.session.person)
        if found is None:
            raise NotFound("There is no such person.")
        return found

    def asker(self) -> Asker:
        return Asker(
            self.reads,
            self.playbook(),
            self.person(),
            self.session,
            self.mind.requests,
            self.mind.phrases,
            self.mind.entities,
        )

    def moment(self) -> Moment:
        return Moment(self.seq, self.at, self.text)

    def number(self, entity: str) -> int | None:
        """The whole number that a button carries, or None."""
        given = self.entities.get(entity, "")
        return int(given) if given.isdecimal() else None

    def practice(self) -> Practice:
        return find_practice(self.reads, self.mind.playbooks, self.session.id)

    def talk(self) -> Talk:
        return tell(self.reads.events(self.session.id))


class Deciding:
    """What every deciding action has in common; mix it in before `Action`, name the `action` and
    say what it decides. What is `in_talk_only` is not decided beside a practice."""

    action: str
    in_talk_only = False

    def name(self) -> str:
        return self.action

    def decision(self, turn: ActionTurn) -> Decision:
        raise LookupError(f"{self.action} decides nothing")

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        decided = decide(dispatcher, tracker, self._in_place)
        return self.follow(decided) if decided else []

    def _in_place(self, turn: ActionTurn) -> Decision:
        if turn.in_practice and self.in_talk_only:
            return coach.outside_practice(turn.playbook())
        return beside_practice(turn.session, self.decision(turn))

    def follow(self, decided: Decision) -> list[dict[str, Any]]:
        """Rasa's events after a decision; most decisions leave Rasa where it is."""
        return []


def decide(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    decision: Callable[[ActionTurn], Decision | None],
) -> Decision | None:
    """Let one action of the turn decide and put its decision into the answer. None, with nothing
    said, where the turn has already been decided or this action leaves it to another."""
    if decided_before(tracker):
        return None
    mind = open_mind()
    with mind.store.reading() as reads:
        turn = _action_turn(mind, reads, tracker)
        decided = decision(turn)
        if decided is not None and turn.second_wish:
            decided = coach.offer_second_wish(turn.playbook(), decided, turn.second_wish)
    if decided is not None:
        dispatcher.utter_message(json_message={KEY: decision_to_record(decided)})
    return decided


def decided_before(tracker: Tracker) -> bool:
    """True if an action has already decided this turn."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "bot" and KEY in ((event.get("data") or {}).get("custom") or {}):
            return True
    return False


def _action_turn(mind: Mind, reads: Reads, tracker: Tracker) -> ActionTurn:
    message = tracker.latest_message
    metadata, intent = message.get("metadata") or {}, message.get("intent") or {}
    session = reads.session(str(metadata.get("session")))
    if session is None:
        raise NotFound("There is no such session.")
    return ActionTurn(
        mind=mind,
        reads=reads,
        session=session,
        turn=str(metadata.get("turn")),
        seq=int(metadata.get("seq") or 0),
        at=datetime.fromisoformat(str(metadata["received_at"])),
        text=str((message.get("first_wish") or message).get("text") or ""),
        intent=str(intent.get("name") or ""),
        confidence=float(intent.get("confidence") or 0.0),
        ranking=tuple(str(item["name"]) for item in message.get("intent_ranking") or ()),
        entities={e["entity"]: str(e["value"]) for e in message.get("entities") or ()},
        second_wish=str((message.get("second_wish") or {}).get("text") or ""),
    )
