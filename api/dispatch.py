"""Brings every accepted turn to its end, also the ones a former process left behind."""

import asyncio
from contextlib import suppress

import structlog
from starlette.concurrency import run_in_threadpool

from api.bot import BotClient, BotUnheard
from coaching.domain.errors import CoachError, Moved, NotAllowed
from coaching.domain.sessions import Turn, TurnState
from coaching.services.converse import Converse
from coaching.services.dialogue import ToBot

ANSWER_WAIT_SECONDS = 8.0
_RETRY_SECONDS = 1.05
_LOOK_SECONDS = 1.0

log = structlog.get_logger()


class Dispatcher:
    """One task per turn in work; a second call for the same turn waits for the same task."""

    def __init__(self, converse: Converse, bot: BotClient) -> None:
        self._converse = converse
        self._bot = bot
        self._tasks: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._recovery: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._recovery = asyncio.create_task(self._recover())

    async def stop(self) -> None:
        """Let turns in work finish for a moment, then leave the rest to the next process."""
        if self._recovery:
            self._recovery.cancel()
        tasks = list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=ANSWER_WAIT_SECONDS)
        for task in self._tasks.values():
            task.cancel()

    async def bring_home(self, session: str, turn: str) -> Turn:
        """The turn once it is answered or failed, or as it stands after eight seconds."""
        task = self._work_on(session, turn)
        await asyncio.wait({task}, timeout=ANSWER_WAIT_SECONDS)
        return await run_in_threadpool(self._converse.read, session, turn)

    async def settle_waiting(self, session: str, seconds: float) -> None:
        """Wait briefly for whatever turn of this session is in work."""
        waiting = {task for (key, _), task in self._tasks.items() if key == session}
        if waiting:
            await asyncio.wait(waiting, timeout=seconds)

    def _work_on(self, session: str, turn: str) -> asyncio.Task[None]:
        key = (session, turn)
        task = self._tasks.get(key)
        if task is None:
            task = asyncio.create_task(self._drive(session, turn))
            self._tasks[key] = task
            task.add_done_callback(lambda _: self._tasks.pop(key, None))
        return task

    async def _drive(self, session: str, turn: str) -> None:
        while True:
            sent = await run_in_threadpool(self._converse.prepare, session, turn)
            if sent is None:
                return
            if await self._try(sent):
                return
            await asyncio.sleep(_RETRY_SECONDS)

    async def _try(self, sent: ToBot) -> bool:
        """One try; true if the turn is settled. A conflict is dispatched again at once."""
        try:
            answer = await self._bot.say(sent)
            settled = await run_in_threadpool(self._converse.answer, sent, answer)
        except Moved:
            await run_in_threadpool(self._converse.release, sent)
            log.info("turn_moved", session=sent.session, turn=sent.turn)
            return await self._again(sent)
        except BotUnheard as error:
            log.warning("turn_unheard", session=sent.session, turn=sent.turn, cause=error.cause)
            settled = await run_in_threadpool(self._converse.miss, sent, error.counted)
        except NotAllowed:
            log.error("turn_not_allowed", session=sent.session, turn=sent.turn)
            settled = await run_in_threadpool(self._converse.miss, sent, True)
        return settled.state is not TurnState.RECEIVED

    async def _again(self, sent: ToBot) -> bool:
        prepared = await run_in_threadpool(self._converse.prepare, sent.session, sent.turn)
        return True if prepared is None else await self._try(prepared)

    async def _recover(self) -> None:
        while True:
            with suppress(CoachError):
                for session, turn in await run_in_threadpool(self._converse.lapsed):
                    self._work_on(session, turn)
            await asyncio.sleep(_LOOK_SECONDS)
