"""Turns with their replies: received, leased, settled once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, update

from coaching.domain.errors import CoachError, Moved, StillAnswering, TurnReused
from coaching.domain.records import to_record
from coaching.domain.sessions import Reply, Turn
from coaching.store.repository import Repository
from coaching.store.tables import replies, turns
from coaching.store.tables.talks import RECEIVED

_KEPT_ONCE = ("id", "session", "seq", "text", "payload", "fingerprint", "received_at")
_CHANGING = ("state", "tries", "lease_until", "answered_at", "failure")


class TurnReads(Repository):
    """A waiting turn has no replies, so looking for waiting ones is a single query."""

    def turn(self, session: str, id: str) -> Turn | None:
        return next(iter(self._answered(self._held(select(turns).where(_is(session, id))))), None)

    def turns(self, session: str) -> Sequence[Turn]:
        return self._answered(select(turns).where(turns.c.session == session).order_by(turns.c.seq))

    def waiting_turn(self, session: str) -> Turn | None:
        row = self._first(select(turns).where(turns.c.session == session, RECEIVED))
        return Turn(**row) if row else None

    def lapsed_turns(self, now: datetime, limit: int) -> Sequence[Turn]:
        query = (
            select(turns)
            .where(RECEIVED, _lapsed(now))
            .order_by(turns.c.received_at, turns.c.session)
            .limit(limit)
        )
        return [Turn(**row) for row in self._all(query)]

    def _answered(self, query: Select[Any]) -> list[Turn]:
        """The turns of a query over one session, with their replies."""
        found = [Turn(**row) for row in self._all(query)]
        if not found:
            return []
        of_session = replies.c.session == found[0].session
        of_turn = [replies.c.turn == found[0].id] if len(found) == 1 else []
        said: dict[str, list[Reply]] = {}
        for row in self._all(
            select(replies).where(of_session, *of_turn).order_by(replies.c.turn, replies.c.place)
        ):
            said.setdefault(row["turn"], []).append(_reply(row))
        return [replace(turn, replies=tuple(said.get(turn.id, ()))) for turn in found]


class TurnWrites(TurnReads):
    def add_turn(self, turn: Turn) -> None:
        row = {name: getattr(turn, name) for name in _KEPT_ONCE + _CHANGING}
        if not self._add_if_new(turns, row):
            raise self._why_not(turn)
        self._add_replies(turn)

    def save_turn(self, turn: Turn) -> None:
        saved = self._connection.execute(
            update(turns)
            .where(_is(turn.session, turn.id), RECEIVED)
            .values({name: getattr(turn, name) for name in _CHANGING})
        )
        if saved.rowcount != 1:
            raise Moved("This turn has been settled meanwhile.")
        self._add_replies(turn)

    def claim_turn(
        self, session: str, id: str, now: datetime, lease_until: datetime
    ) -> Turn | None:
        claim = (
            update(turns)
            .where(_is(session, id), RECEIVED, _lapsed(now))
            .values(lease_until=lease_until)
            .returning(*turns.c)
        )
        row = self._connection.execute(claim).mappings().first()
        return None if row is None else Turn(**row)

    def _add_replies(self, turn: Turn) -> None:
        self._add(replies, *(_reply_row(turn, *placed) for placed in enumerate(turn.replies)))

    def _why_not(self, turn: Turn) -> CoachError:
        if self.turn(turn.session, turn.id):
            return TurnReused("This turn id was already used.")
        if self.waiting_turn(turn.session):
            return StillAnswering("Another message of this conversation is still being answered.")
        return Moved("This conversation has moved on meanwhile.")


def _is(session: str, id: str) -> ColumnElement[bool]:
    return (turns.c.session == session) & (turns.c.id == id)


def _lapsed(now: datetime) -> ColumnElement[bool]:
    return or_(turns.c.lease_until.is_(None), turns.c.lease_until <= now)


def _reply(row: dict[str, Any]) -> Reply:
    return Reply(
        speaker=row["speaker"],
        text=row["text"],
        buttons=tuple((id, label) for id, label in row["buttons"]),
        aside=row["aside"],
        opens=row["opens"],
    )


def _reply_row(turn: Turn, place: int, reply: Reply) -> dict[str, Any]:
    return {
        "session": turn.session,
        "turn": turn.id,
        "place": place,
        "speaker": reply.speaker,
        "text": reply.text,
        "buttons": to_record(reply.buttons),
        "aside": reply.aside,
        "opens": reply.opens,
    }
