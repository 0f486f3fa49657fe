"""The trained part of hearing objections: one softmax over labels, one over natures."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.nlp.encoding import Encoding, Vector
from coaching.nlp.softmax import Matrix

OBJECTIONS = Path("models/objections")
NONE = "none"
LABELS: tuple[str, ...] = (*sorted(str(label) for label in ObjectionLabel), NONE)
NATURES = tuple(sorted(Nature))

_NUMBERS = "weights.npz"
_NOTES = "objections.json"
# How loud each block speaks, and how hard weights are pulled to zero; chosen on the wordings that
# were kept back from encoder and reader.
_READ = 9.0
_WHOLE = 4.0
PULL = 3e-3


class ObjectionsMissing(RuntimeError):
    """There are no trained weights, or they belong to other encoders or labels."""


class Reading(Protocol):
    """The part of the pair reader that hears objections."""

    @property
    def fingerprint(self) -> str: ...
    def alone(self, text: str) -> Vector: ...


@dataclass(frozen=True, slots=True)
class Encoders:
    """A buyer's words are encoded twice: `reader` learnt to tell objections apart, `encoder` what
    sentences mean at large."""

    reader: Reading
    encoder: Encoding

    @property
    def fingerprint(self) -> str:
        return f"{self.reader.fingerprint} {self.encoder.fingerprint}"


def row_of(text: str, encoders: Encoders) -> Vector:
    """The numbers that the model sees."""
    read = encoders.reader.alone(text)
    length = float(np.linalg.norm(read)) or 1.0
    parts = [read / length * _READ, encoders.encoder.encode(text) * _WHOLE]
    return np.concatenate(parts).astype(np.float32)


@dataclass(frozen=True, slots=True)
class ObjectionModel:
    """`labels` has a column for each of LABELS, `natures` one for each of NATURES; the last row is
    the bias. `encoders` is their fingerprint, `inputs` the hash of what it learnt from."""

    labels: Matrix
    natures: Matrix
    encoders: str
    inputs: str

    @property
    def fingerprint(self) -> str:
        """The hash of everything that could change what is heard."""
        digest = hashlib.sha256(f"{self.encoders} {self.inputs}".encode())
        digest.update(self.labels.tobytes())
        digest.update(self.natures.tobytes())
        return digest.hexdigest()

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(folder / _NUMBERS, labels=self.labels, natures=self.natures)
        notes = {
            "labels": LABELS,
            "encoders": self.encoders,
            "inputs": self.inputs,
        }
        text = json.dumps(notes, ensure_ascii=False, indent=0, sort_keys=True)
        (folder / _NOTES).write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "ObjectionModel":
        """Raises ObjectionsMissing where the files are absent or made by another version."""
        notes = read_notes(folder)
        if notes.get("labels") != list(LABELS) or "encoders" not in notes:
            raise ObjectionsMissing(f"{folder} is of another version: run {__package__}.train")
        with np.load(folder / _NUMBERS, allow_pickle=False) as numbers:
            found = numbers["labels"], numbers["natures"]
        return cls(*found, notes["encoders"], notes["inputs"])


def read_notes(folder: Path) -> dict[str, Any]:
    """What stands beside the numbers. Raises ObjectionsMissing."""
    path = folder / _NOTES
    if not path.exists() or not (folder / _NUMBERS).exists():
        raise ObjectionsMissing(f"nothing trained in {folder}: run {__package__}.train")
    notes: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notes
