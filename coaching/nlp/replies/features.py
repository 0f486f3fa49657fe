"""From a reply and the buyer's line to the numbers that the classifier sees, clause by clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from coaching.nlp.clauses import Clause, Reading, read
from coaching.nlp.encoding import Vector
from coaching.nlp.english import parse
from coaching.nlp.structure import Shape, local_values, shapes
from encoder import ReadTokens

_CLAUSE = 9.0
"""How loud a clause's meaning speaks beside its form, each number of which has a spread of one."""

_FARTHEST = 4.0


class PairReading(Protocol):
    """The part of the pair reader that the ear uses."""

    @property
    def fingerprint(self) -> str: ...
    def read(self, before: str, text: str) -> ReadTokens: ...


@dataclass(frozen=True, slots=True)
class BuyerLine:
    """What the buyer said, parsed."""

    doc: Doc

    @classmethod
    def read(cls, text: str) -> "BuyerLine":
        return cls(parse(text))


@dataclass(frozen=True, slots=True)
class Heard:
    """A reply, parsed and read once beside the buyer's line, with everything that rules and
    classifier look at. `whole` stands for both lines together, `reply` for all of the reply."""

    reading: Reading
    buyer: BuyerLine
    shapes: tuple[Shape, ...]
    clause_vectors: tuple[Vector, ...]
    whole: Vector
    reply: Vector

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return self.reading.clauses


def listen(reply: str, buyer: BuyerLine, reader: PairReading) -> Heard:
    """Parse a reply, and read it beside the buyer's line."""
    reading = read(reply)
    tokens = reader.read(buyer.doc.text, reading.doc.text)
    return Heard(
        reading=reading,
        buyer=buyer,
        shapes=shapes(reading, buyer.doc[:]),
        clause_vectors=tuple(_unit(tokens.between(c.start, c.end)) for c in reading.clauses),
        whole=_unit(tokens.whole),
        reply=_unit(tokens.between(0, len(reply))),
    )


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector)) or 1.0
    result: Vector = (vector / length).astype(np.float32)
    return result


@dataclass(frozen=True, slots=True)
class Scale:
    """Mean and spread of the numbers that describe the form of a clause."""

    mean: Vector
    spread: Vector

    @classmethod
    def learn(cls, replies: Sequence[Heard]) -> "Scale":
        values = np.array([local_values(shape) for heard in replies for shape in heard.shapes])
        return cls(
            mean=values.mean(axis=0).astype(np.float32),
            spread=(values.std(axis=0) + 1e-6).astype(np.float32),
        )

    def rows(self, heard: Heard) -> NDArray[np.float32]:
        """One row a clause."""
        places = range(len(heard.clauses))
        return np.array([self._row(heard, place) for place in places], np.float32)

    def _row(self, heard: Heard, place: int) -> Vector:
        form = np.array(local_values(heard.shapes[place]), np.float32)
        form = np.clip((form - self.mean) / self.spread, -_FARTHEST, _FARTHEST)
        return np.concatenate([heard.clause_vectors[place] * _CLAUSE, form])
