"""The held-out phrases of `tests/evaluation/times_*.yml`; for reporting only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from coaching.domain.follow_ups.times import TimeStatus


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A text, when and where it is said, and what it should be read as: `value` is a day or an
    instant where one is expected."""

    text: str
    now: datetime
    status: TimeStatus
    value: date | datetime | None


def read_time_phrases(folder: Path) -> tuple[TimePhrase, ...]:
    """Every phrase of `times_*.yml`; none where there are no such files. Raises KeyError, naming
    the fields there are, for a phrase without the expected ones."""
    found: list[TimePhrase] = []
    for path in sorted(folder.glob("times_*.yml")):
        document = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        shared = document if isinstance(document, dict) else {}
        items = document if isinstance(document, list) else _items(document)
        found += [_phrase({**shared, **item}) for item in items]
    return tuple(found)


def _items(document: Mapping[str, Any]) -> list[Any]:
    lists = [value for value in document.values() if isinstance(value, list)]
    if len(lists) != 1:
        raise KeyError(f"one list of phrases among {sorted(document)}")
    return lists[0]


def _phrase(item: Mapping[str, Any]) -> TimePhrase:
    try:
        expected = item["expect"] if isinstance(item.get("expect"), dict) else item
        status = TimeStatus(expected["status"])
        value = expected.get("value")
        return TimePhrase(item["text"], _now(item["now"], item["tz"]), status, _value(value))
    except KeyError as error:
        raise KeyError(f"{error} among {sorted(item)}") from None


def _now(written: Any, zone: str) -> datetime:
    now = written if isinstance(written, datetime) else datetime.fromisoformat(str(written))
    info = ZoneInfo(zone)
    return now.replace(tzinfo=info) if now.tzinfo is None else now.astimezone(info)


def _value(written: Any) -> date | datetime | None:
    if written is None or isinstance(written, date):
        return written
    text = str(written)
    return datetime.fromisoformat(text) if "T" in text or ":" in text else date.fromisoformat(text)
