"""Deals, what belongs to them, and follow-ups."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
)

from coaching.domain.deals.deal import ActivityKind, ContactRole, DealState
from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Market, Stage
from coaching.store.columns import Closed, Day, UtcTime, WallTime, Whole, Words, only
from coaching.store.tables.base import ID, NAME, metadata

deals = Table(
    "deals",
    metadata,
    Column("id", Words(ID), primary_key=True),
    Column("company", Words(NAME), nullable=False),
    Column("market", Closed(Market), nullable=False),
    Column("stage", Closed(Stage), nullable=False),
    Column("state", Closed(DealState), nullable=False),
    Column("amount", Whole),
    Column("currency", Words(3)),
    Column("owner", Words(ID), ForeignKey("people.id"), nullable=False, index=True),
    Column("team", Words(ID), ForeignKey("teams.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("stage_since", UtcTime, nullable=False),
    Column("close_date", Day),
    Column("next_step", Words()),
    Column("next_step_on", Day),
    only("market", Market),
    only("stage", Stage),
    only("state", DealState),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", Words(ID), primary_key=True),
    Column("deal", Words(ID), ForeignKey("deals.id"), nullable=False, index=True),
    Column("name", Words(NAME), nullable=False),
    Column("role", Closed(ContactRole), nullable=False),
    Column("title", Words(NAME)),
    only("role", ContactRole),
)

activities = Table(
    "activities",
    metadata,
    Column("id", Words(ID), primary_key=True),
    Column("deal", Words(ID), ForeignKey("deals.id"), nullable=False),
    Column("kind", Closed(ActivityKind), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("text", Words(), nullable=False),
    Column("inbound", Boolean, nullable=False),
    only("kind", ActivityKind),
    Index(None, "deal", "at"),
)

objections = Table(
    "objections",
    metadata,
    Column("id", Words(ID), primary_key=True),
    Column("deal", Words(ID), ForeignKey("deals.id"), nullable=False, index=True),
    Column("label", Closed(ObjectionLabel, 40), nullable=False),
    Column("words", Words(), nullable=False),
    Column("raised_at", UtcTime, nullable=False),
    Column("settled_at", UtcTime),
    only("label", ObjectionLabel),
)

known = Table(
    "known",
    metadata,
    Column("deal", Words(ID), ForeignKey("deals.id"), primary_key=True),
    Column("framework", Words(ID), primary_key=True),
    Column("letter", Words(ID), primary_key=True),
    Column("score", Integer, nullable=False),
    Column("evidence", Words(), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", Words(ID), ForeignKey("people.id"), nullable=False, index=True),
    CheckConstraint("score BETWEEN 0 AND 2", name="score"),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", Words(ID), primary_key=True),
    Column("person", Words(ID), ForeignKey("people.id"), nullable=False),
    Column("what", Words(), nullable=False),
    Column("day", Day, nullable=False),
    Column("at", WallTime),
    Column("zone", Words(ID), nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("fold", Integer, nullable=False),
    Column("deal", Words(ID), ForeignKey("deals.id"), index=True),
    Column("session", Words(ID), ForeignKey("sessions.id"), index=True),
    Column("state", Closed(FollowUpState), nullable=False),
    Column("version", Integer, nullable=False),
    Column("reminded_at", UtcTime),
    Column("settled_at", UtcTime),
    only("state", FollowUpState),
    CheckConstraint("fold IN (0, 1)", name="fold"),
    Index(None, "person", "state"),
    Index(None, "state", "reminded_at", "due_at"),
)
