"""What the grammar finds in a text: days, clock times, parts of the day, spans of time, zones."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from coaching.nlp.times.plain import Plain
from coaching.nlp.times.vocabulary import FOLLOWING
from coaching.nlp.times.zones import Named

_LEAD = 60
# A weekday just before: "Friday 3/4", "Friday the 26th".
BESIDE = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?$")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that an expression may mean. `sure` where it fixes the only one; `weekday` for a
    bare weekday, `or_today` if today is that weekday, so that a clock time decides."""

    dates: tuple[date, ...]
    rule: str
    sure: bool = True
    weekday: int | None = None
    or_today: bool = False


class Half(StrEnum):
    AM = "am"
    PM = "pm"


class DayPart(StrEnum):
    MORNING = "morning"
    LUNCH = "lunch"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    NO_HALF = "no half"


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour and minute as said. `written` is read on the 24-hour clock; `sure` is False for
    what no rule settles, such as midnight."""

    hour: int
    minute: int
    rule: str
    half: Half | None = None
    written: bool = False
    sure: bool = True
    others: tuple["Clock", ...] = ()

    def times(self, part: DayPart | None = None) -> tuple[time, ...]:
        """The readings of it in that part of the day; none if there is no such time."""
        if self.minute > 59 or self.hour > 23:
            return ()
        if self.half is not None:
            return self._by_half(self.half, part)
        if self.written or self.hour > 12 or self.hour == 0:
            found = time(self.hour, self.minute)
            return (found,) if part is None or _fits(found, part) else ()
        both = (time(self.hour % 12, self.minute), time(self.hour % 12 + 12, self.minute))
        if part not in (None, DayPart.NO_HALF):
            return tuple(one for one in both if part is None or _fits(one, part))
        if self.hour in (6, 7):
            return both
        return both[:1] if 8 <= self.hour <= 11 else both[1:]

    def _by_half(self, half: Half, part: DayPart | None) -> tuple[time, ...]:
        if not 1 <= self.hour <= 12:
            return ()
        found = time(self.hour % 12 + (12 if half is Half.PM else 0), self.minute)
        return (found,) if part is None or _fits(found, part) else ()


def _fits(one: time, part: DayPart) -> bool:
    hours = {
        DayPart.MORNING: range(1, 12),
        DayPart.LUNCH: range(10, 18),
        DayPart.AFTERNOON: range(12, 19),
        DayPart.EVENING: range(16, 24),
        DayPart.NIGHT: (*range(17, 24), *range(5)),
        DayPart.NO_HALF: range(24),
    }
    return one.hour in hours[part]


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units before (negative) or after another time."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Elapsed:
    """So many minutes from now; None where the number is not fixed."""

    minutes: int | None


Value = Days | Clock | DayPart | Offset | Elapsed | Named


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the plain text and what it says. `weak` ones count only beside a day or a
    request."""

    start: int
    end: int
    value: Value
    weak: bool = False
    also: tuple[Value, ...] = ()

    def values(self) -> tuple[Value, ...]:
        return (self.value, *self.also)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a reading happens in: the text, now on the wall clock of the person's zone, the day
    that "today" means, and whether the text asks for something to be done."""

    plain: Plain
    now: datetime
    zone: str
    today: date
    wanted: bool

    def before(self, place: int) -> str:
        """The plain text just before a place: enough to hold what leads to an expression."""
        return self.plain.text[max(0, place - _LEAD) : place]


def followed_well(scene: Scene, end: int) -> bool:
    """Whether what comes next leaves a bare number a time: the end, a sign, a little word."""
    found = re.match(r" ?([^\W\d_]+(?:'[a-z]+)?|.|$)", scene.plain.text[end:])
    word = found[1] if found else ""
    if not word or word in FOLLOWING:
        return True
    return not (word.isalnum() or word in "%$€£°#+*=")
