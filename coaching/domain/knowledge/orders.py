"""Claims about the order of steps: before and after, between, one then the other."""

from collections.abc import Iterator

from coaching.domain.knowledge.contradictions import Contradiction, words
from coaching.domain.knowledge.process import (
    DETERMINERS,
    ONE_STEP,
    STANDS,
    STEP_NOUNS,
    ProcessView,
    all_in,
)
from coaching.domain.knowledge.reading import NEGATIONS, Kind, negated

_AT_ONCE = words("right directly immediately straight next")
_ORDERING = (
    STANDS
    | DETERMINERS
    | _AT_ONCE
    | words("take takes place placed put just always usually do does did step stage phase done so")
    | words("supposed have has to must , then i.e stage")
)
_AFTER = words("after behind following follows follow succeeds")
_BEFORE = words("before precedes precede preceding")
_PERSONS = words("i you we my your our should can could shall may might would let us me they if")
_ADVISING = words("should can could shall may might would if let us")
_QUESTION = words("what which why when is are does do did")
_COMES = words("comes come stands is 's happens follows lies")


def order_contradictions(view: ProcessView) -> Iterator[Contradiction]:
    """Steps in the wrong order, and neighbours of steps that have none."""
    for at, item in enumerate(view.items):
        if item.kind is not Kind.WORD:
            continue
        if item.low in _AFTER | _BEFORE:
            yield from _order(view, at, later=item.low in _AFTER)
        elif item.low == "between":
            yield from _between(view, at)
        elif item.low in ("then", "followed"):
            yield from _sequence(view, at)


def _order(view: ProcessView, at: int, later: bool) -> Iterator[Contradiction]:
    second = view.after(at + 1)
    if second is None:
        return
    if not all_in(view.items[at + 1 : second], DETERMINERS | words("step stage by we you they i")):
        return
    two = view.items[second].number
    first = view.before(at)
    gap = view.items[first + 1 : at] if first is not None else ()
    if first is None or not all_in(gap, _ORDERING | NEGATIONS):
        if _asks_for_neighbour(view, at, second):
            yield from _beyond(view, two, later)
        return
    one = view.items[first].number
    if one == two or not _orders(view, first, at):
        return
    steps_on = one - two if later else two - one
    at_once = any(item.low in _AT_ONCE for item in gap)
    holds = steps_on == 1 if at_once else steps_on > 0
    if holds == (negated(gap) or view.denied_before(first)):
        yield view.tell_order(one, two)


def _orders(view: ProcessView, first: int, at: int) -> bool:
    """True if steps are put in order; not if somebody asks what to do when."""
    said = set(view.lows(0, at))
    if said & _PERSONS and (said & _ADVISING or view.items[0].low != "why"):
        return False
    gap = view.lows(first + 1, at)
    return not gap or view.items[0].low in _QUESTION or any(low in STANDS for low in gap)


def _asks_for_neighbour(view: ProcessView, at: int, second: int) -> bool:
    """“which step comes after”, “what follows”, or “after X, which step is next”."""
    before = view.lows(at - 5, at)
    if any(low in _PERSONS | words("do to") for low in before):
        return False
    tail = [low for low in before if low not in _AT_ONCE | DETERMINERS]
    if not tail:
        rest = view.lows(second + 1, len(view.items))
        asks = any(low in words("which what") for low in rest)
        return asks and any(low in ONE_STEP for low in rest) and not set(rest) & _PERSONS
    if tail[-1] in ONE_STEP:
        return True
    asked = any(low in words("what which") | STEP_NOUNS for low in tail)
    return asked and (tail[-1] in _COMES or view.items[at].low in words("follows precedes"))


def _beyond(view: ProcessView, two: int, later: bool) -> Iterator[Contradiction]:
    step = view.facts.steps[two]
    if later and two == len(view.facts.steps) - 1:
        yield view.tell("nothing_after", step, name=step.name)
    elif not later and two == 0:
        yield view.tell("nothing_before", step, name=step.name)


def _between(view: ProcessView, at: int) -> Iterator[Contradiction]:
    """“what comes between closing and follow-up”: nothing, if they are neighbours."""
    first = view.after(at + 1)
    second = view.after(first + 1) if first is not None else None
    if first is None or second is None:
        return
    if not all_in(view.items[at + 1 : first], DETERMINERS):
        return
    if not all_in(view.items[first + 1 : second], words("and the")):
        return
    one, two = sorted((view.items[first].number, view.items[second].number))
    low, high = view.facts.steps[one], view.facts.steps[two]
    before = view.lows(0, at)
    asked = any(word in ONE_STEP | words("comes lies sits stands") for word in before)
    if asked and "difference" not in before and two - one == 1:
        yield view.tell("nothing_between", high, first=low.name, second=high.name)
    middle = view.before(at)
    if middle is not None and all_in(view.items[middle + 1 : at], _ORDERING):
        number = view.items[middle].number
        if not one < number < two:
            yield view.tell_place(view.facts.steps[number])


def _sequence(view: ProcessView, at: int) -> Iterator[Contradiction]:
    """“first the presentation, then the approach”."""
    first, second = view.before(at), view.after(at + 1)
    links = DETERMINERS | words(", and by is then comes so")
    if first is None or second is None or set(view.lows(0, at)) & _PERSONS:
        return
    if all_in(view.items[first + 1 : at], links) and all_in(view.items[at + 1 : second], links):
        one, two = view.items[first].number, view.items[second].number
        if one > two:
            yield view.tell_order(two, one)
