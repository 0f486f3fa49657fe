"""Sessions with their turns, replies, events and buttons."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    text,
)

from coaching.domain.sessions import Mode, SessionKind, SessionState, Speaker, TurnState
from coaching.domain.stages import Outcome
from coaching.store.columns import Closed, Document, UtcTime, Words, only
from coaching.store.tables.base import CLIENT_ID, ID, counter, index_where, metadata

RECEIVED = text("state = 'received'")

sessions = Table(
    "sessions",
    metadata,
    Column("id", Words(ID), primary_key=True),
    Column("kind", Closed(SessionKind), nullable=False),
    Column("state", Closed(SessionState), nullable=False),
    Column("person", Words(ID), ForeignKey("people.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("mode", Closed(Mode), nullable=False),
    Column("scenario", Words(ID)),
    Column("playbook", Words(ID), ForeignKey("playbooks.hash")),
    Column("seed", BigInteger, nullable=False),
    Column("dialogue", Document),
    Column("parent", Words(ID), ForeignKey("sessions.id"), index=True),
    Column("replayed_from", Words(ID), ForeignKey("sessions.id"), index=True),
    Column("turns", Integer, nullable=False),
    Column("trust", Integer),
    Column("patience", Integer),
    Column("outcome", Closed(Outcome)),
    Column("score", Integer),
    Column("cause", Words()),
    Column("ended_at", UtcTime),
    Column("submitted_at", UtcTime),
    Column("place", Words(CLIENT_ID), index=True),
    Column("deal", Words(ID), ForeignKey("deals.id"), index=True),
    only("kind", SessionKind),
    only("state", SessionState),
    only("mode", Mode),
    only("outcome", Outcome),
    CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    Index(None, "person", "created_at"),
    Index(None, "created_at", "id"),
)

turns = Table(
    "turns",
    metadata,
    Column("session", Words(ID), ForeignKey("sessions.id"), primary_key=True),
    Column("id", Words(CLIENT_ID), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("state", Closed(TurnState), nullable=False),
    Column("text", Words()),
    Column("payload", Words(ID)),
    Column("fingerprint", Words(ID), nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("lease_until", UtcTime),
    Column("answered_at", UtcTime),
    Column("failure", Words()),
    UniqueConstraint("session", "seq"),
    only("state", TurnState),
    CheckConstraint("seq >= 0", name="seq"),
)
index_where(RECEIVED, "ix_turns_waiting", turns.c.session, unique=True)

replies = Table(
    "replies",
    metadata,
    Column("session", Words(ID), primary_key=True),
    Column("turn", Words(CLIENT_ID), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("speaker", Closed(Speaker), nullable=False),
    Column("text", Words(), nullable=False),
    Column("buttons", Document, nullable=False),
    Column("aside", Boolean, nullable=False),
    Column("opens", Words(ID)),
    ForeignKeyConstraint(["session", "turn"], ["turns.session", "turns.id"]),
    only("speaker", Speaker),
)

events = Table(
    "events",
    metadata,
    Column("id", counter, primary_key=True, autoincrement=True),
    Column("session", Words(ID), nullable=False),
    Column("turn", Words(CLIENT_ID), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("type", Words(ID), nullable=False),
    Column("body", Document, nullable=False),
    Column("at", UtcTime, nullable=False),
    ForeignKeyConstraint(["session", "turn"], ["turns.session", "turns.id"]),
    Index(None, "session", "seq", "id"),
    Index(None, "session", "type", "id"),
    sqlite_autoincrement=True,
)

payloads = Table(
    "payloads",
    metadata,
    Column("id", Words(ID), primary_key=True),
    Column("person", Words(ID), ForeignKey("people.id"), nullable=False, index=True),
    Column("session", Words(ID), ForeignKey("sessions.id"), nullable=False, index=True),
    Column("label", Words(), nullable=False),
    Column("intent", Words(ID), nullable=False),
    Column("entities", Document, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("uses_left", Integer, nullable=False),
    CheckConstraint("uses_left >= 0", name="uses_left"),
)
