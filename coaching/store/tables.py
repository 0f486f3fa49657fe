"""Every table. Column names are the field names of the domain's values.

The schema that runs is made by `migrations/`; a test compares the two on both databases. No
foreign key cascades: whoever erases must say what.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from coaching.domain.people import Role
from coaching.domain.sessions import Mode, SessionKind, SessionState, Speaker, TurnState
from coaching.domain.stages import Outcome
from coaching.store.columns import Closed, Document, UtcTime, Words, only

ID = 100
CLIENT_ID = 200
NAME = 200
EMAIL = 320

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_counter = BigInteger().with_variant(Integer, "sqlite")

teams = Table(
    "teams",
    metadata,
    Column("id", Words(ID), primary_key=True),
    Column("name", Words(NAME), nullable=False),
    Column("shares_practices", Boolean, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", Words(ID), primary_key=True),
    Column("name", Words(NAME), nullable=False),
    Column("email", Words(EMAIL), nullable=False),
    Column("email_key", Words(EMAIL), nullable=False),
    Column("role", Closed(Role), nullable=False),
    Column("time_zone", Words(ID), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("password_hash", Words(NAME), nullable=False),
    only("role", Role),
)
Index(
    "ix_people_active_email",
    people.c.email_key,
    unique=True,
    sqlite_where=text("active"),
    postgresql_where=text("active"),
)

memberships = Table(
    "memberships",
    metadata,
    Column("person", Words(ID), ForeignKey("people.id"), primary_key=True),
    Column("team", Words(ID), ForeignKey("teams.id"), primary_key=True, index=True),
)

managements = Table(
    "managements",
    metadata,
    Column("person", Words(ID), ForeignKey("people.id"), primary_key=True),
    Column("team", Words(ID), ForeignKey("teams.id"), primary_key=True, index=True),
)

logins = Table(
    "logins",
    metadata,
    Column("secret_hash", Words(ID), primary_key=True),
    Column("person", Words(ID), ForeignKey("people.id"), nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("secret_hash", Words(ID), primary_key=True),
    Column("name", Words(NAME), nullable=False),
    Column("person", Words(ID), ForeignKey("people.id"), nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
)

playbooks = Table(
    "playbooks",
    metadata,
    Column("hash", Words(ID), primary_key=True),
    Column("documents", Document, nullable=False),
    Column("published_at", UtcTime, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("id", _counter, primary_key=True, autoincrement=True),
    Column("playbook", Words(ID), ForeignKey("playbooks.hash"), nullable=False),
    Column("at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

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
Index(
    "ix_turns_waiting",
    turns.c.session,
    unique=True,
    sqlite_where=text("state = 'received'"),
    postgresql_where=text("state = 'received'"),
)

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
    Column("id", _counter, primary_key=True, autoincrement=True),
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

deals = Table(
    "deals",
    metadata,
    Column("id", Words(ID), primary_key=True),
    Column("company", Words(NAME), nullable=False),
    Column("market", Words(ID), nullable=False),
    Column("stage", Words(ID), nullable=False),
    Column("state", Words(ID), nullable=False),
    Column("amount", BigInteger),
    Column("currency", Words(3)),
    Column("close_date", Words(10)),
    Column("owner", Words(ID), ForeignKey("people.id"), nullable=False, index=True),
    Column("team", Words(ID), ForeignKey("teams.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("name", Words(ID), primary_key=True),
    Column("value", Words(), nullable=False),
)
