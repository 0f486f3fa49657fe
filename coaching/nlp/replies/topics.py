"""Which of the buyer's hidden facts a question asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coaching.domain.practice.moves import HeardTopic
from coaching.domain.practice.scenario import Fact
from coaching.nlp.clauses import Reading
from coaching.nlp.encoding import Encoding, Vector
from coaching.nlp.structure import Shape

_LOWEST, _HIGHEST = 0.32, 0.44
_DEFAULT = 0.38
_BESIDE = 0.1


@dataclass(frozen=True, slots=True)
class Topics:
    """The facts of one scenario, each with the vectors of the questions that ask for it, and how
    close is close.

    Closeness is the mean of two cosines: to the common direction of those questions, which names
    the right fact most often, and to the nearest one, without which some would miss their own.
    """

    facts: Mapping[str, NDArray[np.float32]]
    threshold: float
    encoder: Encoding

    @classmethod
    def of(cls, facts: Sequence[Fact], encoder: Encoding) -> "Topics":
        """The threshold parts each question's closeness to its own fact (without itself) from
        that to the other facts, as well as it can be done on the scenario's own questions."""
        asked = {
            fact.id: np.array([encoder.encode(text) for text in fact.asked_by], np.float32)
            for fact in facts
            if fact.asked_by
        }
        return cls(asked, _threshold(asked), encoder)

    def asked(
        self, reading: Reading, shapes: Sequence[Shape]
    ) -> tuple[tuple[HeardTopic, int], ...]:
        """The facts that the questions of a reply ask for, each with the place of the clause that
        asks, closest first; those far behind the closest are left out. `shapes` are those of its
        clauses."""
        closest: dict[str, tuple[HeardTopic, int]] = {}
        for place, clause in enumerate(reading.clauses):
            if not shapes[place].asks or not self.facts:
                continue
            for vector in self._vectors(reading, place):
                for fact, questions in self.facts.items():
                    found = HeardTopic(fact, _closeness(questions, vector), clause.text)
                    best = closest.get(fact)
                    if best is None or found.closeness > best[0].closeness:
                        closest[fact] = found, place
        top = max((topic.closeness for topic, _ in closest.values()), default=0.0)
        limit = max(self.threshold, round(top - _BESIDE, 2))
        near = [pair for pair in closest.values() if pair[0].closeness >= limit]
        return tuple(sorted(near, key=lambda pair: (-pair[0].closeness, pair[0].fact)))

    def _vectors(self, reading: Reading, place: int) -> tuple[Vector, Vector]:
        """Of a clause, and of the sentence around it without surrounding punctuation."""
        clause = reading.clauses[place]
        inside = [c for c in reading.clauses if c.words.sent.start == clause.words.sent.start]
        sentence = reading.text[inside[0].start : inside[-1].end]
        return self.encoder.encode(clause.text), self.encoder.encode(sentence)


def _closeness(questions: NDArray[np.float32], vector: NDArray[np.float32]) -> float:
    total = questions.sum(axis=0)
    norm = float(np.linalg.norm(total)) or 1.0
    return round(float((questions @ vector).max() + total @ vector / norm) / 2, 2)


def _threshold(facts: Mapping[str, NDArray[np.float32]]) -> float:
    own, other = [], []
    for fact, questions in facts.items():
        for place, vector in enumerate(questions):
            mates = np.delete(questions, place, axis=0)
            strangers = [_closeness(q, vector) for name, q in facts.items() if name != fact]
            if len(mates) and strangers:
                own.append(_closeness(mates, vector))
                other.append(max(strangers))
    if not own:
        return _DEFAULT
    grid = [round(value, 2) for value in np.arange(_LOWEST, _HIGHEST + 0.005, 0.01)]
    return max(grid, key=lambda limit: (_parted(own, other, limit), -abs(limit - _DEFAULT)))


def _parted(own: list[float], other: list[float], limit: float) -> float:
    """Balanced accuracy, rounded."""
    kept = sum(value >= limit for value in own) / len(own)
    refused = sum(value < limit for value in other) / len(other)
    return round((kept + refused) / 2, 3)
