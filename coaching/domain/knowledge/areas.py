"""Claims about areas: which step belongs where, in which order they come, and how many of what."""

from collections.abc import Iterator, Sequence

from coaching.domain.knowledge.contradictions import Contradiction, words
from coaching.domain.knowledge.process import (
    AREA_NOUNS,
    AREAS,
    DETERMINERS,
    IS,
    ONE_STEP,
    PROCESS,
    STANDS,
    STEP_NOUNS,
    ProcessView,
    all_in,
)
from coaching.domain.knowledge.reading import NEGATIONS, Kind, negated
from coaching.domain.stages import Area

_BELONGS = (
    IS
    | DETERMINERS
    | words("part parts of in within inside into under among belong belongs belonging to count")
    | words("counts counted considered classed classified fall falls listed put placed go goes sit")
    | words(
        "sits as one step steps stage stages activity activities task tasks does do did include"
    )
    | words("includes included contain contains called really actually area phase happen happens")
    | words("seen regarded treated done where first last both all also always and only main key")
    | words("assigned")
    | words(", : ( ) - – — for call calls meeting meetings customer customers buyer buyers leads")
)
_WHOLE = words("the all those are has have into of with only exactly why have got 's by there")
_PARTIAL = words("first last next other these")
_REACHING = words(
    "before after between until left later ahead earlier that i you back further away"
)
_COUNTABLE = words("main key big basic classic different selling sales personal of the official")


def area_contradictions(view: ProcessView) -> Iterator[Contradiction]:
    """Steps in a wrong area, areas in a wrong order, and wrong numbers of steps or areas."""
    yield from _memberships(view)
    yield from _area_orders(view)
    if not view.speaks_of_others:
        yield from _counts(view)


def _memberships(view: ProcessView) -> Iterator[Contradiction]:
    if any(item.low == "or" for item in view.items):
        return
    spots = [n for n, item in enumerate(view.items) if item.kind in (Kind.STEP, Kind.AREA)]
    for place, here in enumerate(spots):
        if view.items[here].kind is Kind.AREA:
            for way in (-1, 1):
                for step, denied in _chain(view, spots, place, way):
                    fact = view.facts.steps[step]
                    if (fact.stage.area is AREAS[view.items[here].number]) == denied:
                        yield view.tell_area(fact)


def _chain(
    view: ProcessView, spots: Sequence[int], place: int, way: int
) -> Iterator[tuple[int, bool]]:
    """The steps on one side of an area, as far as linking words reach."""
    at, denied = place, False
    while 0 <= at + way < len(spots):
        low, high = sorted((spots[at], spots[at + way]))
        gap, near = view.items[low + 1 : high], view.items[spots[at + way]]
        links = _BELONGS | NEGATIONS if at == place else words("and , the as well")
        if near.kind is not Kind.STEP or not all_in(gap, links):
            return
        if at == place:
            if gap and all(item.low in words("and ,") for item in gap):
                return
            denied = negated(gap) or view.denied_before(low)
        yield near.number, denied
        at += way


def _area_orders(view: ProcessView) -> Iterator[Contradiction]:
    """“post-sales comes before pre-sales”."""
    for at, item in enumerate(view.items):
        if item.low not in ("before", "after"):
            continue
        first, second = _area_before(view, at), _area_after(view, at + 1)
        if first is None or second is None:
            continue
        gap = view.items[first + 1 : at]
        if all_in(gap, STANDS | DETERMINERS) and all_in(view.items[at + 1 : second], DETERMINERS):
            one, two = _area_at(view, first), _area_at(view, second)
            if (
                one is not None
                and two is not None
                and one != two
                and (one > two) != (item.low == "after")
            ):
                yield view.tell_areas()


def _area_before(view: ProcessView, at: int) -> int | None:
    return next((n for n in range(at - 1, -1, -1) if _area_at(view, n) is not None), None)


def _area_after(view: ProcessView, at: int) -> int | None:
    spots = range(at, len(view.items))
    return next((n for n in spots if _area_at(view, n) is not None), None)


def _area_at(view: ProcessView, at: int) -> int | None:
    """The area at this place; beside another area, "sales" alone is one too."""
    item = view.items[at]
    if item.kind is Kind.AREA:
        return item.number
    others = any(each.kind is Kind.AREA for each in view.items)
    return AREAS.index(Area.SALES) if others and item.low == "sales" else None


def _counts(view: ProcessView) -> Iterator[Contradiction]:
    for at, item in enumerate(view.items):
        if item.kind is not Kind.CARDINAL or item.number < 1:
            continue
        noun = _counted(view, at)
        if noun is None:
            continue
        if view.items[noun].low in AREA_NOUNS:
            if item.number not in (1, len(AREAS)) and not set(view.lows(at - 1, at)) & _PARTIAL:
                yield view.tell_areas()
        else:
            yield from _step_count(view, at, noun)


def _step_count(view: ProcessView, at: int, noun: int) -> Iterator[Contradiction]:
    within = [n for n, item in enumerate(view.items) if item.kind is Kind.AREA]
    if not _whole(view, at, noun, bool(within)) or len(within) > 1:
        return
    area = view.items[within[0]].number if within else None
    if view.items[at].number != len(view.steps_of(area)):
        yield view.tell_total() if area is None else view.tell_area_steps(area)


def _counted(view: ProcessView, at: int) -> int | None:
    """The noun that a number counts: at most four words further on."""
    for noun in range(at + 1, min(at + 5, len(view.items))):
        item = view.items[noun]
        if item.low in STEP_NOUNS | AREA_NOUNS:
            return noun
        if item.kind is not Kind.AREA and item.low not in _COUNTABLE:
            return None
    return None


def _whole(view: ProcessView, at: int, noun: int, within: bool) -> bool:
    """True if all steps are counted, and not the first few, or those up to another one."""
    before, after = view.lows(at - 3, at), view.lows(noun + 1, noun + 2)
    if set(before[-1:]) & _PARTIAL or set(after) & _REACHING:
        return False
    if view.items[noun].low in ONE_STEP and view.items[noun].low != "step":
        return False
    if _of_one_step(view, noun):
        return False
    told = any(low in _WHOLE or (within and low == "which") for low in before)
    return told or bool(set(after) & (PROCESS | {"of", "in"}))


def _of_one_step(view: ProcessView, noun: int) -> bool:
    """“the three steps of a good follow-up” are no steps of the process."""
    near = view.after(noun + 1)
    if (
        near is None
        or near > noun + 5
        or view.lows(noun + 1, noun + 2)[0] not in words("of in to for")
    ):
        return False
    return not set(view.lows(noun + 1, near)) & PROCESS
