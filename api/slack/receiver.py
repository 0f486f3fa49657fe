"""Works on the inbox: every delivery becomes its turn, and the turn's answer a post."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import Any, TypeVar

import structlog

from api.dispatch import Dispatcher
from api.rounds import Rounds
from api.slack.bodies import Unreadable, read_envelope
from api.slack.bolt import Desk
from api.slack.figures import FAILED_DELIVERIES
from api.slack.web import NoAnswer
from coaching.domain.errors import Moved, StillAnswering
from coaching.domain.post import Delivery
from coaching.domain.sessions import TurnState
from coaching.services.slack.inbox import Slack, Told, Turned

_LOOK_SECONDS = 1.0
_AT_ONCE = 200
_PAUSE_SECONDS = 0.5

T = TypeVar("T")
log = structlog.get_logger()


class Receiver:
    """One task per delivery in work, one delivery at a time per person and channel. `threads` is
    where Slack is waited for, so that the doors never have to."""

    def __init__(
        self,
        slack: Slack,
        desk: Desk,
        dispatcher: Dispatcher,
        threads: Executor,
        wake_sender: Callable[[], None],
    ) -> None:
        self._slack = slack
        self._desk = desk
        self._dispatcher = dispatcher
        self._threads = threads
        self._wake_sender = wake_sender
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._rounds = Rounds(self._take_up, _LOOK_SECONDS, "slack_inbox_not_read")

    def start(self) -> None:
        self._rounds.start()

    def wake(self) -> None:
        """There is something new; called on the loop's own thread."""
        self._rounds.wake()

    async def stop(self) -> None:
        """Leave what is in work to the next process: nothing of it is lost."""
        await self._rounds.stop()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def look_once(self) -> None:
        """Take up whatever waits and see it through."""
        await self._take_up()
        await asyncio.gather(*self._tasks.values())

    async def _take_up(self) -> None:
        for delivery in await self._in_thread(self._slack.waiting, _AT_ONCE):
            lane = _lane(delivery)
            if lane not in self._tasks:
                task = asyncio.create_task(self._work_on(delivery.key))
                self._tasks[lane] = task
                task.add_done_callback(partial(self._leave, lane))

    def _leave(self, lane: str, _: object) -> None:
        self._tasks.pop(lane, None)
        self._rounds.wake()

    async def _work_on(self, key: str) -> None:
        try:
            delivery = await self._in_thread(self._slack.claim, key)
            if delivery is not None:
                await self._settle(delivery)
        except Exception as error:
            log.warning("slack_delivery_waits", delivery=key, cause=type(error).__name__)
            await asyncio.sleep(_LOOK_SECONDS)

    async def _settle(self, delivery: Delivery) -> None:
        try:
            outcome = await self._in_thread(self._desk.hand_over, delivery)
            if outcome is None:
                await self._in_thread(self._slack.ignore, delivery)
            elif isinstance(outcome, Told):
                await self._in_thread(self._slack.tell, delivery, outcome)
            else:
                await self._bring_home(delivery, outcome)
        except Moved:
            log.info("slack_delivery_settled_elsewhere", delivery=delivery.key)
        except StillAnswering:
            await self._in_thread(self._slack.put_off, delivery, "still_answering", False)
        except Exception as error:
            await self._put_off(delivery, error)
        self._wake_sender()

    async def _bring_home(self, delivery: Delivery, turned: Turned) -> None:
        while True:
            turn = await self._dispatcher.bring_home(turned.session, turned.turn)
            if turn.state is not TurnState.RECEIVED:
                break
            if await self._in_thread(self._slack.keep_waiting, delivery, turned, turn):
                self._wake_sender()
            await asyncio.sleep(_PAUSE_SECONDS)
        await self._in_thread(self._slack.answered, delivery, turned)

    async def _put_off(self, delivery: Delivery, error: Exception) -> None:
        cause, wait = type(error).__name__, None
        if isinstance(error, NoAnswer):
            cause, wait = error.problem.cause, error.problem.wait
        failed = await self._in_thread(self._slack.put_off, delivery, cause, wait is None, wait)
        log.warning("slack_delivery_failed", delivery=delivery.key, cause=cause, final=failed)
        if failed:
            FAILED_DELIVERIES.inc()

    async def _in_thread(self, call: Callable[..., T], *given: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call, *given)


def _lane(delivery: Delivery) -> str:
    try:
        return read_envelope(delivery.kind, delivery.body).lane or delivery.key
    except Unreadable:
        return delivery.key
