"""How a date is read back: weekday, day, month, year, clock and zone."""

from datetime import date

from coaching.domain.follow_ups.times import When
from coaching.domain.playbook import Playbook

_WEEKDAYS = (
    "times.weekday_0",
    "times.weekday_1",
    "times.weekday_2",
    "times.weekday_3",
    "times.weekday_4",
    "times.weekday_5",
    "times.weekday_6",
)
_MONTHS = (
    "times.month_1",
    "times.month_2",
    "times.month_3",
    "times.month_4",
    "times.month_5",
    "times.month_6",
    "times.month_7",
    "times.month_8",
    "times.month_9",
    "times.month_10",
    "times.month_11",
    "times.month_12",
)


def say_when(playbook: Playbook, when: When) -> str:
    """The day or the minute in words, its zone shown by its city; a day alone says that its
    reminder comes at 09:00."""
    gaps = {**_day_gaps(playbook, when.day), "year": when.day.year, "zone": city_of(when.zone)}
    if when.at is None:
        return playbook.say("times.on", **gaps)
    return playbook.say("times.at", clock=f"{when.at:%H:%M}", **gaps)


def say_briefly(playbook: Playbook, when: When) -> str:
    """The same for lists: no year, no zone, and no word about the reminder."""
    if when.at is None:
        return say_weekday(playbook, when.day)
    return playbook.say("times.brief", clock=f"{when.at:%H:%M}", **_day_gaps(playbook, when.day))


def say_weekday(playbook: Playbook, day: date) -> str:
    """The day with its weekday, without its year."""
    return playbook.say("times.brief_day", **_day_gaps(playbook, day))


def _day_gaps(playbook: Playbook, day: date) -> dict[str, object]:
    return {
        "weekday": playbook.say(_WEEKDAYS[day.weekday()]),
        "day": day.day,
        "month": playbook.say(_MONTHS[day.month - 1]),
    }


def say_day(playbook: Playbook, day: date) -> str:
    """The day alone, without its year."""
    return playbook.say("times.day", day=day.day, month=playbook.say(_MONTHS[day.month - 1]))


def city_of(zone: str) -> str:
    """The last part of an IANA name as people write it: "America/New_York" is "New York"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
