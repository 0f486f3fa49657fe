"""Dates in the text: with the month's name, in figures, ISO, a bare day, fixed holidays."""

import re
from collections.abc import Callable, Iterator

from coaching.nlp.times.asking import REMINDING
from coaching.nlp.times.calendar import (
    dated,
    day_of_month,
    months_on,
    without_year,
)
from coaching.nlp.times.parts import BESIDE, Days, Part, Scene, followed_well
from coaching.nlp.times.vocabulary import MONTHS

MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_NTH = r"(?P<day>\d{1,2}|first|second|third)(?P<nth>st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WORDED = {"first": 1, "second": 2, "third": 3}
_VERBS = ("march", "may")
# "The 2nd call": up to here an ordinal before such a word counts things.
_FEW = 12
_THING = re.compile(
    r" (?:call|e?mail|text|message|try|check|chat|review|close|talk|ring|work|book|touch|phone|"
    r"follow up|meet|visit|go|may|was|is)\b"
)
_MODAL = re.compile(
    r"\b(?:i|you|we|they|he|she|it|who|that|which|this|1|to|will|people|customers|buyers|and) $"
)
_HOLIDAYS: dict[str, tuple[int, int]] = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "st stephen's day": (12, 26),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "new year eve": (12, 31),
    "nye": (12, 31),
    "new year's day": (1, 1),
    "new years day": (1, 1),
    "epiphany": (1, 6),
    "burns night": (1, 25),
    "australia day": (1, 26),
    "groundhog day": (2, 2),
    "valentine's day": (2, 14),
    "valentines day": (2, 14),
    "valentine's": (2, 14),
    "valentines": (2, 14),
    "international women's day": (3, 8),
    "st patrick's day": (3, 17),
    "st patricks day": (3, 17),
    "april fools' day": (4, 1),
    "april fool's day": (4, 1),
    "april fools day": (4, 1),
    "april fools": (4, 1),
    "st george's day": (4, 23),
    "anzac day": (4, 25),
    "may day": (5, 1),
    "juneteenth": (6, 19),
    "canada day": (7, 1),
    "independence day": (7, 4),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "hallowe'en": (10, 31),
    "all saints' day": (11, 1),
    "all saints day": (11, 1),
    "guy fawkes night": (11, 5),
    "bonfire night": (11, 5),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "veterans' day": (11, 11),
    "remembrance day": (11, 11),
    "st nicholas day": (12, 6),
}
_HOLIDAY = "|".join(re.escape(name) for name in sorted(_HOLIDAYS, key=len, reverse=True))
_BARE_HOLIDAYS = ("christmas", "halloween", "valentine's", "valentines", "epiphany", "juneteenth")

Builder = Callable[[re.Match[str], Scene], Days | None]


def find_dates(scene: Scene) -> Iterator[Part]:
    """Every date that the text may hold; they may overlap."""
    for pattern, build in _PATTERNS:
        for found in pattern.finditer(scene.plain.text):
            days = build(found, scene)
            if days is not None:
                yield Part(found.start(), found.end(), days)


def _number(text: str) -> int:
    return _WORDED.get(text) or int(text)


def _with_month(found: re.Match[str], scene: Scene) -> Days | None:
    month = MONTHS.index(found["month"]) + 1
    nth = found["nth"] or found["day"] in _WORDED
    year = found["year"]
    if found["month"] in _VERBS and not nth and not year:
        text = scene.plain.text
        if scene.plain.was_spelled(found.start("day")) or not followed_well(scene, found.end()):
            return None
        if _MODAL.search(scene.before(found.start())) or text.startswith(" of ", found.end()):
            return None
    if found["day"] in _WORDED and found["month"] in _VERBS and " of " not in found.group():
        return None
    if year:
        return dated(int(year), month, _number(found["day"]))
    return without_year(month, _number(found["day"]), scene.today)


def _several(found: re.Match[str], scene: Scene) -> Days:
    month = MONTHS.index(found["month"]) + 1
    both = [without_year(month, int(found[name]), scene.today) for name in ("one", "two")]
    return Days(tuple(day for days in both for day in days.dates), "several", sure=False)


