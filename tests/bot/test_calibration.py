from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.calibration import (
    UNTRIED,
    Opinions,
    Weights,
    expected_calibration_error,
    opinions_out_of_fold,
)
from bot.linear import Rows

CHANCE = np.random.default_rng(5)


def test_honest_confidences_have_no_error() -> None:
    sure = np.repeat([0.25, 0.75], 400)
    right = np.concatenate([np.arange(400) % 4 == 0, np.arange(400) % 4 != 0]).astype(float)
    assert expected_calibration_error(sure, right, bins=2) == pytest.approx(0)


def test_boasting_is_measured_by_how_much_it_boasts() -> None:
    assert expected_calibration_error(np.full(100, 0.9), np.arange(100) % 2) == pytest.approx(
        0.4, abs=0.05
    )


def test_without_a_message_there_is_no_error() -> None:
    assert expected_calibration_error(np.zeros(0), np.zeros(0)) == 0


def overconfident(count: int) -> tuple[Opinions, np.ndarray]:
    """Scores five times too bold, and labels drawn from what they should have said."""
    honest = CHANCE.normal(size=(count, 4)) * 1.5
    shares = np.exp(honest) / np.exp(honest).sum(axis=1, keepdims=True)
    labels = np.array([CHANCE.choice(4, p=share) for share in shares])
    return Opinions(honest * 5, np.zeros((count, 4))), labels


def errors(weights: Weights, opinions: Opinions, labels: np.ndarray) -> float:
    confidences = weights.confidences(opinions)
    right = (confidences.argmax(axis=1) == labels).astype(float)
    return expected_calibration_error(confidences.max(axis=1), right)


def test_weights_make_bold_scores_honest_on_messages_it_has_not_seen() -> None:
    weights = Weights.fit(*overconfident(1500))
    unseen = overconfident(1500)
    assert errors(UNTRIED, *unseen) > 0.2
    assert errors(weights, *unseen) < 0.07  # chance alone gives 0.03


def test_a_second_opinion_counts_as_much_as_it_is_worth() -> None:
    labels = CHANCE.integers(0, 3, 600)
    telling = np.eye(3)[labels] + CHANCE.normal(size=(600, 3)) * 0.2
    noise = CHANCE.normal(size=(600, 3))
    assert Weights.fit(Opinions(noise, telling), labels).nearest > 1
    assert Weights.fit(Opinions(telling, noise), labels).nearest < 0.5


def test_every_writer_is_judged_by_what_the_others_wrote() -> None:
    intents = np.array(["a", "b"] * 12)
    sources = np.array(["one.yml"] * 12 + ["two.yml"] * 12)
    rows = Rows.of(CHANCE.normal(size=(24, 3)))
    opinions, which = opinions_out_of_fold(rows, intents, sources, c=1, max_iter=100)
    assert sorted(which) == list(range(24))
    assert len(opinions) == 24


def test_a_file_about_one_topic_is_not_held_out() -> None:
    intents = np.array(["a", "b", "c", "d"] * 6 + ["a"] * 6)
    sources = np.array(["one.yml"] * 12 + ["two.yml"] * 12 + ["topic.yml"] * 6)
    rows = Rows.of(CHANCE.normal(size=(30, 3)))
    _, which = opinions_out_of_fold(rows, intents, sources, c=1, max_iter=100)
    assert sorted(which) == list(range(24))


def test_where_nobody_is_known_every_intent_is_dealt_out() -> None:
    intents = np.array(["a", "b"] * 8)
    rows = Rows.of(CHANCE.normal(size=(16, 3)))
    _, which = opinions_out_of_fold(rows, intents, np.array([""] * 16), c=1, max_iter=100)
    assert sorted(which) == list(range(16))


def test_an_intent_with_one_example_cannot_be_left_out() -> None:
    intents = np.array(["a", "b"])
    rows = Rows.of(CHANCE.normal(size=(2, 3)))
    opinions, which = opinions_out_of_fold(rows, intents, np.array(["", ""]), c=1, max_iter=100)
    assert len(opinions) == len(which)
    assert len(which) < 2


def test_weights_survive_a_file(tmp_path: Path) -> None:
    Weights(1.5, 0.25).write(tmp_path)
    assert Weights.read(tmp_path) == Weights(1.5, 0.25)
