"""What people write into the fields of a deal: read, or refused with the reason."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

E = TypeVar("E", bound=StrEnum)

LONGEST_NAME = 200
LONGEST_LINE = 500
LONGEST_NOTE = 4_000
MOST = 999_999_999_999
FIRST_YEAR, LAST_YEAR = 2000, 2100

_FIGURE = re.compile(r"(?P<whole>\d+)(?:[.,](?P<cents>\d{1,2}))?(?P<thousand>[kK]?)", re.ASCII)
_GROUPED = (
    re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?", re.ASCII),
    re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", re.ASCII),
    re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d{1,2})?", re.ASCII),
)
_SIGNS = {"€": "EUR", "£": "GBP"}
_NAMED = re.compile(r"(?P<before>[A-Za-z]{3}|[€£$])?(?P<figure>.*?)(?P<after>[A-Za-z]{3}|[€£$])?")
_CODE = re.compile(r"[A-Za-z]{3}")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)


class Unreadable(ValueError):
    """The text does not fit its field; the message says why, in words for whoever wrote it."""


def read_line(text: str, longest: int = LONGEST_LINE) -> str:
    """One line without stray blanks. Raises Unreadable."""
    return _fitting(" ".join(text.split()), longest)


def read_note(text: str, longest: int = LONGEST_NOTE) -> str:
    """A text of several lines, without blanks around it. Raises Unreadable."""
    return _fitting("\n".join(line.rstrip() for line in text.strip().splitlines()), longest)


def _fitting(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Unreadable(f"is longer than {longest} characters")
    for character in text:
        if character != "\n" and unicodedata.category(character) in ("Cc", "Cs"):
            raise Unreadable("holds a character that cannot be shown")
    return text


def read_amount(text: str) -> tuple[int, str | None]:
    """A whole amount, and the currency where the text names it: `12500`, `12,500`, `12.500,00`,
    `12 500`, `€12,500`, `12k GBP`. Three digits behind one separator are a group, never a fraction.
    Raises Unreadable."""
    named = _NAMED.fullmatch(" ".join(text.split()))
    before, figure, after = (
        named.group("before", "figure", "after") if named else (None, text, None)
    )
    if before and after:
        raise Unreadable(f"“{text}” names a currency twice")
    amount = _whole(figure.strip(), text)
    if amount > MOST:
        raise Unreadable("is more than this field can hold")
    return amount, _currency_of(before or after)


def _whole(figure: str, text: str) -> int:
    if figure.startswith(("-", "−")):
        raise Unreadable("must be 0 or more")
    if any(form.fullmatch(figure) for form in _GROUPED):
        figure = _without_groups(figure)
    read = _FIGURE.fullmatch(figure)
    if read is None or len(read["whole"]) > len(str(MOST)):
        raise Unreadable(
            f"“{shortened(text)}” is not one figure; write it in digits, such as 12500"
        )
    cents = (read["cents"] or "").ljust(2, "0")
    hundredths = int(read["whole"]) * 100 + int(cents)
    hundredths *= 1000 if read["thousand"] else 1
    if hundredths % 100:
        raise Unreadable(f"“{text}” is not whole; leave the digits after the point out")
    return hundredths // 100


def _without_groups(figure: str) -> str:
    """Group separators taken out: all of one kind, the first that occurs."""
    separator = next(character for character in figure if not character.isdecimal())
    others = " '’" if separator in " '’" else separator
    return "".join(character for character in figure if character not in others)


def _currency_of(name: str | None) -> str | None:
    """The code of a sign or code; a bare dollar sign says nothing of whose dollars."""
    if name is None or name == "$":
        return None
    return _SIGNS.get(name, name.upper())


def read_currency(text: str) -> str:
    """A currency's code of three letters, in capitals. Raises Unreadable."""
    sign = text.strip()
    if sign in _SIGNS:
        return _SIGNS[sign]
    if not _CODE.fullmatch(sign):
        raise Unreadable("must be the three letters of a currency, such as EUR")
    return sign.upper()


def read_day(text: str) -> date:
    """`2026-12-18`, `18.12.2026`, or another order that can be read in one way only. Raises
    Unreadable, with both readings where there are two."""
    written = text.strip()
    if found := _YEAR_FIRST.fullmatch(written):
        year, _, month, day = found.groups()
        return _day(int(year), int(month), int(day), text)
    found = _YEAR_LAST.fullmatch(written)
    if found is None:
        raise Unreadable(f"“{shortened(text)}” is not a date I can read; write it as 2026-12-18")
    first, separator, second, year = found.groups()
    if separator == ".":
        return _day(int(year), int(second), int(first), text)
    readings = _readings(int(first), int(second), int(year))
    if not readings:
        raise Unreadable(f"“{shortened(text)}” is no day of the calendar")
    if len(readings) > 1:
        one, other = (_worded(reading) for reading in readings)
        raise Unreadable(f"“{text}” can be {one} or {other}; write it as 2026-12-18")
    return _day(readings[0].year, readings[0].month, readings[0].day, text)


def _readings(first: int, second: int, year: int) -> list[date]:
    found: list[date] = []
    for day, month in ((first, second), (second, first)):
        try:
            reading = date(year, month, day)
        except ValueError:
            continue
        if reading not in found:
            found.append(reading)
    return found


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Unreadable(f"“{text.strip()}” is no day of the calendar") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(f"“{text.strip()}” lies too far from today")
    return found


def _worded(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def read_choice(text: str, kind: type[E], spellings: Mapping[str, E] | None = None) -> E:
    """The member whose name this is, spaces, hyphens and case aside. Raises Unreadable, with the
    names there are."""
    name = spelled(text)
    if spellings and name in spellings:
        return spellings[name]
    try:
        return kind(name)
    except ValueError:
        known = ", ".join(each.value for each in kind)
        raise Unreadable(f"“{shortened(text)}” is not one of {known}") from None


def spelled(text: str) -> str:
    """A name as programs write it: small letters, one underscore between words."""
    return "_".join(re.findall(r"\w+", text.replace("_", " ").casefold()))


def company_key(company: str) -> str:
    """What two spellings of one company have in common: its letters and digits, accents and case
    aside, `&` as `and`; the plain text where there are none."""
    plain = unicodedata.normalize("NFKD", company.replace("&", " and ").casefold())
    return "".join(c for c in plain if c.isalnum()) or company.strip().casefold()


def shortened(text: str, longest: int = 40) -> str:
    """The text, cut where it is too long to repeat."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def is_zone(name: str) -> bool:
    """Whether this is the IANA name of a time zone."""
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True
