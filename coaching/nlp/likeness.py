"""Which of several kinds a text belongs to, learnt from a few wordings of each when it is first
asked, so that editing them needs no training.

Ridge regression on the sentence vectors, one column a kind, rare kinds weighted up; its pull was
chosen by cross-validation over the wordings in `playbook/meanings/`.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coaching.nlp.encoding import Encoding
from encoder import Encoder

_PULL = 1.0
_BIAS = 0.3
_TOPICS = 32
Floats = NDArray[np.float64]
Wordings = tuple[tuple[str, tuple[str, ...]], ...]


class Meanings:
    """Sorts texts into kinds by meaning; see `coaching.domain.ports.phrases.Likeness`."""

    def __init__(self, encoder: Encoding) -> None:
        self._encoder = encoder
        self._learnt = lru_cache(maxsize=_TOPICS)(self._learn)

    @classmethod
    def load(cls) -> "Meanings":
        return cls(Encoder.load())

    def ranked(
        self, text: str, wordings: Mapping[str, Sequence[str]]
    ) -> tuple[tuple[str, float], ...]:
        words = tuple((kind, tuple(each)) for kind, each in sorted(wordings.items()) if each)
        if not text.strip() or not words:
            return ()
        scores = (self._row(text.strip())[None, :] @ self._learnt(words))[0]
        found = [(words[at][0], round(float(score), 3)) for at, score in enumerate(scores)]
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    def _learn(self, wordings: Wordings) -> Floats:
        owners = [at for at, (_, words) in enumerate(wordings) for _ in words]
        rows = np.array([self._row(word) for _, words in wordings for word in words])
        truth = np.eye(len(wordings))[owners]
        weights = np.sqrt(len(owners) / len(wordings) / np.bincount(owners)[owners])[:, None]
        weighted = rows * weights
        inner = weighted @ weighted.T + _PULL * np.eye(len(rows))
        learnt: Floats = weighted.T @ np.linalg.solve(inner, truth * weights)
        return learnt

    def _row(self, text: str) -> Floats:
        return np.append(self._encoder.encode(text).astype(np.float64), _BIAS)
