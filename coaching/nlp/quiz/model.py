"""The trained part of judging quiz answers, kept as plain numbers on disk."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coaching.nlp.fitting import Matrix, probabilities
from coaching.nlp.quiz.features import FORMS

QUIZ = Path("models/quiz")
HEARD, WRONG = 0, 1

_NUMBERS = "weights.npz"
_NOTES = "quiz.json"
_FARTHEST = 4.0
_LOUD = 0.6


class QuizMissing(RuntimeError):
    """There are no trained weights, or they belong to another encoder or other features."""


@dataclass(frozen=True, slots=True)
class QuizModel:
    """Whether a stretch of an answer says a point (column HEARD) or gets it wrong (WRONG).

    From `limits` on it is taken to; from `doubts` on, below them, it cannot be told. `encoder` is
    the encoder's fingerprint, `inputs` the hash of all that it learnt from.
    """

    mean: NDArray[np.float32]
    spread: NDArray[np.float32]
    weights: Matrix
    limits: NDArray[np.float32]
    doubts: NDArray[np.float32]
    encoder: str
    inputs: str

    def likely(self, rows: Matrix) -> Matrix:
        """Two probabilities a row, rounded to two decimals."""
        if not len(rows):
            return np.zeros((0, 2), np.float32)
        return probabilities(scaled(rows, self.mean, self.spread), self.weights)

    @property
    def fingerprint(self) -> str:
        """The hash of everything that could change a judgement."""
        digest = hashlib.sha256(f"{self.encoder} {self.inputs}".encode())
        for numbers in (self.mean, self.spread, self.weights, self.limits, self.doubts):
            digest.update(numbers.tobytes())
        return digest.hexdigest()

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(
            folder / _NUMBERS,
            mean=self.mean,
            spread=self.spread,
            weights=self.weights,
            limits=self.limits,
            doubts=self.doubts,
        )
        notes = {"features": list(FORMS), "encoder": self.encoder, "inputs": self.inputs}
        text = json.dumps(notes, indent=0, sort_keys=True)
        (folder / _NOTES).write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "QuizModel":
        """Raises QuizMissing where the files are absent or made by another version."""
        notes = read_notes(folder)
        if notes.get("features") != list(FORMS):
            raise QuizMissing(f"{folder} is another version's: run coaching.nlp.quiz.train")
        with np.load(folder / _NUMBERS, allow_pickle=False) as numbers:
            return cls(
                mean=numbers["mean"],
                spread=numbers["spread"],
                weights=numbers["weights"],
                limits=numbers["limits"],
                doubts=numbers["doubts"],
                encoder=notes["encoder"],
                inputs=notes["inputs"],
            )


def scaled(rows: Matrix, mean: NDArray[np.float32], spread: NDArray[np.float32]) -> Matrix:
    """Rows by their spread, with what lies far off drawn in, as loud as cross-validation found."""
    near = np.clip((rows - mean) / spread, -_FARTHEST, _FARTHEST)
    result: Matrix = (_LOUD * near).astype(np.float32)
    return result


def read_notes(folder: Path) -> dict[str, Any]:
    path = folder / _NOTES
    if not path.exists() or not (folder / _NUMBERS).exists():
        raise QuizMissing(f"nothing trained in {folder}: run coaching.nlp.quiz.train")
    notes: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notes
