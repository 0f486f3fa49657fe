"""What the pipeline adds to a message is there when an action is called."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

TWO = "what's next for Acme and remind me on Friday at ten to call Dana"
ONE = "remind me on Friday at ten to call Dana"


@pytest.fixture(scope="module")
def agent(product_model: Path) -> Agent:
    return Agent.load(str(product_model))


def latest_message(agent: Agent, text: str) -> dict[str, object]:
    """As the action server gets it."""

    async def heard() -> DialogueStateTracker:
        tracker = DialogueStateTracker.from_events("c-1", [])
        await agent.processor._handle_message_with_tracker(
            UserMessage(text, sender_id="c-1"), tracker
        )
        return tracker

    state = asyncio.run(heard()).current_state(EventVerbosity.ALL)
    found: dict[str, object] = state["latest_message"]
    return found


def test_a_second_wish_is_in_the_latest_message(agent: Agent) -> None:
    message = latest_message(agent, TWO)
    assert message["intent"]["name"] == "ask_next_step"
    assert message["first_wish"] == {"text": "what's next for Acme"}
    assert message["second_wish"]["intent"] == "schedule_followup"
    assert message["second_wish"]["text"] == ONE
    assert message["text"] == TWO


def test_a_single_wish_brings_nothing_with_it(agent: Agent) -> None:
    message = latest_message(agent, ONE)
    assert message["intent"]["name"] == "schedule_followup"
    assert "second_wish" not in message
