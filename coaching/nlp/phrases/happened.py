"""When something took place that is told of afterwards."""

import re
from datetime import datetime, time, timedelta

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NOON = time(12)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_AGO = re.compile(
    r"\b(?P<count>\d{1,3}|a couple of|an?|one|two|three|four|five|six) "
    r"(?P<unit>minute|hour|day|week)s? ago\b"
)
_WEEKDAY = re.compile(
    r"\b(?P<last>last |this past )?(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur|r)?(?:day)?\b"
)
_HEAD = re.compile(r"[,;:.!?]| (?:and|but|so) | (?:she|he|they) ")


def find_happened(text: str, now: datetime) -> datetime | None:
    """The moment in the zone of `now`; a day alone counts as its noon. A weekday is the last one,
    and counts only where it stands with what happened, before the first clause ends."""
    plain = " ".join(text.lower().replace("’", "'").split())
    ago = _AGO.search(plain)
    if ago:
        count = _NUMBERS.get(ago["count"]) or (int(ago["count"]) if ago["count"].isdecimal() else 2)
        step = timedelta(**{f"{ago['unit']}s": count})
        return now - step if ago["unit"] in ("minute", "hour") else _noon(now - step, now)
    if re.search(r"\bday before yesterday\b", plain):
        return _noon(now - timedelta(days=2), now)
    if re.search(r"\byesterday\b|\blast night\b", plain):
        return _noon(now - timedelta(days=1), now)
    day = next((d for d in _WEEKDAY.finditer(plain) if d["last"] or _in_head(plain, d)), None)
    if day is None or re.search(r"\bnext\s*$|\bthis\s*$|\bby\s*$", plain[: day.start()]):
        return None
    back = (now.weekday() - _DAYS.index(day["day"])) % 7 or (7 if day["last"] else 0)
    return _noon(now - timedelta(days=back), now)


def _in_head(plain: str, day: re.Match[str]) -> bool:
    end = _HEAD.search(plain)
    return end is None or day.start() < end.start()


def _noon(day: datetime, now: datetime) -> datetime:
    return min(datetime.combine(day.date(), _NOON, now.tzinfo), now)
