"""Where somebody loses points, over several practices."""

from coaching.domain.practice.debrief import CriterionResult, Debrief
from coaching.domain.practice.weakness import Judged, skills


def practice(replies: int = 4, **scores: int) -> Judged:
    criteria = tuple(
        CriterionResult(name, name, 20, score, (), "r", "", "") for name, score in scores.items()
    )
    debrief = Debrief(None, False, "", 50, False, criteria, None, None, None, None, (), 0)
    return Judged("s-1", debrief, replies)


def test_the_weakest_comes_first_with_what_is_behind_it() -> None:
    found = skills([practice(explores=0, confirms=3), practice(explores=1, confirms=3, replies=6)])
    assert (found[0].name, found[0].average) == ("explores", 0.5)
    assert (found[0].practices, found[0].replies) == (2, 10)


def test_a_criterion_counts_where_it_was_judged() -> None:
    found = {skill.name: skill for skill in skills([practice(a=3), practice(a=1, b=2)])}
    assert (found["a"].practices, found["b"].practices) == (2, 1)


def test_of_two_alike_the_one_with_more_behind_it_comes_first() -> None:
    found = skills([practice(a=1, b=1), practice(b=1)])
    assert [skill.name for skill in found] == ["b", "a"]


def test_nobody_has_skills_without_practices() -> None:
    assert skills([]) == ()
