"""What an answer is worth, and when a question comes back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.quiz.judging import JudgedPoint, Mark, Verdict, verdict
from coaching.domain.quiz.question import ANYTHING, Quiz, QuizPoint, QuizQuestion
from coaching.domain.quiz.spacing import DAYS, Standing, after_answer, due_count, in_order

TODAY = date(2026, 11, 22)
MARKS = st.sampled_from([Mark.HEARD, Mark.MISSING, Mark.WRONG, Mark.UNSURE])


def a_question(points: int = 2, enough: int | None = None, **fields: str) -> QuizQuestion:
    made = tuple(QuizPoint(f"p{n}", f"point {n}", ("right",), ("wrong",)) for n in range(points))
    defaults = {"id": "q", "part": "closing", "topic": "closing_what", "asks": "Why?"}
    return QuizQuestion(
        **{**defaults, **fields},
        points=made,
        enough=enough or points,
        explains="Because.",
        source="somebody, 1988",
    )


def marked(*marks: Mark) -> tuple[JudgedPoint, ...]:
    return tuple(JudgedPoint(f"p{n}", mark) for n, mark in enumerate(marks))


def standing(box: int = 1, due: date = TODAY, result: Verdict = Verdict.FULL) -> Standing:
    return Standing("p", "q", box, due, result, TODAY - timedelta(days=1), 1)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((Mark.HEARD, Mark.HEARD), Verdict.FULL),
        ((Mark.HEARD, Mark.MISSING), Verdict.PARTLY),
        ((Mark.HEARD, Mark.WRONG), Verdict.PARTLY),
        ((Mark.MISSING, Mark.WRONG), Verdict.NOT_RIGHT),
        ((Mark.MISSING, Mark.MISSING), Verdict.NOT_RIGHT),
        ((Mark.HEARD, Mark.UNSURE), Verdict.UNSURE),
        ((Mark.UNSURE, Mark.MISSING), Verdict.UNSURE),
    ],
)
def test_a_verdict_follows_from_the_points(marks: tuple[Mark, ...], expected: Verdict) -> None:
    assert verdict(a_question(), marked(*marks)) is expected


def test_enough_points_are_enough() -> None:
    some = a_question(points=3, enough=2)
    assert verdict(some, marked(Mark.HEARD, Mark.HEARD, Mark.MISSING)) is Verdict.FULL


def test_an_unsure_point_that_changes_nothing_keeps_the_verdict() -> None:
    some = a_question(points=3, enough=2)
    assert verdict(some, marked(Mark.HEARD, Mark.HEARD, Mark.UNSURE)) is Verdict.FULL


@given(st.lists(MARKS, min_size=1, max_size=4))
def test_nothing_wrong_is_ever_called_right(marks: list[Mark]) -> None:
    found = verdict(a_question(points=len(marks)), marked(*marks))
    if Mark.WRONG in marks:
        assert found is not Verdict.FULL
    if found is Verdict.FULL:
        assert all(mark is Mark.HEARD for mark in marks)


def test_right_answers_space_out_over_one_three_and_seven_days() -> None:
    now, found, days = None, TODAY, []
    for _ in range(5):
        now = after_answer(now, "p", "q", Verdict.FULL, found)
        days.append((now.due - found).days)
        found = now.due
    assert days == [1, 3, 7, 7, 7]


@pytest.mark.parametrize(
    ("result", "box", "days"),
    [
        (Verdict.PARTLY, 1, 1),
        (Verdict.NOT_RIGHT, 0, 0),
        (Verdict.NOT_KNOWN, 0, 0),
        (Verdict.UNSURE, 3, 1),
    ],
)
def test_a_slip_brings_it_back_sooner(result: Verdict, box: int, days: int) -> None:
    now = after_answer(standing(box=3), "p", "q", result, TODAY)
    assert (now.box, (now.due - TODAY).days) == (box, days)


def test_a_right_answer_before_it_was_due_changes_nothing() -> None:
    before = standing(box=2, due=TODAY + timedelta(days=2))
    now = after_answer(before, "p", "q", Verdict.FULL, TODAY)
    assert (now.box, now.due, now.times) == (2, before.due, 2)


@given(
    st.integers(0, 3),
    st.integers(-20, 20),
    st.sampled_from(list(Verdict)),
)
def test_a_standing_is_always_one_that_can_be_kept(box: int, days: int, result: Verdict) -> None:
    before = standing(box=box, due=TODAY + timedelta(days=days))
    now = after_answer(before, "p", "q", result, TODAY)
    assert 0 <= now.box < len(DAYS)
    assert now.due >= min(TODAY, before.due)
    assert now.answered_on == TODAY


def test_due_ones_come_first_weakest_first_then_new_ones_then_the_rest() -> None:
    standings = {
        "strong": standing(box=3, due=TODAY),
        "weak": standing(box=0, due=TODAY),
        "weak-and-old": standing(box=0, due=TODAY - timedelta(days=5)),
        "later": standing(box=1, due=TODAY + timedelta(days=1)),
        "much-later": standing(box=0, due=TODAY + timedelta(days=6)),
    }
    asked = ["later", "new", "strong", "much-later", "weak", "weak-and-old"]
    expected = ("weak-and-old", "weak", "strong", "new", "later", "much-later")
    assert in_order(asked, standings, TODAY, seed=1) == expected
    assert due_count(asked, standings, TODAY) == 3


@given(st.sets(st.text(min_size=1, max_size=5), max_size=20), st.integers(0, 2**31))
def test_the_same_seed_gives_the_same_order(ids: set[str], seed: int) -> None:
    first = in_order(sorted(ids), {}, TODAY, seed)
    assert first == in_order(sorted(ids, reverse=True), {}, TODAY, seed)
    assert set(first) == ids


def test_the_step_and_the_theme_of_objections_are_asked_about_together() -> None:
    step = a_question(id="a", part="meeting_objections")
    theme = a_question(id="b", part="objections")
    quiz = Quiz({"a": step, "b": theme, "c": a_question(id="c")})
    assert quiz.of_part("objections") == quiz.of_part("meeting_objections") == (step, theme)
    assert len(quiz.of_part(ANYTHING)) == 3
