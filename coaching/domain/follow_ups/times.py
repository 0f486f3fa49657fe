"""A day or a time of day as a person means it, and what was read of it in their words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

REMINDED_AT = time(9)


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a minute of it, on the wall clock of a zone (IANA name). `fold` is 1 for the second
    of two equal wall times when clocks go back."""

    day: date
    at: time | None
    zone: str
    fold: int = 0

    def instant(self) -> datetime:
        """The instant in UTC; a day alone begins its work at `REMINDED_AT`."""
        wall = datetime.combine(self.day, self.at or REMINDED_AT, ZoneInfo(self.zone))
        return wall.replace(fold=self.fold).astimezone(UTC)


class TimeStatus(StrEnum):
    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    PAST = "past"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TimeReading:
    """What was read. `when` is given where it was found, or is past; `candidates` where it is
    ambiguous and the readings are definite; `span` is the part of the text, end exclusive, that
    was read. `rule` names the rule of `docs/dates.md` that decided."""

    status: TimeStatus
    when: When | None = None
    candidates: tuple[When, ...] = ()
    span: tuple[int, int] | None = None
    rule: str = ""


NO_TIME = TimeReading(TimeStatus.NONE)
