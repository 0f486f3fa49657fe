from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from bot.linear import Rows
from bot.nearest import NearestExamples

ROWS = Rows(
    np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8]]),
    csr_matrix(np.array([[0.0, 1.0], [0.0, 0.0], [1.0, 0.0]])),
)
INTENTS = ["thank", "greet", "thank"]


def test_each_intent_has_the_product_of_its_nearest_example() -> None:
    asked = Rows(np.array([[1.0, 0.0]]), csr_matrix(np.array([[0.5, 0.0]])))
    scores = NearestExamples.of(ROWS, INTENTS).scores(asked)
    # greet: the second row; thank: the better of 1 + 0 and 0.6 + 0.5
    assert scores.round(6).tolist() == [[0.0, 1.1]]


def test_examples_survive_a_file(tmp_path: Path) -> None:
    NearestExamples.of(ROWS, INTENTS).write(tmp_path)
    read = NearestExamples.read(tmp_path)
    assert read.scores(ROWS).tolist() == NearestExamples.of(ROWS, INTENTS).scores(ROWS).tolist()


def test_without_examples_there_is_no_opinion() -> None:
    assert NearestExamples.none().scores(ROWS).shape == (3, 0)
