"""Tables of phrases and what they are read as: `phrase | status day-or-minute`."""

from datetime import datetime
from zoneinfo import ZoneInfo

from coaching.domain.follow_ups.times import TimeReading, When
from coaching.nlp.times import TimeGrammar

GRAMMAR = TimeGrammar()
TUESDAY = datetime(2026, 9, 15, 10, tzinfo=ZoneInfo("Europe/London"))


def said_at(now: str, zone: str) -> datetime:
    return datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))


def read(text: str, now: datetime = TUESDAY) -> TimeReading:
    return GRAMMAR.read(text, now)


def shown(when: When) -> str:
    return when.day.isoformat() + (f"T{when.at:%H:%M}" if when.at else "")


def outcome(text: str, now: datetime = TUESDAY) -> str:
    reading = read(text, now)
    return f"{reading.status} {shown(reading.when)}" if reading.when else str(reading.status)


def table(text: str) -> list[tuple[str, str]]:
    rows = [line.rsplit("|", 1) for line in text.strip().splitlines()]
    return [(phrase.strip(), expected.strip()) for phrase, expected in rows]
