"""The turn that an action belongs to, as Rasa's tracker tells it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from coaching.bootstrap import Mind, open_mind
from coaching.domain.errors import NotFound
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads
from coaching.domain.sessions import Decision, Session, SessionKind
from coaching.domain.talk import Talk, tell
from coaching.services.ids import seed_of
from coaching.services.practice import Practice, find_practice
from coaching.services.wire import KEY, decision_to_record


@dataclass(frozen=True, slots=True)
class ActionTurn:
    """One turn inside one snapshot of the database."""

    mind: Mind
    reads: Reads
    session: Session
    turn: str
    text: str
    intent: str
    ranking: tuple[str, ...]
    entities: dict[str, str]

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

    def practice(self) -> Practice:
        return find_practice(self.reads, self.mind.playbooks, self.session.id)

    def talk(self) -> Talk:
        return tell(self.reads.events(self.session.id))


class Deciding:
    """What every deciding action has in common; mix it in before `Action`, name the `action` and
    say what it decides."""

    action: str

    def name(self) -> str:
        return self.action

    def decision(self, turn: ActionTurn) -> Decision:
        raise LookupError(f"{self.action} decides nothing")

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        decide(dispatcher, tracker, self.decision)
        return []


def decide(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    decision: Callable[[ActionTurn], Decision],
) -> None:
    """Let one action of the turn decide and put its decision into the answer; where the turn has
    already been decided, do nothing."""
    if _decided(tracker):
        return
    message = tracker.latest_message
    metadata = message.get("metadata") or {}
    mind = open_mind()
    with mind.store.reading() as reads:
        session = reads.session(str(metadata.get("session")))
        if session is None:
            raise NotFound("There is no such session.")
        turn = ActionTurn(
            mind=mind,
            reads=reads,
            session=session,
            turn=str(metadata.get("turn")),
            text=str(message.get("text") or ""),
            intent=str((message.get("intent") or {}).get("name") or ""),
            ranking=_ranking(message),
            entities={e["entity"]: str(e["value"]) for e in message.get("entities") or ()},
        )
        decided = decision(turn)
    dispatcher.utter_message(json_message={KEY: decision_to_record(decided)})


def _ranking(message: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(item["name"]) for item in message.get("intent_ranking") or ())


def _decided(tracker: Tracker) -> bool:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "bot" and KEY in ((event.get("data") or {}).get("custom") or {}):
            return True
    return False
