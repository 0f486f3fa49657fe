"""Dates in figures: ISO, slashes, dashes, dots; RFC 3339 stamps."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from coaching.nlp.times.calendar import dated, exists, two_digit_year, without_year
from coaching.nlp.times.parts import BESIDE, Clock, Days, Part, Scene, Value, followed_well
from coaching.nlp.times.zones import Named, by_offset

Builder = Callable[[re.Match[str], Scene], Days | None]

_NOT_DATED = re.compile(
    r"(?:[$€£#]|\b(?:version|release|v|rasa|python|page|chapter|section|room|step|slide|costs?|"
    r"price[ds]?|pays?|paid|worth|of|score[ds]?|rat(?:ed|io)|about|around|ip|build|level|part|"
    r"clause|only|just|roughly|or)) ?$"
)
_DATE_WORD = re.compile(
    r"(?:^|[,(;] ?|\b(?:on|by|for|until|till|before|after|due|from|since|the|to|day|not|no|"
    r"remind me|instead|wait|actually|about it|sorry|between|and|of)) ?$"
)
_STAMP = re.compile(
    r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d) ?t ?(?P<hour>\d\d):(?P<minute>\d\d)"
    r"(?::\d\d(?:\.\d+)?)?(?: ?(?P<zone>z|[+-]\d\d:?\d\d))?(?![\d:])"
)


_MOST_IN_A_DATE = 31


def find_figures(scene: Scene) -> Iterator[Part]:
    """Every date in figures that the text may hold; they may overlap."""
    yield from _find_stamps(scene)
    for pattern, build in _PATTERNS:
        for found in pattern.finditer(scene.plain.text):
            days = build(found, scene)
            if days is not None:
                yield Part(found.start(), found.end(), days)


def _find_stamps(scene: Scene) -> Iterator[Part]:
    """Every RFC 3339 date and time."""
    for found in _STAMP.finditer(scene.plain.text):
        days = dated(int(found["y"]), int(found["m"]), int(found["d"]), "days.10")
        clock = Clock(int(found["hour"]), int(found["minute"]), "days.10", written=True)
        zone = found["zone"] or ""
        offset = Named((), timedelta(0)) if zone == "z" else None
        if zone[:1] in ("+", "-"):
            named = by_offset(f"{zone[:3]}:{zone[-2:]}")
            offset = named[0] if named else None
        also: tuple[Value, ...] = (clock, offset) if offset is not None else (clock,)
        yield Part(found.start(), found.end(), days, also=also)


def _iso(found: re.Match[str], scene: Scene) -> Days:
    return dated(int(found["y"]), int(found["m"]), int(found["d"]), "days.10")


def _figures(found: re.Match[str], scene: Scene) -> Days | None:
    a, b, year = int(found["a"]), int(found["b"]), found["y"]
    text = scene.plain.text
    before, rest = scene.before(found.start()), text[found.end() :]
    if not year:
        if (a, b) == (24, 7) or (found["sign"] == "-" and len(found["a"] + found["b"]) < 4):
            return None
        beside = BESIDE.search(before)
        if _NOT_DATED.search(before) and not beside:
            return None
        if not (followed_well(scene, found.end()) and not rest.startswith((" of", "%", " %"))):
            return None
        if not (scene.wanted or beside or _DATE_WORD.search(before)):
            return None
    if not year and max(a, b) > _MOST_IN_A_DATE:
        return None
    return _either_order(a, b, two_digit_year(year) if year else None, scene.today)


def _either_order(a: int, b: int, year: int | None, today: date) -> Days:
    def read(month: int, day: int) -> Days:
        if year is None:
            return without_year(month, day, today, "days.10")
        return dated(year, month, day, "days.10")

    orders = {(b, a), (a, b)}
    whole = [(month, day) for month, day in sorted(orders) if exists(year or 2000, month, day)]
    if len(whole) == 1:
        return read(*whole[0])
    dates = tuple(sorted({d for month, day in whole for d in read(month, day).dates}))
    return Days(dates, "days.10" if whole else "days.9", sure=False)


def _dotted(found: re.Match[str], scene: Scene) -> Days | None:
    day, month, year = int(found["a"]), int(found["b"]), found["y"]
    before = scene.before(found.start())
    if year:
        if len(year) == 2 and not (_DATE_WORD.search(before) or scene.wanted):
            return None
        if len(year) == 2 and _NOT_DATED.search(before):
            return None
        return dated(two_digit_year(year), month, day, "days.10")
    beside = BESIDE.search(before)
    if re.search(r"\b(?:at|@) ?$", before) or (_NOT_DATED.search(before) and not beside):
        return None
    if not followed_well(scene, found.end()) or not (
        beside or _DATE_WORD.search(before) or (scene.wanted and found["dot"])
    ):
        return None
    return without_year(month, day, scene.today, "days.10")


_PATTERNS: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(?<![\d-])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?![\d-])", _iso),
        (
            r"(?<![\d/.:+-])(?P<a>\d{1,2}) ?(?P<sign>/) ?(?P<b>\d{1,2})"
            r"(?: ?/ ?(?P<y>(?:19|20)?\d\d))?(?![\d/:%])",
            _figures,
        ),
        (
            r"(?<![\d/.:+-])(?P<a>\d{1,2})(?P<sign>-)(?P<b>\d{1,2})(?:-(?P<y>(?:19|20)\d\d))"
            r"(?![\d/:%-])",
            _figures,
        ),
        (
            r"(?<=on )(?P<a>\d\d)(?P<sign>-)(?P<b>\d\d)(?P<y>(?!))?(?![\d/:%-]| ?[ap]\.?m)",
            _figures,
        ),
        (
            r"(?<![\d/.:+-])(?P<a>\d{1,2})\. ?(?P<b>\d{1,2})(?P<dot>\.)?"
            r"(?: ?(?P<y>(?<=\.)(?:19|20)?\d\d|(?<=\. )20\d\d))?(?![\d:/%]|[.]\d| ?[ap]\.?m\b)",
            _dotted,
        ),
    )
)
