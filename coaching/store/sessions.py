"""Sessions: one row each, with a version that grows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_

from coaching.domain.errors import Moved
from coaching.domain.events import DealNamed
from coaching.domain.ports import SessionFilter
from coaching.domain.records import to_record
from coaching.domain.sessions import Mode, Session, SessionKind, SessionState
from coaching.store.repository import Repository, row_of
from coaching.store.tables import events, sessions

_NEWEST_FIRST = (sessions.c.created_at.desc(), sessions.c.id.desc())


class SessionReads(Repository):
    def session(self, id: str) -> Session | None:
        row = self._first(self._held(select(sessions).where(sessions.c.id == id)))
        return Session(**row) if row else None

    def sessions(self, wanted: SessionFilter) -> Sequence[Session]:
        """Newest first, one query; an unknown cursor gives an empty page."""
        found = select(sessions).where(*_conditions(wanted))
        page = found.order_by(*_NEWEST_FIRST).limit(wanted.limit)
        return [Session(**row) for row in self._all(page)]

    def last_session(
        self, person: str, kind: SessionKind, place: str | None = None
    ) -> Session | None:
        query = (
            select(sessions)
            .where(
                sessions.c.person == person,
                sessions.c.kind == kind,
                sessions.c.state != SessionState.ENDED,
                sessions.c.place == place,
            )
            .order_by(*_NEWEST_FIRST)
            .limit(1)
        )
        row = self._first(query)
        return Session(**row) if row else None

    def deal_of_place(self, place: str) -> str | None:
        """One query. The newest `DealNamed` decides; among talks without one, the newest talk."""
        named = (
            select(func.max(events.c.id))
            .where(events.c.session == sessions.c.id, events.c.type == DealNamed.__name__)
            .scalar_subquery()
        )
        query = (
            select(sessions.c.deal)
            .where(sessions.c.place == place, sessions.c.deal.is_not(None))
            .order_by(named.desc().nulls_last(), *_NEWEST_FIRST)
            .limit(1)
        )
        return self._connection.execute(query).scalar()


class SessionWrites(SessionReads):
    def add_session(self, session: Session) -> None:
        self._add(sessions, _row(session))

    def save_session(self, session: Session, read_version: int) -> None:
        if not self._save(sessions, _row(session), read_version):
            raise Moved("This conversation has moved on meanwhile.")


def _conditions(wanted: SessionFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        sessions.c[name] == value
        for name, value in (
            ("kind", wanted.kind),
            ("state", wanted.state),
            ("scenario", wanted.scenario),
            ("outcome", wanted.outcome),
        )
        if value is not None
    ]
    if wanted.owners is not None:
        found.append(sessions.c.person.in_(wanted.owners))
    if wanted.shared:
        found.append(_shared())
    if wanted.cursor is not None:
        found.append(_older_than(wanted.cursor))
    return found


def _shared() -> ColumnElement[bool]:
    official = (sessions.c.mode == Mode.OFFICIAL) & (sessions.c.state == SessionState.ENDED)
    return (sessions.c.kind == SessionKind.PRACTICE) & (
        sessions.c.submitted_at.is_not(None) | official
    )


def _older_than(cursor: str) -> ColumnElement[bool]:
    last = sessions.alias("last")
    place = select(last.c.created_at, last.c.id).where(last.c.id == cursor).scalar_subquery()
    return tuple_(sessions.c.created_at, sessions.c.id) < place


def _row(session: Session) -> dict[str, Any]:
    return row_of(session) | {"dialogue": to_record(session.dialogue)}
