"""Works on the outbox: every post is sent, found, or given up and counted."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import structlog

from api.rounds import Rounds
from api.slack.figures import DEAD_POSTS, REPEATED_SENDS, SENDS, UNSURE_SENDS
from api.slack.web import NoAnswer, SlackWeb
from coaching.domain.ports import Clock
from coaching.domain.post import Post, PostState
from coaching.services.slack.outbox import NotSent, Outbox, Sent

_LOOK_SECONDS = 1.0
_AT_ONCE = 200

T = TypeVar("T")
log = structlog.get_logger()


class Sender:
    """One task per conversation, so that its posts keep their order; a conversation whose post has
    to wait waits as a whole."""

    def __init__(self, outbox: Outbox, web: SlackWeb, threads: Executor, clock: Clock) -> None:
        self._outbox = outbox
        self._web = web
        self._threads = threads
        self._clock = clock
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._paused: dict[str, datetime] = {}
        self._rounds = Rounds(self._take_up, _LOOK_SECONDS, "slack_outbox_not_read")

    def start(self) -> None:
        self._rounds.start()

    def wake(self) -> None:
        """There is something to send; called on the loop's own thread."""
        self._rounds.wake()

    async def stop(self) -> None:
        """Stop looking; a send in work ends in its thread, and is looked up later if it was not
        noted."""
        await self._rounds.stop()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def look_once(self) -> None:
        """Send what is due, at most one post per conversation."""
        await self._take_up()
        await asyncio.gather(*self._tasks.values())

    async def _take_up(self) -> None:
        now = self._clock.now()
        self._paused = {lane: until for lane, until in self._paused.items() if until > now}
        for post in await self._in_thread(self._outbox.due, _AT_ONCE):
            lane = _lane(post)
            if lane not in self._tasks and lane not in self._paused:
                task = asyncio.create_task(self._work_on(post.key, lane))
                self._tasks[lane] = task
                task.add_done_callback(partial(self._leave, lane))

    def _leave(self, lane: str, _: object) -> None:
        self._tasks.pop(lane, None)
        self._rounds.wake()

    async def _work_on(self, key: str, lane: str) -> None:
        try:
            settled = await self._in_thread(self._send, key)
        except Exception as error:
            log.warning("slack_post_waits", post=key, cause=type(error).__name__)
            await asyncio.sleep(_LOOK_SECONDS)
            return
        if settled and settled.state is PostState.WAITING and settled.due_at:
            self._paused[lane] = settled.due_at

    def _send(self, key: str) -> Post | None:
        post = self._outbox.begin(key)
        if post is None:
            return None
        result = self._look_up(post) if post.unsure else None
        found = isinstance(result, Sent)
        result = result or self._try(post)
        settled = self._outbox.settle(post, result)
        _count(settled, result, found)
        return settled

    def _try(self, post: Post) -> Sent | NotSent:
        try:
            return self._web.send(post)
        except Exception as error:
            return NotSent(type(error).__name__, unsure=True)

    def _look_up(self, post: Post) -> Sent | NotSent | None:
        """Where a former send may have arrived: that it has, that we cannot look now, or None if
        it has not, or if nobody can tell."""
        try:
            ts = self._web.find(post)
        except NoAnswer as failed:
            if not failed.problem.final:
                problem = failed.problem
                return NotSent(f"look_up_{problem.cause}", unsure=True, wait=problem.wait)
            log.warning("slack_post_cannot_be_looked_up", post=post.key, cause=str(failed))
            REPEATED_SENDS.inc()
            return None
        if ts is None and post.method != "chat.postMessage":
            REPEATED_SENDS.inc()
        return Sent(ts) if ts else None

    async def _in_thread(self, call: Callable[..., T], *given: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call, *given)


def _count(post: Post, result: Sent | NotSent, found: bool) -> None:
    if isinstance(result, Sent):
        SENDS.labels("found" if found else "sent").inc()
        return
    if result.unsure and not result.cause.startswith("look_up_"):
        UNSURE_SENDS.inc()
    if post.state is PostState.DEAD:
        DEAD_POSTS.inc()
        SENDS.labels("dead").inc()
        log.error("slack_post_dead", post=post.key, cause=result.cause, tries=post.tries)
    else:
        SENDS.labels("limited" if result.wait else "later").inc()
        log.warning("slack_post_later", post=post.key, cause=result.cause, tries=post.tries)


def _lane(post: Post) -> str:
    where = post.body.get("channel"), post.body.get("thread_ts")
    return ":".join(str(part) for part in where) if where[0] else post.key
