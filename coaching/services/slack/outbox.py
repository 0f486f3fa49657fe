"""Slack's outbox: every post is sent at least once, and twice only where a send may have arrived
and cannot be looked up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from coaching.domain.ports import Clock, Store
from coaching.domain.post import Post, PostState

LEASE = timedelta(seconds=30)
TRY_LIMIT = 8
_FIRST_PAUSE = timedelta(seconds=2)
_LONGEST_PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Sent:
    """It is in Slack; `ts` is its id there, None where Slack gives none."""

    ts: str | None


@dataclass(frozen=True, slots=True)
class NotSent:
    """It is not in Slack, or, if `unsure`, perhaps it is. `wait` is how long Slack asks us to wait
    (such a try does not count), `final` that trying again cannot help."""

    cause: str
    unsure: bool = False
    wait: timedelta | None = None
    final: bool = False


class Outbox:
    """The steps of sending over a store; each is one unit of work, none waits for Slack."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def due(self, limit: int) -> Sequence[Post]:
        """Posts that may be sent now and that nobody is sending, oldest first."""
        with self._store.reading() as reads:
            return reads.waiting_posts(self._clock.now(), limit)

    def begin(self, key: str) -> Post | None:
        """Take a post for `LEASE` and count the try. From here on it is stored as `unsure`: if the
        process dies while sending, the next one looks it up first. What comes back still says
        whether *former* sends were unsure. None if it is not to be had."""
        now = self._clock.now()
        with self._store.writing() as writes:
            claimed = writes.claim_post(key, now, now + LEASE)
            if claimed is None:
                return None
            begun = replace(claimed, tries=claimed.tries + 1)
            writes.save_post(replace(begun, unsure=True))
            writes.commit()
            return begun

    def settle(self, post: Post, result: Sent | NotSent) -> Post:
        """Store how a send ended: sent; to be tried again when it is due; or dead, when trying
        cannot help or `TRY_LIMIT` tries have failed."""
        settled = self._after(post, result)
        with self._store.writing() as writes:
            writes.save_post(settled)
            writes.commit()
        return settled

    def _after(self, post: Post, result: Sent | NotSent) -> Post:
        now = self._clock.now()
        free = replace(post, lease_until=None)
        if isinstance(result, Sent):
            return replace(
                free, state=PostState.SENT, sent_at=now, ts=result.ts, unsure=False, failure=None
            )
        failed = replace(free, failure=result.cause, unsure=result.unsure)
        if result.wait is not None:
            return replace(failed, tries=post.tries - 1, due_at=now + result.wait)
        if result.final or post.tries >= TRY_LIMIT:
            return replace(failed, state=PostState.DEAD)
        pause = min(_FIRST_PAUSE * 2 ** (post.tries - 1), _LONGEST_PAUSE)
        return replace(failed, due_at=now + pause)
