"""The trained part of understanding answers, kept as plain numbers on disk."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coaching.nlp.answers.features import FORMS, LETTERS, AnswerScale, Message
from coaching.nlp.clauses import Clause
from coaching.nlp.encoding import Encoding
from coaching.nlp.fitting import Matrix, probabilities
from coaching.nlp.grams import PatternTable

ANSWERS = Path("models/answers")
SCORES = (0, 1, 2)

_NUMBERS = "weights.npz"
_NOTES = "answers.json"
_OF_THE_BUYER = 0.6


class AnswersMissing(RuntimeError):
    """There are no trained weights, or they belong to another encoder or other features."""


@dataclass(frozen=True, slots=True)
class AnswerModel:
    """Which letters a fragment tells of, in the order of LETTERS, each with its threshold, and
    how specific a quote is. `letters` has one column more than LETTERS, for telling of the buyer
    at all. `encoder` is the encoder's fingerprint, `inputs` the hash of all that it learnt from."""

    scale: AnswerScale
    letters: Matrix
    thresholds: Matrix
    scores: Matrix
    encoder: str
    inputs: str

    def told(self, message: Message) -> Matrix:
        """One row a fragment, one column a letter, rounded to two decimals."""
        if not message.fragments:
            return np.zeros((0, len(LETTERS)), np.float32)
        return joint(probabilities(self.scale.rows(message), self.letters))

    def score(self, letter: str, quote: Clause, encoder: Encoding) -> int:
        """2 specific, 1 vague, 0 known to be absent; the more specific one where they tie."""
        row = self.scale.quote_row(letter, quote, encoder)
        likely = probabilities(row[None, :], self.scores)[0]
        return max(SCORES, key=lambda score: (float(likely[score]), score))

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(
            folder / _NUMBERS,
            letters=self.letters,
            thresholds=self.thresholds,
            scores=self.scores,
            mean=self.scale.mean,
            spread=self.scale.spread,
        )
        notes = {
            "letters": list(LETTERS),
            "features": list(FORMS),
            "patterns": self.scale.table.weights,
            "encoder": self.encoder,
            "inputs": self.inputs,
        }
        text = json.dumps(notes, ensure_ascii=False, indent=0, sort_keys=True)
        (folder / _NOTES).write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "AnswerModel":
        """Raises AnswersMissing where the files are absent or made by another version."""
        notes = read_notes(folder)
        if notes.get("letters") != list(LETTERS) or notes.get("features") != list(FORMS):
            raise AnswersMissing(f"{folder} is another version's: run coaching.nlp.answers.train")
        with np.load(folder / _NUMBERS, allow_pickle=False) as numbers:
            table = PatternTable(notes["patterns"])
            return cls(
                scale=AnswerScale(numbers["mean"], numbers["spread"], table),
                letters=numbers["letters"],
                thresholds=numbers["thresholds"],
                scores=numbers["scores"],
                encoder=notes["encoder"],
                inputs=notes["inputs"],
            )


def joint(found: Matrix) -> Matrix:
    """The probabilities of the letters, moved by that of telling of the buyer at all, which all
    letters' examples taught."""
    safe = np.clip(found, 0.005, 0.995)
    odds = np.log(safe / (1 - safe))
    moved = odds[:, :-1] + _OF_THE_BUYER * odds[:, -1:]
    result: Matrix = np.round(1 / (1 + np.exp(-moved)), 2).astype(np.float32)
    return result


def read_notes(folder: Path) -> dict[str, Any]:
    path = folder / _NOTES
    if not path.exists() or not (folder / _NUMBERS).exists():
        raise AnswersMissing(f"nothing trained in {folder}: run coaching.nlp.answers.train")
    notes: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notes
