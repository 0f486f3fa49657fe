"""Claims about the place of a step: "the fifth step, closing", "step 9", "it ends with closing"."""

from collections.abc import Iterator
from dataclasses import dataclass

from coaching.domain.knowledge.contradictions import Contradiction, words
from coaching.domain.knowledge.facts import StepFact
from coaching.domain.knowledge.process import (
    AREAS,
    DETERMINERS,
    ONE_STEP,
    PROCESS,
    SEVERAL_STEPS,
    STANDS,
    ProcessView,
    all_in,
)
from coaching.domain.knowledge.reading import LAST, NEGATIONS, Item, Kind, negated

_LINKS = (
    STANDS
    | DETERMINERS
    | words("as called named namely which come rank ranks at in place number no and so considered")
    | words("counted listed put only really actually always just then i.e does do did where when")
    | words(", : ( ) - – — we you i supposed said to be step stage")
)
_BEGINS = words("begin begins start starts began started")
_ENDS = words("end ends finish finishes conclude concludes ended")
_WITHIN = words("in of to for")
_CLAUSE_ENDS = words("? . , ; ! and or not in of instead but when right then")
_NO_STEP_NUMBER = words("steps step times days questions and or to")


@dataclass(frozen=True, slots=True)
class _Place:
    """The items from `start` to `end` name a place; within an area, if one is given."""

    start: int
    end: int
    number: int
    area: int | None = None
    bare: bool = False


def place_contradictions(view: ProcessView) -> Iterator[Contradiction]:
    """Places that do not exist, and steps that are put into a wrong one."""
    for place in _places(view):
        scope = view.steps_of(place.area)
        number = len(scope) + place.number + 1 if place.number < 0 else place.number
        if 1 <= number <= len(scope):
            yield from _equated(view, place, scope[number - 1])
        elif not view.speaks_of_others and not place.bare:
            yield view.tell_total() if place.area is None else view.tell_area_steps(place.area)
    yield from _area_places(view)
    yield from _process_ends(view)


def _equated(view: ProcessView, place: _Place, right: StepFact) -> Iterator[Contradiction]:
    """Wrong if every step beside the place is another than the one that stands there."""
    beside = [(view.facts.steps[number], denied) for number, denied in _beside(view, place)]
    wrong = [step for step, denied in beside if (step == right) == denied]
    if wrong and len(wrong) == len(beside):
        yield view.tell_place(wrong[0])


def _beside(view: ProcessView, place: _Place) -> Iterator[tuple[int, bool]]:
    """The steps that linking words join to a place, on either side; True where that is denied."""
    for near in (view.before(place.start), view.after(place.end)):
        if near is None:
            continue
        ahead = near < place.start
        if not ahead and view.lows(place.end, place.end + 1)[0] in _WITHIN:
            continue
        gap = view.items[near + 1 : place.start] if ahead else view.items[place.end : near]
        if all_in(gap, _LINKS | NEGATIONS) and not _open_choice(view, near, place):
            yield (
                view.items[near].number,
                negated(gap) or view.denied_before(min(near, place.start)),
            )


def _open_choice(view: ProcessView, near: int, place: _Place) -> bool:
    """“the fifth or sixth step”, “closing or follow-up”: somebody asks which."""
    low, high = min(near, place.start), max(near, place.end - 1)
    return "or" in view.lows(low - 1, high + 2)


def _places(view: ProcessView) -> Iterator[_Place]:
    for at, item in enumerate(view.items):
        if item.kind is Kind.ORDINAL:
            yield from _ordinal_place(view, at, item)
        elif item.low in ONE_STEP:
            yield from _numbered_place(view, at)
        elif item.low == "number" and at and view.items[at - 1].low not in ONE_STEP:
            yield from _numbered_place(view, at, bare=True)
        elif item.low in SEVERAL_STEPS:
            yield from _numbered_places(view, at)


