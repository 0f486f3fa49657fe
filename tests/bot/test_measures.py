from __future__ import annotations

import math

import pytest

from bot.confusion_table import write
from bot.measures import Heard, confusions, f1_by_intent, figures, wishes


def heard(true: str, found: str, **readings: float) -> Heard:
    named = readings or {found: 0.9}
    return Heard(true, found, tuple(named.items()))


MIXED = [
    heard("greet", "greet"),
    heard("greet", "thank"),
    heard("greet", "out_of_scope"),
    heard("greet", "nlu_fallback", out_of_scope=0.3, thank=0.25, greet=0.2, deny=0.1),
    heard("greet", "nlu_fallback", thank=0.25, deny=0.2, greet=0.1),
    heard("out_of_scope", "out_of_scope"),
    heard("out_of_scope", "nlu_fallback", greet=0.2),
    heard("out_of_scope", "greet"),
]


def test_an_asking_back_is_never_right_and_is_counted_apart() -> None:
    found = figures(MIXED)
    assert found.messages == 8
    assert found.accuracy == pytest.approx(2 / 8)
    assert found.false_alarms == pytest.approx(1 / 5)
    assert found.asked == pytest.approx(2 / 5)
    assert found.offered == pytest.approx(1 / 2)
    assert found.out_recall == pytest.approx(1 / 3)
    assert found.untouched == pytest.approx(2 / 3)


def test_every_intent_counts_the_same_in_macro_f1() -> None:
    assert f1_by_intent(MIXED) == pytest.approx({"greet": 2 / 7, "out_of_scope": 2 / 5})
    assert figures(MIXED).macro_f1 == pytest.approx((2 / 7 + 2 / 5) / 2)


def test_shares_of_nothing_are_no_number() -> None:
    assert math.isnan(figures([heard("greet", "greet")]).out_recall)


def test_a_message_is_judged_by_its_readings_and_not_by_what_was_put_first() -> None:
    parsed = {
        "intent": {"name": "nlu_fallback", "confidence": 0.2},
        "intent_ranking": [
            {"name": "nlu_fallback", "confidence": 0.2},
            {"name": "out_of_scope", "confidence": 0.25},
            {"name": "greet", "confidence": 0.3},
        ],
    }
    found = Heard.of("greet", parsed)
    assert found.found == "nlu_fallback"
    assert found.surest == ("greet", 0.3)
    assert found.offered == ("greet",)


def test_the_commonest_confusion_comes_first() -> None:
    assert confusions(MIXED)[0] == (("greet", "nlu_fallback"), 2)


def test_wishes_are_counted_by_number_then_by_what_they_are() -> None:
    told = wishes(
        [
            (["a", "b"], ["a", "b"]),
            (["a", "b"], ["b", "a"]),
            (["a", "b"], ["a"]),
            (["a"], ["a"]),
            (["a"], ["b"]),
            (["a"], ["a", "b"]),
        ]
    )
    assert told.precision == pytest.approx(2 / 3)
    assert told.recall == pytest.approx(2 / 3)
    assert told.right_pair == 1
    assert told.right_single == pytest.approx(2 / 3)
    assert told.disturbed == pytest.approx(1 / 3)


def test_the_table_names_every_intent_and_what_it_is_taken_for() -> None:
    page = write(MIXED)
    assert "| greet | 5 | 0.50 | 0.20 | 0.29 | nlu_fallback 2, thank 1, out_of_scope 1 |" in page
    assert "| greet | nlu_fallback | 2 |" in page
