"""What all tables share: one catalogue, widths of columns, names of constraints."""

from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, TextClause

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

counter = BigInteger().with_variant(Integer, "sqlite")


def index_where(
    condition: TextClause, name: str, *columns: Column[Any], unique: bool = False
) -> None:
    """An index of some rows only, on both databases. SQLite uses it only for a query that says
    which in the very same words."""
    Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
