"""Readers for the fields of a playbook file: each checks one value and reports what is wrong.

A reader takes a `Spot` and gives the value, or reports its problems and raises `Wrong`. Readers of
several values go on after a wrong one, so that one look at a file reports all of it.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from coaching.domain.practice.moves import ANSWERING, EXPLORING, FAULTS, Move
from coaching.playbook.report import Spot, Wrong

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

LONGEST = 400
_SHORT_LIST = 8
GROUPS: Mapping[str, frozenset[Move]] = {
    "any_exploring": EXPLORING,
    "any_answering": ANSWERING,
    "any_fault": FAULTS,
    "any_real_fault": FAULTS - {Move.VAGUE_NEXT},
}
_SENTENCE_END = re.compile(r"[.?!…](?=\s|$)")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")

Reader = Callable[[Spot], T]


@dataclass(frozen=True, slots=True)
class Maybe:
    """A field that may be left out."""

    reader: Reader[Any]


def text(
    longest: int = LONGEST, sentences: int | None = None, keep_lines: bool = False
) -> Reader[str]:
    """Words, with any run of white space read as one blank; line breaks count only where they are
    to be kept."""

    def read(spot: Spot) -> str:
        if not isinstance(spot.value, str) or not spot.value.strip():
            raise spot.wrong("needs words")
        lines = spot.value.strip().splitlines() if keep_lines else [spot.value]
        words = "\n".join(" ".join(line.split()) for line in lines)
        if len(words) > longest:
            raise spot.wrong(f"is {len(words)} characters long; at most {longest} can be read")
        if sentences is not None and len(_SENTENCE_END.findall(words)) > sentences:
            raise spot.wrong(f"is too long for a chat: at most {sentences} sentences")
        return words

    return read


def slug(spot: Spot) -> str:
    """A short name of small letters, figures, `-` and `_`."""
    if not isinstance(spot.value, str) or not _SLUG.fullmatch(spot.value):
        raise spot.wrong("needs a short name of small letters, figures, - and _")
    return spot.value


def whole(low: int, high: int) -> Reader[int]:
    """A whole number within limits."""

    def read(spot: Spot) -> int:
        if type(spot.value) is not int or not low <= spot.value <= high:
            raise spot.wrong(f"must be a whole number from {low} to {high}")
        return spot.value

    return read


def yes_no(spot: Spot) -> bool:
    """`true` or `false`."""
    if type(spot.value) is not bool:
        raise spot.wrong("must be true or false")
    return spot.value


def one_of(kind: type[E], noun: str) -> Reader[E]:
    """A name of a closed set. YAML reads the name `true` as a truth value: that is allowed for."""

    def read(spot: Spot) -> E:
        named = "true" if spot.value is True else spot.value
        try:
            return kind(named)
        except ValueError:
            raise spot.wrong(f"“{named}” is not {noun}{hint(str(named), kind)}") from None

    return read


def move_set(spot: Spot) -> frozenset[Move]:
    """A list of moves; the names of `GROUPS` stand for several."""
    names = listed(lambda each: each.value)(spot)
    found: set[Move] = set()
    failed = False
    for number, named in enumerate(names):
        name = str(named)
        if name in GROUPS:
            found |= GROUPS[name]
        elif name in set(Move):
            found.add(Move(name))
        else:
            spot.item(number).tell(f"“{name}” is not a move{hint(name, [*Move, *GROUPS])}")
            failed = True
    if failed:
        raise Wrong(spot.place)
    return frozenset(found)


def listed(reader: Reader[T], at_least: int = 0, at_most: int = 10_000) -> Reader[tuple[T, ...]]:
    """A list with each entry read by `reader`."""

    def read(spot: Spot) -> tuple[T, ...]:
        if not isinstance(spot.value, list):
            raise spot.wrong("must be a list: one entry a line, each after a dash")
        failed = False
        found: list[T] = []
        for number in range(len(spot.value)):
            try:
                found.append(reader(spot.item(number)))
            except Wrong:
                failed = True
        if len(spot.value) < at_least:
            raise spot.wrong(f"needs at least {at_least}, has {len(spot.value)}")
        if len(spot.value) > at_most:
            raise spot.wrong(f"may have at most {at_most}, has {len(spot.value)}")
        if failed:
            raise Wrong(spot.place)
        return tuple(found)

    return read


def keyed(key: Callable[[Spot, str], T], reader: Reader[Any]) -> Reader[dict[T, Any]]:
    """A mapping with each key read by `key` (see `named`) and each value by `reader`."""

    def read(spot: Spot) -> dict[T, Any]:
        if not isinstance(spot.value, dict):
            raise spot.wrong("must be a list of names, each with a colon and a value")
        failed = False
        found: dict[T, Any] = {}
        for name in spot.value:
            try:
                found[key(spot, name)] = reader(spot.at(name))
            except Wrong:
                failed = True
        if failed:
            raise Wrong(spot.place)
        return found

    return read


def named(kind: type[E], noun: str) -> Callable[[Spot, str], E]:
    """A key that must be a name of a closed set."""

    def read(spot: Spot, name: str) -> E:
        try:
            return kind(name)
        except ValueError:
            spot.tell(f"“{name}” is not {noun}{hint(name, kind)}", name)
            raise Wrong(name) from None

    return read


def any_name(_: Spot, name: str) -> str:
    """A key that is checked elsewhere."""
    return name


def fields(spot: Spot, readers: Mapping[str, Reader[Any] | Maybe]) -> dict[str, Any]:
    """The fields that could be read; missing, unknown and wrong ones are reported. Raises Wrong
    only if there are no fields at all."""
    if not isinstance(spot.value, dict):
        raise spot.wrong(f"must have the fields {', '.join(readers)}")
    for name in spot.value:
        if name not in readers:
            spot.tell(f"“{name}” is not a field here{hint(name, readers)}", name)
    found: dict[str, Any] = {}
    for name, given in readers.items():
        reader = given.reader if isinstance(given, Maybe) else given
        if name not in spot.value:
            if reader is given:
                spot.tell("is missing", name)
            continue
        try:
            found[name] = reader(spot.at(name))
        except Wrong:
            continue
    return found


def checked(reader: Reader[T], *checks: Callable[[Spot, T], None]) -> Reader[T]:
    """A reader whose value is looked at once more; checks report, they do not raise."""

    def read(spot: Spot) -> T:
        value = reader(spot)
        for check in checks:
            check(spot, value)
        return value

    return read


def shape(kind: Callable[..., T], **readers: Reader[Any] | Maybe) -> Reader[T]:
    """A value of `kind`, made of its fields by name; those left out take their default."""

    def read(spot: Spot) -> T:
        before = len(spot.report.problems)
        found = fields(spot, readers)
        if len(spot.report.problems) > before:
            raise Wrong(spot.place)
        return kind(**found)

    return read


def hint(name: str, known: Iterable[str]) -> str:
    """“; did you mean …”, or what is known, or nothing where that would be a long list."""
    names = [str(each) for each in known]
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return f"; did you mean “{near[0]}”?"
    return f"; known are {', '.join(names)}" if 0 < len(names) <= _SHORT_LIST else ""
