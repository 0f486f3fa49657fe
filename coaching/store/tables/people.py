"""Teams, people, who belongs where, logins and tokens."""

from sqlalchemy import Boolean, Column, ForeignKey, Table, text

from coaching.domain.people import Role
from coaching.store.columns import Closed, UtcTime, Words, only
from coaching.store.tables.base import EMAIL, ID, NAME, index_where, metadata

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
index_where(text("active"), "ix_people_active_email", people.c.email_key, unique=True)

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
