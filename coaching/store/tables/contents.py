"""Playbooks, once and for ever, which is the latest, and settings."""

from sqlalchemy import Column, ForeignKey, Table

from coaching.store.columns import Document, UtcTime, Words
from coaching.store.tables.base import ID, counter, metadata

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
    Column("id", counter, primary_key=True, autoincrement=True),
    Column("playbook", Words(ID), ForeignKey("playbooks.hash"), nullable=False),
    Column("at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

settings = Table(
    "settings",
    metadata,
    Column("name", Words(ID), primary_key=True),
    Column("value", Words(), nullable=False),
)
