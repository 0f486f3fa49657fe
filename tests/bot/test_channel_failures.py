"""A turn that fails leaves nothing behind, and says no more than why."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from action_server import ActionServer
from bot_process import TOKEN, TURN, BotProcess, ready_made

FAILURES = {
    "fail": "action_failed",
    "garbage": "action_failed",
    "wrong_shape": "action_failed",
    "speechless": "action_failed",
    "decline_wrongly": "action_failed",
    "drop": "action_unreachable",
    "hang": "timed_out",
    "dawdle": "timed_out",
}


@pytest.mark.parametrize("behaviour", FAILURES)
def test_a_failing_action_fails_the_turn_and_the_next_goes_on_as_if_it_had_not_been(
    bot: BotProcess, actions: ActionServer, behaviour: str
) -> None:
    practice = bot.practice()
    practice.say("Compared with what?")
    actions.behaviour = behaviour
    # A control calls two actions: a dawdling server is in time for each, not for both.
    failed = practice.try_to_say("hint", ready_made("get_hint"))
    assert failed.status_code == 503
    assert set(failed.json()) == {"cause", "detail"}
    assert failed.json()["cause"] == FAILURES[behaviour]
    actions.behaviour = "answer"
    assert practice.say("And then?")["messages"] == [{"custom": {"assessed": "And then?"}}]


def test_a_refusing_action_server_fails_the_turn(bot: BotProcess, actions: ActionServer) -> None:
    practice = bot.practice()
    with actions.refusing():
        failed = practice.try_to_say("Compared with what?")
    assert (failed.status_code, failed.json()["cause"]) == (503, "action_unreachable")
    again = practice.say("Compared with what?")
    assert again["messages"] == [{"custom": {"assessed": "Compared with what?"}}]


def test_an_action_that_declines_is_no_failure(bot: BotProcess, actions: ActionServer) -> None:
    practice = bot.practice()
    actions.behaviour = "decline"
    assert practice.try_to_say("Compared with what?").status_code == 200


def test_one_hanging_turn_holds_up_nobody_else(bot: BotProcess, actions: ActionServer) -> None:
    hanging, other = bot.conversation("c-1"), bot.conversation("c-2")
    with ThreadPoolExecutor(1) as elsewhere:
        actions.behaviour = "hang"
        begun = time.monotonic()
        waiting = elsewhere.submit(hanging.try_to_say, "hello")
        while not actions.calls:
            time.sleep(0.01)
        actions.behaviour = "answer"
        other.say("hello")
        assert time.monotonic() - begun < 3
        assert waiting.result().json()["cause"] == "timed_out"
        assert time.monotonic() - begun < 8


def test_no_log_holds_what_was_said(bot: BotProcess, actions: ActionServer) -> None:
    canary = "Zanzibar-4711"
    talk = bot.conversation()
    for behaviour in ["answer", "fail", "garbage", "wrong_shape", "decline", "drop"]:
        actions.behaviour = behaviour
        talk.try_to_say(f"/{canary} hello", ready_made("greet", scenario=canary))
        talk.try_to_say(f"hello {canary}")
    assert bot.post("turn", {**TURN, "text": {canary: canary}}).status_code == 422
    log = bot.log.read_text()
    assert "No answer, action_failed" in log
    assert canary not in log
    assert TOKEN not in log
