"""A question as a row of words and of mentions: steps, areas, schools, numbers, kinds of part."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from coaching.domain.knowledge.facts import Facts, School
from coaching.domain.stages import Area

_TOKEN = re.compile(
    r"[a-z]\d[a-z]\b|[a-z]+(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m)\b|[a-z]+|\d{4}s?|\d+(?:st|nd|rd|th)?|\S",
    re.I,
)
_EVEN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'})
_JOINED = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_RUN_TOGETHER: Mapping[str, tuple[str, str]] = {
    "whats": ("what", "'s"),
    "whos": ("who", "'s"),
    **{
        f"{verb}nt": (verb, "n't")
        for verb in [
            "is",
            "are",
            "was",
            "were",
            "do",
            "does",
            "did",
            "has",
            "have",
            "had",
            "would",
            "could",
            "should",
        ]
    },
}
_LONGEST_NAME = 6
_NEAR = 0.86
_SHORTEST_NEAR = 6
_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_PLACES = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
LAST = -1
_FEWEST_TO_CONFIRM = 4
_FROM_THE_END = {"last": LAST, "final": LAST, "penultimate": -2}


_TAGS = frozenset({"right", "correct", "true", "yes", "no", "ok"})
_AUXILIARIES = frozenset(
    "is are was were do does did has have had would could should can will".split()  # noqa: SIM905
)


class Kind(StrEnum):
    WORD = "word"
    STEP = "step"
    AREA = "area"
    SCHOOL = "school"
    ORDINAL = "ordinal"
    CARDINAL = "cardinal"


@dataclass(frozen=True, slots=True)
class Item:
    """A word, or a name of several words. `low` is the text in small letters; `number` is the
    place of a step or area (from 0), the index of a school, or the value of a number; from the
    end it is negative."""

    kind: Kind
    text: str
    low: str
    number: int = 0


def tokens(text: str) -> list[str]:
    """The words and signs of a text; hyphens inside words fall away, and "isn't" is two words."""
    found: list[str] = []
    for token in _TOKEN.findall(_JOINED.sub(" ", text.translate(_EVEN))):
        found.extend(_RUN_TOGETHER.get(token.lower(), (token,)))
    return found


@lru_cache(maxsize=2_048)
def lows(text: str) -> tuple[str, ...]:
    """The tokens in small letters."""
    return tuple(token.lower() for token in tokens(text))


def read(question: str, facts: Facts) -> tuple[Item, ...]:
    """The items of a question, the longest names first; slips of the pen are allowed in long
    names."""
    names = _names(facts)
    words = tokens(question)
    small = [word.lower() for word in words]
    items: list[Item] = []
    at = 0
    while at < len(words):
        length, item = _longest(words, small, at, names)
        items.append(item)
        at += length
    return tuple(items)


def _longest(
    words: Sequence[str], small: Sequence[str], at: int, names: "_Names"
) -> tuple[int, Item]:
    for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        found = names.get(tuple(small[at : at + length]))
        if found is not None:
            text = " ".join(words[at : at + length])
            return length, Item(found[0], text, text.lower(), found[1])
    return 1, _single(words[at], names)


def _single(word: str, names: "_Names") -> Item:
    low = word.lower()
    number = ordinal(low)
    if number is not None:
        return Item(Kind.ORDINAL, word, low, number)
    number = cardinal(low)
    if number is not None:
        return Item(Kind.CARDINAL, word, low, number)
    if len(low) >= _SHORTEST_NEAR:
        known = [name[0] for name in names if len(name) == 1 and name[0][0] == low[0]]
        near = difflib.get_close_matches(low, known, n=1, cutoff=_NEAR)
        if near and len(near[0]) >= _SHORTEST_NEAR:
            kind, place = names[(near[0],)]
            return Item(kind, word, low, place)
    return Item(Kind.WORD, word, low)


def ordinal(low: str) -> int | None:
    """The place that a word names: "third", "3rd", "last" (-1)."""
    if low in _FROM_THE_END:
        return _FROM_THE_END[low]
    if low in _PLACES:
        return _PLACES.index(low)
    digits = low[:-2]
    return int(digits) if low[-2:] in ("st", "nd", "rd", "th") and digits.isdecimal() else None


def cardinal(low: str) -> int | None:
    """The number that a word or figure says; a year is none."""
    if low in _UNITS:
        return _UNITS.index(low)
    return int(low) if low.isdecimal() and len(low) < len("1988") else None


_Names = Mapping[tuple[str, ...], tuple[Kind, int]]


@lru_cache(maxsize=8)
def _names_of(
    steps: tuple[tuple[str, ...], ...],
    areas: tuple[tuple[str, ...], ...],
    schools: tuple[tuple[str, ...], ...],
) -> _Names:
    found: dict[tuple[str, ...], tuple[Kind, int]] = {}
    for kind, groups in ((Kind.STEP, steps), (Kind.AREA, areas), (Kind.SCHOOL, schools)):
        for number, group in enumerate(groups):
            found.update({lows(name): (kind, number) for name in group})
    return found


def _names(facts: Facts) -> _Names:
    return _names_of(
        tuple((step.name, *step.also) for step in facts.steps),
        tuple(tuple(_whole_areas(facts.areas.get(area, ()))) for area in Area),
        tuple((school.name, *school.also) for school in facts.schools),
    )


def _whole_areas(names: Iterable[str]) -> Iterable[str]:
    """“Sales” alone is too common a word to be the area of that name."""
    for name in names:
        if len(lows(name)) > 1 or name.lower() != "sales":
            yield name
        else:
            yield from (f"{name} {noun}" for noun in ("area", "phase", "part", "block", "section"))


def schools_in(items: Sequence[Item], facts: Facts) -> list[School]:
    """The schools that are named, once each, in the order in which they are named."""
    numbers = dict.fromkeys(item.number for item in items if item.kind is Kind.SCHOOL)
    return [facts.schools[number] for number in numbers]


def only(items: Sequence[Item], *groups: frozenset[str]) -> bool:
    """True if every item is a plain word of one of these groups."""
    return all(
        item.kind is Kind.WORD and any(item.low in group for group in groups) for item in items
    )


NEGATIONS = frozenset(
    ["not", "n't", "no", "never", "without", "missing", "lacks", "lack", "nor", "neither"]
)


def negated(items: Sequence[Item]) -> bool:
    """True if an odd number of negations stands among the items."""
    return sum(item.low in NEGATIONS for item in items) % 2 == 1


def expects_yes(items: Sequence[Item]) -> bool:
    """True if a question only wants to be confirmed: "isn't it …", "…, right?", "…, doesn't it"."""
    said = [item.low for item in items if item.low.isalpha() or item.low == "n't"]
    if len(said) < _FEWEST_TO_CONFIRM:
        return False
    begins = said[0] in _AUXILIARIES and said[1] == "n't"
    tag = said[-3] in _AUXILIARIES and said[-2] == "n't"
    return begins or tag or said[-1] in _TAGS
