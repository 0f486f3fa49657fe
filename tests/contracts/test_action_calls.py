"""Calls recorded from Rasa 3.6.21, answered by the actions under SDK 3.21.1."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

import actions.turn
from coaching.domain.events import BuyerSpoke, ReplyAssessed
from coaching.services.wire import decision_from_messages
from tests.services.house import REP, TestHouse

RECORDED = Path(__file__).parent / "recorded"
RECEIVED_AT = "2026-11-21T09:00:00+00:00"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestHouse]:
    house = TestHouse(tmp_path)
    mind = house.mind()
    monkeypatch.setattr(actions.turn, "open_mind", lambda: mind)
    yield house
    house.store.close()


def answer(call: dict[str, Any]) -> dict[str, Any]:
    executor = ActionExecutor()
    executor.register_package("actions")
    result = asyncio.run(executor.run(call))
    assert result is not None
    return result.model_dump() if hasattr(result, "model_dump") else dict(result)


def recorded(action: str, session: str, text: str | None = None) -> dict[str, Any]:
    call: dict[str, Any] = json.loads((RECORDED / f"call_{action}.json").read_text())
    message = call["tracker"]["latest_message"]
    message["metadata"] |= {"session": session, "seq": 0, "received_at": RECEIVED_AT}
    if text is not None:
        message["text"] = text
    return call


def test_a_reply_is_judged_and_answered_by_the_buyer(house: TestHouse) -> None:
    session = house.practice()
    result = answer(recorded("validate_practice_form", session.id, "acknowledge explore_open"))
    decision = decision_from_messages(result["responses"])
    assert [type(event) for event in decision.events] == [ReplyAssessed, BuyerSpoke]
    assert decision.reads == {session.id: session.version}
    assert [(e["event"], e["name"], e["value"]) for e in result["events"]] == [
        ("slot", "reply", None)
    ]


def test_the_same_call_decides_the_same(house: TestHouse) -> None:
    session = house.practice()
    call = recorded("validate_practice_form", session.id, "acknowledge explore_open")
    assert answer(call) == answer(call)


def test_a_turn_that_was_decided_is_not_decided_again(house: TestHouse) -> None:
    session = house.practice()
    call = recorded("validate_practice_form", session.id, "acknowledge")
    custom = answer(call)["responses"][0]["custom"]
    call["tracker"]["events"].append({"event": "bot", "text": None, "data": {"custom": custom}})
    assert answer(call)["responses"] == []


def test_advice_is_worded_from_the_playbook(house: TestHouse) -> None:
    talk = house.sessions.begin_talk(REP)
    result = answer(recorded("action_advise_on_stage", talk.id))
    decision = decision_from_messages(result["responses"])
    assert "\nSource: " in decision.said[0].text
    assert [type(event).__name__ for event in decision.events] == ["QuestionAnswered"]
