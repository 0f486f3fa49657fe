"""Multinomial logistic regression with an L2 pull, on one thread and the same on every run."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

Matrix = NDArray[np.float32]

_STEPS = 200


def softmax(rows: Matrix, weights: Matrix) -> Matrix:
    """Probabilities, rounded to two decimals, so that kinds of processors agree. The last row of
    `weights` is the bias."""
    scores = rows @ weights[:-1] + weights[-1]
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Matrix = np.round(raised / raised.sum(axis=1, keepdims=True), 2).astype(np.float32)
    return result


def fit_softmax(rows: Matrix, truth: NDArray[np.int64], classes: int, pull: float) -> Matrix:
    """Weights, one column a class, the last row the bias; `pull` draws all but the bias to zero."""
    count, width = rows.shape
    given = np.eye(classes, dtype=np.float32)[truth]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        guess = flat.reshape(width + 1, classes).astype(np.float32)
        scores = rows @ guess[:-1] + guess[-1]
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        total = raised.sum(axis=1, keepdims=True)
        value = float((np.log(total)[:, 0] - (scores * given).sum(axis=1)).mean())
        value += 0.5 * pull * float((guess[:-1] ** 2).sum())
        slope = (raised / total - given) / count
        gradient = np.vstack([rows.T @ slope + pull * guess[:-1], slope.sum(axis=0)])
        return value, gradient.ravel().astype(np.float64)

    start = np.zeros((width + 1) * classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    result: Matrix = found.x.reshape(width + 1, classes).astype(np.float32)
    return result
