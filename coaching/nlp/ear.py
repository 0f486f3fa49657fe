"""The ear: what a reply to a buyer does, with the words that show it."""

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coaching.domain.moves import EXPLORING, FoundMove, HeardTopic, Hearing, Move
from coaching.domain.scenario import Fact, Scenario
from coaching.nlp import features, rules
from coaching.nlp.classifier import MOVES, MoveClassifier
from coaching.nlp.clauses import Clause, Reading, read
from coaching.nlp.english import parse, plain
from coaching.nlp.structure import Shape, shapes
from coaching.nlp.topics import topics
from coaching.nlp.units import units
from encoder import Encoder


class TrainedEar:
    """Encoder, classifier and rules of structure; deterministic, and safe to share."""

    def __init__(self, encoder: Encoder, classifier: MoveClassifier) -> None:
        self._encode = encoder.encode
        self._classifier = classifier
        parts = f"{encoder.fingerprint}:{classifier.fingerprint}:{rules.VERSION}"
        self.analyser = hashlib.sha256(parts.encode()).hexdigest()

    @classmethod
    def load(cls, folder: Path) -> "TrainedEar":
        """The ear trained into this folder. Raises FileNotFoundError if there is none; `make
        train` makes it."""
        return cls(Encoder.load(), MoveClassifier.read(folder))

    def hear(self, reply: str, said_before: str, scenario: Scenario) -> Hearing:
        """What a reply to the buyer's line does, and which of the scenario's facts it asks for."""
        return self._hear(reply, said_before, scenario.facts)

    def hear_plain(self, reply: str, said_before: str) -> Hearing:
        """The same outside any scenario: no facts can be asked for."""
        return self._hear(reply, said_before, ())

    def _hear(self, reply: str, said_before: str, facts: tuple[Fact, ...]) -> Hearing:
        reading = read(reply)
        if not rules.is_readable(reading):
            return Hearing((), (), clear=False, analyser=self.analyser)
        buyer = parse(said_before)
        vector = self._encode(plain(said_before))
        parts = units(reading)
        rows = features.rows(parts, reading, buyer[:], vector, self._encode)
        found = self._found(reading, self._classifier.probabilities(rows))
        shape = shapes(reading, buyer[:])
        moves = rules.settle(reading, shape, buyer, found)
        asked = self._topics(reading, shape, moves, facts)
        return Hearing(tuple(moves), tuple(asked), clear=bool(moves), analyser=self.analyser)

    def _found(self, reading: Reading, chances: NDArray[np.float64]) -> list[FoundMove]:
        """A move is there if the chance of any unit reaches its threshold; its words are those of
        the clause with the highest chance."""
        clauses = reading.clauses
        found: list[FoundMove] = []
        for place, move in enumerate(MOVES):
            threshold = self._classifier.thresholds[place] - 1e-9
            chance = float(chances[:, place].max())
            if chance < threshold:
                continue
            above = [n for n in range(len(clauses)) if chances[n, place] >= threshold]
            best = int(np.argmax(chances[: len(clauses), place]))
            for number in above or [best]:
                confidence = float(max(chances[number, place], chance if not above else 0))
                found.append(_move(move, clauses[number], round(confidence, 2)))
        return found

    def _topics(
        self,
        reading: Reading,
        shape: tuple[Shape, ...],
        moves: list[FoundMove],
        facts: tuple[Fact, ...],
    ) -> list[HeardTopic]:
        exploring = [m for m in moves if m.move in EXPLORING]
        if not exploring or not facts:
            return []
        questions = [
            clause.text
            for clause, form in zip(reading.clauses, shape, strict=True)
            if form.asks or any(m.start < clause.end and clause.start < m.end for m in exploring)
        ]
        return topics(questions, facts, self._encode)


def _move(move: Move, clause: Clause, confidence: float) -> FoundMove:
    return FoundMove(move, clause.text, clause.start, clause.end, confidence, f"moves.{move}")
