"""Slack's doors and workers over real use cases, a real SQLite file and a Slack that runs on this
machine; only Rasa is played."""

import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.bot import BotUnheard
from api.dispatch import Dispatcher
from api.slack.door import router
from api.slack.office import Office
from coaching.config import Settings
from coaching.domain.post import Delivery, Post
from coaching.domain.sessions import Button, Decision, Session, SessionKind, Speaker, Spoken, Turn
from coaching.services.dialogue import FromBot, ToBot
from coaching.services.slack.posts import SlackPosts
from tests.services.house import OTHER, REP, TestHouse
from tests.slack_requests import SECRET, sign
from tests.slack_server import TOKEN, SlackServer

INES, OMAR, STRANGER = "U0INES001", "U0OMAR001", "U0NOBODY1"
ADDRESS = "https://coach.example.com"
Json = dict[str, Any]


class PlayedBot:
    """Answers with what it heard. "which?" brings buttons, "practise" an opened session; `silent`
    says nothing at all."""

    def __init__(self) -> None:
        self.silent = False
        self.heard: list[ToBot] = []

    async def say(self, sent: ToBot) -> FromBot:
        if self.silent:
            raise BotUnheard("unreachable", counted=False)
        self.heard.append(sent)
        return FromBot(Decision(said=(self._spoken(sent),)), {"turn": sent.seq})

    def _spoken(self, sent: ToBot) -> Spoken:
        if sent.parse:
            return Spoken(Speaker.COACH, f"You chose {sent.parse['intent']['name']}.")
        if sent.text == "which?":
            choices = (Button("Acme & Sons <UK>", "choose_acme"), Button("Bright", "choose_bright"))
            return Spoken(Speaker.COACH, "One of these?", choices)
        opens = "s-practice" if sent.text == "practise" else None
        return Spoken(Speaker.COACH, f"You said: {sent.text}", opens=opens)


class SlackHouse(TestHouse):
    """`office` has its workers running if `working`; otherwise a test takes the steps itself."""

    def __init__(self, folder: Path, slack: SlackServer, working: bool, seconds: int) -> None:
        super().__init__(folder)
        self.folder, self.slack, self.working, self.bot = folder, slack, working, PlayedBot()
        self.settings = Settings(
            internal_token=SecretStr("t" * 32),
            slack_signing_secret=SecretStr(SECRET),
            slack_bot_token=SecretStr(TOKEN),
            slack_api_url=f"{slack.address}/api/",
            public_url=ADDRESS,
        )
        self.seconds = seconds
        self.posts = SlackPosts(self.playbooks, self.clock, ADDRESS)
        self.app = FastAPI(lifespan=self._living)
        self.app.include_router(router)
        self.client: TestClient

    @asynccontextmanager
    async def _living(self, app: FastAPI) -> AsyncIterator[None]:
        dispatcher = Dispatcher(self.converse, self.bot)  # type: ignore[arg-type]
        self.office = app.state.slack = Office(
            self.settings,
            self.store,
            self.playbooks,
            self.posts,
            self.clock,
            self.converse,
            self.sessions,
            dispatcher,
            self.seconds,
        )
        if self.working:
            self.office.start()
        yield
        await self.office.stop()
        await dispatcher.stop()

    def send_event(self, body: Json, **headers: str) -> httpx.Response:
        return self.send("/slack/events", json.dumps(body), **headers)

    def send(self, path: str, body: str, **headers: str) -> httpx.Response:
        signed = sign(body, self.clock.now().timestamp())
        return self.client.post(path, content=body.encode(), headers={**signed, **headers})

    def receive_once(self) -> None:
        """The inbox's worker takes up what waits and sees it through."""
        self.client.portal.call(self.office.receiver.look_once)  # type: ignore[union-attr]

    def send_once(self) -> None:
        """The outbox's worker sends what is due, one post per conversation."""
        self.client.portal.call(self.office.sender.look_once)  # type: ignore[union-attr]

    def delivery(self, key: str) -> Delivery | None:
        with self.store.reading() as reads:
            return reads.delivery(key)

    def post(self, key: str) -> Post:
        with self.store.reading() as reads:
            found = reads.post(key)
        assert found is not None
        return found

    def deliveries(self) -> int:
        with self.store.reading() as reads:
            return len(reads.waiting_deliveries(self.clock.now(), 10_000))

    def talk(self, place: str, person: str = REP.id) -> Session | None:
        with self.store.reading() as reads:
            return reads.last_session(person, SessionKind.COACH, place)

    def dismiss(self, person: str) -> None:
        """They have left the company."""
        with self.store.writing() as writes:
            connection = writes._connection
            connection.exec_driver_sql("UPDATE people SET active = 0 WHERE id = ?", (person,))
            writes.commit()

    def wait_until(self, holds: Callable[[], bool], seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, "it did not come to pass"
            time.sleep(0.02)

    def advance(self, seconds: float = 1) -> bool:
        """Time goes by, for those who wait for it; always true."""
        self.clock.pass_seconds(seconds)
        time.sleep(0.1)
        return True

    def turns(self, place: str, person: str = REP.id) -> list[Turn]:
        session = self.talk(place, person)
        if session is None:
            return []
        with self.store.reading() as reads:
            return list(reads.turns(session.id))


@contextmanager
def running_house(
    folder: Path, slack: SlackServer, working: bool = True, seconds: int = 2
) -> Iterator[SlackHouse]:
    slack.add_user(INES, REP.email)
    slack.add_user(OMAR, OTHER.email)
    slack.add_user(STRANGER, "nobody@example.com")
    slack.channels.add("C0DEALS01")
    house = SlackHouse(folder, slack, working, seconds)
    try:
        with TestClient(house.app, base_url="http://127.0.0.1") as client:
            house.client = client
            yield house
    finally:
        house.store.close()
