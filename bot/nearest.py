"""A second opinion: how close the closest example of every intent is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.linear import Floats, Rows


@dataclass(frozen=True)
class NearestExamples:
    """The examples themselves, by intent. Close is what has a large product with an example,
    dense and sparse parts together: alike in sense and in words.

    `starts`: the place of the first example of each intent, in the order of their names.
    """

    dense: NDArray[np.float32]
    sparse: csr_matrix
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Rows, intents: Sequence[str]) -> NearestExamples:
        names = np.array(intents, dtype=str)
        order = np.argsort(names, kind="stable")
        _, starts = np.unique(names[order], return_index=True)
        kept = rows.at(order)
        # Turned, since a message has a hundred of the sparse columns and an example as many.
        return cls(kept.dense.astype(np.float32), kept.sparse.T.tocsr(), starts)

    @classmethod
    def none(cls) -> NearestExamples:
        return cls(np.zeros((0, 0), np.float32), csr_matrix((0, 0)), np.zeros(0, np.int64))

    @classmethod
    def read(cls, folder: Path) -> NearestExamples:
        with np.load(folder / "examples.npz", allow_pickle=False) as stored:
            parts = (stored["data"], stored["indices"], stored["indptr"])
            sparse = csr_matrix(parts, shape=tuple(stored["shape"]))
            return cls(stored["dense"], sparse, stored["starts"])

    def write(self, folder: Path) -> None:
        np.savez(
            folder / "examples.npz",
            dense=self.dense,
            starts=self.starts,
            data=self.sparse.data,
            indices=self.sparse.indices,
            indptr=self.sparse.indptr,
            shape=np.array(self.sparse.shape),
        )

    def scores(self, rows: Rows) -> Floats:
        """One row per text, one column per intent."""
        if not len(self.starts):
            return np.zeros((len(rows), 0))
        alike = rows.dense.astype(np.float32) @ self.dense.T + (rows.sparse @ self.sparse).toarray()
        nearest: Floats = np.maximum.reduceat(alike, self.starts, axis=1).astype(np.float64)
        return nearest
