"""Which of the buyer's hidden facts a question asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coaching.domain.moves import HeardTopic
from coaching.domain.scenario import Fact
from coaching.nlp.features import Encoding, Heard

_LOWEST, _HIGHEST = 0.4, 0.6
_DEFAULT = 0.48


@dataclass(frozen=True, slots=True)
class Topics:
    """The questions that ask for the facts of one scenario, encoded, and how close is close."""

    facts: tuple[str, ...]
    vectors: NDArray[np.float32]
    threshold: float

    @classmethod
    def of(cls, facts: Sequence[Fact], encoder: Encoding) -> "Topics":
        """The threshold parts each question's closeness to its own fact (without itself) from
        that to the other facts, as well as it can be done on the scenario's own questions."""
        names = tuple(fact.id for fact in facts for _ in fact.asked_by)
        texts = [text for fact in facts for text in fact.asked_by]
        if not texts:
            return cls((), np.zeros((0, 0), np.float32), _DEFAULT)
        vectors = np.array([encoder.encode(text) for text in texts], np.float32)
        return cls(names, vectors, _threshold(names, vectors))

    def asked(self, heard: Heard) -> tuple[HeardTopic, ...]:
        """The facts that the questions of a reply ask for, closest first."""
        closest: dict[str, HeardTopic] = {}
        for place, clause in enumerate(heard.clauses):
            if not heard.shapes[place].asks or not self.facts:
                continue
            for vector in (heard.clause_vectors[place], heard.sentence_vectors[place]):
                for fact, value in zip(self.facts, self.vectors @ vector, strict=True):
                    found = HeardTopic(fact, round(float(value), 2), clause.text)
                    best = closest.get(fact)
                    if best is None or found.closeness > best.closeness:
                        closest[fact] = found
        near = [topic for topic in closest.values() if topic.closeness >= self.threshold]
        return tuple(sorted(near, key=lambda topic: (-topic.closeness, topic.fact)))


def _threshold(names: tuple[str, ...], vectors: NDArray[np.float32]) -> float:
    near = np.round(vectors @ vectors.T, 2)
    owner = np.array(names)
    own, other = [], []
    for place, name in enumerate(names):
        mates = (owner == name) & (np.arange(len(names)) != place)
        strangers = owner != name
        if mates.any():
            own.append(float(near[place][mates].max()))
        if strangers.any():
            other.append(float(near[place][strangers].max()))
    if not own or not other:
        return _DEFAULT
    grid = [round(value, 2) for value in np.arange(_LOWEST, _HIGHEST + 0.005, 0.01)]
    return max(grid, key=lambda limit: (_parted(own, other, limit), -abs(limit - _DEFAULT)))


def _parted(own: list[float], other: list[float], limit: float) -> float:
    """Balanced accuracy, rounded."""
    kept = sum(value >= limit for value in own) / len(own)
    refused = sum(value < limit for value in other) / len(other)
    return round((kept + refused) / 2, 3)
