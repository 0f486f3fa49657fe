"""What every repository does with its connection."""

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, Table, update
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def insert_on(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do on a conflict, which SQLAlchemy has per database only."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def row_of(value: "DataclassInstance") -> dict[str, Any]:
    """Its fields as columns of the same names; what is in them stays as it is."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


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

    def _put(self, table: Table, row: Mapping[str, Any]) -> None:
        """Store the row; it takes the place of one with the same primary key."""
        keys = [column.name for column in table.primary_key]
        rest = {name: value for name, value in row.items() if name not in keys}
        insert = insert_on(self._connection, table).values(row)
        self._connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=rest))

    def _save(self, table: Table, row: Mapping[str, Any], read_version: int) -> bool:
        """Store the row as version `read_version + 1`; False if the stored version is another."""
        saved = self._connection.execute(
            update(table)
            .where(table.c.id == row["id"], table.c.version == read_version)
            .values({**row, "version": read_version + 1})
        )
        return saved.rowcount == 1

    def _add_if_new(self, table: Table, row: Mapping[str, Any]) -> bool:
        """False, and nothing stored, if any unique key of the row is taken. Unlike an
        IntegrityError this leaves a PostgreSQL transaction usable."""
        insert = insert_on(self._connection, table).values(row).on_conflict_do_nothing()
        counted = {"preserve_rowcount": True}  # SQLAlchemy drops the count of inserts otherwise
        return self._connection.execute(insert, execution_options=counted).rowcount == 1
