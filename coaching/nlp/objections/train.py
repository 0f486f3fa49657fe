"""`python -m coaching.nlp.objections.train`: learns objections from the playbook's wordings."""

import argparse
import hashlib
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.nlp.objections.model import (
    LABELS,
    NATURES,
    NONE,
    OBJECTIONS,
    PULL,
    Encoders,
    ObjectionModel,
    ObjectionsMissing,
    read_notes,
    row_of,
)
from coaching.nlp.softmax import Matrix, fit_softmax, softmax
from coaching.playbook.marked_replies import read_marked_replies
from coaching.playbook.objection_examples import Wording, read_wordings
from encoder import KEPT_BACK, Encoder, PairReader, part_of

WORDINGS = Path("playbook/objections/examples")
REPLIES = Path("playbook/moves/replies")
_LEARNS_WITH = ("softmax", "objections/model", "objections/train")
_ROOM = Path(__file__).parents[1]


def inputs_hash(wordings: Sequence[Wording], encoders: str) -> str:
    """The hash of everything that training reads: encoders, wordings, and its own code."""
    digest = hashlib.sha256(encoders.encode())
    for name in _LEARNS_WITH:
        digest.update((_ROOM / f"{name}.py").read_bytes())
    for wording in wordings:
        digest.update(repr(wording).encode())
    return digest.hexdigest()


def label_of(wording: Wording) -> int:
    return LABELS.index(str(wording.label) if wording.label else NONE)


def fitted(rows: Matrix, wordings: Sequence[Wording]) -> tuple[Matrix, Matrix]:
    """Weights for labels and, from the wordings that are objections, for natures."""
    labels = np.array([label_of(wording) for wording in wordings], np.int64)
    has = np.array([wording.nature is not None for wording in wordings])
    natures = np.array([NATURES.index(w.nature) for w in wordings if w.nature], np.int64)
    by_label = fit_softmax(rows, labels, len(LABELS), PULL)
    return by_label, fit_softmax(rows[has], natures, len(NATURES), PULL)


@dataclass(frozen=True, slots=True)
class TryOut:
    """The wordings that were kept back from encoder and reader, with the places of the label and
    nature that a model finds which learnt from all others."""

    wordings: tuple[Wording, ...]
    labels: tuple[int, ...]
    natures: tuple[int, ...]


def try_out(wordings: Sequence[Wording], encoders: Encoders) -> TryOut:
    unseen = np.array([part_of(wording.text) == KEPT_BACK for wording in wordings])
    with threadpool_limits(limits=1):
        rows: Matrix = np.array([row_of(wording.text, encoders) for wording in wordings])
        known = [w for w, kept in zip(wordings, unseen, strict=True) if not kept]
        by_label, by_nature = fitted(rows[~unseen], known)
    return TryOut(
        tuple(w for w, kept in zip(wordings, unseen, strict=True) if kept),
        tuple(softmax(rows[unseen], by_label).argmax(axis=1).tolist()),
        tuple(softmax(rows[unseen], by_nature).argmax(axis=1).tolist()),
    )


def learn(wordings: Sequence[Wording], encoders: Encoders, inputs: str) -> ObjectionModel:
    """Fit on all wordings, on one thread, so that the cores do not matter."""
    with threadpool_limits(limits=1):
        rows: Matrix = np.array([row_of(wording.text, encoders) for wording in wordings])
        by_label, by_nature = fitted(rows, wordings)
    return ObjectionModel(by_label, by_nature, encoders.fingerprint, inputs)


def all_wordings(wordings: Path, replies: Path) -> tuple[Wording, ...]:
    """Of both folders, each text once: marked replies tell what kind of concern they answer."""
    found = {wording.text: wording for wording in read_wordings(wordings)}
    for reply in read_marked_replies(replies):
        if reply.concern:
            told = Wording(reply.to, reply.concern.label, reply.concern.nature)
            found.setdefault(reply.to, told)
    return tuple(found.values())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordings", type=Path, default=WORDINGS)
    parser.add_argument("--replies", type=Path, default=REPLIES)
    parser.add_argument("--to", type=Path, default=OBJECTIONS)
    chosen = parser.parse_args(arguments)
    begun = time.monotonic()
    wordings = all_wordings(chosen.wordings, chosen.replies)
    if not wordings:
        print(f"no wordings in {chosen.wordings}", file=sys.stderr)
        return 1
    encoders = Encoders(PairReader.load(), Encoder.load())
    inputs = inputs_hash(wordings, encoders.fingerprint)
    if trained(chosen.to, inputs):
        print(f"{chosen.to} is up to date")
        return 0
    learn(wordings, encoders, inputs).save(chosen.to)
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
