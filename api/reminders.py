"""The loop that turns due follow-ups into reminders, inside the API process."""

import asyncio

import structlog
from starlette.concurrency import run_in_threadpool

from coaching.domain.errors import CoachError, Moved
from coaching.services.follow_ups.reminding import Reminding

LOOK_SECONDS = 1.0

log = structlog.get_logger()


class Reminders:
    """Looks once a second. What it cannot give now, it gives at a later look: nothing is marked as
    given before it is stored."""

    def __init__(self, reminding: Reminding) -> None:
        self._reminding = reminding
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            try:
                for id in await run_in_threadpool(self._reminding.due):
                    await self._give(id)
            except CoachError as error:
                log.warning("reminders_wait", cause=type(error).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    async def _give(self, id: str) -> None:
        try:
            await run_in_threadpool(self._reminding.remind, id)
        except Moved:
            log.info("reminder_moved", follow_up=id)
