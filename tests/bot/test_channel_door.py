"""Who and what the bot lets in, and when it refuses to start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from action_server import ActionServer
from bot_process import TOKEN, TURN, BotProcess


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
