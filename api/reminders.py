"""The loop that turns due follow-ups into reminders, inside the API process."""

import structlog
from starlette.concurrency import run_in_threadpool

from api.rounds import Rounds
from coaching.domain.errors import Moved
from coaching.services.follow_ups.reminding import Reminding

LOOK_SECONDS = 1.0

log = structlog.get_logger()


class Reminders:
    """Looks once a second. What it cannot give now, it gives at a later look: nothing is marked as
    given before it is stored."""

    def __init__(self, reminding: Reminding) -> None:
        self._reminding = reminding
        self._rounds = Rounds(self._look, LOOK_SECONDS, "reminders_wait")

    def start(self) -> None:
        self._rounds.start()

    async def stop(self) -> None:
        await self._rounds.stop()

    async def _look(self) -> None:
        for id in await run_in_threadpool(self._reminding.due):
            await self._give(id)

    async def _give(self, id: str) -> None:
        try:
            await run_in_threadpool(self._reminding.remind, id)
        except Moved:
            log.info("reminder_moved", follow_up=id)
