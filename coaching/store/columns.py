"""Column types that behave alike on SQLite and PostgreSQL."""

import json
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Date, DateTime, Dialect, String, Time
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine


class UnstorableError(ValueError):
    """Something that one of the two databases could not keep as it is."""


def dump_json(value: object) -> str:
    """Compact JSON; ValueError for NaN and infinities, UnstorableError for lone surrogates."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    _require_storable(text)
    return text


def _require_storable(text: str) -> None:
    if "\0" in text:
        raise UnstorableError("This text holds a NUL character, which cannot be kept.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnstorableError("This text holds half a character, which cannot be kept.") from error


class Sought(TypeDecorator[str]):
    """Text to compare stored words with; what cannot be stored becomes NULL, equal to nothing."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            _require_storable(value)
        except UnstorableError:
            return None
        return value


# One instance: SQLAlchemy adapts every new one to the database again.
_SOUGHT = Sought()


class Words(TypeDecorator[str]):
    """Text of at most `length` code points.

    Writing raises UnstorableError for NUL, which PostgreSQL refuses, and for text that is too long,
    which SQLite would let pass. Looking something up by such text finds nothing.
    """

    impl = String
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__(length=length)
        self.length = length

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        _require_storable(value)
        if self.length is not None and len(value) > self.length:
            raise UnstorableError(f"This text is longer than {self.length} characters.")
        return value

    def coerce_compared_value(self, op: OperatorType | None, value: object) -> TypeEngine[Any]:
        return _SOUGHT


class Whole(TypeDecorator[int]):
    """A whole number of 64 bits; writing a larger one raises UnstorableError."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        if value is not None and not -(2**63) <= value < 2**63:
            raise UnstorableError("This number is too large: it cannot be kept.")
        return value


class Closed(TypeDecorator[StrEnum]):
    """A value of a closed set, kept as its text; `only` is the check that goes with it."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[StrEnum], length: int = 20) -> None:
        super().__init__(length=length)
        self.kind = kind

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


def only(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """The check that a column holds a value of the closed set."""
    values = ", ".join(f"'{item.value}'" for item in kind)
    return CheckConstraint(f"{column} IN ({values})", name=column)


class UtcTime(TypeDecorator[datetime]):
    """An instant. Only aware times go in; what comes out is aware and in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a time without a zone cannot be kept")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite has no zones: it gives back the UTC wall time that was put in.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Day(TypeDecorator[date]):
    """A day of the calendar. An instant is refused: which day it is depends on the zone."""

    impl = Date
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> date | None:
        if isinstance(value, datetime):
            raise TypeError("an instant is no day")
        return value


class WallTime(TypeDecorator[time]):
    """A time of day on a clock whose zone is kept elsewhere, as is which of two equal times."""

    impl = Time
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> time | None:
        if value is not None and value.tzinfo is not None:
            raise TypeError("a time of day with a zone cannot be kept")
        return value


class Document(TypeDecorator[Any]):
    """Plain JSON values; None is SQL's NULL."""

    impl = JSON(none_as_null=True)
    cache_ok = True
