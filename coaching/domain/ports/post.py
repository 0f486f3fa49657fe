"""What the core needs of a store for Slack's inbox and outbox; parts of `Reads` and `Writes`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from coaching.domain.post import Delivery, Post


class PostReads(Protocol):
    def slack_person(self, team: str, user: str) -> str | None:
        """The id of the person behind a Slack user, if they are linked."""
        ...

    def delivery(self, key: str) -> Delivery | None: ...
    def waiting_deliveries(self, now: datetime, limit: int) -> Sequence[Delivery]:
        """`received` ones that nobody holds, oldest first."""
        ...

    def post(self, key: str) -> Post | None: ...
    def waiting_posts(self, now: datetime, limit: int) -> Sequence[Post]:
        """`waiting` ones that are due and that nobody holds, oldest first."""
        ...


class PostWrites(Protocol):
    def link_slack_person(self, team: str, user: str, person: str) -> None:
        """Linking again replaces the person."""
        ...

    def receive(self, delivery: Delivery) -> bool:
        """Keep it; False, and nothing kept, if its key or its message is already known."""
        ...

    def claim_delivery(self, key: str, now: datetime, lease_until: datetime) -> Delivery | None:
        """Take the lease of a `received` delivery whose lease is over, or None."""
        ...

    def save_delivery(self, delivery: Delivery) -> None:
        """Raises Moved if it is `done` already."""
        ...

    def put_out(self, post: Post) -> bool:
        """Keep it for sending; False, and nothing kept, if its key is already known."""
        ...

    def claim_post(self, key: str, now: datetime, lease_until: datetime) -> Post | None:
        """Take the lease of a `waiting` post that is due and whose lease is over, or None."""
        ...

    def save_post(self, post: Post) -> None:
        """Raises Moved if it is `sent` already."""
        ...
