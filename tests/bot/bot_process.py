"""Rasa, started as the product starts it, and conversations with it over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from action_server import free_port
from places import REPOSITORY

TOKEN = "a token for tests"
TURN = {"turn_id": "t-1", "conversation_id": "c-1", "text": "hello"}


class BotProcess:
    """One `rasa run` with the project's own endpoints.yml and credentials.yml."""

    def __init__(
        self, model: Path, actions_port: int | None, log: Path, token: str | None = TOKEN
    ) -> None:
        self.log = log
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/webhooks/coach"
        self._model = model
        self._settings = {
            "COACH_INTERNAL_TOKEN": token,
            "COACH_ACTIONS_PORT": None if actions_port is None else str(actions_port),
            "RASA_TELEMETRY_ENABLED": "false",
        }

    def __enter__(self) -> BotProcess:
        environment = {**os.environ, **self._settings}
        command = [sys.executable, "-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(self.port)]
        command += ["-m", str(self._model)]
        command += ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
        self.process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env={name: value for name, value in environment.items() if value is not None},
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def wait_until_health_is(self, status: int, seconds: float = 90) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            try:
                if self.health().status_code == status:
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.2)
        raise AssertionError(self.log.read_text()[-3000:])

    def health(self) -> requests.Response:
        return requests.get(f"{self.url}/health", timeout=10)

    def post(
        self, route: str, body: Any = None, token: str | None = TOKEN, **kwargs: Any
    ) -> requests.Response:
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        if body is not None:
            kwargs["json"] = body
        return requests.post(f"{self.url}/{route}", headers=headers, timeout=20, **kwargs)

    def conversation(self, name: str = "c-1") -> Conversation:
        return Conversation(self, name)

    def practice(self) -> Conversation:
        """A conversation that has just entered the form."""
        practice = self.conversation()
        practice.press("practise", text="Practise")
        return practice


@dataclass
class Conversation:
    """One person's talk: keeps the state between turns, as the API does."""

    bot: BotProcess
    name: str
    state: dict[str, Any] | None = None
    turns: int = 0
    metadata: dict[str, Any] = field(default_factory=dict)

    def try_to_say(self, text: str, parse_data: dict[str, Any] | None = None) -> requests.Response:
        """Send a turn and leave the state alone."""
        body = {
            "turn_id": f"t-{self.turns + 1}",
            "conversation_id": self.name,
            "text": text,
            "parse_data": parse_data,
            "state": self.state,
            "metadata": self.metadata,
        }
        return self.bot.post("turn", body)

    def say(self, text: str, parse_data: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send a turn that must be answered, and go on from the state it leaves."""
        response = self.try_to_say(text, parse_data)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        self.state = answer["state"]
        self.turns += 1
        return answer

    def press(self, intent: str, text: str = "", **entities: str) -> dict[str, Any]:
        """A button or a control word: its meaning is ready-made."""
        return self.say(text, ready_made(intent, **entities))

    @property
    def loop(self) -> str | None:
        """The walk that the state says we are in."""
        loops = [e["name"] for e in self.state["events"] if e["event"] == "active_loop"]
        return loops[-1] if loops else None

    @property
    def slots(self) -> dict[str, Any]:
        set_last = {e["name"]: e["value"] for e in self.state["events"] if e["event"] == "slot"}
        return {name: value for name, value in set_last.items() if value is not None}


def ready_made(intent: str, **entities: str) -> dict[str, Any]:
    found = [{"entity": entity, "value": value} for entity, value in entities.items()]
    return {"intent": {"name": intent, "confidence": 1.0}, "entities": found}
