"""Clock times in the text: figures, words, noon, close of business, parts of the day."""

import re
from collections.abc import Callable, Iterator

from coaching.nlp.times.parts import Clock, DayPart, Half, Part, Scene, followed_well
from coaching.nlp.times.vocabulary import MONTHS, WEEKDAYS

_HALF = r"(?P<half>[ap])\.?m\b\.?"
_AT = re.compile(r"(?:\b(?:at|from)|@) ?(?:about |around |roughly |exactly |say |like )?$")
_NEAR = re.compile(
    r"(?:\b(?:by|about|around|before|after|until|till|circa|ca|approx|roughly|no later than|"
    r"make it|make that|no|no,|instead|rather|sorry|sorry,|actually|actually,|wait|wait,|past)|~)"
    r" ?$"
)
_PRICED = re.compile(
    r"\b(?:priced?|valued|sold|quoted|capped|stands?|rated|look(?:s|ing|ed)?|starts?|starting|"
    r"seats?|headcount|discount\w*|aged?|level|limited|set|fixed|bought|trading) (?:at|from) $"
)
_DAY_BEFORE = re.compile(
    rf"\b(?:today|tomorrow|tonight|morning|afternoon|evening|{'|'.join(WEEKDAYS)}),? $"
)
_MONEY = re.compile(r"[$€£#] ?$|\b(?:v|version|release|ext|extension|room|rasa|python|flight) $")
_DIGITS = re.compile(r"[\d)] ?[-.]? ?$")

Builder = Callable[[re.Match[str], Scene], tuple[Clock, bool] | None]


def find_clocks(scene: Scene) -> Iterator[Part]:
    """Every clock time that the text may hold, weak where only a day or a request makes it one."""
    for pattern, build in _PATTERNS:
        for found in pattern.finditer(scene.plain.text):
            made = build(found, scene)
            if made is not None:
                yield Part(found.start(), found.end(), made[0], weak=made[1])


def find_day_parts(scene: Scene) -> Iterator[Part]:
    """Every part of a day that is named."""
    for pattern, part in _DAY_PARTS:
        for found in pattern.finditer(scene.plain.text):
            yield Part(found.start(), found.end(), part, weak=True)


def _half(found: re.Match[str]) -> Half | None:
    letter = found["half"]
    return Half(f"{letter}m") if letter else None


def _midnight_or(clock: Clock) -> Clock:
    """12 am is as doubtful as midnight."""
    if clock.half is Half.AM and clock.hour == 12 and clock.minute == 0:
        return Clock(0, 0, "clock.2", sure=False)
    return clock


