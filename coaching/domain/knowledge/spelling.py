"""Claims about a school's name as a whole: how many letters, which words, and what is in it."""

from collections.abc import Iterator

from coaching.domain.knowledge.contradictions import Contradiction, words
from coaching.domain.knowledge.reading import NEGATIONS, Kind, negated
from coaching.domain.knowledge.schooling import (
    DETERMINERS,
    IS,
    ONE_PART,
    STANDS,
    SchoolView,
    is_called,
)

_PARTS = words(
    "letters initials parts elements components pillars steps stages phases points items kinds "
    "types criteria questions letter"
)
_COUNTABLE = words("main different basic capital key single of")
_PARTIAL = words("first last other next these")
_TOLD = words("the all has have are 's what which why name those its with into only list explain")
_HEADS = words("part letter element component pillar one included contained fit fits")
_INSIDE = words("in of inside within into")
_HOLDS = words("include includes contain contains have has cover covers comprise comprises 's")
_DISTINCT = words("champion metrics competition urgency prioritisation implication")
_LONGEST_NAME = 3


def spelling_contradictions(view: SchoolView) -> Iterator[Contradiction]:
    """What is wrong about the number of letters, the words behind them, or what is among them."""
    yield from _counts(view)
    yield from _expansions(view)
    yield from _members(view)


def _counts(view: SchoolView) -> Iterator[Contradiction]:
    allowed = {len(view.school.letters), len(view.spelt)}
    for at, item in enumerate(view.items):
        if item.kind is not Kind.CARDINAL or item.number < 2 or item.number in allowed:
            continue
        noun = _counted(view, at)
        partial = set(view.lows(at - 1, at)) & _PARTIAL
        if noun is not None and not partial and _whole(view, at, noun):
            yield view.tell_letters()


def _counted(view: SchoolView, at: int) -> int | None:
    for noun in range(at + 1, min(at + 5, len(view.items))):
        if view.items[noun].low in _PARTS:
            return noun
        if not view.is_school(noun) and view.items[noun].low not in _COUNTABLE:
            return None
    return None


def _whole(view: SchoolView, at: int, noun: int) -> bool:
    """True if the school is said to have so many, as in “the five letters of BANT”."""
    end = view.past_school(noun + 1)
    near = any(view.is_school(place) for place in range(max(0, at - 5), noun))
    return end > noun + 1 or (near and bool(set(view.lows(at - 4, at)) & _TOLD))


def _expansions(view: SchoolView) -> Iterator[Contradiction]:
    """“BANT stands for budget, authority, need and trust”."""
    for at in range(len(view.items)):
        here = at + 1
        led = STANDS | words("for : ( is does")
        while view.is_school(at) and here < len(view.items) and view.items[here].low in led:
            here += 1
        if here == at + 1 or set(view.lows(at, here)) & NEGATIONS:
            continue
        listed = _listed(view, here)
        known = [any(is_called(x, each) for x in view.school.letters) for each in listed]
        if len(listed) > 1 and any(known) and not all(known):
            yield view.tell_letters()


def _listed(view: SchoolView, start: int) -> list[tuple[str, ...]]:
    parts: list[list[str]] = [[]]
    for item in view.items[start:]:
        if item.low in words("? . ! ; ) or right correct isn is does what why how"):
            break
        if item.low in words(", and / &"):
            parts.append([])
        else:
            parts[-1].append(item.low)
    return [tuple(part) for part in parts if part and len(part) <= _LONGEST_NAME]


def _members(view: SchoolView) -> Iterator[Contradiction]:
    """“why is champion part of BANT”, “the champion in BANT”, “which letter of BANT is metrics”."""
    known = {letter.name.lower() for each in view.facts.schools for letter in each.letters}
    for at in range(len(view.items)):
        for length in (2, 1):
            name = view.lows(at, at + length)
            if " ".join(name) in known and not view.is_exactly_own(name):
                distinct = length > 1 or name[0] in _DISTINCT or view.items[at].text[0].isupper()
                if _is_said_inside(view, at, at + length, distinct):
                    yield view.tell("not_in_school", name=" ".join(name))
                    return


def _is_said_inside(view: SchoolView, start: int, end: int, distinct: bool) -> bool:
    if negated(view.items[max(0, start - 5) : end + 6]):
        return False
    return _before_school(view, end, distinct) or _after_school(view, start, distinct)


def _before_school(view: SchoolView, end: int, distinct: bool) -> bool:
    after = end
    links = DETERMINERS | IS | _INSIDE | _HEADS | words("really also")
    while after < len(view.items) and view.items[after].low in links:
        after += 1
    between = set(view.lows(end, after))
    if not view.is_school(after) or not between & _INSIDE:
        return False
    return bool(between & _HEADS) or (distinct and between <= _INSIDE | DETERMINERS)


def _after_school(view: SchoolView, start: int, distinct: bool) -> bool:
    before = start - 1
    links = DETERMINERS | _HOLDS | _HEADS | IS | words("for does also")
    while before >= 0 and view.items[before].low in links | (STANDS if before else links):
        before -= 1
    if not view.is_school(before):
        return False
    between = set(view.lows(before + 1, start))
    letter = bool(set(view.lows(before - 3, before)) & ONE_PART)
    held = bool(between & _HOLDS - words("'s")) or ("'s" in between and distinct)
    return held or (letter and bool(between & (IS | words("for"))))
