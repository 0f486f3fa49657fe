"""Numbers as people write and say them, from digits with any separators to "half a million"."""

import re
from dataclasses import dataclass
from decimal import Decimal

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SPOKEN = {word: n for n, word in enumerate(_UNITS.split())} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), start=2)
}
MOST = Decimal(10) ** 15
"""Larger numbers are no sums of money; they are not read."""
SPOKEN |= {"fourty": 40, "ninty": 90}
MAGNITUDES = {
    "hundred": 100,
    "k": 1_000,
    "thousand": 1_000,
    "grand": 1_000,
    "tsd": 1_000,
    "lakh": 100_000,
    "lac": 100_000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "mn": 1_000_000,
    "mil": 1_000_000,
    "mill": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "cr": 10_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_LONG = "hundred thousand grand lakh lac million crore billion"
_MAGNITUDE = "|".join(
    sorted(
        (
            f"{name}s" if name in _LONG.split() and many else name
            for name in MAGNITUDES
            for many in (0, 1)
        ),
        key=len,
        reverse=True,
    )
)
_SPOKEN = "|".join(sorted(SPOKEN, key=len, reverse=True))
DIGITS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d(?:[\d.,'’]*\d)?"
WRITTEN = rf"(?:{DIGITS})(?:[ -]?(?:{_MAGNITUDE})\b\.?){{0,2}}"
_FRACTION = r"(?:half|a quarter|three quarters|quarter)"
SAID = rf"""(?:
    {_FRACTION}[ ](?:of[ ])?an?[ ](?:hundred[ ])?(?:{_MAGNITUDE})\b
  | (?:an?|one)[ ](?:couple|pair)[ ](?:of[ ])?(?:{_MAGNITUDE})\b
  | couple[ ](?:of[ ])?(?:{_MAGNITUDE})\b
  | (?:{_SPOKEN}|an?(?=[ -](?:{_MAGNITUDE})\b))\b
    (?:[ -](?:{_SPOKEN}|{_MAGNITUDE})\b
      |[ ]and[ ]a[ ](?:half|quarter)\b
      |(?:(?<=hundred)|(?<=thousand)|(?<=million))[ ]and[ ](?:{_SPOKEN})\b){{0,12}}
  )"""
_WORDS = re.compile(r"[a-z]+")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_ONE_KIND = re.compile(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?")
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number before and after its magnitude: "5 thousand" is 5, 1,000."""

    figure: Decimal
    magnitude: int = 1
    named: str = ""

    @property
    def value(self) -> Decimal:
        return self.figure * self.magnitude


def read_digits(text: str, magnified: bool = False) -> Decimal | None:
    """The value of digits with separators; None where they are no number ("1.2.3", "10.00.5").
    Three digits behind one point are a group, but a fraction before a magnitude."""
    plain = text.replace("\u00a0", " ").replace("\u202f", " ")
    if magnified and re.fullmatch(r"\d+\.\d+", plain):
        return Decimal(plain)
    if _INDIAN.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    grouped = _ONE_KIND.fullmatch(plain)
    if grouped:
        bare = plain.replace(grouped.group(1), "")
        return Decimal(bare.replace(",", "."))
    return Decimal(plain.replace(",", ".")) if _PLAIN.fullmatch(plain) else None


def read_figure(text: str) -> Figure | None:
    """A written or spoken number with its magnitude; None for what is no number."""
    low = " ".join(text.lower().split())
    found = _read_written(low) if low[:1].isdigit() else _read_spoken(low)
    return found if found is not None and found.value < MOST else None


def _read_written(low: str) -> Figure | None:
    match = re.match(rf"(?:{DIGITS})", low)
    if match is None:
        return None
    names = _WORDS.findall(low[match.end() :])
    magnitude = 1
    for name in names:
        magnitude *= _magnitude(name)
    figure = read_digits(match.group(), magnified=bool(names))
    return Figure(figure, magnitude, names[-1] if names else "") if figure is not None else None


def _magnitude(name: str) -> int:
    return MAGNITUDES.get(name) or MAGNITUDES[name.removesuffix("s")]


def _is_magnitude(name: str) -> bool:
    return name in MAGNITUDES or name.removesuffix("s") in MAGNITUDES


def _read_spoken(low: str) -> Figure | None:
    words = _WORDS.findall(low)
    names = [word for word in words if _is_magnitude(word)]
    last = names[-1] if names else ""
    share = _share(words)
    if share is not None:
        size = 1
        for name in names:
            size *= _magnitude(name)
        return Figure(share, size, last)
    total, current, half, size = Decimal(0), Decimal(0), Decimal(0), 1
    for place, word in enumerate(words):
        if word in SPOKEN:
            current += SPOKEN[word]
        elif word in ("half", "quarter"):
            half = Decimal("0.5") if word == "half" else Decimal("0.25")
        elif word in ("a", "an"):
            following = words[place + 1] if place + 1 < len(words) else ""
            current += 1 if _is_magnitude(following) else 0
        elif word == "hundred" or word == "hundreds":
            current = (current or Decimal(1)) * 100
        elif _is_magnitude(word):
            size = _magnitude(word)
            total += ((current or Decimal(1)) + half) * size
            current = half = Decimal(0)
    value = total + current + half * (1 if current else size)
    if not value:
        return None
    scale = _magnitude(last) if last else 1
    return Figure(value / scale, scale, last)


def _share(words: list[str]) -> Decimal | None:
    """ "half a million", "a quarter of a million", "a couple of grand"."""
    opening = " ".join(words[:2])
    if words[0] == "half":
        return Decimal("0.5")
    if opening == "three quarters":
        return Decimal("0.75")
    if words[0] == "quarter" or opening == "a quarter":
        return Decimal("0.25")
    if "couple" in words[:2] or "pair" in words[:2]:
        return Decimal(2)
    return None
