"""Multinomial logistic regression over a dense and a sparse part of the same texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasa.shared.exceptions import InvalidConfigException
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]

_STEPS_REMEMBERED = 10
_SETTLED = 1e-5  # relative gain of a step; a hundred times finer changes no decision


@dataclass(frozen=True)
class Rows:
    """What is known of some texts, one row each: few dense columns beside many sparse ones."""

    dense: Floats
    sparse: csr_matrix

    @classmethod
    def of(cls, dense: Floats, sparse: csr_matrix | None = None) -> Rows:
        return cls(dense, csr_matrix((len(dense), 0)) if sparse is None else sparse)

    def __len__(self) -> int:
        return len(self.dense)

    @property
    def columns(self) -> int:
        return int(self.dense.shape[1] + self.sparse.shape[1])

    def at(self, chosen: NDArray[np.int64]) -> Rows:
        return Rows(self.dense[chosen], self.sparse[chosen])

    def times(self, coefficients: Floats) -> Floats:
        """`coefficients`: one row per intent, dense columns first. A row per text."""
        split = self.dense.shape[1]
        return self.dense @ coefficients[:, :split].T + self.sparse @ coefficients[:, split:].T


@dataclass(frozen=True)
class LinearModel:
    """One row of coefficients and one intercept per intent. No intents: it knows nothing."""

    intents: tuple[str, ...]
    coefficients: Floats
    intercepts: Floats

    @classmethod
    def fit(cls, rows: Rows, intents: Sequence[str], c: float, max_iter: int) -> LinearModel:
        """Every intent weighs the same, however many examples it has; `c` as in scikit-learn.

        Raises InvalidConfigException if `max_iter` steps are not enough.
        """
        names, labels = np.unique(np.array(intents, dtype=str), return_inverse=True)
        if len(names) < 2:
            return cls.constant(intents, rows.columns)
        loss = _Loss(rows, labels, len(names), c)
        found = minimize(
            loss,
            np.zeros(len(names) * (rows.columns + 1)),
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": max_iter, "ftol": _SETTLED, "maxcor": _STEPS_REMEMBERED},
        )
        if not found.success and found.nit >= max_iter:
            raise InvalidConfigException(
                f"The intents are not learnt after {max_iter} steps: raise max_iter."
            )
        weights = found.x.reshape(len(names), -1)
        return cls(tuple(str(name) for name in names), weights[:, :-1].copy(), weights[:, -1])

    @classmethod
    def constant(cls, intents: Sequence[str], columns: int) -> LinearModel:
        names = tuple(sorted(set(intents)))
        return cls(names, np.zeros((len(names), columns)), np.zeros(len(names)))

    @classmethod
    def read(cls, folder: Path) -> LinearModel:
        intents = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            return cls(tuple(intents), stored["coefficients"], stored["intercepts"])

    def write(self, folder: Path) -> None:
        listed = json.dumps(self.intents, ensure_ascii=False, indent=1)
        (folder / "intents.json").write_text(listed, encoding="utf-8")
        np.savez(folder / "weights.npz", coefficients=self.coefficients, intercepts=self.intercepts)

    def scores(self, rows: Rows) -> Floats:
        """One row per text, one column per intent; their softmax are the confidences."""
        return rows.times(self.coefficients) + self.intercepts


def softmax(scores: Floats) -> Floats:
    """Shares of one, row by row."""
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


class _Loss:
    """Weighted cross-entropy times C plus half the squared length, and its gradient: what
    scikit-learn's LogisticRegression minimises with `class_weight="balanced"`, at a third of the
    time, as the dense columns are multiplied as such."""

    def __init__(self, rows: Rows, labels: NDArray[np.int64], intents: int, c: float) -> None:
        counts = np.bincount(labels, minlength=intents)
        self._weights = c * (len(rows) / (intents * counts))[labels]
        self._rows, self._labels, self._intents = rows, labels, intents
        self._turned = rows.sparse.T.tocsr()

    def __call__(self, flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(self._intents, -1)
        coefficients, intercepts = weights[:, :-1], weights[:, -1]
        shares = softmax(self._rows.times(coefficients) + intercepts)
        every = np.arange(len(self._labels))
        surprise = -np.log(np.maximum(shares[every, self._labels], 1e-300))
        loss = float(self._weights @ surprise + 0.5 * np.sum(coefficients**2))
        shares[every, self._labels] -= 1
        shares *= self._weights[:, None]
        slopes = np.empty_like(weights)
        split = self._rows.dense.shape[1]
        slopes[:, :split] = shares.T @ self._rows.dense
        slopes[:, split:-1] = (self._turned @ shares).T
        slopes[:, :-1] += coefficients
        slopes[:, -1] = shares.sum(axis=0)
        return loss, slopes.ravel()
