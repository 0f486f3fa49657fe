"""Confidence: how complete and how fresh a deal's file is."""

from dataclasses import replace
from typing import Any

from coaching.domain.deals.qualification import VAGUE
from tests.domain.next_steps import a_file, a_letter, advised

NO_STEP: dict[str, Any] = {"next_step": None, "next_step_on": None}


def test_a_whole_fresh_file_is_certain_and_an_empty_one_is_not() -> None:
    empty = {"amount": None, "close_date": None, **NO_STEP}
    assert advised(a_file()).confidence == 1.0
    assert advised(a_file(empty, contacts=(), activities=(), known=())).confidence == 0.0


def test_each_fact_that_is_missing_or_old_costs_confidence() -> None:
    whole = a_file()
    half = replace(whole, known=(a_letter("need", VAGUE), *whole.known[1:]))
    old = replace(whole, known=(a_letter("need", days=100), *whole.known[1:]))
    gone = replace(whole, known=whole.known[1:])
    found = [advised(file).confidence for file in (whole, half, old, gone)]
    assert found == [1.0, 0.95, 0.93, 0.9]
