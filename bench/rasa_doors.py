"""The two Rasas that are compared: how each is started, and how one talks to it."""

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from bench.rasa_alone import Conversation
from bench.training import RASA
from coaching.services.opening import PRACTICE_DIALOGUE
from tests.journeys.product import free_port
from tools.train import ROOT, rasa_environment


class OurRasa:
    """Rasa as the product starts it, behind its own channel; the state travels with each turn."""

    def __init__(self, model: Path, environment: Mapping[str, str]) -> None:
        port = free_port()
        self.command = _run(model, port, ROOT / "endpoints.yml", ROOT / "credentials.yml")
        self.environment = {**rasa_environment(), **environment}
        self.folder = ROOT
        self._address = f"http://127.0.0.1:{port}/webhooks/coach"
        token = environment["COACH_INTERNAL_TOKEN"]
        self._headers = {"Authorization": f"Bearer {token}"}

    def ready(self, client: httpx.Client) -> bool:
        return client.get(f"{self._address}/health").is_success

    def parse(self, client: httpx.Client, text: str) -> httpx.Response:
        return self.post(client, "parse", {"text": text})

    def conversation(self, client: httpx.Client, session: str, practice: bool) -> Conversation:
        return _OurConversation(self, client, session, practice)

    def post(self, client: httpx.Client, route: str, body: Mapping[str, Any]) -> httpx.Response:
        return client.post(f"{self._address}/{route}", json=body, headers=self._headers)


class _OurConversation:
    def __init__(self, rasa: OurRasa, client: httpx.Client, session: str, practice: bool) -> None:
        self._rasa = rasa
        self._client = client
        self._session = session
        self._state: Mapping[str, Any] | None = PRACTICE_DIALOGUE if practice else None
        guess = {"intent": {"name": "give_reply", "confidence": 1.0}, "entities": []}
        self._parse = guess if practice else None
        self._numbers = itertools.count(1)

    def say(self, text: str) -> None:
        turn = f"t-{next(self._numbers)}"
        body = {
            "turn_id": turn,
            "conversation_id": self._session,
            "text": text,
            "parse_data": self._parse,
            "state": self._state,
            "metadata": {"session": self._session, "turn": turn},
        }
        answer = self._rasa.post(self._client, "turn", body)
        assert answer.status_code == httpx.codes.OK, answer.text
        assert answer.json()["messages"], "no words"
        self._state = answer.json()["state"]


class StockRasa:
    """Rasa with its REST channel and a tracker store in memory, as it comes."""

    def __init__(
        self, model: Path, environment: Mapping[str, str], actions_port: str, folder: Path
    ) -> None:
        """`folder` is an empty one: away from the project nothing of `bot/` can be imported."""
        port = free_port()
        endpoints, credentials = folder / "endpoints.yml", folder / "credentials.yml"
        endpoints.write_text(f"action_endpoint: {{url: 'http://127.0.0.1:{actions_port}/webhook'}}")
        credentials.write_text("rest:\n")
        # The REST channel needs no `--enable-api`; putting a conversation into the form does.
        self.command = _run(model, port, endpoints, credentials, "--enable-api")
        self.environment = dict(environment)
        self.folder = folder
        self._address = f"http://127.0.0.1:{port}"
        self._numbers = itertools.count(1)

    def ready(self, client: httpx.Client) -> bool:
        return client.get(f"{self._address}/status").is_success

    def parse(self, client: httpx.Client, text: str) -> httpx.Response:
        return client.post(f"{self._address}/model/parse", json={"text": text})

    def conversation(self, client: httpx.Client, session: str, practice: bool) -> Conversation:
        name = f"c-{next(self._numbers)}"
        if practice:
            address = f"{self._address}/conversations/{name}/tracker/events"
            client.post(address, json=PRACTICE_DIALOGUE["events"]).raise_for_status()
        return _StockConversation(f"{self._address}/webhooks/rest/webhook", client, session, name)


class _StockConversation:
    def __init__(self, address: str, client: httpx.Client, session: str, name: str) -> None:
        self._address = address
        self._client = client
        self._session = session
        self._name = name
        self._numbers = itertools.count(1)

    def say(self, text: str) -> None:
        metadata = {"session": self._session, "turn": f"t-{next(self._numbers)}"}
        body = {"sender": self._name, "message": text, "metadata": metadata}
        answer = self._client.post(self._address, json=body)
        assert answer.status_code == httpx.codes.OK, answer.text
        # Stock Rasa answers 200 and an empty list when an action fails.
        assert answer.json(), "no words"


def _run(model: Path, port: int, endpoints: Path, credentials: Path, *more: str) -> list[str]:
    return [
        *(RASA, "run", "--interface", "127.0.0.1", "--port", str(port), "--model", str(model)),
        *("--endpoints", str(endpoints), "--credentials", str(credentials), *more),
    ]
