from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.deciding import LOWEST, NEVER, Limits, least_limit

LIMITS = Limits(out_of_scope=0.4, unsure=0.3)


def ranking(**confidences: float) -> list[dict[str, object]]:
    ordered = sorted(confidences.items(), key=lambda item: -item[1])
    return [{"name": name, "confidence": confidence} for name, confidence in ordered]


def first(limits: Limits, **confidences: float) -> str:
    return limits.decide(ranking(**confidences))[0]["name"]


def test_a_sure_reading_is_taken() -> None:
    assert first(LIMITS, greet=0.8, thank=0.2) == "greet"


def test_a_confidence_at_the_limit_is_out_of_scope_even_behind_another() -> None:
    assert first(LIMITS, greet=0.55, out_of_scope=0.4, thank=0.05) == "out_of_scope"


def test_below_the_limit_out_of_scope_is_left_for_the_next_reading() -> None:
    assert first(LIMITS, out_of_scope=0.39, greet=0.35, thank=0.26) == "greet"


def test_a_weak_reading_is_asked_back() -> None:
    decided = LIMITS.decide(ranking(out_of_scope=0.39, greet=0.29, thank=0.2, deny=0.12))
    assert [guess["name"] for guess in decided] == [
        "nlu_fallback",
        "out_of_scope",
        "greet",
        "thank",
        "deny",
    ]
    assert decided[0]["confidence"] == 0.29


def test_nothing_said_is_asked_back() -> None:
    assert Limits().decide([]) == [{"name": "nlu_fallback", "confidence": 0.0}]


def test_limits_survive_a_file(tmp_path: Path) -> None:
    LIMITS.write(tmp_path)
    assert Limits.read(tmp_path) == LIMITS


@pytest.mark.parametrize("allowed", [0.0, 0.02, 0.1])
def test_the_limit_sends_away_no_more_than_allowed(allowed: float) -> None:
    inside = np.random.default_rng(1).uniform(0.2, 1, 500)
    limit = least_limit(inside, allowed)
    assert (inside >= limit).mean() <= allowed
    assert (inside >= limit - 0.01).mean() > allowed - 0.02


def test_without_a_message_to_judge_by_nothing_is_sent_away() -> None:
    assert least_limit(np.zeros(0), 0.03) == NEVER


def test_a_slight_suspicion_is_never_enough() -> None:
    assert least_limit(np.full(100, 0.001), 0.03) == LOWEST
