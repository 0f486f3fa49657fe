"""Claims about the steps and areas of the selling process.

A claim is read off the roles of its parts, which stand in the question in any order with nothing
but linking words between them: a step and a place, a step and an area, two steps and an order, a
number and what it counts.
"""

from collections.abc import Iterator, Sequence

from coaching.domain.knowledge.areas import area_contradictions
from coaching.domain.knowledge.contradictions import Contradiction
from coaching.domain.knowledge.facts import Facts
from coaching.domain.knowledge.orders import order_contradictions
from coaching.domain.knowledge.places import place_contradictions
from coaching.domain.knowledge.process import ProcessView
from coaching.domain.knowledge.reading import Item, Kind


def step_contradictions(items: Sequence[Item], facts: Facts) -> Iterator[Contradiction]:
    """What the items get wrong about steps and areas; where a school is named, "the third step"
    is one of the school's and not of the process."""
    if facts.steps and not any(item.kind is Kind.SCHOOL for item in items):
        view = ProcessView(items, facts)
        yield from place_contradictions(view)
        yield from order_contradictions(view)
        yield from area_contradictions(view)
