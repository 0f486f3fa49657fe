"""What happened in sessions, and the buttons that were offered in them."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from coaching.domain.errors import Refused
from coaching.domain.events import Event, event_from_record, event_to_record
from coaching.domain.practice.talk import Told
from coaching.domain.records import to_record
from coaching.domain.sessions import Payload
from coaching.store import tables
from coaching.store.repository import Repository

_TOLD = (tables.events.c.seq, tables.events.c.type, tables.events.c.body)


class EventReads(Repository):
    def events(self, session: str) -> Sequence[Told]:
        return self._told(tables.events.c.session == session)

    def events_of_turn(self, session: str, seq: int) -> Sequence[Told]:
        return self._told((tables.events.c.session == session) & (tables.events.c.seq == seq))

    def last_event(self, session: str, type: str) -> Told | None:
        query = (
            select(*_TOLD)
            .where(tables.events.c.session == session, tables.events.c.type == type)
            .order_by(tables.events.c.id.desc())
            .limit(1)
        )
        row = self._first(query)
        return _told(row) if row else None

    def payload(self, id: str) -> Payload | None:
        row = self._first(select(tables.payloads).where(tables.payloads.c.id == id))
        return Payload(**row) if row else None

    def _told(self, wanted: ColumnElement[bool]) -> list[Told]:
        query = select(*_TOLD).where(wanted).order_by(tables.events.c.id)
        return [_told(row) for row in self._all(query)]


class EventWrites(EventReads):
    def add_events(
        self, session: str, turn: str, seq: int, events: Iterable[Event], at: datetime
    ) -> None:
        place = {"session": session, "turn": turn, "seq": seq, "at": at}
        self._add(tables.events, *({**place, **event_to_record(event)} for event in events))

    def add_payloads(self, payloads: Iterable[Payload]) -> None:
        self._add(tables.payloads, *(_payload_row(payload) for payload in payloads))

    def use_payload(self, id: str) -> None:
        used = self._connection.execute(
            update(tables.payloads)
            .where(tables.payloads.c.id == id, tables.payloads.c.uses_left > 0)
            .values(uses_left=tables.payloads.c.uses_left - 1)
        )
        if used.rowcount != 1:
            raise Refused("This button no longer works.")


def _told(row: dict[str, Any]) -> Told:
    return Told(row["seq"], event_from_record({"type": row["type"], "body": row["body"]}))


def _payload_row(payload: Payload) -> dict[str, Any]:
    row = {field.name: getattr(payload, field.name) for field in fields(Payload)}
    row["entities"] = to_record(payload.entities)
    return row
