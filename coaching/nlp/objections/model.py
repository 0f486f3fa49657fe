"""The trained part of hearing objections: one softmax over labels, one over natures."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.nlp.clauses import read
from coaching.nlp.english import parse
from coaching.nlp.features import Encoding
from coaching.nlp.fitting import Matrix
from coaching.nlp.grams import PatternTable, patterns

OBJECTIONS = Path("models/objections")
NONE = "none"
LABELS: tuple[str, ...] = (*sorted(str(label) for label in ObjectionLabel), NONE)
NATURES = tuple(sorted(Nature))

_NUMBERS = "weights.npz"
_NOTES = "objections.json"
# How loud each block speaks, and how hard weights are pulled to zero; by cross-validation.
_WHOLE = 6.0
_CLAUSES = 3.0
_PATTERNS = 6.0
PULL = 3e-3
_STEPS = 200


class ObjectionsMissing(RuntimeError):
    """There are no trained weights, or they belong to another encoder or other features."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A buyer's words, encoded: as a whole, clause by clause on average, and as patterns."""

    whole: NDArray[np.float32]
    clauses: NDArray[np.float32]
    patterns: frozenset[str]


def take_in(text: str, encoder: Encoding) -> Taken:
    """Encode a buyer's words once."""
    whole = encoder.encode(text)
    spoken = [encoder.encode(clause.text) for clause in read(text).clauses]
    average = np.mean(spoken, axis=0) if spoken else whole
    return Taken(whole, average.astype(np.float32), patterns(parse(text)[:]))


@dataclass(frozen=True, slots=True)
class ObjectionModel:
    """`labels` has a column for each of LABELS, `natures` one for each of NATURES; the last row is
    the bias. `encoder` is the encoder's fingerprint, `inputs` the hash of what it learnt from."""

    table: PatternTable
    labels: Matrix
    natures: Matrix
    encoder: str
    inputs: str

    def row(self, taken: Taken) -> NDArray[np.float32]:
        return row_of(taken, self.table)

    @property
    def fingerprint(self) -> str:
        """The hash of everything that could change what is heard."""
        digest = hashlib.sha256(f"{self.encoder} {self.inputs}".encode())
        digest.update(self.labels.tobytes())
        digest.update(self.natures.tobytes())
        return digest.hexdigest()

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(folder / _NUMBERS, labels=self.labels, natures=self.natures)
        notes = {
            "labels": LABELS,
            "patterns": self.table.weights,
            "encoder": self.encoder,
            "inputs": self.inputs,
        }
        text = json.dumps(notes, ensure_ascii=False, indent=0, sort_keys=True)
        (folder / _NOTES).write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "ObjectionModel":
        """Raises ObjectionsMissing where the files are absent or made by another version."""
        notes = read_notes(folder)
        if notes.get("labels") != list(LABELS):
            raise ObjectionsMissing(f"{folder} is of another version: run {__package__}.train")
        with np.load(folder / _NUMBERS, allow_pickle=False) as numbers:
            table = PatternTable(notes["patterns"])
            found = numbers["labels"], numbers["natures"]
        return cls(table, *found, notes["encoder"], notes["inputs"])


def read_notes(folder: Path) -> dict[str, Any]:
    """What stands beside the numbers. Raises ObjectionsMissing."""
    path = folder / _NOTES
    if not path.exists() or not (folder / _NUMBERS).exists():
        raise ObjectionsMissing(f"nothing trained in {folder}: run {__package__}.train")
    notes: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notes


def row_of(taken: Taken, table: PatternTable) -> NDArray[np.float32]:
    """The numbers that the model sees."""
    return np.concatenate(
        [
            taken.whole * _WHOLE,
            taken.clauses * _CLAUSES,
            table.vector(taken.patterns) * _PATTERNS,
        ]
    ).astype(np.float32)


def softmax(rows: Matrix, weights: Matrix) -> Matrix:
    """Probabilities, rounded to two decimals, so that kinds of processors agree."""
    scores = rows @ weights[:-1] + weights[-1]
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Matrix = np.round(raised / raised.sum(axis=1, keepdims=True), 2).astype(np.float32)
    return result


def fit_softmax(rows: Matrix, truth: NDArray[np.int64], classes: int) -> Matrix:
    """Weights of a multinomial logistic regression with an L2 pull of `PULL`."""
    count, width = rows.shape
    given = np.eye(classes, dtype=np.float32)[truth]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        guess = flat.reshape(width + 1, classes).astype(np.float32)
        scores = rows @ guess[:-1] + guess[-1]
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        total = raised.sum(axis=1, keepdims=True)
        value = float((np.log(total)[:, 0] - (scores * given).sum(axis=1)).mean())
        value += 0.5 * PULL * float((guess[:-1] ** 2).sum())
        slope = (raised / total - given) / count
        gradient = np.vstack([rows.T @ slope + PULL * guess[:-1], slope.sum(axis=0)])
        return value, gradient.ravel().astype(np.float64)

    start = np.zeros((width + 1) * classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    result: Matrix = found.x.reshape(width + 1, classes).astype(np.float32)
    return result
