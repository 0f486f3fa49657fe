"""`python -m coaching.nlp.train`: trains the ear from `playbook/moves/examples/`, if needed."""

import hashlib
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from coaching.nlp import features
from coaching.nlp.classifier import (
    MOVES,
    Floats,
    MoveClassifier,
    best_thresholds,
    f1_by_move,
    fit,
    trained_on,
)
from coaching.nlp.clauses import read
from coaching.nlp.english import parse, plain
from coaching.nlp.units import units
from coaching.playbook.examples import Example, read_examples
from encoder import Encoder

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Prepared:
    """All units of all examples: `owner[row]` is the example of a row."""

    rows: csr_matrix
    owner: NDArray[np.int64]
    present: NDArray[np.bool_]
    fold: NDArray[np.int64]


def origin(examples: Sequence[Example], encoder: Encoder) -> str:
    """The name of everything that training depends on."""
    said = [[e.to, e.say, sorted(str(m) for m in e.moves)] for e in examples]
    parts = json.dumps([encoder.fingerprint, features.VERSION, said], ensure_ascii=False)
    return hashlib.sha256(parts.encode()).hexdigest()


def prepare(examples: Sequence[Example], encoder: Encoder) -> Prepared:
    """Rows, labels and folds; all examples that answer the same line are in one fold."""
    rows, owner = [], []
    for number, example in enumerate(examples):
        reading = read(example.say)
        buyer = parse(example.to)
        vector = encoder.encode(plain(example.to))
        parts = units(reading)
        if parts:
            rows.append(features.rows(parts, reading, buyer[:], vector, encoder.encode))
            owner += [number] * len(parts)
    present = np.array([[move in example.moves for move in MOVES] for example in examples])
    fold = np.array([_fold(example.to) for example in examples])
    return Prepared(csr_matrix(vstack(rows)), np.array(owner), present, fold)


def cross_validated(prepared: Prepared) -> Floats:
    """For each example the chance of each move, by a model that has not seen its buyer's line."""
    found = np.zeros(prepared.present.shape)
    for fold in range(FOLDS):
        held = prepared.fold[prepared.owner] == fold
        weights, intercepts = _fit(prepared, ~held)
        model = MoveClassifier(weights, intercepts, np.zeros(len(MOVES)), "")
        chances = model.probabilities(prepared.rows[np.flatnonzero(held)])
        np.maximum.at(found, prepared.owner[held], chances)
    return found


def _fit(prepared: Prepared, chosen: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    places = np.flatnonzero(chosen)
    return fit(prepared.rows[places], prepared.present[prepared.owner[places]])


def train(examples: Sequence[Example], encoder: Encoder) -> tuple[MoveClassifier, float]:
    """The classifier with thresholds from cross-validation, and its cross-validated macro-F1."""
    prepared = prepare(examples, encoder)
    found = cross_validated(prepared)
    thresholds = best_thresholds(found, prepared.present)
    scores = f1_by_move(found, prepared.present, thresholds)
    weights, intercepts = _fit(prepared, np.ones(len(prepared.owner), dtype=bool))
    classifier = MoveClassifier(weights, intercepts, thresholds, origin(examples, encoder))
    return classifier, sum(scores.values()) / len(scores)


def _fold(line: str) -> int:
    return int.from_bytes(hashlib.sha256(line.encode()).digest()[:4]) % FOLDS


def main(playbook: Path = Path("playbook"), folder: Path = Path("models/ear")) -> int:
    examples, encoder = read_examples(playbook / "moves" / "examples"), Encoder.load()
    if trained_on(folder) == origin(examples, encoder):
        return 0
    print(f"Training the ear on {len(examples)} examples (about a minute) ...", flush=True)
    began = time.monotonic()
    classifier, score = train(examples, encoder)
    classifier.write(folder)
    took = time.monotonic() - began
    print(f"Trained the ear in {took:.0f} s; cross-validated macro-F1 {score:.2f}.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
