"""The trained part of the ear: per-move scores of a clause, kept as plain numbers on disk."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coaching.nlp.fitting import MOVES, Matrix, probabilities
from coaching.nlp.replies.features import Heard, Scale
from coaching.nlp.replies.wholes import BANDS
from coaching.nlp.structure import LOCAL

_NUMBERS = "weights.npz"
_NOTES = "ear.json"
_ROOM = Path(__file__).parents[1]
_HEARING = (*_ROOM.glob("*.py"), *_ROOM.glob("replies/*.py"))
_NOT_HEARING = frozenset({"train", "evaluate", "fitting", "requests", "lessons", "measures"})
_VERSION = {
    "moves": [str(move) for move in MOVES],
    "bands": [str(band) for band in BANDS],
    "features": list(LOCAL),
}
"""What the columns of the numbers are."""

_WORD = re.compile(r"[^\W\d_]+")


class EarMissing(RuntimeError):
    """There are no trained weights, or they belong to another encoder or other rules."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """Probabilities of the moves of a clause, in the order of MOVES, each with its threshold, and
    of the bands of a whole reply (`bands`, in the order of BANDS).

    `words` are the words of the examples, by which English is told from other languages;
    `reader` is the fingerprint of the pair reader and `inputs` the hash of all that it learnt from.
    """

    scale: Scale
    weights: Matrix
    thresholds: Matrix
    bands: Matrix
    words: frozenset[str]
    reader: str
    inputs: str

    @property
    def fingerprint(self) -> str:
        """The hash of everything that could change a hearing: reader, examples, code, weights."""
        digest = hashlib.sha256(self.reader.encode())
        digest.update(self.inputs.encode())
        digest.update(code_hash().encode())
        digest.update(self.weights.tobytes())
        digest.update(self.thresholds.tobytes())
        digest.update(self.bands.tobytes())
        return digest.hexdigest()

    def score(self, heard: Heard) -> Matrix:
        """One row a clause, one column a move, rounded to two decimals."""
        if not heard.clauses:
            return np.zeros((0, len(MOVES)), np.float32)
        return probabilities(self.scale.rows(heard), self.weights)

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(
            folder / _NUMBERS,
            weights=self.weights,
            thresholds=self.thresholds,
            bands=self.bands,
            mean=self.scale.mean,
            spread=self.scale.spread,
        )
        notes = {
            **_VERSION,
            "words": sorted(self.words),
            "reader": self.reader,
            "inputs": self.inputs,
        }
        text = json.dumps(notes, ensure_ascii=False, indent=0, sort_keys=True)
        (folder / _NOTES).write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Classifier":
        """Raises EarMissing where the files are absent or made by another version."""
        notes = read_notes(folder)
        if any(notes.get(name) != own for name, own in _VERSION.items()):
            raise EarMissing(f"{folder} is of another version: run coaching.nlp.replies.train")
        with np.load(folder / _NUMBERS, allow_pickle=False) as numbers:
            scale = Scale(numbers["mean"], numbers["spread"])
            return cls(
                scale=scale,
                weights=numbers["weights"],
                thresholds=numbers["thresholds"],
                bands=numbers["bands"],
                words=frozenset(notes["words"]),
                reader=notes["reader"],
                inputs=notes["inputs"],
            )


def read_notes(folder: Path) -> dict[str, Any]:
    path = folder / _NOTES
    if not path.exists() or not (folder / _NUMBERS).exists():
        raise EarMissing(f"no trained ear in {folder}: run coaching.nlp.replies.train")
    notes: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notes


def code_hash() -> str:
    """The hash of the code that turns a reply into moves."""
    digest = hashlib.sha256()
    for path in sorted(_HEARING):
        if path.stem not in _NOT_HEARING:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(text)]
