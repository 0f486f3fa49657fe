"""The quiz with the project's own domain, rules and form, in a running Rasa."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from action_server import ActionServer
from bot_process import BotProcess, Conversation
from quiz_actions import LAST_ANSWER, answer

FORM = "quiz_form"


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
def quiz(talk: Conversation) -> Conversation:
    """A talk in which a quiz has just begun."""
    talk.press("start_quiz", text="Quiz me", stage="closing")
    return talk


def decided(reply: dict[str, Any]) -> list[str]:
    return [message.get("custom", message)["decided"] for message in reply["messages"]]


def test_a_quiz_begins_when_asked_for(talk: Conversation) -> None:
    assert decided(talk.press("start_quiz", text="quiz me on closing")) == ["asked"]
    assert talk.loop == FORM
    assert talk.slots == {"requested_slot": "quiz_answer"}


def test_the_quiz_takes_every_kind_of_answer_turn_after_turn(quiz: Conversation) -> None:
    intents = ["nlu_fallback", "ask_closing_advice", "deny", "ask_hint", "ask_why", "say_unknown"]
    for number, intent in enumerate(intents * 2):
        text = f"answer {number}"
        assert decided(quiz.press(intent, text=text)) == [f"judged: {text}"]
        assert quiz.loop == FORM
        assert quiz.slots == {"requested_slot": "quiz_answer"}


@pytest.mark.parametrize(
    ("intent", "action"),
    [
        ("ask_next_step", "action_ask_next_step"),
        ("ask_concept", "action_answer_question"),
        ("schedule_followup", "action_schedule_followup"),
        ("list_deals", "action_list_deals"),
    ],
)
def test_another_wish_is_met_and_the_quiz_goes_on(
    quiz: Conversation, intent: str, action: str
) -> None:
    quiz.press("nlu_fallback", text="it is a continuation")
    assert decided(quiz.press(intent, text="by the way")) == [action]
    assert quiz.loop == FORM
    assert decided(quiz.press("deny", text="no date")) == ["judged: no date"]


def test_what_rasa_answers_by_itself_does_not_end_the_quiz(quiz: Conversation) -> None:
    [message] = quiz.press("thank", text="thanks")["messages"]
    assert message["response"] == "utter_welcome"
    assert quiz.loop == FORM
    assert decided(quiz.press("deny", text="no date")) == ["judged: no date"]


def test_the_quiz_ends_with_its_last_answer(quiz: Conversation) -> None:
    quiz.press("nlu_fallback", text="it is a continuation")
    assert decided(quiz.press("nlu_fallback", text=LAST_ANSWER)) == ["ended"]
    assert quiz.loop is None
    assert quiz.slots == {}
    assert decided(quiz.press("ask_next_step")) == ["action_ask_next_step"]


def test_the_quiz_may_end_with_its_first_answer(quiz: Conversation) -> None:
    assert decided(quiz.press("nlu_fallback", text=LAST_ANSWER)) == ["ended"]
    assert quiz.loop is None


def test_the_quiz_can_be_left_right_after_a_digression(quiz: Conversation) -> None:
    quiz.press("list_deals", text="my deals")
    assert decided(quiz.press("leave_walk", text="enough of this")) == ["left"]
    assert quiz.loop is None
    assert decided(quiz.press("start_quiz", text="quiz me again")) == ["asked"]
    assert quiz.loop == FORM


def test_another_quiz_may_begin_inside_a_quiz(quiz: Conversation) -> None:
    assert decided(quiz.press("start_quiz", text="quiz me on SPIN instead")) == ["asked"]
    assert quiz.loop == FORM
    assert decided(quiz.press("deny", text="no date")) == ["judged: no date"]


def test_quiz_and_qualifying_take_each_others_place(quiz: Conversation) -> None:
    assert decided(quiz.press("qualify_deal", deal="d-1")) == ["qualifying"]
    assert quiz.loop == "qualification_form"
    assert decided(quiz.press("give_fact", text="in March")) == ["qualified"]
    assert decided(quiz.press("start_quiz", text="quiz me")) == ["asked"]
    assert quiz.loop == FORM
    assert decided(quiz.press("deny", text="no date")) == ["judged: no date"]


def test_a_message_that_fails_leaves_the_quiz_as_it_was(
    quiz: Conversation, deciding: ActionServer
) -> None:
    deciding.behaviour = "fail"
    failed = quiz.try_to_say("it is a continuation")
    deciding.behaviour = "answer"
    assert failed.status_code == 503
    assert decided(quiz.press("deny", text="no date")) == ["judged: no date"]


def test_a_long_quiz_stays_small(quiz: Conversation) -> None:
    for number in range(12):
        quiz.press("nlu_fallback", text=f"answer {number}")
        quiz.press("ask_next_step", text="and what is next")
    assert len(str(quiz.state)) < 8000
    assert decided(quiz.press("nlu_fallback", text=LAST_ANSWER)) == ["ended"]
