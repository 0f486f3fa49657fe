"""Moving a time: how much later, and which part of the wish says where to."""

import re

from coaching.domain.follow_ups.moving import Shift, Unit

_FIRST_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {
    **{word: n for n, word in enumerate(_FIRST_TEN, 1)},
    "a": 1,
    "an": 1,
    "another": 1,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fortyfive": 45,
    "sixty": 60,
    "ninety": 90,
}
_UNITS = {
    "min": Unit.MINUTES,
    "hour": Unit.HOURS,
    "hr": Unit.HOURS,
    "day": Unit.DAYS,
    "week": Unit.WEEKS,
    "wk": Unit.WEEKS,
    "month": Unit.MONTHS,
}
_COUNT = r"(?:\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?:min(?:ute)?|hour|hr|day|week|wk|month)s?"
_AMOUNT = re.compile(
    rf"\b(?:(?P<half>(?:a )?half(?: an?)?|(?P<quarter>a quarter of an)) (?P<part>hour|day)"
    rf"|(?P<couple>a couple(?: of)?|a fortnight)(?: (?P<some>{_UNIT}))?"
    rf"|(?P<count>{_COUNT})(?P<more> more)?[ -]?(?P<unit>{_UNIT}))\b"
)
_LATER = re.compile(r"^\s*(?:later|on|after (?:that|this|it)|past (?:that|this)|more|longer)\b")
_EARLIER = re.compile(r"^\s*(?:earlier|sooner|early|before (?:that|this|it))\b")
_TIED = re.compile(r"^\s*(?:before|after|from|prior|until|till)\b")
_FORTH = re.compile(r"\b(?:forward|forwards|up|ahead|earlier|sooner)\b")
_PULLING = re.compile(r"\b(?:bring|brought|pull|get)\b")
_PUSHING = re.compile(
    r"\b(?:push|move|delay|postpone|put|shift|bump|kick|hold|extend|knock|slide|defer|snooze|"
    r"reschedule|drag|set (?:it|that|this) back|give (?:me|it)|need|wait|leave it)\b"
)
_BEFORE_AMOUNT = re.compile(r"\b(?:in|within|every|for the (?:last|past)|last|past)\s*$")
_BY = re.compile(r"\bby\s*$")
_STRETCH = re.compile(
    r"\b(?P<which>next|the following|the coming|the week after next|the month after next)\s*"
    r"(?P<unit>week|month)?\b|\bthe (?P<after>week|month) after(?P<next> next)?\b"
)
_SAME_TIME = re.compile(r"\b(?:at |around )?(?:the |that )?same (?:time|hour)\b|\bsame time\b")
_PART = re.compile(r"\b(?:end|start|beginning|middle|mid|early|late)\b[^,]*$")
_SAME_DAY = re.compile(r"\b(?:on )?(?:the )?same (?:week)?day\b")
_WHERE_TO = re.compile(
    r"\b(?:to|until|till|til|make (?:it|that|them)|rather|instead on|onto|into)\b(?! me\b)"
)
_DAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|\btoday\b|\btonight\b|"
    r"\btomorrow\b|\btmrw\b|\btmr\b|\btomorow\b|\b\d{1,2}(?:st|nd|rd|th)\b|\bweeks?\b|\bmonths?\b|"
    r"\bdays?\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|"
    r"\b\d{1,4}[./-]\d{1,2}\b|\bhours?\b|\bmin(?:ute)?s?\b|\bend of\b|\beo[wmq]\b|\bfortnight\b"
)

_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\d{1,2}(?:st|nd|rd|th)\b"
)


def find_shift(text: str) -> Shift | None:
    """ "An hour later", "push it by two days", "to next week". None where the words fix another
    time by themselves ("in two hours" counts from now and is a time like any other)."""
    plain = " ".join(text.lower().replace("’", "'").replace("forty-five", "fortyfive").split())
    for found in _AMOUNT.finditer(plain):
        shift = _shift(plain, found)
        if shift is not None:
            return shift
    return _stretch(plain)


def split_target(text: str) -> tuple[str, str]:
    """What is moved, and where to: cut at the last word that says "to" a time."""
    places = list(_WHERE_TO.finditer(text.lower()))
    if not places:
        return text, ""
    at = places[-1]
    return text[: at.start()].strip(), text[at.end() :].strip()


def same_time(text: str) -> bool:
    return _SAME_TIME.search(text.lower()) is not None


def names_day(text: str) -> bool:
    return _DAY.search(_SAME_TIME.sub(" ", text.lower())) is not None


def _shift(plain: str, found: re.Match[str]) -> Shift | None:
    before, after = plain[: found.start()], plain[found.end() :]
    if _BEFORE_AMOUNT.search(before):
        return None
    sign = 0
    if _EARLIER.match(after):
        sign = -1
    elif _LATER.match(after) or found.groupdict()["more"]:
        sign = 1
    elif _TIED.match(after):
        return None
    elif _PULLING.search(before) or (_PUSHING.search(before) and _FORTH.search(before + after)):
        sign = -1
    elif _PUSHING.search(before) or found["count"] == "another" or _BY.search(before):
        sign = 1
    amount, unit = _amount(found)
    return Shift(sign * amount, unit) if sign and amount else None


def _amount(found: re.Match[str]) -> tuple[int, Unit]:
    if found["part"]:
        minutes = 15 if found["quarter"] else 30
        return (minutes, Unit.MINUTES) if found["part"] == "hour" else (12, Unit.HOURS)
    if found["couple"]:
        if "fortnight" in found["couple"]:
            return 2, Unit.WEEKS
        return (2, _unit(found["some"])) if found["some"] else (0, Unit.DAYS)
    count = found["count"]
    return (int(count) if count.isdecimal() else _NUMBERS[count]), _unit(found["unit"])


def _unit(word: str) -> Unit:
    return next(unit for start, unit in _UNITS.items() if word.startswith(start))


def _stretch(plain: str) -> Shift | None:
    """That week or month without a day of its own: the same weekday, the same day of the month."""
    without = _SAME_TIME.sub(" ", _SAME_DAY.sub(" ", plain))
    for found in _STRETCH.finditer(without):
        word = found["unit"] or found["after"]
        if word is None:
            continue
        rest = without[: found.start()] + without[found.end() :]
        if _PART.search(without[: found.start()]):
            continue
        _, target = split_target(rest)
        if _WEEKDAY.search(target or rest.split(" to ")[-1]):
            continue
        twice = bool(found["next"]) or "after next" in found.group()
        unit = Unit.WEEKS if word == "week" else Unit.MONTHS
        return Shift(2 if twice else 1, unit, of_calendar=not found["after"])
    return None
