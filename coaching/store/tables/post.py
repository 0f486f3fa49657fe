"""Slack: who is who, what came in, what is to go out."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, text

from coaching.domain.post import DeliveryKind, DeliveryState, PostState
from coaching.store.columns import Closed, Document, UtcTime, Words, only
from coaching.store.tables.base import CLIENT_ID, ID, index_where, metadata

RECEIVED = text("state = 'received'")
WAITING = text("state = 'waiting'")

slack_people = Table(
    "slack_people",
    metadata,
    Column("team", Words(ID), primary_key=True),
    Column("user", Words(ID), primary_key=True),
    Column("person", Words(ID), ForeignKey("people.id"), nullable=False, index=True),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("key", Words(CLIENT_ID), primary_key=True),
    Column("kind", Closed(DeliveryKind), nullable=False),
    Column("body", Words(), nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("message", Words(CLIENT_ID)),
    Column("state", Closed(DeliveryState), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("lease_until", UtcTime),
    Column("settled_at", UtcTime),
    Column("failure", Words()),
    only("kind", DeliveryKind),
    only("state", DeliveryState),
)
index_where(text("message IS NOT NULL"), "ix_deliveries_message", deliveries.c.message, unique=True)
index_where(RECEIVED, "ix_deliveries_waiting", deliveries.c.received_at, deliveries.c.key)

posts = Table(
    "posts",
    metadata,
    Column("key", Words(CLIENT_ID), primary_key=True),
    Column("method", Words(ID), nullable=False),
    Column("body", Document, nullable=False),
    Column("created_at", UtcTime),
    Column("due_at", UtcTime),
    Column("state", Closed(PostState), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("unsure", Boolean, nullable=False),
    Column("lease_until", UtcTime),
    Column("sent_at", UtcTime),
    Column("ts", Words(ID)),
    Column("failure", Words()),
    only("state", PostState),
)
index_where(WAITING, "ix_posts_waiting", posts.c.created_at, posts.c.key)