def _ordinal_place(view: ProcessView, at: int, item: Item) -> Iterator[_Place]:
    area, end = None, at + 1
    if end < len(view.items) and view.items[end].kind is Kind.AREA:
        area, end = view.items[end].number, end + 1
    while end < len(view.items) and view.items[end].low in words("selling sales personal and"):
        end += 1
    if end < len(view.items) and view.items[end].low in ONE_STEP:
        end = _past_process(view, end + 1)
        within = _area_after(view, end)
        if within is not None:
            area, end = view.items[within].number, within + 1
        yield _Place(at, end, item.number, area)
    elif (
        at
        and view.items[at - 1].low in STANDS | DETERMINERS | {"n't"}
        and _clause_ends(view, at + 1)
    ):
        before = view.before(at)
        if before is not None and all_in(view.items[before + 1 : at], _LINKS | NEGATIONS):
            yield _Place(at, at + 1, item.number, None)


def _clause_ends(view: ProcessView, end: int) -> bool:
    return end >= len(view.items) or view.items[end].low in _CLAUSE_ENDS


def _numbered_place(view: ProcessView, at: int, bare: bool = False) -> Iterator[_Place]:
    """“step 5”, “stage number five”."""
    end = at + 1
    while end < len(view.items) and view.items[end].low in ("number", "no", ".", "#", "nr"):
        end += 1
    if end < len(view.items) and view.items[end].kind is Kind.CARDINAL:
        following = view.items[end + 1].low if end + 1 < len(view.items) else ""
        if following not in _NO_STEP_NUMBER:
            behind = _past_process(view, end + 1)
            yield _Place(at, behind, view.items[end].number, bare=bare)


def _numbered_places(view: ProcessView, at: int) -> Iterator[_Place]:
    """“steps 8 and 9”: only those that there are not."""
    end = at + 1
    while end < len(view.items) and (
        view.items[end].kind is Kind.CARDINAL or view.items[end].low in words("and , to")
    ):
        number = view.items[end].number
        if view.items[end].kind is Kind.CARDINAL and number > len(view.facts.steps):
            yield _Place(at, end + 1, number)
        end += 1


def _past_process(view: ProcessView, end: int) -> int:
    """Behind “of the selling process”, if that follows."""
    at = end
    if at < len(view.items) and view.items[at].low in ("of", "in", "to"):
        at += 1
        skipped = DETERMINERS | PROCESS | words("personal sales seven step whole entire your our")
        while at < len(view.items) and view.items[at].low in skipped:
            at += 1
        if at > end + 1 and view.items[at - 1].low in PROCESS:
            return at
    return end


def _area_after(view: ProcessView, at: int) -> int | None:
    """“the last step of post-sales”."""
    start = at
    while at < len(view.items) and view.items[at].low in words("of in the within"):
        at += 1
    found = at > start and at < len(view.items) and view.items[at].kind is Kind.AREA
    return at if found else None


def _area_places(view: ProcessView) -> Iterator[Contradiction]:
    """“the fourth area”, “the second area, post-sales”."""
    for at, item in enumerate(view.items):
        end = at + 1
        if item.kind is not Kind.ORDINAL or view.lows(end, end + 1) != ["area"]:
            continue
        number = len(AREAS) + item.number if item.number < 0 else item.number - 1
        if not 0 <= number < len(AREAS):
            if not view.speaks_of_others:
                yield view.tell_areas()
            continue
        near = view.after(end + 1, Kind.AREA)
        if near is None or "or" in view.lows(0, near + 2):
            continue
        if all_in(view.items[end + 1 : near], _LINKS) and view.items[near].number != number:
            yield view.tell_areas()


def _process_ends(view: ProcessView) -> Iterator[Contradiction]:
    """“the selling process ends with closing”."""
    for at, item in enumerate(view.items):
        starts = item.low in _BEGINS
        if not (starts or item.low in _ENDS) or item.kind is not Kind.WORD:
            continue
        near = view.after(at + 1)
        led = any(low in PROCESS for low in view.lows(0, at))
        if near is None or not led:
            continue
        if all_in(view.items[at + 1 : near], words("with at in on by the")):
            step = view.facts.steps[view.items[near].number]
            right = view.facts.steps[0 if starts else LAST]
            if (step == right) == negated(view.items[max(0, at - 3) : at]):
                yield view.tell_place(step)
