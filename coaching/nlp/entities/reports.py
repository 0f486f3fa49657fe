"""Objections that a message reports ("they said it's double what they pay now"): in which of its
clauses a buyer speaks against buying, and by which of the seventeen labels."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coaching.domain.entities import Entity, EntityKind
from coaching.domain.objections import HeardObjection
from coaching.nlp.clauses import Clause, Reading, read
from coaching.nlp.encoding import Encoding
from coaching.nlp.entities.model import ENTITIES, EntitiesMissing
from coaching.nlp.fitting import Matrix
from coaching.nlp.grams import PatternTable, patterns
from coaching.nlp.softmax import softmax

_NUMBERS, _NOTES = "reports.npz", "reports.json"
_CLAUSE, _MESSAGE, _PATTERNS = 6.0, 2.0, 6.0
_OPENING = frozenset({"CCONJ", "INTJ", "SCONJ", "PUNCT"})


class ObjectionHearing(Protocol):
    """What `coaching.nlp.objections.ear.TrainedObjections` does."""

    def hear(self, text: str) -> HeardObjection: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """One clause of a message, encoded: by itself, in its message, and as patterns."""

    clause: NDArray[np.float32]
    message: NDArray[np.float32]
    patterns: frozenset[str]


def see(reading: Reading, encoder: Encoding) -> tuple[Seen, ...]:
    """Encode every clause of a message once."""
    if not reading.clauses:
        return ()
    whole = encoder.encode(reading.text)
    return tuple(
        Seen(encoder.encode(clause.text), whole, patterns(clause.words))
        for clause in reading.clauses
    )


@dataclass(frozen=True, slots=True)
class ReportModel:
    """Tells clauses that report an objection; `weights` has columns for no and yes, the last row
    is the bias, `threshold` the least probability of yes."""

    table: PatternTable
    weights: Matrix
    threshold: float
    encoder: str
    inputs: str

    def likely(self, seen: Sequence[Seen]) -> NDArray[np.float32]:
        """For every clause how likely it reports an objection, 0–1, two decimals."""
        if not seen:
            return np.zeros(0, np.float32)
        rows: Matrix = np.array([row_of(each, self.table) for each in seen], np.float32)
        found: NDArray[np.float32] = softmax(rows, self.weights)[:, 1]
        return found

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.inputs.encode() + self.weights.tobytes()).hexdigest()

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(folder / _NUMBERS, weights=self.weights)
        notes = {
            "patterns": self.table.weights,
            "threshold": self.threshold,
            "encoder": self.encoder,
            "inputs": self.inputs,
        }
        (folder / _NOTES).write_text(json.dumps(notes, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path = ENTITIES) -> "ReportModel":
        """Raises EntitiesMissing."""
        path = folder / _NOTES
        if not path.exists() or not (folder / _NUMBERS).exists():
            raise EntitiesMissing(f"nothing trained in {folder}: run {__package__}.train")
        notes = json.loads(path.read_text(encoding="utf-8"))
        with np.load(folder / _NUMBERS, allow_pickle=False) as numbers:
            weights = numbers["weights"]
        table = PatternTable(notes["patterns"])
        return cls(table, weights, notes["threshold"], notes["encoder"], notes["inputs"])


def row_of(seen: Seen, table: PatternTable) -> NDArray[np.float32]:
    """The numbers that the model sees."""
    return np.concatenate(
        [
            seen.clause * _CLAUSE,
            seen.message * _MESSAGE,
            table.vector(seen.patterns) * _PATTERNS,
        ]
    ).astype(np.float32)


def find_reports(
    text: str, model: ReportModel, encoder: Encoding, ear: ObjectionHearing
) -> tuple[Entity, ...]:
    """The objections that a message reports, in order, each with the words that say it."""
    reading = read(text)
    likely = model.likely(see(reading, encoder))
    found = []
    for first, last in runs(reading, likely, model.threshold):
        start, end = _start(reading.clauses[first]), reading.clauses[last].end
        words = text[start:end]
        ranking = ear.hear(words).ranking
        if ranking:
            sure = float(likely[first : last + 1].max()) * max(ranking[0].confidence, 0.3)
            found.append(
                Entity(
                    EntityKind.OBJECTION,
                    start,
                    end,
                    words,
                    round(min(sure, 1.0), 2),
                    label=ranking[0].label,
                )
            )
    return tuple(found)


def runs(reading: Reading, likely: NDArray[np.float32], threshold: float) -> list[tuple[int, int]]:
    """Neighbouring clauses of one sentence that report, first and last."""
    found: list[tuple[int, int]] = []
    for place in map(int, np.flatnonzero(likely >= threshold)):
        if found and found[-1][1] == place - 1 and _one_sentence(reading, place - 1, place):
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


def _one_sentence(reading: Reading, first: int, second: int) -> bool:
    one, other = reading.clauses[first].words, reading.clauses[second].words
    return bool(one[0].sent.start == other[0].sent.start)


def _start(clause: Clause) -> int:
    """Where the clause begins without its conjunction."""
    for token in clause.words:
        if token.idx >= clause.start and token.pos_ not in _OPENING:
            return int(token.idx)
    return clause.start
