"""The window that travels stands for the whole history."""

from __future__ import annotations

import asyncio
import json
import random
from pathlib import Path
from typing import Any

import pytest
from action_server import ActionServer
from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    SessionStarted,
    SlotSet,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from bot import channel, hot_path
from bot.tracker_store import TURNS_KEPT, TravellingTrackerStore, begin_turn, window
from bot.turn import TurnInFlight, current_turn
from bot.wire import read_turn

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [practise]
    slots:
      reply: {type: text, influence_conversation: false, mappings: [{type: custom}]}
      level: {type: float, initial_value: 0.5, influence_conversation: false,
              mappings: [{type: custom}]}
    forms: {practice_form: {required_slots: [reply]}}
    """
)


@pytest.fixture(scope="module")
def forgetful(tiny_model: Path, listening_actions: ActionServer) -> MessageProcessor:
    """Rasa with the travelling store."""
    return _processor(tiny_model, listening_actions, TravellingTrackerStore())


@pytest.fixture(scope="module")
def remembering(tiny_model: Path, listening_actions: ActionServer) -> MessageProcessor:
    """Rasa with the whole history in memory."""
    return _processor(tiny_model, listening_actions, WholeHistory(None))


class WholeHistory(InMemoryTrackerStore):
    """Everything that ever happened; only that a rejection belongs to its turn, as with us."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        tracker = await super().retrieve(sender_id)
        if tracker is not None:
            begin_turn(tracker)
        return tracker


def _processor(model: Path, actions: ActionServer, store: Any) -> MessageProcessor:
    agent = Agent(tracker_store=store, action_endpoint=EndpointConfig(url=actions.url))
    agent.load_model(model)
    if isinstance(agent.processor.tracker_store, FailSafeTrackerStore):
        agent.processor.tracker_store = store
    return agent.processor


PRACTICE = ["Compared with what?", "let us practise", "a hundred words", "we are done"]
CONTROLS = ["hint", "pause", "stop"]
TALK = ["hello", "thanks", "let us practise", "unheard of words"]


@pytest.mark.parametrize("seed", range(6))
def test_any_talk_goes_with_the_window_as_with_the_whole_history(
    forgetful: MessageProcessor, remembering: MessageProcessor, actions: ActionServer, seed: int
) -> None:
    chance = random.Random(seed)
    said = [chance.choice(PRACTICE * 2 + CONTROLS + TALK) for _ in range(60)]
    _compare(forgetful, remembering, said, name=f"talk-{seed}")


def test_a_loop_that_was_left_rejected_hears_the_next_message(
    forgetful: MessageProcessor, remembering: MessageProcessor, actions: ActionServer
) -> None:
    answered = ["Compared with what?", "what does it cost", "And then?"]
    said = ["let us practise", "pause", answered[0], "pause", "pause", *answered[1:], "stop"]
    told = _compare(forgetful, remembering, said, name="rejected")
    heard = ["practice_form", "action_listen"]
    assert [told[turn]["actions"] for turn in (2, 5, 6)] == [heard] * 3
    assert told[6]["loop"] == ("practice_form", False, False)


def test_a_rejection_before_or_in_the_window_does_not_reach_the_next_turn() -> None:
    for turns_since in range(TURNS_KEPT + 2):
        tracker = _blank()
        _turn(tracker, "begin", ActionExecuted("practice_form"), ActiveLoop("practice_form"))
        _turn(tracker, "pause", ActionExecutionRejected("practice_form"))
        for _ in range(turns_since):
            _turn(tracker, "more")
        assert _retrieved(tracker).active_loop.rejected is False


def test_a_story_goes_on_from_what_was_said_in_the_last_three_turns(
    forgetful: MessageProcessor, remembering: MessageProcessor, actions: ActionServer
) -> None:
    said = ["let us practise", "stop", "hello", "thanks", "what does it cost"]
    told = _compare(forgetful, remembering, said, "story")
    assert told[-1]["actions"] == ["action_price", "action_listen"]


def _compare(
    forgetful: MessageProcessor, remembering: MessageProcessor, said: list[str], name: str
) -> list[dict[str, Any]]:
    """Say the same to both, turn by turn. Returns what was told."""

    async def both() -> list[dict[str, Any]]:
        state, told = None, []
        for number, text in enumerate(said):
            body = _body(f"t-{number}", name, text, state)
            turn = read_turn(body, forgetful.domain.intents)
            answer = await channel._take(forgetful, turn)
            state = answer["state"]
            output = channel.Collector()
            await remembering.handle_message(channel._message(turn, output))
            full = await remembering.tracker_store.retrieve(name)
            short = _tracker(forgetful, name, state)
            assert answer["messages"] == output.messages, said[: number + 1]
            assert _standing(short) == _standing(full), said[: number + 1]
            told.append(_standing(full))
        return told

    return asyncio.run(both())


def _body(turn_id: str, conversation: str, text: str, state: dict[str, Any] | None) -> bytes:
    body = {"turn_id": turn_id, "conversation_id": conversation, "text": text, "state": state}
    return json.dumps(body).encode()


