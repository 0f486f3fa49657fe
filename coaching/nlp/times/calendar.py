"""Counting on the calendar: weekdays, months that clamp, quarters, working days, dates to come."""

from calendar import monthrange
from datetime import date, timedelta

from coaching.nlp.times.parts import Days

LOOKED_BACK = timedelta(days=90)
LAST_YEAR = 9000


def days_on(day: date, count: int) -> date:
    """`count` days on. Raises OverflowError beyond the calendar."""
    return day + timedelta(days=count)


def months_on(day: date, count: int) -> date:
    """The same day `count` months on, or the last of that month. Raises OverflowError beyond the
    calendar."""
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= years <= LAST_YEAR:
        raise OverflowError("beyond the calendar")
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def quarter_end(day: date, later: int = 0) -> date:
    """The last day of the calendar quarter that `day` is in, or of one `later`."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    shifted = months_on(first, 3 * later + 2)
    return month_end(shifted.year, shifted.month)


def working_days_on(day: date, count: int) -> date:
    """The `count`th Monday-to-Friday after `day`; before it if negative."""
    step, left = (1 if count > 0 else -1), abs(count)
    weeks = max(0, left // 5 - 1)
    day, left = day + timedelta(weeks=weeks * step), left - weeks * 5
    while left:
        day += timedelta(days=step)
        left -= day.weekday() < 5
    return day


def coming(weekday: int, today: date, *, today_too: bool = False) -> date:
    """The next such day after today, or today itself if that counts."""
    away = (weekday - today.weekday()) % 7
    return today + timedelta(days=away or (0 if today_too else 7))


def in_week(weekday: int, today: date, weeks: int) -> tuple[date, ...]:
    """That weekday in the calendar week `weeks` ahead: once if weeks from Monday and weeks from
    Sunday agree, else both readings."""
    by_monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=weekday)
    since_sunday = (today.weekday() + 1) % 7
    by_sunday = today - timedelta(days=since_sunday) + timedelta(weeks=weeks)
    by_sunday += timedelta(days=(weekday + 1) % 7)
    return tuple(sorted({by_monday, by_sunday}))


def exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] and year <= LAST_YEAR


def dated(year: int, month: int, day: int, rule: str = "days.9") -> Days:
    """A full date, or nothing sure if it does not exist."""
    if not 1 <= year <= LAST_YEAR or not exists(year, month, day):
        return Days((), rule, sure=False)
    return Days((date(year, month, day),), rule)


def without_year(month: int, day: int, today: date, rule: str = "days.9") -> Days:
    """A day and month: the next one to come, today included; the last one if that was within
    `LOOKED_BACK`; nothing sure if the day does not exist then."""
    for year in (today.year - 1, today.year):
        if exists(year, month, day):
            last = date(year, month, day)
            if last < today and today - last <= LOOKED_BACK:
                return Days((last,), rule)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return Days((), rule, sure=False)
    this_year = (month, day) >= (today.month, today.day)
    return dated(today.year + (0 if this_year else 1), month, day, rule)


def day_of_month(day: int, today: date) -> Days:
    """The next month's day with that number that there is, today included."""
    for later in range(4):
        first = months_on(today.replace(day=1), later)
        if exists(first.year, first.month, day):
            found = first.replace(day=day)
            if found >= today:
                return Days((found,), "days.9", or_today=found == today)
    return Days((), "days.9", sure=False)


def two_digit_year(text: str) -> int:
    return int(text) if len(text) > 2 else 2000 + int(text)
