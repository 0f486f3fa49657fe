"""Fitting the per-move logistic regressions, and choosing their thresholds on held-out examples."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from coaching.domain.practice.moves import FAULTS, Move
from encoder import KEPT_BACK, PARTS, part_of

MOVES = tuple(sorted(Move))
FOLDS = PARTS
_PULL = 3e-2
_STEPS = 80
_DOUBTFUL = 0.3
_FLOOR, _CEILING = 0.2, 0.97
_FAULT_BETA = 0.5

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bags:
    """Labelled examples as rows: `rows[i]` is a clause of example `owner[i]`, `truth[j]` says
    which moves example j holds, somewhere in it."""

    rows: Matrix
    owner: NDArray[np.int64]
    truth: NDArray[np.bool_]

    def only(self, bags: NDArray[np.bool_]) -> tuple["Bags", NDArray[np.bool_]]:
        """Some of the bags, and which rows are theirs."""
        rows = bags[self.owner]
        number = np.cumsum(bags) - 1
        return Bags(self.rows[rows], number[self.owner[rows]], self.truth[bags]), rows


def fit(bags: Bags) -> Matrix:
    """Weights, one column a move, the last row the bias.

    An example says that a move is in it, not in which of its clauses. The first fit shares it out
    among them; the second takes the clauses that the first found likeliest.
    """
    sizes = np.bincount(bags.owner, minlength=len(bags.truth))[bags.owner]
    given = bags.truth[bags.owner]
    weights = _balance(given)
    shared = np.where(given, weights / sizes[:, None], weights)
    first = _descend(bags.rows, given, shared)
    scores = bags.rows @ first[:-1] + first[-1]
    best = np.full(bags.truth.shape, -np.inf, np.float32)
    np.maximum.at(best, bags.owner, scores)
    chosen = given & ((scores >= best[bags.owner]) | (scores > 0))
    weights = _balance(chosen)
    weights = np.where(given & ~chosen, _DOUBTFUL * weights, weights)
    return _descend(bags.rows, chosen, weights)


def probabilities(rows: Matrix, weights: Matrix) -> Matrix:
    """Rounded to two decimals, so that kinds of processors agree."""
    scores = np.clip(rows @ weights[:-1] + weights[-1], -30, 30)
    result: Matrix = np.round(1 / (1 + np.exp(-scores)), 2).astype(np.float32)
    return result


def kept_back(groups: Sequence[str]) -> NDArray[np.bool_]:
    """Which bags belong to the part that no encoder learnt from, by the buyer's line."""
    return np.array([part_of(group) == KEPT_BACK for group in groups])


def thresholds(bags: Bags, found: Matrix) -> NDArray[np.float32]:
    """For every move the threshold with the best F over held-out bags: F1, but for faults F0.5,
    as accusing a rep wrongly costs more trust than overlooking something."""
    peak = np.zeros(bags.truth.shape, np.float32)
    np.maximum.at(peak, bags.owner, found)
    grid = np.round(np.arange(_FLOOR, _CEILING, 0.01), 2).astype(np.float32)
    chosen = []
    for column, move in enumerate(MOVES):
        beta = _FAULT_BETA if move in FAULTS else 1.0
        scores = [f_beta(bags.truth[:, column], peak[:, column] >= limit, beta) for limit in grid]
        # The peak of a jagged curve is luck: smooth it first.
        smooth = np.convolve(np.pad(scores, 3, mode="edge"), np.ones(7) / 7, mode="valid")
        chosen.append(grid[int(np.argmax(smooth))])
    return np.array(chosen, np.float32)


def f_beta(truth: NDArray[np.bool_], found: NDArray[np.bool_], beta: float) -> float:
    """The F measure in which recall weighs `beta` times as much as precision."""
    both, square = int((truth & found).sum()), beta**2
    missed, invented = int((truth & ~found).sum()), int((found & ~truth).sum())
    return (1 + square) * both / ((1 + square) * both + square * missed + invented) if both else 0.0


def _balance(positive: NDArray[np.bool_]) -> Matrix:
    """A rare move weighs more, by the square root of its rarity."""
    rarity = np.sqrt(len(positive) / (positive.sum(axis=0) + 1))
    result: Matrix = np.where(positive, rarity, 1.0).astype(np.float32)
    return result


def _descend(rows: Matrix, positive: NDArray[np.bool_], weights: Matrix) -> Matrix:
    """All moves at once: one product of matrices a step, where twenty solvers would take twenty."""
    count, width = rows.shape
    sign = np.where(positive, 1, -1).astype(np.float32)
    share = (weights / count).astype(np.float32)
    shape = (width + 1, positive.shape[1])

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        guess = flat.reshape(shape).astype(np.float32)
        margin = sign * (rows @ guess[:-1] + guess[-1])
        tail = np.exp(-np.abs(margin))
        value = (share * (np.log1p(tail) + np.maximum(-margin, 0))).sum()
        value += 0.5 * _PULL * (guess[:-1] ** 2).sum()
        slope = -share * sign * np.where(margin > 0, tail, 1) / (1 + tail)
        gradient = np.vstack([rows.T @ slope + _PULL * guess[:-1], slope.sum(axis=0)])
        return float(value), gradient.ravel().astype(np.float64)

    start = np.zeros(shape[0] * shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    result: Matrix = found.x.reshape(shape).astype(np.float32)
    return result
