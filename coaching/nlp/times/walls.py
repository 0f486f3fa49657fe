"""Wall times and instants: what a clock shows, also where clocks change."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from coaching.domain.follow_ups.times import When

_EARLIER = re.compile(
    r"\b(?:before the (?:clocks?|time|hour) (?:go|goes|change|changes|turn|switch)|"
    r"before the (?:clock )?change|the first (?:one|time|of)|the earlier (?:one)?|"
    r"first time round)\b"
)
_LATER = re.compile(
    r"\b(?:after the (?:clocks?|time|hour) (?:go|goes|change|changes|turn|switch)|"
    r"after the (?:clock )?change|the second (?:one|time|of)|the later (?:one)?|"
    r"second time round)\b"
)
_FIRST = re.compile(r"\b(?:first|earlier) (?=\d)")
_SECOND = re.compile(r"\b(?:second|later) (?=\d)")
_SUMMER = re.compile(r"\b(?:summer|daylight|daylight saving|daylight savings) time\b|\bdst\b")
_WINTER = re.compile(r"\b(?:winter|standard) time\b")


def showings(day: date, at: time, zone: str) -> tuple[When, ...]:
    """When the clocks of `zone` show that day and time: once; twice when they go back; never
    when they are put forward over it."""
    info = ZoneInfo(zone)
    found = []
    for fold in (0, 1):
        wall = datetime.combine(day, at, info).replace(fold=fold)
        back = wall.astimezone(UTC).astimezone(info)
        if back.replace(tzinfo=None) == wall.replace(tzinfo=None) and back.fold == fold:
            found.append(When(day, at, zone, fold))
    return tuple(found)


def around_gap(day: date, at: time, zone: str) -> tuple[When, ...]:
    """What a skipped wall time comes to by the offset before the change, and by the one after."""
    info = ZoneInfo(zone)
    walls = [datetime.combine(day, at, info).replace(fold=fold) for fold in (0, 1)]
    return tuple(shown(instant, zone) for instant in sorted(w.astimezone(UTC) for w in walls))


def shown(instant: datetime, zone: str) -> When:
    """What the clocks of `zone` show at an instant, to the minute."""
    wall = instant.astimezone(ZoneInfo(zone))
    return When(wall.date(), time(wall.hour, wall.minute), zone, wall.fold)


def pointed_out(text: str, whens: tuple[When, ...]) -> When | None:
    """Which of two showings the message means, if it says so: the first or second, summer or
    winter time."""
    first = bool(_EARLIER.search(text) or _FIRST.search(text))
    second = bool(_LATER.search(text) or _SECOND.search(text))
    by_instant = sorted(whens, key=When.instant)
    if first != second:
        return by_instant[0] if first else by_instant[-1]
    summer, winter = bool(_SUMMER.search(text)), bool(_WINTER.search(text))
    if summer == winter:
        return None
    return by_instant[0] if summer else by_instant[-1]


def elapsed(now: datetime, minutes: int, zone: str) -> When:
    """So many minutes of real time from now. Raises OverflowError beyond the calendar."""
    return shown(now.astimezone(UTC) + timedelta(minutes=minutes), zone)


def in_zone(day: date, at: time, info: tzinfo, zone: str) -> tuple[When, ...]:
    """A wall time of another zone on the clocks of `zone`; more than one, or none, as
    `showings` says."""
    if isinstance(info, ZoneInfo):
        return tuple(shown(one.instant(), zone) for one in showings(day, at, info.key))
    return (shown(datetime.combine(day, at, info), zone),)
