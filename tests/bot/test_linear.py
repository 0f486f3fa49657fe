from __future__ import annotations

import numpy as np
import pytest
from rasa.shared.exceptions import InvalidConfigException
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.linear import LinearModel, Rows, softmax

CHANCE = np.random.default_rng(3)


def messages(count: int, intents: int) -> tuple[Rows, list[str]]:
    """Random features that lean towards their intent, more examples of the first ones."""
    labels = np.sort(CHANCE.integers(0, intents, count) * CHANCE.integers(0, 2, count))
    labels[:intents] = np.arange(intents)
    dense = CHANCE.normal(size=(count, 6)) + np.eye(intents, 6)[labels]
    sparse = csr_matrix(CHANCE.integers(0, 2, (count, 9)) * CHANCE.normal(size=(count, 9)))
    return Rows(dense, sparse), [f"intent_{label}" for label in labels]


@pytest.mark.parametrize("intents", [3, 5])
def test_it_finds_what_scikit_learn_finds(intents: int) -> None:
    rows, names = messages(120, intents)
    theirs = LogisticRegression(
        C=3, class_weight="balanced", multi_class="multinomial", max_iter=1000, tol=1e-8
    ).fit(hstack([csr_matrix(rows.dense), rows.sparse]).toarray(), names)

    ours = LinearModel.fit(rows, names, c=3, max_iter=1000)
    everything = hstack([csr_matrix(rows.dense), rows.sparse]).toarray()
    assert list(ours.intents) == list(theirs.classes_)
    assert softmax(ours.scores(rows)) == pytest.approx(theirs.predict_proba(everything), abs=0.01)


def test_two_intents_have_a_row_each() -> None:
    rows, names = messages(40, 2)
    model = LinearModel.fit(rows, names, c=3, max_iter=1000)
    assert model.coefficients.shape == (2, rows.columns)


def test_dense_and_sparse_columns_weigh_the_same_when_they_hold_the_same() -> None:
    rows, names = messages(60, 3)
    dense = np.hstack([rows.dense, rows.sparse.toarray()])
    one = LinearModel.fit(rows, names, c=3, max_iter=1000)
    other = LinearModel.fit(Rows.of(dense), names, c=3, max_iter=1000)
    assert one.scores(rows) == pytest.approx(other.scores(Rows.of(dense)), abs=0.05)


def test_too_few_steps_are_an_error() -> None:
    rows, names = messages(60, 3)
    with pytest.raises(InvalidConfigException, match="after 1 steps: raise max_iter"):
        LinearModel.fit(rows, names, c=30, max_iter=1)
