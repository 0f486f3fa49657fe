"""Macro-F1 and its intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.macro_f1 import Pair, difference, macro_f1

RIGHT: list[Pair] = [("greet", "greet"), ("deny", "deny"), ("out_of_scope", "out_of_scope")] * 5
MIXED: list[Pair] = [
    ("greet", "greet"),
    ("greet", "deny"),
    ("deny", "deny"),
    ("out_of_scope", "nlu_fallback"),
] * 5


def test_everything_right_is_one() -> None:
    assert macro_f1(RIGHT).value == 1


def test_each_intent_counts_the_same_and_a_fallback_is_out_of_scope() -> None:
    assert macro_f1(MIXED).value == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_an_intent_that_is_never_true_lowers_nothing_but_what_it_took() -> None:
    pairs = [("greet", "greet"), ("deny", "unheard_of")]
    assert macro_f1(pairs).value == pytest.approx(0.5)


def test_the_same_answers_are_no_step_ahead() -> None:
    ahead = difference(MIXED, MIXED)
    assert (ahead.value, ahead.low, ahead.high) == (0, 0, 0)


def test_better_answers_to_the_same_messages_are_ahead() -> None:
    worse = [(true, "greet") for true, _ in RIGHT]
    ahead = difference(RIGHT, worse)
    assert ahead.low > 0
    assert ahead.value == pytest.approx(macro_f1(RIGHT).value - macro_f1(worse).value)


def test_answers_to_other_messages_are_not_compared() -> None:
    with pytest.raises(ValueError, match="same messages"):
        difference(RIGHT, MIXED)


LABELS = st.sampled_from(["greet", "deny", "thank"])


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=12))
def test_the_interval_lies_between_nothing_and_all(pairs: list[Pair]) -> None:
    found = macro_f1(pairs)
    assert 0 <= found.low <= found.high <= 1
    assert 0 <= found.value <= 1
