"""What a question takes for granted and the facts contradict."""

from coaching.domain.knowledge.contradictions import Contradiction
from coaching.domain.knowledge.facts import Facts
from coaching.domain.knowledge.letters import letter_contradictions
from coaching.domain.knowledge.origins import origin_contradictions
from coaching.domain.knowledge.reading import read
from coaching.domain.knowledge.steps import step_contradictions


def contradictions(question: str, facts: Facts) -> tuple[Contradiction, ...]:
    """The wrong premises of a question, each fact once; none where it only asks."""
    items = read(question, facts)
    found = [
        *step_contradictions(items, facts),
        *letter_contradictions(items, facts),
        *origin_contradictions(items, facts),
    ]
    unique = {(each.word, tuple(sorted(each.gaps.items()))): each for each in found}
    return tuple(unique.values())
