"""Weekdays and days seen from today: bare, this, next, in the week after, today and tomorrow."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from coaching.nlp.times.calendar import coming, in_week, months_on
from coaching.nlp.times.parts import DayPart, Days, Part, Scene
from coaching.nlp.times.vocabulary import NUMBERS, WEEKDAYS

WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_ANY_DAY = rf"(?:today|tomorrow|(?:the )?(?:coming |this )?{WEEKDAY})"
_COUNT = r"(?P<count>an?|\d{1,2}|couple(?: of)?|a couple(?: of)?)"
_COMPANY = re.compile(r" ?(?:\.com|\.ai|ltd|inc|gmbh|llc|plc|corp|limited|group)\b|s? night live")

_SERIES = re.compile(r"day (?:mornings|afternoons|evenings|nights)\b")

Builder = Callable[[re.Match[str], Scene], Days | None]


def find_weekdays(scene: Scene) -> Iterator[Part]:
    """Every expression with a weekday or a day counted from today; they may overlap."""
    for pattern, build in _PATTERNS:
        for found in pattern.finditer(scene.plain.text):
            days = build(found, scene)
            if days is not None:
                also = _part_of_today(found.group()) if build is _today else ()
                gone = not days.dates or days.dates[-1] < scene.today
                weak = gone or (found.group().startswith("today") and not _pressing(found, scene))
                yield Part(found.start(), found.end(), days, weak, also)


def _index(found: re.Match[str]) -> int:
    return WEEKDAYS.index(found["weekday"])


def _bare(found: re.Match[str], scene: Scene) -> Days | None:
    text = scene.plain.text
    if _COMPANY.match(text, found.end()) or _SERIES.search(text, found.start(), found.end() + 11):
        return None
    which, today = _index(found), scene.today
    if found["how"] and "coming" in found["how"]:
        return Days((coming(which, today),), "days.1")
    here = which == today.weekday()
    return Days((coming(which, today),), "days.1", weekday=which, or_today=here)


def _in_next_week(found: re.Match[str], scene: Scene) -> Days:
    weeks = 2 if "after next" in found.group() else 1
    days = in_week(_index(found), scene.today, weeks)
    return Days(days, "days.2", sure=len(days) == 1)


def _in_this_week(found: re.Match[str], scene: Scene) -> Days:
    weeks = -1 if "last" in found.group() else 0
    days = in_week(_index(found), scene.today, weeks)
    return Days(days, "days.2", sure=len(days) == 1)


def _last(found: re.Match[str], scene: Scene) -> Days:
    which = _index(found)
    ago = (scene.today.weekday() - which) % 7 or 7
    return Days((scene.today - timedelta(days=ago),), "days.1")


def _after_next(found: re.Match[str], scene: Scene) -> Days:
    which, week = _index(found), timedelta(weeks=1)
    both = {coming(which, scene.today), *in_week(which, scene.today, 1)}
    days = tuple(sorted(day + week for day in both))
    return Days(days, "days.3", sure=len(days) == 1)


def _following(found: re.Match[str], scene: Scene) -> Days:
    first = coming(_index(found), scene.today)
    return Days((first, first + timedelta(weeks=1)), "days.2", sure=False)


def _weeks_on(found: re.Match[str], scene: Scene) -> Days:
    """Rule 3: so many days or weeks after a day; "a week on Thursday" counts from a Thursday that
    is today."""
    count = count_of(found["count"]) if "count" in found.groupdict() and found["count"] else 1
    unit = found["unit"]
    base = scene.today
    if found["weekday"]:
        base = coming(_index(found), base, today_too=True)
    elif "tomorrow" in found.group():
        base += timedelta(days=1)
    length = {"day": 1, "week": 7, "fortnight": 14}[unit]
    return Days((base + timedelta(days=count * length),), "days.3")


def count_of(text: str) -> int:
    """The number that "a", "3", "a couple of" stand for. Raises ValueError for others."""
    if text in ("a", "an", "the", "another"):
        return 1
    if "couple" in text:
        return 2
    return NUMBERS.get(text) or int(text)


def _today(found: re.Match[str], scene: Scene) -> Days:
    words = found.group()
    away = 0
    if "after tomorrow" in words or "overmorrow" in words:
        away = 2
    elif "before yesterday" in words:
        away = -2
    elif "tomorrow" in words:
        away = 1
    elif "yesterday" in words or words.startswith("last"):
        away = -1
    return Days((scene.today + timedelta(days=away),), "days.4" if away else "clock.5")


def _this_time(found: re.Match[str], scene: Scene) -> Days:
    if found["unit"] == "week":
        return Days((scene.today + timedelta(days=7),), "days.4")
    return Days((months_on(scene.today, 1 if found["unit"] == "month" else 12),), "days.4")


def _part_of_today(words: str) -> tuple[DayPart, ...]:
    for name, part in _PARTS.items():
        if name in words:
            return (part,)
    return ()


_PARTS = {
    "tonight": DayPart.NIGHT,
    "night": DayPart.NIGHT,
    "this morning": DayPart.MORNING,
    "this afternoon": DayPart.AFTERNOON,
    "this evening": DayPart.EVENING,
}


def _pressing(found: re.Match[str], scene: Scene) -> bool:
    """Whether "today" is a day that somebody asks for, and not "what we pay today"."""
    text = scene.plain.text
    if scene.wanted or len(text.split()) <= 4:
        return True
    return bool(re.search(r"\b(?:by|before|later|after|until) $", scene.before(found.start())))


_HOLIDAY_DAYS = r"(?<!good )(?<!black )(?<!cyber )(?<!easter )(?<!ash )(?<!casual )(?<!shrove )"

_PATTERNS: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (
            rf"{_HOLIDAY_DAYS}\b(?:(?P<how>the coming|this coming|coming|this|on the) )?{WEEKDAY}"
            rf"\b(?:'s)?",
            _bare,
        ),
        (rf"\b{WEEKDAY} coming\b(?P<how>(?<=coming))", _bare),
        (rf"\b(?:the )?next {WEEKDAY}\b(?:'s)?", _in_next_week),
        (rf"\b{WEEKDAY}'?s?,? (?:of |in |the )?next week\b", _in_next_week),
        (rf"\b{WEEKDAY} next\b(?! (?:week|month|year|quarter))", _in_next_week),
        (rf"\bnext week(?:'s)?,? (?:on |the )?{WEEKDAY}\b", _in_next_week),
        (rf"\b{WEEKDAY},? (?:of |in )?(?:the )?week after next\b", _in_next_week),
        (rf"\b(?:the )?week after next,? (?:on )?{WEEKDAY}\b", _in_next_week),
        (rf"\b{WEEKDAY},? (?:of )?(?:this|last) week\b", _in_this_week),
        (rf"\b(?:this|last) week(?:'s)?,? (?:on )?{WEEKDAY}\b", _in_this_week),
        (rf"\b(?:last|past) {WEEKDAY}\b(?! (?:of|in) )", _last),
        (rf"\b(?:the )?{WEEKDAY} after next\b(?! week)", _after_next),
        (rf"\bthe following {WEEKDAY}\b", _following),
        (
            rf"\b(?:{_COUNT} )?(?P<unit>day|week|fortnight)s? (?:on|from|after) {_ANY_DAY}\b",
            _weeks_on,
        ),
        (rf"\b(?:{_COUNT} )?(?P<unit>week|fortnight)s? (?:tomorrow|today|{WEEKDAY})\b", _weeks_on),
        (rf"\b(?:tomorrow|today|{WEEKDAY}) (?:{_COUNT} )?(?P<unit>week|fortnight)s?\b", _weeks_on),
        (r"\b(?:the )?day after tomorrow\b|\bovermorrow\b", _today),
        (r"\b(?:the )?day before yesterday\b|\byesterday\b", _today),
        (r"\b(?:today|tomorrow)(?:'s)?\b|\btonight\b|\blast night\b", _today),
        (r"(?<=this time )next (?P<unit>week|month|year)\b", _this_time),
        (r"\bthis (?:very )?(?:late |early |mid )?(?:morning|afternoon|evening)\b", _today),
    )
)