def _bare_day(found: re.Match[str], scene: Scene) -> Days | None:
    if not followed_well(scene, found.end()):
        return None
    before = scene.before(found.start())
    if found["day"] in _WORDED and not (re.search(r"\b(?:on|by) $", before) and scene.wanted):
        return None
    few = _number(found["day"]) <= _FEW and not REMINDING.search(scene.plain.text)
    if few and _THING.match(scene.plain.text, found.end()):
        return None
    own = "the" in found.group() or BESIDE.search(before)
    if not own and not re.search(r"\b(?:on|by|for|until|till|or|and|to|before|after) $", before):
        return None
    return day_of_month(_number(found["day"]), scene.today)


def _day_of_month(found: re.Match[str], scene: Scene) -> Days | None:
    which = found["which"]
    if which == "the month":
        return day_of_month(_number(found["day"]), scene.today)
    first = months_on(scene.today.replace(day=1), 1 if "next" in which else 0)
    return dated(first.year, first.month, _number(found["day"]))


def _holiday(found: re.Match[str], scene: Scene) -> Days | None:
    name = found["name"]
    before = scene.before(found.start())
    asked = re.search(
        r"(?:^|\b(?:on|by|at|until|before|after|for|over|around|remind me|since|of)) $|^$", before
    )
    if name in _BARE_HOLIDAYS and not (asked and followed_well(scene, found.end())):
        return None
    if re.search(r"\b(?:over|around|about) $", before):
        return Days((), "days.8", sure=False)
    month, day = _HOLIDAYS[name]
    if found["year"]:
        return dated(int(found["year"]), month, day, "days.11")
    return without_year(month, day, scene.today, "days.11")


def _movable(found: re.Match[str], scene: Scene) -> Days | None:
    before = scene.before(found.start())
    if not scene.wanted and not re.search(r"\b(?:on|by|at|until|before|after|over) $", before):
        return None
    return Days((), "days.11", sure=False)


_PATTERNS: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (
            rf"\b(?:the )?{_NTH} ?-?(?:day )?(?:of )?{MONTH}\b(?:'s)?(?:,? ?-?{_YEAR})?\b",
            _with_month,
        ),
        (
            rf"\b{MONTH},? ?-?(?:the )?{_NTH}(?![\d:]|[.]\d| ?[ap]\.?m\b)(?:,? ?-?{_YEAR})?\b",
            _with_month,
        ),
        (
            rf"\b(?P<one>\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|to|or|and|until) ?(?:the )?"
            rf"(?P<two>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}\b",
            _several,
        ),
        (
            rf"\b{MONTH} (?P<one>\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|to|or|and|until) ?(?:the )?"
            rf"(?P<two>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)",
            _several,
        ),
        (
            rf"\b(?:the )?{_NTH} (?:day )?(?:of )?(?P<which>(?:the|this|next) month)\b",
            _day_of_month,
        ),
        (rf"\b(?P<which>(?:this|next) month),? (?:on )?the {_NTH}\b", _day_of_month),
        (rf"\b(?:the )?{_NTH}\b(?<!\d)(?!-\d)", _bare_day),
        (r"(?:(?<=\bon )|(?<=\bby ))the (?P<day>\d\d?)(?P<nth>)\b(?![-:.]\d)", _bare_day),
        (rf"\b(?P<name>{_HOLIDAY})(?:,? {_YEAR})?\b(?!'s)", _holiday),
        (
            r"\b(?:easter(?: (?:sunday|monday))?|good friday|thanksgiving|black friday|"
            r"cyber monday|labou?r day|memorial day|passover|ramadan|eid|diwali|hanukkah|"
            r"lunar new year|chinese new year|ash wednesday|pancake day|mother's day|"
            r"father's day|bank holiday)\b(?: monday)?",
            _movable,
        ),
        (
            r"\b(?:the )?(?:4th|fourth) of july\b",
            lambda f, s: without_year(7, 4, s.today, "days.11"),
        ),
    )
)
