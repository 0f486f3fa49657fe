"""Turns over HTTP, with Rasa started as the product starts it."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

from action_server import ActionServer
from bot_process import TURN, BotProcess


def test_a_turn_answers_messages_state_and_what_was_understood(bot: BotProcess) -> None:
    answer = bot.post("turn", {**TURN, "metadata": {"name": "Ada"}}).json()
    assert set(answer) == {"turn_id", "messages", "state", "understood", "model_id"}
    assert answer["turn_id"] == "t-1"
    assert answer["messages"] == [
        {"text": "Hello, Ada.\n\nWhat shall we practise?", "response": "utter_greet"},
        {"custom": {"metadata": {"name": "Ada"}}},
    ]
    assert answer["understood"]["intent"] == "greet"
    assert answer["understood"]["ranking"][0] == {
        "name": "greet",
        "confidence": answer["understood"]["confidence"],
    }
    assert answer["model_id"] == bot.health().json()["model_id"]


def test_buttons_come_with_their_message(bot: BotProcess) -> None:
    talk = bot.conversation()
    talk.say("hello")
    talk.say("thanks")
    [message] = talk.say("what does it cost")["messages"]
    assert message == {"text": "Ten a month.", "buttons": [{"title": "Fine", "payload": "p-1"}]}


def test_metadata_reaches_the_action_with_the_message(
    bot: BotProcess, actions: ActionServer
) -> None:
    talk = bot.conversation()
    talk.metadata = {"session": "s-7", "now": "2026-11-21T10:00:00+01:00"}
    talk.say("hello")
    talk.metadata = {"session": "s-7", "now": "2026-11-21T10:01:00+01:00"}
    talk.say("good morning")
    assert [call["tracker"]["latest_message"]["metadata"]["now"] for call in actions.calls] == [
        "2026-11-21T10:00:00+01:00",
        "2026-11-21T10:01:00+01:00",
    ]


def test_a_text_arrives_as_it_was_written(bot: BotProcess, actions: ActionServer) -> None:
    written = "  Müller & Söhne 😀\n\nagree?\t"
    practice = bot.practice()
    assert practice.say(written)["messages"] == [{"custom": {"assessed": written}}]
    assert actions.calls[-1]["tracker"]["latest_message"]["text"] == written


def test_what_a_fallback_takes_back_is_still_reported_as_understood(bot: BotProcess) -> None:
    talk = bot.conversation()
    talk.say("hello")
    answer = talk.say("pause for a moment")
    assert answer["messages"] == []
    assert answer["understood"]["intent"] == "pause_practice"


def test_every_reply_of_a_practice_is_taken_whatever_it_sounds_like(bot: BotProcess) -> None:
    practice = bot.practice()
    for text in ["Compared with what?", "thanks a lot", "what does it cost"]:
        assert practice.say(text)["messages"] == [{"custom": {"assessed": text}}]
    assert practice.loop == "practice_form"


def test_ready_made_meaning_still_fills_the_reply_from_the_text(bot: BotProcess) -> None:
    practice = bot.practice()
    answer = practice.press("thank", text="Compared with what?")
    assert answer["messages"] == [{"custom": {"assessed": "Compared with what?"}}]
    assert answer["understood"] == {
        "intent": "thank",
        "confidence": 1.0,
        "ranking": [{"name": "thank", "confidence": 1.0}],
    }


def test_a_control_interrupts_and_the_practice_goes_on(bot: BotProcess) -> None:
    practice = bot.practice()
    practice.say("Compared with what?")
    hint = practice.press("get_hint", text="hint")
    assert hint["messages"] == [{"custom": {"action": "action_hint", "scenario": None}}]
    assert practice.loop == "practice_form"
    assert practice.say("And then?")["messages"] == [{"custom": {"assessed": "And then?"}}]


def test_a_control_may_end_the_practice(bot: BotProcess) -> None:
    practice = bot.practice()
    practice.press("stop_practice", text="stop practice")
    assert practice.loop is None
    assert practice.slots == {}
    assert practice.say("hello")["understood"]["intent"] == "greet"


def test_a_practice_may_end_itself(bot: BotProcess) -> None:
    practice = bot.practice()
    messages = practice.say("we are done")["messages"]
    assert messages[-1] == {"text": "That was it.", "response": "utter_done"}
    assert practice.loop is None


def test_a_ready_made_entity_fills_its_slot(bot: BotProcess) -> None:
    talk = bot.conversation()
    talk.press("practise", text="Practise", scenario="price-payroll")
    hint = talk.press("get_hint", text="hint")
    assert hint["messages"][0]["custom"]["scenario"] == "price-payroll"


def test_a_state_may_be_written_by_hand(bot: BotProcess) -> None:
    events = [
        {"event": "session_started"},
        {"event": "slot", "name": "scenario", "value": "price-payroll"},
        {"event": "slot", "name": "requested_slot", "value": "reply"},
        {"event": "active_loop", "name": "practice_form"},
        {"event": "action", "name": "action_listen"},
    ]
    practice = bot.conversation()
    practice.state = {"events": events}
    for number in range(6):
        answer = practice.say(f"reply {number}")
        assert answer["messages"] == [{"custom": {"assessed": f"reply {number}"}}]
    hint = practice.press("get_hint", text="hint")["messages"]
    assert hint == [{"custom": {"action": "action_hint", "scenario": "price-payroll"}}]
    assert practice.loop == "practice_form"


def test_two_hundred_turns_inside_a_form_cost_the_same_and_weigh_the_same(
    bot: BotProcess,
) -> None:
    practice = bot.practice()
    sizes, seconds = [], []
    for number in range(200):
        reply = f"Reply {number:03}: " + "may I ask what you compare us with? " * 10
        begun = time.perf_counter()
        practice.say(reply)
        seconds.append(time.perf_counter() - begun)
        sizes.append(len(json.dumps(practice.state)))
        if number % 20 == 10:
            practice.press("get_hint", text="hint")
    assert max(sizes) < 8000
    assert sizes[-1] < 1.1 * sizes[15]
    # A tracker that grows is 50 times slower by now; twice leaves room for a busy machine.
    assert median(seconds[-40:]) < 2 * median(seconds[5:45])


def test_two_conversations_at_once_do_not_mix(bot: BotProcess) -> None:
    def practise(name: str) -> list[dict[str, Any]]:
        practice = bot.conversation(name)
        practice.press("practise", text="Practise", scenario=f"scenario of {name}")
        heard = [practice.say(f"{name} says {n}")["messages"][0] for n in range(25)]
        return [*heard, *practice.press("get_hint", text="hint")["messages"]]

    names = [f"c-{number}" for number in range(8)]
    with ThreadPoolExecutor(len(names)) as people:
        told = dict(zip(names, people.map(practise, names), strict=True))
    for name in names:
        hint = {"custom": {"action": "action_hint", "scenario": f"scenario of {name}"}}
        replies = [{"custom": {"assessed": f"{name} says {n}"}} for n in range(25)]
        assert told[name] == [*replies, hint]