def _tracker(processor: MessageProcessor, name: str, state: dict[str, Any]) -> DialogueStateTracker:
    history = deserialise_events(state["events"])
    tracker = DialogueStateTracker.from_events(name, history, processor.domain.slots)
    begin_turn(tracker)
    return tracker


def _standing(tracker: DialogueStateTracker) -> dict[str, Any]:
    """Where a conversation stands, and what was done in its last turn."""
    events = list(tracker.events)
    last = max(at for at, event in enumerate(events) if isinstance(event, UserUttered))
    loop = tracker.active_loop
    return {
        "slots": tracker.current_slot_values(),
        "loop": loop and (loop.name, loop.rejected, loop.is_interrupted),
        "opened by": loop and loop.trigger_message["text"],
        "actions": [e.action_name for e in events[last:] if isinstance(e, ActionExecuted)],
        "latest action": tracker.latest_action_name,
    }


def test_only_the_last_three_turns_travel_beside_the_head(
    forgetful: MessageProcessor, actions: ActionServer
) -> None:
    tracker = _blank()
    for number in range(10):
        _turn(tracker, f"reply {number}", SlotSet("reply", f"reply {number}"))
    texts = [event["text"] for event in window(tracker) if event["event"] == "user"]
    assert texts == ["reply 7", "reply 8", "reply 9"]
    assert len(texts) == TURNS_KEPT


def test_a_slot_keeps_its_value_from_before_the_window() -> None:
    tracker = _blank()
    _turn(tracker, "long ago", SlotSet("reply", "kept"))
    for _ in range(5):
        _turn(tracker, "more")
    assert _replayed(tracker).get_slot("reply") == "kept"


def test_a_slot_emptied_before_the_window_does_not_fall_back_to_its_initial_value() -> None:
    tracker = _blank()
    _turn(tracker, "long ago", SlotSet("level", None))
    for _ in range(5):
        _turn(tracker, "more")
    assert _replayed(tracker).get_slot("level") is None


def test_a_closed_loop_stays_closed() -> None:
    tracker = _blank()
    _turn(tracker, "begin", ActionExecuted("practice_form"), ActiveLoop("practice_form"))
    _turn(tracker, "end", ActiveLoop(None))
    for _ in range(5):
        _turn(tracker, "more")
    assert _replayed(tracker).active_loop_name is None


def test_payloads_and_metadata_of_past_turns_stay_behind() -> None:
    tracker = _blank()
    payload = BotUttered("Well.", {"custom": {"score": 80}}, {"utter_action": "utter_well"})
    _turn(tracker, "hello", payload)
    tracker.events[2].metadata = {"person": "p-1"}
    kept = json.dumps(window(tracker))
    assert [part in kept for part in ("Well.", "utter_well")] == [True, True]
    assert [part in kept for part in ("score", "person")] == [False, False]


def test_the_same_talk_leaves_the_same_bytes(
    forgetful: MessageProcessor, actions: ActionServer
) -> None:
    async def talk() -> str:
        state = None
        for number, text in enumerate(["hello", "let us practise", "Compared with what?"]):
            turn = read_turn(_body(f"t-{number}", "c", text, state), forgetful.domain.intents)
            state = (await channel._take(forgetful, turn))["state"]
        return json.dumps(state)

    assert asyncio.run(talk()) == asyncio.run(talk())


def test_a_new_conversation_is_in_a_session_and_listening() -> None:
    store = TravellingTrackerStore(DOMAIN)
    current_turn.set(TurnInFlight("c-1", []))
    tracker = asyncio.run(store.retrieve("c-1"))
    assert list(tracker.events) == [SessionStarted(), ActionExecuted("action_listen")]


def test_a_turn_of_another_conversation_is_refused() -> None:
    store = TravellingTrackerStore(DOMAIN)
    current_turn.set(TurnInFlight("c-1", []))
    with pytest.raises(RasaException):
        asyncio.run(store.retrieve("c-2"))


def test_the_store_knows_nobody() -> None:
    assert list(asyncio.run(TravellingTrackerStore(DOMAIN).keys())) == []


def test_rasa_does_not_wrap_the_store() -> None:
    hot_path.apply()
    store = TravellingTrackerStore(DOMAIN)
    assert Agent(tracker_store=store).tracker_store is store


def _blank() -> DialogueStateTracker:
    begin = [SessionStarted(), ActionExecuted("action_listen")]
    return DialogueStateTracker.from_events("c-1", begin, DOMAIN.slots)


def _turn(tracker: DialogueStateTracker, text: str, *events: Any) -> None:
    heard = UserUttered(text, {"name": "practise", "confidence": 1.0})
    for event in [heard, *events, ActionExecuted("action_listen")]:
        tracker.update(event)


def _retrieved(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """What the next turn begins with."""
    current_turn.set(TurnInFlight("c-1", deserialise_events(window(tracker))))
    return asyncio.run(TravellingTrackerStore(DOMAIN).retrieve("c-1"))


def _replayed(tracker: DialogueStateTracker) -> DialogueStateTracker:
    return DialogueStateTracker.from_dict("c-1", window(tracker), DOMAIN.slots)
