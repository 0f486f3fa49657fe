"""The qualification walk with the project's own domain, rules and form, in a running Rasa."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from action_server import ActionServer
from bot_process import BotProcess, Conversation
from qualification_actions import LAST_ANSWER, answer

FORM = "qualification_form"


@pytest.fixture(scope="module")
def deciding() -> Iterator[ActionServer]:
    with ActionServer(answer) as server:
        yield server


@pytest.fixture(scope="module")
def product(
    product_model: Path, deciding: ActionServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BotProcess]:
    log = tmp_path_factory.mktemp("product") / "bot.log"
    with BotProcess(product_model, deciding.port, log) as bot:
        bot.wait_until_health_is(200)
        yield bot


@pytest.fixture
def talk(product: BotProcess) -> Conversation:
    return product.conversation()


@pytest.fixture
def walk(talk: Conversation) -> Conversation:
    """A talk in which a qualification has just begun."""
    talk.press("qualify_deal", text="Qualify", deal="d-1")
    return talk


def decided(reply: dict[str, Any]) -> list[str]:
    return [message.get("custom", message)["decided"] for message in reply["messages"]]


def test_a_walk_begins_with_a_deal(talk: Conversation) -> None:
    assert decided(talk.press("qualify_deal", deal="d-1")) == ["begun: d-1"]
    assert talk.loop == FORM
    assert talk.slots == {"requested_slot": "answer"}


def test_no_walk_begins_while_it_is_unclear_which_deal_is_meant(talk: Conversation) -> None:
    assert decided(talk.press("qualify_deal", text="let's qualify it")) == ["which deal?"]
    assert talk.loop is None
    assert decided(talk.press("qualify_deal", deal="d-2")) == ["begun: d-2"]
    assert talk.loop == FORM


def test_the_walk_takes_what_is_told_turn_after_turn(walk: Conversation) -> None:
    for number, intent in enumerate(["give_fact", "say_unknown", "ask_why", "give_fact"] * 2):
        text = f"answer {number}"
        assert decided(walk.press(intent, text=text)) == [f"taken: {text}"]
        assert walk.loop == FORM
        assert walk.slots == {"requested_slot": "answer"}


DIGRESSIONS = [
    ("ask_next_step", "action_ask_next_step"),
    ("schedule_followup", "action_schedule_followup"),
    ("ask_objection_advice", "action_advise_on_stage"),
    ("practise_objections", "action_list_scenarios"),
    ("affirm", "action_affirm"),
    ("list_followups", "action_list_followups"),
]


@pytest.mark.parametrize(("intent", "action"), DIGRESSIONS[:3])
def test_what_the_walk_does_not_take_is_answered_and_the_walk_goes_on(
    walk: Conversation, intent: str, action: str
) -> None:
    walk.press("give_fact", text="they retype every order")
    assert decided(walk.press(intent, text="by the way")) == [action]
    assert walk.loop == FORM
    assert decided(walk.press("give_fact", text="in March")) == ["taken: in March"]


def test_typed_words_are_understood_inside_and_outside_of_the_walk(talk: Conversation) -> None:
    assert decided(talk.say("what's next for Harlow & Sons?")) == ["action_ask_next_step"]
    assert decided(talk.say("help me qualify the Harlow deal")) == ["which deal?"]
    talk.press("qualify_deal", deal="d-1")
    told = "their boss signs anything over 20k"
    assert decided(talk.say(told)) == [f"taken: {told}"]
    asked = talk.say("remind me on Tuesday to call their boss")
    assert decided(asked) == ["action_schedule_followup"]
    assert decided(talk.say("I don't know, I haven't asked them")) == [
        "taken: I don't know, I haven't asked them"
    ]
    assert decided(talk.say("no more questions, let's leave the qualification")) == ["left"]


@pytest.mark.parametrize(
    ("intent", "response"), [("thank", "utter_welcome"), ("out_of_scope", "utter_out_of_scope")]
)
def test_what_rasa_answers_by_itself_does_not_end_the_walk(
    walk: Conversation, intent: str, response: str
) -> None:
    [message] = walk.press(intent, text="well")["messages"]
    assert message["response"] == response
    assert walk.loop == FORM
    assert decided(walk.press("give_fact", text="in March")) == ["taken: in March"]


def test_one_digression_after_another_leaves_the_walk_where_it_was(walk: Conversation) -> None:
    walk.press("give_fact", text="they retype every order")
    for intent, action in DIGRESSIONS:
        assert decided(walk.press(intent, text="by the way")) == [action]
        assert walk.loop == FORM
    assert decided(walk.press("give_fact", text="in March")) == ["taken: in March"]
    assert decided(walk.press("give_fact", text=LAST_ANSWER)) == ["ended"]


def test_the_walk_ends_with_its_last_answer(walk: Conversation) -> None:
    walk.press("give_fact", text="they retype every order")
    assert decided(walk.press("give_fact", text=LAST_ANSWER)) == ["ended"]
    assert walk.loop is None
    assert walk.slots == {}
    assert decided(walk.press("give_fact", text="and the CFO signs")) == ["action_take_loose_fact"]


def test_a_walk_may_end_with_its_first_answer(walk: Conversation) -> None:
    assert decided(walk.press("give_fact", text=LAST_ANSWER)) == ["ended"]
    assert walk.loop is None


@pytest.mark.parametrize("intent", ["leave_walk", "end_practice"])
def test_the_walk_can_be_left_at_any_time(walk: Conversation, intent: str) -> None:
    for number in range(4):
        walk.press("give_fact", text=f"answer {number}")
    assert decided(walk.press(intent, text="enough of this")) == ["left"]
    assert walk.loop is None
    assert decided(walk.press("ask_next_step")) == ["action_ask_next_step"]


def test_the_walk_can_be_left_right_after_a_digression(walk: Conversation) -> None:
    walk.press("list_deals", text="my deals")
    assert decided(walk.press("leave_walk", text="enough of this")) == ["left"]
    assert walk.loop is None


@pytest.mark.parametrize(
    ("intent", "action"),
    [
        ("leave_walk", "action_leave_qualification"),
        ("give_fact", "action_take_loose_fact"),
        ("say_unknown", "action_say_unknown"),
        ("ask_why", "action_ask_why"),
    ],
)
def test_the_words_of_a_walk_have_an_answer_outside_of_it(
    talk: Conversation, intent: str, action: str
) -> None:
    assert decided(talk.press(intent, text="well")) == [action]
    assert talk.loop is None


def test_another_walk_may_begin_inside_a_walk_and_after_it(walk: Conversation) -> None:
    walk.press("give_fact", text="they retype every order")
    assert decided(walk.press("qualify_deal", deal="d-2")) == ["begun: d-2"]
    assert decided(walk.press("give_fact", text="in March")) == ["taken: in March"]
    walk.press("give_fact", text=LAST_ANSWER)
    assert decided(walk.press("qualify_deal", deal="d-3")) == ["begun: d-3"]
    assert decided(walk.press("give_fact", text="in May")) == ["taken: in May"]


def test_asking_which_deal_inside_a_walk_leaves_the_walk_open(walk: Conversation) -> None:
    assert decided(walk.press("qualify_deal", text="qualify another one")) == ["which deal?"]
    assert walk.loop == FORM
    assert decided(walk.press("give_fact", text="in March")) == ["taken: in March"]


def test_a_message_that_fails_leaves_the_walk_as_it_was(
    walk: Conversation, deciding: ActionServer
) -> None:
    walk.press("give_fact", text="they retype every order")
    deciding.behaviour = "fail"
    failed = walk.try_to_say("in March")
    deciding.behaviour = "answer"
    assert failed.status_code == 503
    assert decided(walk.press("give_fact", text="in March")) == ["taken: in March"]


def test_a_long_walk_stays_small(walk: Conversation) -> None:
    for number in range(12):
        walk.press("give_fact", text=f"answer {number}")
        walk.press("ask_next_step", text="and what is next")
    assert len(str(walk.state)) < 8000
    assert decided(walk.press("give_fact", text=LAST_ANSWER)) == ["ended"]
