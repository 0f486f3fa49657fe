"""Nothing that someone types is a command."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from bot_process import BotProcess

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
    practice = bot.practice()
    practice.say("Compared with what?")
    # The tiny model may take the bare word for a control; its guess is never certain.
    parsed = bot.post("parse", {"text": text}).json()
    assert parsed["confidence"] < 0.9
    assert parsed["entities"] == []
    answer = practice.press("thank", text=text)
    assert answer["messages"] == [{"custom": {"assessed": text}}]
    assert practice.loop == "practice_form"


@pytest.mark.parametrize("text", COMMANDS)
def test_a_command_typed_to_the_coach_changes_nothing_by_itself(bot: BotProcess, text: str) -> None:
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
        assert parsed["confidence"] < 0.9, repr(text)
        assert parsed["entities"] == [], repr(text)


def test_a_ready_made_command_intent_has_no_power(bot: BotProcess) -> None:
    practice = bot.practice()
    for intent in ["restart", "session_start", "back"]:
        practice.press(intent, text="words of a reply")
        assert practice.loop == "practice_form"
