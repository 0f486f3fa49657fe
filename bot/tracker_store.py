"""A tracker store that stores nothing: the dialogue state comes and goes with each turn.

What goes out is a window of Rasa events: a head that stands for everything before the
last three user turns, then those turns as they happened. It holds all that Rasa's rules
look at, so the next turn goes as if the whole history were there, at the same cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.exceptions import RasaException

from bot.turn import Window, current_turn
from bot.wire import plain_entities

TURNS_KEPT = 3

_STEPS = (UserUttered, DefinePrevUserUtteredFeaturization, ActionExecuted)
_OF_NO_USE_TO_THE_NEXT_TURN = {"timestamp", "metadata", "policy", "confidence", "action_text"}


class TravellingTrackerStore(TrackerStore):
    """Hands Rasa the state of the request at hand, and the request its new state."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
    ) -> None:
        super().__init__(domain, event_broker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """Build the tracker of the turn in flight.

        Raises RasaException when there is no turn of this conversation in flight.
        """
        turn = current_turn.get(None)
        if turn is None or turn.conversation_id != sender_id:
            raise RasaException("No turn of this conversation is in flight.")
        tracker = self.init_tracker(sender_id)
        for event in turn.history or _head(tracker, []):
            tracker.update(event, self.domain)
        begin_turn(tracker)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Hand the turn in flight its new state."""
        turn = current_turn.get()
        turn.window = window(tracker)
        # Not the tracker's latest message: a fallback takes that back.
        turn.heard = tracker.get_last_event_for(UserUttered, event_verbosity=EventVerbosity.ALL)

    async def keys(self) -> Iterable[str]:
        """No conversation outlives its turn here."""
        return []


def begin_turn(tracker: DialogueStateTracker) -> None:
    """Let an open loop hear what is said next.

    A loop that left a message to the ordinary rules stays rejected in Rasa until something
    runs it again, and hears nothing meanwhile. Here a rejection belongs to its turn.
    """
    if tracker.active_loop is not None:
        tracker.active_loop.rejected = False


def window(tracker: DialogueStateTracker) -> Window:
    """The part of a conversation that the next turn needs, as plain values."""
    events = tracker.events_after_latest_restart()
    turns = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
    start = turns[-TURNS_KEPT:][0] if turns else len(events)
    past = events[:start]
    before = tracker.init_copy()
    for event in past:
        before.update(event)
    kept = [_slim(event) for event in [*_head(before, past), *events[start:]]]
    return [event for event in kept if event]


def _head(before: DialogueStateTracker, past: list[Event]) -> list[Event]:
    """Stand for the `past`, which led to the tracker `before`.

    It opens with a session, so that Rasa starts none, and ends listening, as before every
    user turn.
    """
    loop = before.active_loop_name
    head: list[Event] = [SessionStarted()]
    if loop:
        head += _steps_into(loop, past)
    head += [
        SlotSet(slot.name, slot.value)
        for slot in before.slots.values()
        if slot.value != slot.initial_value
    ]
    if loop:
        head.append(ActiveLoop(loop))
    return [*head, ActionExecuted(ACTION_LISTEN_NAME)]


def _steps_into(loop: str, past: list[Event]) -> list[Event]:
    """What was said and done to open the loop: rules and stories see what follows beside it.

    Empty for a state that somebody wrote by hand with the loop already open.
    """
    opened = max(at for at, event in enumerate(past) if event == ActiveLoop(loop))
    said = [at for at in range(opened) if isinstance(past[at], UserUttered)]
    if not said:
        return []
    steps = [event for event in past[said[-1] : opened] if isinstance(event, _STEPS)]
    return [ActionExecuted(ACTION_LISTEN_NAME), *steps]


def _slim(event: Event) -> dict[str, Any] | None:
    if isinstance(event, UserUttered):
        return _slim_user(event)
    if isinstance(event, BotUttered):
        return _slim_bot(event)
    return {
        key: value
        for key, value in event.as_dict().items()
        if key not in _OF_NO_USE_TO_THE_NEXT_TURN
    }


def _slim_user(event: UserUttered) -> dict[str, Any]:
    """Without the ranking and the metadata, which only the turn itself is judged by."""
    return {
        "event": event.type_name,
        "text": event.text,
        "message_id": event.message_id,
        "input_channel": event.input_channel,
        "parse_data": {
            "intent": {"name": event.intent_name},
            "entities": plain_entities(event.entities),
        },
    }


def _slim_bot(event: BotUttered) -> dict[str, Any] | None:
    """Without buttons and payloads: Rasa never looks at them again."""
    if not event.text:
        return None
    named = event.metadata.get("utter_action")
    metadata = {"utter_action": named} if named else {}
    return {"event": event.type_name, "text": event.text, "metadata": metadata}
