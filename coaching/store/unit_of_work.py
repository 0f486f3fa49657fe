"""The repositories together, on one connection: to read from, or as one unit of work."""

from typing import Any

from sqlalchemy import Select

from coaching.store.contents import ContentReads, ContentWrites
from coaching.store.deals import DealReads, DealWrites
from coaching.store.follow_ups import FollowUpReads, FollowUpWrites
from coaching.store.happenings import EventReads, EventWrites
from coaching.store.people import PeopleReads, PeopleWrites
from coaching.store.post import PostReads, PostWrites
from coaching.store.quiz import QuizReads, QuizWrites
from coaching.store.sessions import SessionReads, SessionWrites
from coaching.store.turns import TurnReads, TurnWrites


class SqlReads(
    PeopleReads,
    SessionReads,
    TurnReads,
    EventReads,
    ContentReads,
    DealReads,
    FollowUpReads,
    PostReads,
    QuizReads,
):
    """`coaching.domain.ports.Reads` over a connection."""


class SqlWrites(
    PeopleWrites,
    SessionWrites,
    TurnWrites,
    EventWrites,
    ContentWrites,
    DealWrites,
    FollowUpWrites,
    PostWrites,
    QuizWrites,
):
    """`coaching.domain.ports.Writes` over a connection."""

    def commit(self) -> None:
        self._connection.commit()

    def _held(self, query: Select[Any]) -> Select[Any]:
        # Without this, two API processes on PostgreSQL would both read a session and one of them
        # would have to decide again. SQLite has one writer anyway and ignores it. `key_share`
        # lets others go on pointing at the row.
        return query.with_for_update(key_share=True)
