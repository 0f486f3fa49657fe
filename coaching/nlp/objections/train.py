"""`python -m coaching.nlp.objections.train`: learns objections from the playbook's wordings."""

import argparse
import hashlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.nlp.features import Encoding
from coaching.nlp.fitting import FOLDS, Matrix
from coaching.nlp.grams import PatternTable
from coaching.nlp.objections.model import (
    LABELS,
    NATURES,
    NONE,
    OBJECTIONS,
    ObjectionModel,
    ObjectionsMissing,
    Taken,
    fit_softmax,
    read_notes,
    row_of,
    softmax,
    take_in,
)
from coaching.playbook.objection_examples import Wording, read_wordings
from encoder import Encoder

WORDINGS = Path("playbook/objections/examples")
_LEARNS_WITH = ("english", "clauses", "grams", "objections/model", "objections/train")
_ROOM = Path(__file__).parents[1]


def inputs_hash(wordings: Sequence[Wording], encoder: str) -> str:
    """The hash of everything that training reads: encoder, wordings, and its own code."""
    digest = hashlib.sha256(encoder.encode())
    for name in _LEARNS_WITH:
        digest.update((_ROOM / f"{name}.py").read_bytes())
    for wording in wordings:
        digest.update(repr(wording).encode())
    return digest.hexdigest()


def label_of(wording: Wording) -> int:
    return LABELS.index(str(wording.label) if wording.label else NONE)


def fitted(
    taken: Sequence[Taken], wordings: Sequence[Wording], table: PatternTable
) -> tuple[Matrix, Matrix]:
    """Weights for labels and, from the wordings that are objections, for natures."""
    rows: Matrix = np.array([row_of(each, table) for each in taken], np.float32)
    labels = np.array([label_of(wording) for wording in wordings], np.int64)
    has = np.array([wording.nature is not None for wording in wordings])
    natures = np.array([NATURES.index(w.nature) for w in wordings if w.nature], np.int64)
    by_label = fit_softmax(rows, labels, len(LABELS))
    return by_label, fit_softmax(rows[has], natures, len(NATURES))


def held_out(
    taken: Sequence[Taken], wordings: Sequence[Wording]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For every wording the label and nature of a model that did not see it."""
    keys = (hashlib.sha256(wording.text.encode()).hexdigest() for wording in wordings)
    fold = np.array([int(key, 16) % FOLDS for key in keys])
    labels, natures = np.zeros(len(wordings), np.int64), np.zeros(len(wordings), np.int64)
    for number in range(FOLDS):
        seen = np.flatnonzero(fold != number).tolist()
        unseen = np.flatnonzero(fold == number).tolist()
        table = PatternTable.learn(taken[place].patterns for place in seen)
        known = [wordings[place] for place in seen]
        by_label, by_nature = fitted([taken[place] for place in seen], known, table)
        rows: Matrix = np.array([row_of(taken[place], table) for place in unseen], np.float32)
        labels[unseen] = softmax(rows, by_label).argmax(axis=1)
        natures[unseen] = softmax(rows, by_nature).argmax(axis=1)
    return labels, natures


def learn(wordings: Sequence[Wording], encoder: Encoding, inputs: str) -> ObjectionModel:
    """Fit on all wordings, on one thread, so that the cores do not matter."""
    with threadpool_limits(limits=1):
        taken = [take_in(wording.text, encoder) for wording in wordings]
        table = PatternTable.learn(each.patterns for each in taken)
        by_label, by_nature = fitted(taken, wordings, table)
    return ObjectionModel(table, by_label, by_nature, encoder.fingerprint, inputs)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordings", type=Path, default=WORDINGS)
    parser.add_argument("--to", type=Path, default=OBJECTIONS)
    chosen = parser.parse_args(arguments)
    begun = time.monotonic()
    wordings = read_wordings(chosen.wordings)
    if not wordings:
        print(f"no wordings in {chosen.wordings}", file=sys.stderr)
        return 1
    encoder = Encoder.load()
    inputs = inputs_hash(wordings, encoder.fingerprint)
    if trained(chosen.to, inputs):
        print(f"{chosen.to} is up to date")
        return 0
    learn(wordings, encoder, inputs).save(chosen.to)
    took = time.monotonic() - begun
    print(f"learnt {len(wordings)} wordings in {took:.0f} s: {chosen.to}")
    return 0


def trained(folder: Path, inputs: str) -> bool:
    """True if the folder holds a model made from these inputs."""
    try:
        return read_notes(folder).get("inputs") == inputs
    except ObjectionsMissing:
        return False


if __name__ == "__main__":
    sys.exit(main())
