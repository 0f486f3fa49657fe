"""Days counted in units, the ends of months and weeks, and stretches that fix no day."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from coaching.nlp.times.asking import REMINDING, WANTING
from coaching.nlp.times.calendar import (
    days_on,
    months_on,
    working_days_on,
)
from coaching.nlp.times.parts import Days, Elapsed, Offset, Part, Scene, Value
from coaching.nlp.times.weekdays import WEEKDAY, count_of

_UNIT = (
    r"(?P<unit>(?:business|working|work|week) ?days?|minutes?|hours?|days?|weeks?|fortnights?|"
    r"months?|years?|quarters?)"
)
_NUMBER = r"(?P<count>\d{1,4}|an?|(?:a )?couple(?: of)?)"
_ABOUT = r"(?:about |around |roughly |approximately |approx |exactly |like |say |another )?"
_FEW = r"(?:a few|few|several|some|a handful of|a number of|many|a little|another few)(?: more)?"
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
_MOST = {"minute": 60 * 24 * 366, "hour": 24 * 366, "day": 3660, "week": 520, "month": 120}
_TOLD = re.compile(
    r"\b(?:was|were|had|did|grew|paid|cut|saw|got|went|took|made|came|closed|sold|lost|won|been|"
    r"built|spent|roi|payback|break ?even|returns?|\w{2,}ed)\b[^.;!?]*$"
)

_RATE = re.compile(r"\b(?:once|twice|times|due|payable|net) (?:(?:with)?in )?$")
_CLAIM = re.compile(
    r"\b(?:we|it|they|you|he|she|customers|clients|people|most|our [a-z]+|the [a-z]+|payment|"
    r"support|delivery|that|which)(?: (?:can|will|usually|always|typically|often|normally|then|"
    r"only|should))* (?:delivers?|ships?|repl(?:y|ies)|responds?|onboards?|pays?|installs?|sets?|"
    r"rolls?|gets?|sees?|saves?|earns?|breaks?|answers?|resolves?|guarantees?|promises?|offers?|"
    r"is|are|takes?|comes?|happens?|go|goes|be|has|have|lose|loses|win|wins|makes?|finish(?:es)?|"
    r"doubles?|grows?)\b[^.;!?]*$"
)

Builder = Callable[[re.Match[str], Scene], Value | None]


def find_spans(scene: Scene) -> Iterator[Part]:
    """Every expression that counts units or names a stretch of days; they may overlap."""
    for pattern, build in _PATTERNS:
        for found in pattern.finditer(scene.plain.text):
            try:
                value = build(found, scene)
            except OverflowError:
                value = Days((), "days.4", sure=False)
            if value is not None:
                yield Part(found.start(), found.end(), value, weak=build is _ago)


def _kind(unit: str) -> str:
    unit = unit.rstrip("s")
    return "working" if unit.endswith("day") and unit != "day" else unit


def counted(amount: int, unit: str, day: date) -> date:
    """`amount` units after `day`, before it if negative. Raises OverflowError beyond the
    calendar."""
    if unit == "working":
        if abs(amount) > 2000:
            raise OverflowError("beyond the calendar")
        return working_days_on(day, amount) if amount else day
    if unit in _MONTHS_OF:
        return months_on(day, amount * _MONTHS_OF[unit])
    return days_on(day, amount * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _ahead(found: re.Match[str], scene: Scene) -> Value | None:
    """Rules 4, 5 and 7: in so many units."""
    text = scene.plain.text
    if not WANTING.search(text) and _TOLD.search(text[: found.start()]):
        return None
    if re.match(
        r" of (?:use|using|work|being|the)\b| (?:or less|flat|ago|old)\b", text[found.end() :]
    ):
        return None
    if not REMINDING.search(text) and _is_claim(found, text):
        return None
    amount, unit = count_of(found["count"]), _kind(found["unit"])
    rule = "days.7" if unit == "working" else "days.4"
    half = found["half"] or ""
    if re.match(r",? (?:or so|or more|ish|at least|plus|max|tops)\b", text[found.end() :]):
        return Elapsed(None) if unit in ("minute", "hour") else Days((), rule, sure=False)
    if unit in ("minute", "hour"):
        minutes = amount * (60 if unit == "hour" else 1)
        minutes += 30 if half and unit == "hour" else int(found["more"] or 0)
        return Elapsed(minutes) if minutes <= 60 * 24 * 366 else Elapsed(None)
    if half and unit == "year":
        return Days((months_on(scene.today, 12 * amount + 6),), rule)
    if half or found["more"] or unit == "quarter" or amount > _MOST.get(unit, 1000):
        return Days((), rule, sure=False)
    return Days((counted(amount, unit, scene.today),), rule)


def _is_claim(found: re.Match[str], text: str) -> bool:
    """Whether "in 3 days" says how long something takes: "we deliver in 3 days"."""
    before = text[: found.start()]
    if found.group() in ("in a minute", "in a moment") or _RATE.search(before):
        return True
    return bool(_CLAIM.search(before)) and not WANTING.search(text, found.end())


def _half_ahead(found: re.Match[str], scene: Scene) -> Value:
    unit = found["unit"]
    if unit == "hour":
        quarters = {"half": 2, "quarter": 1, "3 quarters": 3}
        minutes = next(15 * n for word, n in reversed(quarters.items()) if word in found["part"])
        return Elapsed(minutes)
    if unit == "year" and "half" in found["part"]:
        return Days((months_on(scene.today, 6),), "days.4")
    return Days((), "days.4", sure=False)


def _decimal_ahead(found: re.Match[str], scene: Scene) -> Value:
    whole, part, unit = int(found["count"]), int(found["part"]), _kind(found["unit"])
    sixtieths = 60 * part
    if unit == "hour" and sixtieths % 10 == 0 and part < 10:
        return Elapsed(whole * 60 + sixtieths // 10)
    if unit == "year" and part == 5:
        return Days((months_on(scene.today, 12 * whole + 6),), "days.4")
    return Days((), "days.4", sure=False)


def _short_ahead(found: re.Match[str], scene: Scene) -> Value:
    return Elapsed(60 * int(found["hours"] or 0) + int(found["minutes"] or 0))


def _ago(found: re.Match[str], scene: Scene) -> Value | None:
    unit = _kind(found["unit"])
    if unit in ("minute", "hour"):
        return Elapsed(-count_of(found["count"]) * (60 if unit == "hour" else 1))
    return Days((counted(-count_of(found["count"]), unit, scene.today),), "days.4")


def _next_working(found: re.Match[str], scene: Scene) -> Value:
    return Days((working_days_on(scene.today, 1),), "days.7")


def _offset(found: re.Match[str], scene: Scene) -> Value:
    away = count_of(found["count"] or "the")
    sign = -1 if found["side"] in ("before", "prior to", "ahead of", "earlier", "prior") else 1
    return Offset(sign * away, _kind(found["unit"]))


def _weekday_beside(found: re.Match[str], scene: Scene) -> Value:
    sign = 1 if found["side"] == "after" else -1
    return Offset(sign, found["weekday"])


_PATTERNS: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (
            rf"\b(?:in|within|snooze(?: (?:it|this|that))?(?: for)?) {_ABOUT}(?:the next )?{_ABOUT}"
            rf"{_NUMBER} ?(?:full |calendar |more )?{_UNIT}\b'?(?:s\b)?"
            rf"(?:,? (?:and )?(?:(?P<half>a half)\b|(?P<more>\d\d?) ?minutes?\b))?(?: time\b)?"
            rf"(?: from (?:now|today))?",
            _ahead,
        ),
        (
            rf"\b{_ABOUT}{_NUMBER} (?:full |calendar )?{_UNIT}\b'?"
            rf"(?:,? (?:and )?(?:(?P<half>a half)\b|(?P<more>\d\d?) ?minutes?\b))?"
            rf" (?:from (?:now|today)|hence|time|out)\b",
            _ahead,
        ),
        (
            rf"\b(?:in|within) {_ABOUT}(?P<count>\d{{1,3}}|an?) (?P<half>and a half)"
            rf" {_UNIT}\b(?P<more>(?!))?"
            rf"(?:' time)?",
            _ahead,
        ),
        (
            r"\b(?:in|within) (?:about |around )?(?P<part>half an?|a half|a quarter of an?|"
            r"3 quarters of an?|1 half) (?P<unit>hour|day|week|month|year|quarter)\b"
            r"(?:'s time)?",
            _half_ahead,
        ),
        (
            r"\b(?P<part>half an?|a quarter of an?|3 quarters of an?) (?P<unit>hour|year)"
            r" from now\b",
            _half_ahead,
        ),
        (rf"\bin (?P<count>\d{{1,3}})[.,](?P<part>\d) {_UNIT}\b", _decimal_ahead),
        (
            r"\bin (?:(?P<hours>\d{1,2}) ?h)?(?: ?(?P<minutes>\d{1,3}) ?m?)?(?<=[hm\d])"
            r"(?<!in \d)(?<!in \d\d)(?<!in \d\d\d)\b",
            _short_ahead,
        ),
        (rf"\b{_NUMBER} {_UNIT} ago\b", _ago),
        (
            rf"\b{_NUMBER} {_UNIT} (?P<side>before|after|prior to|ahead of|later|earlier|"
            r"prior|from(?= (?:next|the) )|"
            rf"following)\b",
            _offset,
        ),
        (
            r"\b(?:(?P<count>the) )?(?P<unit>(?:working |business )?day) (?P<side>before|"
            r"after|prior)\b(?! (?:yesterday|tomorrow))",
            _offset,
        ),
        (
            rf"\b(?:the )?{WEEKDAY} (?P<side>before|after)\b(?! (?:next|lunch|work|noon|"
            r"midday|eod|cob|"
            rf"\d\d?(?::|\.\d| ?[ap]\.?m| ?o'clock|$| (?:to|please|and|or)\b)))",
            _weekday_beside,
        ),
        (
            r"\b(?:the )?next (?:business|working|work|week) ?day\b|"
            r"\b(?:the )?following (?:business|working) day\b",
            _next_working,
        ),
    )
)
