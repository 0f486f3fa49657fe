"""The ends of weeks, months, quarters and years, and the nth day of them."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from coaching.nlp.times.calendar import (
    coming,
    in_week,
    month_end,
    months_on,
    quarter_end,
    without_year,
)
from coaching.nlp.times.dates import MONTH
from coaching.nlp.times.parts import Days, Part, Scene
from coaching.nlp.times.vocabulary import MONTHS, WEEKDAYS

Builder = Callable[[re.Match[str], Scene], Days | None]


def find_ends(scene: Scene) -> Iterator[Part]:
    """Every end, and every nth day, of a week, month, quarter or year; they may overlap."""
    for pattern, build in _PATTERNS:
        for found in pattern.finditer(scene.plain.text):
            days = build(found, scene)
            if days is not None:
                yield Part(found.start(), found.end(), days)


def _end(found: re.Match[str], scene: Scene) -> Days | None:
    """Rule 6: the last calendar day; the end of a week is its Friday."""
    if re.search(r"\b(?:the )?end of the$", found.group()):
        return None
    which = found["which"] or ""
    return _end_of(found["unit"], scene.today, 1 if "next" in which else 0)


def _end_of(unit: str, today: date, later: int) -> Days:
    if unit == "week":
        if later:
            days = in_week(4, today, 1)
            return Days(days, "days.6", sure=len(days) == 1)
        return Days((coming(4, today, today_too=True),), "days.6")
    if unit == "month":
        first = months_on(today.replace(day=1), later)
        return Days((month_end(first.year, first.month),), "days.6")
    if unit == "quarter":
        return Days((quarter_end(today, later),), "days.6")
    return Days((date(today.year + later, 12, 31),), "days.6")


def _short_end(found: re.Match[str], scene: Scene) -> Days:
    units = {"w": "week", "m": "month", "q": "quarter", "y": "year"}
    return _end_of(units[found["unit"]], scene.today, 1 if found["which"] else 0)


def _unit_end(found: re.Match[str], scene: Scene) -> Days | None:
    if not (
        scene.wanted
        or re.search(
            r"\b(?:by|at|on|before|until|after|for) (?:the )?$", scene.before(found.start())
        )
    ):
        return None
    return _end_of(found["unit"], scene.today, 1 if found["which"] else 0)


def _quarter_named(found: re.Match[str], scene: Scene) -> Days:
    return Days((_end_of_quarter(int(found["number"]), found["year"], scene.today),), "days.6")


def _end_of_quarter(number: int, year: str | None, today: date) -> date:
    if year:
        return month_end(int(year), 3 * number)
    end = month_end(today.year, 3 * number)
    return end if end >= today else month_end(today.year + 1, 3 * number)


def _month_named(found: re.Match[str], scene: Scene) -> Days:
    month, today = MONTHS.index(found["month"]) + 1, scene.today
    if found["year"]:
        return Days((month_end(int(found["year"]), month),), "days.6")
    if month == 2:
        ends = [month_end(today.year + n, 2) for n in (0, 1)]
        ahead = [end for end in ends if end >= today]
        gone = today - ends[0]
        return Days((ends[0] if timedelta(0) < gone <= timedelta(90) else ahead[0],), "days.6")
    return without_year(month, month_end(2001, month).day, today, "days.6")


def _year_named(found: re.Match[str], scene: Scene) -> Days:
    return Days((date(int(found["year"]), 12, 31),), "days.6")


def _ordinal(text: str) -> int:
    return {"first": 1, "second": 2, "third": 3, "last": -1}.get(text) or int(text[:-2])


def _nth_of(found: re.Match[str], scene: Scene) -> Days | None:
    """The first Monday of a month, the last working day of a quarter; the next one that there is,
    if "the" month or quarter is past it."""
    next_one = found["which"] == "next"
    day = _nth_within(found, _stretch(found, scene.today, later=int(next_one)))
    if day is None:
        return Days((), "days.9", sure=False)
    if day < scene.today and found["which"] == "the" and _ordinal(found["nth"]) > 0:
        day = _nth_within(found, _stretch(found, scene.today, later=1)) or day
    return Days((day,), "days.6")


def _nth_within(found: re.Match[str], bounds: tuple[date, date]) -> date | None:
    first, last = bounds
    nth, what = _ordinal(found["nth"]), found["what"]
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if what in WEEKDAYS:
        days = [day for day in days if day.weekday() == WEEKDAYS.index(what)]
    elif what != "day":
        days = [day for day in days if day.weekday() < 5]
    if nth > len(days):
        return None
    return days[nth - 1 if nth > 0 else -1]


def _stretch(found: re.Match[str], today: date, later: int) -> tuple[date, date]:
    if found["month"]:
        month = MONTHS.index(found["month"]) + 1
        if found["year"]:
            year = int(found["year"])
        else:
            end = without_year(month, 28, today).dates
            year = end[0].year if end else today.year
        return date(year, month, 1), month_end(year, month)
    if found["quarter"]:
        last = _end_of_quarter(int(found["quarter"]), found["year"], today)
        return months_on(last.replace(day=1), -2), last
    unit = found["unit"]
    if unit == "month":
        first = months_on(today.replace(day=1), later)
        return first, month_end(first.year, first.month)
    if unit == "quarter":
        last = quarter_end(today, later)
        return months_on(last.replace(day=1), -2), last
    return date(today.year + later, 1, 1), date(today.year + later, 12, 31)


def _first_of(found: re.Match[str], scene: Scene) -> Days | None:
    later = int(found["which"] == "next")
    first, last = _stretch(found, scene.today, later)
    if found["nth"] == "last":
        return Days((last,), "days.6")
    if first < scene.today and found["which"] == "the":
        first, last = _stretch(found, scene.today, 1)
    return Days((first,), "days.9")


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (
            r"\b(?:the )?(?:very )?end of (?:(?P<which>the|this|next|the current|the next|"
            r"the coming|"
            r"this coming|the calendar|calendar) )?(?P<unit>week|month|quarter|year)(?:'s)?\b"
            r"(?! after next)",
            _end,
        ),
        (r"\beo(?P<unit>[wmqy])\b(?: (?P<which>next (?:week|month|quarter|year)))?", _short_end),
        (r"\b(?:(?P<which>next) )?(?P<unit>week|month|quarter|year)(?:'s)? end\b", _unit_end),
        (rf"\b(?:the )?end of q ?(?P<number>[1-4])\b(?:,? {_YEAR})?", _quarter_named),
        (
            rf"\b(?:the )?end of the (?P<number>[1-4])(?:st|nd|rd|th) quarter(?: of {_YEAR})?",
            _quarter_named,
        ),
        (rf"\b(?:the )?end of {MONTH}\b(?:,? {_YEAR})?", _month_named),
        (rf"\b(?:the )?end of {_YEAR}\b", _year_named),
        (
            rf"\b(?:the )?(?P<nth>last|first|second|third|\d\d?(?:st|nd|rd|th)) "
            rf"(?P<what>(?:business|working|work|week) ?day|day|{'|'.join(WEEKDAYS)}) (?:of|in) "
            r"(?:(?P<which>the|this|next) (?:the )?(?P<unit>month|quarter|year)"
            rf"|q ?(?P<quarter>[1-4])\b|{MONTH}\b)(?:,? {_YEAR})?",
            _nth_of,
        ),
        (
            r"\b(?:the )?(?P<nth>first|1st|last)(?P<what>(?=))? of (?:(?P<which>the|this|"
            r"next) (?P<unit>month|quarter|year))(?P<month>(?!))?(?P<year>(?!))?(?P<quarter>(?!))?",
            _first_of,
        ),
    )
)
