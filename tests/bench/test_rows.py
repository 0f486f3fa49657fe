"""The table says what was measured, and whether that is enough."""

import pytest

from bench.rows import Verdict, at_least, at_most, figure, not_yet, table


@pytest.mark.parametrize(("value", "verdict"), [(30, Verdict.OK), (30.1, Verdict.MISSED)])
def test_an_upper_limit_may_be_reached_but_not_passed(value: float, verdict: Verdict) -> None:
    assert at_most("turn", value, 30, "ms").verdict is verdict


@pytest.mark.parametrize(("value", "verdict"), [(4, Verdict.OK), (3.9, Verdict.MISSED)])
def test_a_lower_limit_must_be_reached(value: float, verdict: Verdict) -> None:
    assert at_least("turns", value, 4, "×").verdict is verdict


def test_what_is_not_built_yet_has_its_own_line() -> None:
    lines = table([not_yet("Slack", "≤ 300 ms", "not built yet")]).splitlines()
    assert lines[-1].split("  ") == ["Slack", "≤ 300 ms", "not built yet", "not measured yet"]


def test_columns_stand_under_each_other() -> None:
    rows = [figure("a", "1 ms"), at_most("a long name", 123.4, 1, "ms")]
    heading, _, first, second = table(rows).splitlines()
    assert heading.index("measured") == first.index("1 ms") == second.index("123 ms")
