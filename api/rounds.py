"""Looking again and again for work that waits, until told to stop."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

log = structlog.get_logger()


class Rounds:
    """Calls `look` every `seconds`, and at once when woken. A look that fails is logged as
    `failure` with its cause, and the next one comes all the same."""

    def __init__(self, look: Callable[[], Awaitable[None]], seconds: float, failure: str) -> None:
        self._look = look
        self._seconds = seconds
        self._failure = failure
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._go_round())

    def wake(self) -> None:
        """There is something new; called on the loop's own thread."""
        self._woken.set()

    async def stop(self) -> None:
        """End the rounds; a look in progress is broken off."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _go_round(self) -> None:
        while True:
            try:
                await self._look()
            except Exception as error:
                log.error(self._failure, cause=type(error).__name__)
            # Not `wait_for`: in Python 3.11 it swallows a cancellation that meets the waking,
            # and the rounds would never end.
            with suppress(TimeoutError):
                async with asyncio.timeout(self._seconds):
                    await self._woken.wait()
            self._woken.clear()
