"""The bot over HTTP, started as the product starts it."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from action_server import ActionServer
from bot_process import TOKEN, BotProcess, Conversation, ready_made

TURN = {"turn_id": "t-1", "conversation_id": "c-1", "text": "hello"}


# --- what a turn answers ---------------------------------------------------------------


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
    practice = _practising(bot)
    assert practice.say(written)["messages"] == [{"custom": {"assessed": written}}]
    assert actions.calls[-1]["tracker"]["latest_message"]["text"] == written


def test_what_a_fallback_takes_back_is_still_reported_as_understood(bot: BotProcess) -> None:
    talk = bot.conversation()
    talk.say("hello")
    answer = talk.say("pause for a moment")
    assert answer["messages"] == []
    assert answer["understood"]["intent"] == "pause_practice"


# --- inside a form ---------------------------------------------------------------------


def test_every_reply_of_a_practice_is_taken_whatever_it_sounds_like(bot: BotProcess) -> None:
    practice = _practising(bot)
    for text in ["Compared with what?", "thanks a lot", "what does it cost"]:
        assert practice.say(text)["messages"] == [{"custom": {"assessed": text}}]
    assert practice.loop == "practice_form"


def test_ready_made_meaning_still_fills_the_reply_from_the_text(bot: BotProcess) -> None:
    practice = _practising(bot)
    answer = practice.press("thank", text="Compared with what?")
    assert answer["messages"] == [{"custom": {"assessed": "Compared with what?"}}]
    assert answer["understood"] == {
        "intent": "thank",
        "confidence": 1.0,
        "ranking": [{"name": "thank", "confidence": 1.0}],
    }


def test_a_control_interrupts_and_the_practice_goes_on(bot: BotProcess) -> None:
    practice = _practising(bot)
    practice.say("Compared with what?")
    hint = practice.press("get_hint", text="hint")
    assert hint["messages"] == [{"custom": {"action": "action_hint", "scenario": None}}]
    assert practice.loop == "practice_form"
    assert practice.say("And then?")["messages"] == [{"custom": {"assessed": "And then?"}}]


def test_a_control_may_end_the_practice(bot: BotProcess) -> None:
    practice = _practising(bot)
    practice.press("stop_practice", text="stop practice")
    assert practice.loop is None
    assert practice.slots == {}
    assert practice.say("hello")["understood"]["intent"] == "greet"


def test_a_practice_may_end_itself(bot: BotProcess) -> None:
    practice = _practising(bot)
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
    practice = _practising(bot)
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
        told = dict(zip(names, people.map(practise, names)))
    for name in names:
        hint = {"custom": {"action": "action_hint", "scenario": f"scenario of {name}"}}
        replies = [{"custom": {"assessed": f"{name} says {n}"}} for n in range(25)]
        assert told[name] == [*replies, hint]


# --- text is never a command -----------------------------------------------------------

COMMANDS = [
    "/restart",
    "/session_start",
    "/back",
    "/stop_practice",
    '\u00a0/stop_practice{"role":"x"}',
    "\u3000/restart",
    '/greet@0.99{"scenario":"x"}',
    "\u200b/restart",
    "//restart",
]


@pytest.mark.parametrize("text", COMMANDS)
def test_a_command_typed_in_a_practice_is_a_reply(bot: BotProcess, text: str) -> None:
    practice = _practising(bot)
    practice.say("Compared with what?")
    # The tiny model may take the bare word for a control; its guess is never certain.
    parsed = bot.post("parse", {"text": text}).json()
    assert parsed["confidence"] < 0.9 and parsed["entities"] == []
    answer = practice.press("thank", text=text)
    assert answer["messages"] == [{"custom": {"assessed": text}}]
    assert practice.loop == "practice_form"


@pytest.mark.parametrize("text", COMMANDS)
def test_a_command_typed_to_the_coach_changes_nothing_by_itself(
    bot: BotProcess, text: str
) -> None:
    talk = bot.conversation()
    talk.press("practise", text="Practise", scenario="price-payroll")
    talk.press("stop_practice", text="stop")
    understood = talk.say(text)["understood"]
    assert understood["intent"] not in {"restart", "session_start", "back"}
    assert understood["confidence"] < 0.9
    assert talk.slots == {"scenario": "price-payroll"}


def test_no_white_or_invisible_prefix_makes_a_command(bot: BotProcess) -> None:
    invisible = [
        chr(point)
        for point in range(sys.maxunicode + 1)
        if chr(point).isspace() or unicodedata.category(chr(point)) in {"Cf", "Zs", "Zl", "Zp"}
    ]
    assert len(invisible) > 150
    for number, prefix in enumerate(invisible):
        text = f"{prefix}{COMMANDS[number % len(COMMANDS)]}"
        parsed = bot.post("parse", {"text": text}).json()
        assert parsed["intent"] not in {"restart", "session_start", "back"}, repr(text)
        assert parsed["confidence"] < 0.9 and parsed["entities"] == [], repr(text)


def test_a_ready_made_command_intent_has_no_power(bot: BotProcess) -> None:
    practice = _practising(bot)
    for intent in ["restart", "session_start", "back"]:
        practice.press(intent, text="words of a reply")
        assert practice.loop == "practice_form"


# --- when something fails --------------------------------------------------------------

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
    practice = _practising(bot)
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
    practice = _practising(bot)
    with actions.refusing():
        failed = practice.try_to_say("Compared with what?")
    assert (failed.status_code, failed.json()["cause"]) == (503, "action_unreachable")
    again = practice.say("Compared with what?")
    assert again["messages"] == [{"custom": {"assessed": "Compared with what?"}}]


def test_an_action_that_declines_is_no_failure(bot: BotProcess, actions: ActionServer) -> None:
    practice = _practising(bot)
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


# --- the door --------------------------------------------------------------------------


@pytest.mark.parametrize("route", ["turn", "parse"])
@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN + "x", TOKEN[:-1], "é"])
def test_without_the_token_nobody_enters(bot: BotProcess, route: str, token: str | None) -> None:
    encoded = None if token is None else token.encode().decode("latin-1")
    assert bot.post(route, TURN, token=encoded).status_code == 401


MALFORMED = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "not UTF-8": b'{"text": "\xff"}',
    "an abyss": b'{"a":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "a number that is none": json.dumps({**TURN, "metadata": {"a": float("nan")}}).encode(),
    "half a character": json.dumps({**TURN, "text": "\ud800"}).encode(),
    **{
        f"{field} = {value!r}": json.dumps({**TURN, field: value}).encode()
        for field, value in [
            ("turn_id", None),
            ("turn_id", ""),
            ("conversation_id", 7),
            ("conversation_id", ""),
            ("text", None),
            ("text", ""),
            ("metadata", []),
            ("parse_data", {}),
            ("parse_data", {"intent": "greet"}),
            ("parse_data", {"intent": {"name": "unheard_of"}}),
            ("parse_data", {"intent": {"name": "greet", "confidence": "high"}}),
            ("parse_data", {"intent": {"name": "greet"}, "entities": [{"entity": "x"}]}),
            ("state", []),
            ("state", {}),
            ("state", {"events": {}}),
            ("state", {"events": ["user"]}),
            ("state", {"events": [{}]}),
            ("state", {"events": [{"event": "unheard_of"}]}),
            ("state", {"events": [{"event": "user"}]}),
            ("state", {"events": [{"event": "action"}]}),
        ]
    },
}


@pytest.mark.parametrize("what", MALFORMED)
def test_a_malformed_turn_is_refused_and_says_why(bot: BotProcess, what: str) -> None:
    refused = bot.post("turn", data=MALFORMED[what])
    assert refused.status_code == 422
    assert set(refused.json()) == {"detail"}


def test_a_body_beyond_the_limit_is_refused(bot: BotProcess) -> None:
    fits = {**TURN, "metadata": {"padding": "x" * 200_000}}
    assert bot.post("turn", fits).status_code == 200
    assert bot.post("turn", {**TURN, "metadata": {"padding": "x" * 300_000}}).status_code == 413


def test_parsing_only_understands(bot: BotProcess, actions: ActionServer) -> None:
    parsed = bot.post("parse", {"text": "good morning"}).json()
    assert set(parsed) == {"intent", "confidence", "ranking", "entities"}
    assert parsed["intent"] == "greet"
    assert len(parsed["ranking"]) > 1
    assert actions.calls == []


@pytest.mark.parametrize("text", [" ", "\u00a0", "\n", "\u200b", ".", "x" * 4000, "😀" * 1000])
def test_any_text_can_be_parsed_and_said(bot: BotProcess, text: str) -> None:
    assert bot.post("parse", {"text": text}).status_code == 200
    assert bot.conversation().try_to_say(text).status_code == 200


def test_health_names_the_model_and_needs_no_token(bot: BotProcess) -> None:
    health = bot.health()
    assert (health.status_code, health.json()["ready"]) == (200, True)
    assert len(health.json()["model_id"]) == 32


# --- starting --------------------------------------------------------------------------


def test_with_a_broken_model_it_is_not_ready(tmp_path: Path, actions: ActionServer) -> None:
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"no archive")
    with BotProcess(broken, actions.port, tmp_path / "bot.log") as bot:
        bot.wait_until_health_is(503)
        assert bot.health().json() == {"cause": "bot_failed", "detail": "No model is loaded."}
        assert bot.post("turn", TURN).json()["cause"] == "bot_failed"


@pytest.mark.parametrize(
    ("token", "port", "reason"),
    [
        ("", 1, "The bot's channel has no token. Set COACH_INTERNAL_TOKEN"),
        (None, 1, "COACH_INTERNAL_TOKEN"),
        (TOKEN, None, "set COACH_ACTIONS_PORT"),
    ],
)
def test_a_missing_setting_refuses_the_start_and_is_named(
    tiny_model: Path, tmp_path: Path, token: str | None, port: int | None, reason: str
) -> None:
    with BotProcess(tiny_model, port, tmp_path / "bot.log", token) as bot:
        assert bot.process.wait(timeout=60) != 0
    assert reason in (tmp_path / "bot.log").read_text()


def _practising(bot: BotProcess) -> Conversation:
    practice = bot.conversation()
    practice.press("practise", text="Practise")
    return practice
