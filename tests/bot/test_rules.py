"""Every wish leads to its action, in a running Rasa with the project's own domain and rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from action_server import ActionServer
from bot_process import BotProcess, Conversation
from places import REPOSITORY
from qualification_actions import LAST_ANSWER, answer
from ruamel.yaml import YAML

STEPS = ["prospecting", "pre_approach", "approach", "presentation", "closing", "follow_up"]
WISHES = [
    *((f"practise_{step}", "action_list_scenarios") for step in [*STEPS, "objections"]),
    ("choose_scenario", "action_choose_scenario"),
    ("ask_concept", "action_answer_question"),
    ("ask_topic", "action_answer_question"),
    ("ask_which_step", "action_find_step"),
    ("start_quiz", "action_begin_quiz"),
    ("ask_weakness", "action_ask_weakness"),
    ("ask_deal_status", "action_ask_deal_status"),
    ("ask_what_if", "action_ask_what_if"),
    ("prepare_call", "action_prepare_call"),
    ("log_call", "action_log_call"),
    ("move_followup", "action_move_followup"),
    ("make_smalltalk", "action_make_smalltalk"),
]


@pytest.fixture(scope="module")
def product(rules_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    log = tmp_path_factory.mktemp("rules-log") / "bot.log"
    with ActionServer(answer) as server, BotProcess(rules_model, server.port, log) as bot:
        bot.wait_until_health_is(200)
        yield bot


@pytest.fixture
def talk(product: BotProcess) -> Conversation:
    return product.conversation()


def decided(reply: dict[str, Any]) -> list[str]:
    return [message.get("custom", message)["decided"] for message in reply["messages"]]


@pytest.mark.parametrize(("intent", "action"), WISHES)
def test_a_wish_leads_to_its_action(talk: Conversation, intent: str, action: str) -> None:
    assert decided(talk.press(intent, text="well")) == [action]
    assert talk.loop is None


def test_anger_is_answered_without_an_action(talk: Conversation) -> None:
    [message] = talk.press("be_hostile", text="you are useless")["messages"]
    assert message["response"] == "utter_hostile"
    assert len(message["buttons"]) == 3


def test_every_intent_but_a_reply_gets_exactly_one_answer(talk: Conversation) -> None:
    domain = YAML(typ="safe", pure=True).load(REPOSITORY / "domain.yml")
    for intent in domain["intents"]:
        if intent != "give_reply":
            assert len(talk.press(intent, text="well")["messages"]) == 1, intent


def test_what_a_button_carries_reaches_the_action(talk: Conversation) -> None:
    carried = {"deal": "d-1", "change": "silent", "task": "they never answer"}
    assert decided(talk.press("ask_what_if", text="x", **carried)) == ["action_ask_what_if"]
    assert decided(talk.press("start_quiz", text="x", stage="closing")) == ["action_begin_quiz"]


@pytest.mark.parametrize(("intent", "action"), [wish for wish in WISHES if wish[0] != "start_quiz"])
def test_every_wish_is_met_beside_a_qualification(
    talk: Conversation, intent: str, action: str
) -> None:
    talk.press("qualify_deal", text="Qualify", deal="d-1")
    assert decided(talk.press(intent, text="by the way")) == [action]
    assert talk.loop == "qualification_form"
    assert decided(talk.press("give_fact", text="in March")) == ["taken: in March"]
    assert decided(talk.press("give_fact", text=LAST_ANSWER)) == ["ended"]
    assert talk.loop is None
