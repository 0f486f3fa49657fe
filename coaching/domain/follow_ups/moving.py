"""A follow-up at another time: what the new time keeps of the old one."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from coaching.domain.follow_ups.times import When


class Unit(StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Shift:
    """So much later, or earlier where `amount` is negative; `of_calendar` means that week or month
    of the calendar, counted from today ("to next week")."""

    amount: int
    unit: Unit
    of_calendar: bool = False


def shifted(when: When, shift: Shift, now: datetime) -> When:
    """The time so much later than it was; later than `now` where it was overdue. Minutes and hours
    are counted in real time, days and more on the calendar, where the clock time stays."""
    overdue = when.instant() <= now
    here = now.astimezone(ZoneInfo(when.zone))
    if shift.unit in (Unit.MINUTES, Unit.HOURS):
        step = timedelta(**{str(shift.unit): shift.amount})
        start = now if overdue and shift.amount > 0 else when.instant()
        return _minute(start + step, when.zone)
    if shift.of_calendar:
        return replace(when, day=_in_stretch(when.day, here.date(), shift), fold=0)
    start_day = here.date() if overdue and shift.amount > 0 else when.day
    return replace(when, day=_later(start_day, shift), fold=0)


def kept(old: When, new: When, now: datetime, *, names_day: bool, names_clock: bool) -> When:
    """A new time that names only a day keeps the old clock time; one that names only a clock time
    keeps the old day, as long as that is still ahead."""
    if names_day and not names_clock:
        return replace(new, at=old.at) if old.zone == new.zone else new
    if names_clock and not names_day and old.zone == new.zone:
        same_day = replace(new, day=old.day, fold=0)
        return same_day if same_day.instant() > now else new
    return new


def _minute(at: datetime, zone: str) -> When:
    wall = at.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    return When(wall.date(), wall.time().replace(fold=0), zone, wall.fold)


def _in_stretch(day: date, today: date, shift: Shift) -> date:
    """The same weekday in that week, or the same day of that month."""
    if shift.unit is Unit.MONTHS:
        return _months(today.replace(day=1), shift.amount, day.day)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=shift.amount, days=day.weekday())


def _later(day: date, shift: Shift) -> date:
    if shift.unit is Unit.MONTHS:
        return _months(day, shift.amount, day.day)
    return day + timedelta(**{str(shift.unit): shift.amount})


def _months(start: date, amount: int, day: int) -> date:
    """That day `amount` months on; the last one of a shorter month."""
    count = start.year * 12 + start.month - 1 + amount
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day, last))
