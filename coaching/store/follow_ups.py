"""Follow-ups: whose, when, and whether they are due."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from coaching.domain.errors import Moved
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.store.repository import Repository, row_of
from coaching.store.tables import follow_ups

_SOONEST_FIRST = (follow_ups.c.due_at, follow_ups.c.id)


class FollowUpReads(Repository):
    def follow_up(self, id: str) -> FollowUp | None:
        row = self._first(self._held(select(follow_ups).where(follow_ups.c.id == id)))
        return FollowUp(**row) if row else None

    def follow_ups(self, person: str, state: FollowUpState | None = None) -> Sequence[FollowUp]:
        query = select(follow_ups).where(follow_ups.c.person == person)
        if state is not None:
            query = query.where(follow_ups.c.state == state)
        return self._soonest_first(query)

    def due_follow_ups(self, now: datetime, limit: int) -> Sequence[FollowUp]:
        query = select(follow_ups).where(
            follow_ups.c.state == FollowUpState.DUE,
            follow_ups.c.reminded_at.is_(None),
            follow_ups.c.due_at <= now,
        )
        return self._soonest_first(query.limit(limit))

    def _soonest_first(self, query: Select[Any]) -> list[FollowUp]:
        return [FollowUp(**row) for row in self._all(query.order_by(*_SOONEST_FIRST))]


class FollowUpWrites(FollowUpReads):
    def add_follow_up(self, follow_up: FollowUp) -> None:
        self._add(follow_ups, row_of(follow_up))

    def save_follow_up(self, follow_up: FollowUp, read_version: int) -> None:
        if not self._save(follow_ups, row_of(follow_up), read_version):
            raise Moved("This follow-up has been changed meanwhile.")