def _with_half(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    clock = Clock(int(found["hour"]), int(found["minute"] or 0), "clock.1", _half(found))
    if _MONEY.search(scene.before(found.start())) or clock.hour > 24:
        return None
    return _midnight_or(clock), False


def _with_colon(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    hour, minute = int(found["hour"]), int(found["minute"])
    before = scene.before(found.start())
    if hour > 23 or minute > 59:
        led = _AT.search(before) or _NEAR.search(before) or _DAY_BEFORE.search(before)
        if not led or (hour > 29 and minute <= 59 and hour != 90):
            return None
        return Clock(hour, minute, "days.9"), False
    return Clock(hour, minute, "clock.1", written=found["hour"].startswith("0")), False


def _with_dot(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    before = scene.before(found.start())
    if not _AT.search(before) and not _DAY_BEFORE.search(before):
        return None
    if _PRICED.search(before) or not followed_well(scene, found.end()):
        return None
    hour, minute = int(found["hour"]), int(found["minute"])
    return Clock(hour, minute, "days.10", written=found["hour"].startswith("0")), False


def _with_h(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    before = scene.before(found.start())
    weak = not (_AT.search(before) or found["minute"])
    clock = Clock(int(found["hour"]), int(found["minute"] or 0), "clock.1", written=True)
    return (clock, weak) if clock.times() and not re.search(r"\bin $", before) else None


def _four_figures(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    before = scene.before(found.start())
    clock = Clock(int(found["hour"]), int(found["minute"]), "clock.1", written=True)
    led = _AT.search(before) or _DAY_BEFORE.search(before) or found["h"]
    if not clock.times() or _MONEY.search(before) or (_DIGITS.search(before) and not led):
        return None
    if not found["h"] and (_PRICED.search(before) or not followed_well(scene, found.end())):
        return None
    if re.search(rf"(?:{'|'.join(MONTHS)}),? $", before):
        return None
    year = found["hour"] in ("19", "20") and not found["h"]
    return (clock, not led or year) if led or _NEAR.search(before) or _leads(scene, found) else None


def _leads(scene: Scene, found: re.Match[str]) -> bool:
    rest = scene.plain.text[found.end() :]
    return bool(re.match(rf",? (?:on )?(?:today|tomorrow|{'|'.join(WEEKDAYS)})\b", rest))


def _half_past(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    hour = int(found["hour"])
    if not 1 <= hour <= 12 or not _ends_well(found, scene):
        return None
    return Clock(hour, 30, "clock.2", _half(found)), False


def _past_or_to(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    hour, many = int(found["hour"]), found["many"]
    if not 1 <= hour <= 12 or not _ends_well(found, scene):
        return None
    minutes = 15 if "quarter" in many else int(re.sub(r"\D", "", many))
    if found["side"] in ("past", "after"):
        after = found["side"] == "after" and "quarter" not in many
        return (
            None
            if minutes > 59 or after
            else (Clock(hour, minutes, "clock.2", _half(found)), False)
        )
    spelled = scene.plain.was_spelled(found.start("many")) or "quarter" in many
    worded = "minute" in many
    if not spelled and not worded and minutes in (5, 10) and hour > minutes:
        return Clock(minutes, 0, "several", sure=False), True
    if not spelled and not worded and minutes not in (5, 10, 20, 25):
        return None
    back = (hour - 2) % 12 + 1
    half = _half(found)
    if half and hour == 12:
        half = Half.AM if half is Half.PM else Half.PM
    return Clock(back, 60 - minutes, "clock.2", half), False


def _ends_well(found: re.Match[str], scene: Scene) -> bool:
    return bool(found["half"]) or followed_well(scene, found.end())


def _o_clock(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    hour = int(found["hour"])
    return (Clock(hour, 0, "clock.1", _half(found)), False) if 1 <= hour <= 24 else None


def _two_numbers(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    before = scene.before(found.start())
    spelled = scene.plain.was_spelled(found.start("hour"))
    led = _AT.search(before) or _DAY_BEFORE.search(before) or spelled
    hour, minute = int(found["hour"]), int(found["minute"])
    if not led or not 1 <= hour <= 23 or minute > 59 or not _ends_well(found, scene):
        return None
    return Clock(hour, minute, "clock.1", _half(found)), False


def _noon(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    return Clock(12, 0, "clock.2", written=True), False


def _midnight(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    return Clock(0, 0, "clock.2", sure=False), False


def _close(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    before, rest = scene.before(found.start()), scene.plain.text[found.end() :]
    saying = "end of the day" in found.group() and before.endswith("at ")
    if saying and (rest.startswith(",") or not scene.wanted or not before[:-3].strip()):
        return None
    return Clock(17, 0, "clock.3", written=True), False


def _this_time(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    same = found.group() == "same time"
    return Clock(scene.now.hour, scene.now.minute, "clock.5", None, True, not same), same


def _ish(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = Half(f"{found['half']}m") if found["half"] else None
    return (Clock(hour, minute, "clock.2", half), False) if 1 <= hour <= 23 else None


def _bare(found: re.Match[str], scene: Scene) -> tuple[Clock, bool] | None:
    before = scene.before(found.start())
    hour = int(found["hour"])
    if not 1 <= hour <= 23 and _AT.search(before) and _DAY_BEFORE.search(_AT.sub("", before)):
        return (Clock(hour, 0, "days.9"), False) if followed_well(scene, found.end()) else None
    if not 1 <= hour <= 23 or _PRICED.search(before) or not followed_well(scene, found.end()):
        return None
    if _AT.search(before):
        from_word = bool(re.search(r"\bfrom $", before))
        return Clock(hour, 0, "clock.1", written=found["hour"].startswith("0")), from_word
    beside = _DAY_BEFORE.search(before)
    if beside:
        numbered = beside.group().strip(" ,") in WEEKDAYS
        return Clock(hour, 0, "clock.1", sure=not numbered), True
    part = re.match(
        r" (?:in the (?:morning|afternoon|evening)|at night|tonight)\b",
        scene.plain.text[found.end() :],
    )
    if part or _NEAR.search(before) or _leads(scene, found):
        return Clock(hour, 0, "clock.1"), True
    return None


_HOUR = r"(?P<hour>\d{1,2})"
_NOT_NUMBER = r"(?<![\d.:/$€£+#-])"
_NOT_MORE = r"(?![\d/%]|[.:]\d|,\d\d\d|-\d)"

_PATTERNS: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (
            rf"{_NOT_NUMBER}{_HOUR}(?: ?[:.h] ?(?P<minute>[0-5]\d)"
            rf")?(?: o'?clock)? ?-?{_HALF}(?: ?-? ?ish\b)?",
            _with_half,
        ),
        (
            rf"(?<![\d.:/$€£#+]){_HOUR}:(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?: ?(?:h|hours|"
            r"hrs)\b)?(?![\d:%])(?! ?[ap]\.?m\b)",
            _with_colon,
        ),
        (rf"{_NOT_NUMBER}{_HOUR}\.(?P<minute>\d\d)(?![\d%:/]|\.\d| ?[ap]\.?m\b)", _with_dot),
        (rf"{_NOT_NUMBER}{_HOUR} ?h(?: ?(?P<minute>[0-5]\d))?\b(?!/)", _with_h),
        (
            rf"{_NOT_NUMBER}(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?: ?(?P<h>h|hours|hrs)"
            rf")?\b{_NOT_MORE}(?! ?[ap]\.?m\b)",
            _four_figures,
        ),
        (rf"\bhalf (?:past )?{_HOUR}(?: o'?clock)?\b(?: ?{_HALF})?", _half_past),
        (
            r"\b(?P<many>(?:a )?quarter|\d\d?(?: minutes?)?) (?P<side>past|to|til|till|"
            rf"before|of|after) {_HOUR}(?: o'?clock)?\b{_NOT_MORE}(?: ?{_HALF})?",
            _past_or_to,
        ),
        (rf"\b{_HOUR} ?(?:o'? ?clock|o' clock)\b(?: ?{_HALF})?", _o_clock),
        (rf"\b{_HOUR} (?P<minute>[1-5]\d)\b{_NOT_MORE}(?: ?{_HALF})?", _two_numbers),
        (r"\b(?:this|same) time(?= (?:today|tomorrow|next|on|in))\b", _this_time),
        (r"\b(?:12 )?(?:noon|midday)(?: ?-?ish)?\b", _noon),
        (r"\b(?:12 )?midnight\b|\b24[:.h]00\b", _midnight),
        (
            r"\b(?:eod|cob|cop|eob)\b|\b(?:the )?(?:close|end) of (?:the )?(?:business|play|"
            r"day|working day|business day|today|work)\b",
            _close,
        ),
        (rf"\b{_HOUR}(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>(?!))?-? ?ish\b", _ish),
        (
            rf"{_NOT_NUMBER}\b{_HOUR}\b{_NOT_MORE}(?! ?(?:st|nd|rd|th|h|k|[ap]\.?m|o'?clock)\b)",
            _bare,
        ),
    )
)
_DAY_PARTS = tuple(
    (re.compile(pattern), part)
    for pattern, part in (
        (
            r"(?<!good )\b(?:first thing(?: in the morning)?|(?:in the |early |mid |late |"
            r"late in the |early in the )?morning|at breakfast|breakfast time)\b",
            DayPart.MORNING,
        ),
        (r"\b(?:(?:after|before|at|over|around) )?(?:lunch ?time|lunch)\b", DayPart.LUNCH),
        (
            r"(?<!good )\b(?:in the |early |mid |late |late in the |early in the )?afternoon\b",
            DayPart.AFTERNOON,
        ),
        (
            r"(?<!good )\b(?:in the |early |late |late in the |early in the )?evening\b|"
            r"\bafter work\b",
            DayPart.EVENING,
        ),
        (r"(?<!good )\b(?:at night|night)\b", DayPart.NIGHT),
    )
)
