"""Slack's parts together, for one running application."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import structlog

from api.dispatch import Dispatcher
from api.slack.bolt import Desk
from api.slack.receiver import Receiver
from api.slack.sender import Sender
from api.slack.signature import Signatures
from api.slack.web import TIMEOUT_SECONDS, NoAnswer, SlackWeb
from coaching.bootstrap import House, SystemClock
from coaching.config import Settings
from coaching.domain.ports import Clock, Store
from coaching.services.converse import Converse
from coaching.services.playbooks import Playbooks
from coaching.services.sessions import Sessions
from coaching.services.slack.inbox import Slack
from coaching.services.slack.outbox import Outbox
from coaching.services.slack.posts import SlackPosts

# Few, for every one of them competes with the doors for the one writer of SQLite.
_HANDS_IN, _HANDS_OUT = 4, 8

log = structlog.get_logger()


class Office:
    """What the doors need, and the two workers behind them."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        playbooks: Playbooks,
        posts: SlackPosts,
        clock: Clock,
        converse: Converse,
        sessions: Sessions,
        dispatcher: Dispatcher,
        seconds: int = TIMEOUT_SECONDS,
    ) -> None:
        token = settings.slack_bot_token.get_secret_value()
        secret = settings.slack_signing_secret.get_secret_value()
        self.clock = clock
        self.web = SlackWeb(token, settings.slack_api_url, seconds)
        self.signatures = Signatures(secret, lambda: clock.now().timestamp())
        self._in = ThreadPoolExecutor(_HANDS_IN, "slack-in")
        self._out = ThreadPoolExecutor(_HANDS_OUT, "slack-out")
        self.slack = Slack(store, playbooks, clock, converse, sessions, posts)
        self.outbox = Outbox(store, clock)
        self.sender = Sender(self.outbox, self.web, self._out, clock)
        self.desk = Desk(self.slack, self.web)
        self.receiver = Receiver(self.slack, self.desk, dispatcher, self._in, self.sender.wake)
        self._greeting: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to work on what waits, also from a former process."""
        self._greeting = asyncio.create_task(self._greet())
        self.receiver.start()
        self.sender.start()

    async def stop(self) -> None:
        """Stop both workers; what they had in hand is taken up by the next process."""
        if self._greeting:
            self._greeting.cancel()
        await self.receiver.stop()
        await self.sender.stop()
        shut = [
            asyncio.create_task(asyncio.to_thread(threads.shutdown, cancel_futures=True))
            for threads in (self._in, self._out)
        ]
        await asyncio.wait(shut, timeout=TIMEOUT_SECONDS)

    async def _greet(self) -> None:
        """Ask early who we are: from then on other workspaces are refused at the door."""
        loop = asyncio.get_running_loop()
        with suppress(asyncio.CancelledError):
            try:
                me = await loop.run_in_executor(self._out, self.web.identity)
                log.info("slack_ready", team=me.team)
            except NoAnswer as error:
                log.error("slack_token_not_accepted", cause=str(error))


def open_office(settings: Settings, house: House, dispatcher: Dispatcher) -> Office | None:
    """Slack's parts over the house, or None if Slack is not set up."""
    if not settings.speaks_slack:
        return None
    return Office(
        settings,
        house.store,
        house.playbooks,
        house.posts,
        SystemClock(),
        house.converse,
        house.sessions,
        dispatcher,
    )
