"""Frozen dataclasses to plain JSON values and back."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from functools import cache

Json = typing.Any
Record = dict[str, Json]


def to_record(value: object) -> Json:
    """JSON values of a dataclass, enum, date or time (ISO 8601), tuple, set (sorted) or mapping,
    nested at will."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_record(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_record(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted((to_record(item) for item in value), key=str)
    if isinstance(value, tuple | list):
        return [to_record(item) for item in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"{type(value).__name__} has no record")


def from_record(kind: typing.Any, data: object) -> typing.Any:
    """The value of type `kind` that `to_record` gave; ValueError if the data does not fit it."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _from_optional(kind, data)
    if origin in (tuple, frozenset):
        inner = typing.get_args(kind)[0]
        return origin(from_record(inner, item) for item in _list(data))
    if origin is not None and issubclass(origin, Mapping):
        key, inner = typing.get_args(kind)
        return {from_record(key, k): from_record(inner, v) for k, v in _dict(data).items()}
    if dataclasses.is_dataclass(kind):
        return _from_fields(kind, _dict(data))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind in (datetime, date, time) and isinstance(data, str):
        return kind.fromisoformat(data)
    return _plain(kind, data)


def _from_optional(kind: typing.Any, data: object) -> typing.Any:
    if data is None:
        return None
    (inner,) = (part for part in typing.get_args(kind) if part is not type(None))
    return from_record(inner, data)


def _from_fields(kind: typing.Any, data: Mapping[str, object]) -> typing.Any:
    hints = _hints(kind)
    unknown = set(data) - set(hints)
    if unknown:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    try:
        return kind(**{name: from_record(hints[name], value) for name, value in data.items()})
    except TypeError as error:
        raise ValueError(str(error)) from error


@cache
def _hints(kind: typing.Any) -> dict[str, typing.Any]:
    return typing.get_type_hints(kind)


def _plain(kind: typing.Any, data: object) -> object:
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if type(data) is not kind:
        raise ValueError(f"expected {kind.__name__}, got {type(data).__name__}")
    return data


def _list(data: object) -> list[object]:
    if not isinstance(data, list):
        raise ValueError(f"expected a list, got {type(data).__name__}")
    return data


def _dict(data: object) -> dict[str, object]:
    if not isinstance(data, dict):
        raise ValueError(f"expected an object, got {type(data).__name__}")
    return data
