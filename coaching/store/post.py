"""Slack's inbox and outbox: each kept once, leased, settled once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, or_, select, update

from coaching.domain.errors import Moved
from coaching.domain.post import Delivery, DeliveryState, Post, PostState
from coaching.domain.records import to_record
from coaching.store.repository import Repository, row_of
from coaching.store.tables import deliveries, posts, slack_people
from coaching.store.tables.post import RECEIVED, WAITING


class PostReads(Repository):
    def slack_person(self, team: str, user: str) -> str | None:
        who = (slack_people.c.team == team) & (slack_people.c.user == user)
        return self._connection.execute(select(slack_people.c.person).where(who)).scalar()

    def delivery(self, key: str) -> Delivery | None:
        row = self._first(select(deliveries).where(deliveries.c.key == key))
        return Delivery(**row) if row else None

    def waiting_deliveries(self, now: datetime, limit: int) -> Sequence[Delivery]:
        query = (
            select(deliveries)
            .where(RECEIVED, _over(deliveries.c.lease_until, now))
            .order_by(deliveries.c.received_at, deliveries.c.key)
            .limit(limit)
        )
        return [Delivery(**row) for row in self._all(query)]

    def post(self, key: str) -> Post | None:
        row = self._first(select(posts).where(posts.c.key == key))
        return Post(**row) if row else None

    def waiting_posts(self, now: datetime, limit: int) -> Sequence[Post]:
        """A post that does not say when it is due is due at once."""
        query = (
            select(posts)
            .where(WAITING, _sendable(now))
            .order_by(posts.c.created_at.nulls_first(), posts.c.key)
            .limit(limit)
        )
        return [Post(**row) for row in self._all(query)]


class PostWrites(PostReads):
    def link_slack_person(self, team: str, user: str, person: str) -> None:
        self._put(slack_people, {"team": team, "user": user, "person": person})

    def receive(self, delivery: Delivery) -> bool:
        return self._add_if_new(deliveries, row_of(delivery))

    def claim_delivery(self, key: str, now: datetime, lease_until: datetime) -> Delivery | None:
        free = RECEIVED & _over(deliveries.c.lease_until, now)
        row = self._claim(deliveries, key, free, lease_until)
        return Delivery(**row) if row else None

    def save_delivery(self, delivery: Delivery) -> None:
        """Raises Moved if it is not there or already done: what is done never changes."""
        unsettled = deliveries.c.state != DeliveryState.DONE
        if not self._settle(deliveries, row_of(delivery), unsettled):
            raise Moved("This delivery has been dealt with meanwhile.")

    def put_out(self, post: Post) -> bool:
        return self._add_if_new(posts, _post_row(post))

    def claim_post(self, key: str, now: datetime, lease_until: datetime) -> Post | None:
        row = self._claim(posts, key, WAITING & _sendable(now), lease_until)
        return Post(**row) if row else None

    def save_post(self, post: Post) -> None:
        """Raises Moved if it is not there or already sent: what is sent never changes."""
        if not self._settle(posts, _post_row(post), posts.c.state != PostState.SENT):
            raise Moved("This message has been sent meanwhile.")

    def _claim(
        self, table: Table, key: str, free: ColumnElement[bool], lease_until: datetime
    ) -> dict[str, Any] | None:
        claim = (
            update(table)
            .where(table.c.key == key, free)
            .values(lease_until=lease_until)
            .returning(*table.c)
        )
        row = self._connection.execute(claim).mappings().first()
        return None if row is None else dict(row)

    def _settle(self, table: Table, row: dict[str, Any], unsettled: ColumnElement[bool]) -> bool:
        saved = self._connection.execute(
            update(table).where(table.c.key == row["key"], unsettled).values(row)
        )
        return saved.rowcount == 1


def _over(lease: Column[Any], now: datetime) -> ColumnElement[bool]:
    return or_(lease.is_(None), lease <= now)


def _sendable(now: datetime) -> ColumnElement[bool]:
    return _over(posts.c.due_at, now) & _over(posts.c.lease_until, now)


def _post_row(post: Post) -> dict[str, Any]:
    return row_of(post) | {"body": to_record(post.body)}
