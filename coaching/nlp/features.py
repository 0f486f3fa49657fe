"""From a reply and the buyer's line to the numbers that the classifier sees, clause by clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from coaching.nlp.clauses import Clause, Reading, read
from coaching.nlp.english import parse
from coaching.nlp.grams import PatternTable, patterns
from coaching.nlp.structure import Shape, local_values, shapes

Vector = NDArray[np.float32]

# How loud each block speaks; found by cross-validation on the examples.
_CLAUSE = 4.5
_SENTENCE = 6.5
_BUYER = 2.0
_PATTERNS = 8.0
_FARTHEST = 4.0


class Encoding(Protocol):
    """The part of the sentence encoder that the ear uses."""

    @property
    def fingerprint(self) -> str: ...
    def encode(self, text: str) -> Vector: ...


@dataclass(frozen=True, slots=True)
class BuyerLine:
    """What the buyer said, parsed and encoded."""

    doc: Doc
    vector: Vector

    @classmethod
    def read(cls, text: str, encoder: Encoding) -> "BuyerLine":
        return cls(parse(text), encoder.encode(text))


@dataclass(frozen=True, slots=True)
class Heard:
    """A reply, parsed and encoded once, with everything that rules and classifier look at."""

    reading: Reading
    buyer: BuyerLine
    shapes: tuple[Shape, ...]
    clause_vectors: tuple[Vector, ...]
    sentence_vectors: tuple[Vector, ...]
    patterns: tuple[frozenset[str], ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return self.reading.clauses


def listen(reply: str, buyer: BuyerLine, encoder: Encoding) -> Heard:
    """Parse and encode a reply to the buyer's line."""
    reading = read(reply)
    return Heard(
        reading=reading,
        buyer=buyer,
        shapes=shapes(reading, buyer.doc[:]),
        clause_vectors=tuple(encoder.encode(clause.text) for clause in reading.clauses),
        sentence_vectors=tuple(encoder.encode(sentence) for sentence in _sentences(reading)),
        patterns=tuple(patterns(clause.words) for clause in reading.clauses),
    )


def _sentences(reading: Reading) -> list[str]:
    """For every clause, the sentence around it, without surrounding punctuation."""
    bounds: dict[int, tuple[int, int]] = {}
    keys = [clause.words.sent.start for clause in reading.clauses]
    for key, clause in zip(keys, reading.clauses, strict=True):
        start, _ = bounds.get(key, (clause.start, clause.end))
        bounds[key] = (start, clause.end)
    return [reading.text[slice(*bounds[key])] for key in keys]


@dataclass(frozen=True, slots=True)
class Scale:
    """What was learnt about the features: mean and spread of the structure, and the patterns."""

    mean: Vector
    spread: Vector
    table: PatternTable

    @classmethod
    def learn(cls, replies: Sequence[Heard]) -> "Scale":
        values = np.array([local_values(shape) for heard in replies for shape in heard.shapes])
        return cls(
            mean=values.mean(axis=0).astype(np.float32),
            spread=(values.std(axis=0) + 1e-6).astype(np.float32),
            table=PatternTable.learn(found for heard in replies for found in heard.patterns),
        )

    def rows(self, heard: Heard) -> NDArray[np.float32]:
        """One row a clause."""
        places = range(len(heard.clauses))
        return np.array([self._row(heard, place) for place in places], np.float32)

    def _row(self, heard: Heard, place: int) -> Vector:
        form = np.array(local_values(heard.shapes[place]), np.float32)
        form = np.clip((form - self.mean) / self.spread, -_FARTHEST, _FARTHEST)
        clause = heard.clause_vectors[place]
        closeness = np.array([_FARTHEST * float(clause @ heard.buyer.vector)], np.float32)
        return np.concatenate(
            [
                clause * _CLAUSE,
                heard.sentence_vectors[place] * _SENTENCE,
                heard.buyer.vector * _BUYER,
                closeness,
                form,
                self.table.vector(heard.patterns[place]) * _PATTERNS,
            ]
        )
