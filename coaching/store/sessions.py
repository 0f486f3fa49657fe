"""Sessions: one row each, with a version that grows."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, select, tuple_, update

from coaching.domain.errors import Moved
from coaching.domain.ports import SessionFilter
from coaching.domain.records import to_record
from coaching.domain.sessions import Mode, Session, SessionKind, SessionState
from coaching.store.repository import Repository
from coaching.store.tables import sessions

_FIELDS = tuple(field.name for field in fields(Session))
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

    def last_session(self, person: str, kind: SessionKind) -> Session | None:
        query = (
            select(sessions)
            .where(
                sessions.c.person == person,
                sessions.c.kind == kind,
                sessions.c.state != SessionState.ENDED,
            )
            .order_by(*_NEWEST_FIRST)
            .limit(1)
        )
        row = self._first(query)
        return Session(**row) if row else None


class SessionWrites(SessionReads):
    def add_session(self, session: Session) -> None:
        self._add(sessions, _row(session))

    def save_session(self, session: Session, read_version: int) -> None:
        row = _row(session) | {"version": read_version + 1}
        saved = self._connection.execute(
            update(sessions)
            .where(sessions.c.id == session.id, sessions.c.version == read_version)
            .values({name: value for name, value in row.items() if name != "id"})
        )
        if saved.rowcount != 1:
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
    row = {name: getattr(session, name) for name in _FIELDS}
    row["dialogue"] = to_record(session.dialogue)
    return row
