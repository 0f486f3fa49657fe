"""What every repository does with its connection."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_on(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do on a conflict, which SQLAlchemy has per database only."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


class Repository:
    """A topic's queries on one connection; whoever made the connection ends it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _held(self, query: Select[Any]) -> Select[Any]:
        """The query for one row as this repository reads it; a unit of work keeps others off."""
        return query

    def _first(self, query: Select[Any]) -> dict[str, Any] | None:
        row = self._connection.execute(query).mappings().first()
        return None if row is None else dict(row)

    def _all(self, query: Select[Any]) -> list[dict[str, Any]]:
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def _add(self, table: Table, *rows: Mapping[str, Any]) -> None:
        if rows:
            self._connection.execute(table.insert(), list(rows))

    def _add_if_new(self, table: Table, row: Mapping[str, Any]) -> bool:
        """False, and nothing stored, if any unique key of the row is taken. Unlike an
        IntegrityError this leaves a PostgreSQL transaction usable."""
        insert = insert_on(self._connection, table).values(row).on_conflict_do_nothing()
        counted = {"preserve_rowcount": True}  # SQLAlchemy drops the count of inserts otherwise
        return self._connection.execute(insert, execution_options=counted).rowcount == 1
