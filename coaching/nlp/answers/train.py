"""`python -m coaching.nlp.answers.train`: learn from marked messages what reps tell of buyers."""

import argparse
import hashlib
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.nlp.answers.features import LETTERS, AnswerScale, Message, take_in
from coaching.nlp.answers.model import (
    ANSWERS,
    SCORES,
    AnswerModel,
    AnswersMissing,
    joint,
    read_notes,
)
from coaching.nlp.clauses import Clause
from coaching.nlp.encoding import Encoding
from coaching.nlp.fitting import FOLDS, Bags, Matrix, f_beta, fit, probabilities
from coaching.playbook.answer_examples import AnswerExample, MarkedWords, read_answer_examples
from encoder import KEPT_BACK, Encoder, part_of

ANSWER_EXAMPLES = Path("playbook/qualification/examples")
_LEARNS_WITH = (
    "english",
    "clauses",
    "asking",
    "wording",
    "structure",
    "grams",
    "fitting",
    "answers/fragments",
    "answers/wording",
    "answers/features",
    "answers/model",
    "answers/train",
)
_ROOM = Path(__file__).parents[1]
_HALF = 0.5
_FLOOR, _CEILING = 0.2, 0.95
_BETA = 0.8
"""A fact that nobody told costs more trust than one overlooked: the coach asks again anyway."""

Truths = NDArray[np.bool_]


def inputs_hash(examples: Sequence[AnswerExample], encoder: str) -> str:
    """The hash of everything that training reads: encoder, examples, and its own code."""
    digest = hashlib.sha256(encoder.encode())
    for name in _LEARNS_WITH:
        digest.update((_ROOM / f"{name}.py").read_bytes())
    for example in examples:
        digest.update(repr(example).encode())
    return digest.hexdigest()


def trained(folder: Path, inputs: str) -> bool:
    """True if the folder holds a model made from these inputs."""
    try:
        return read_notes(folder).get("inputs") == inputs
    except AnswersMissing:
        return False


@dataclass(frozen=True, slots=True)
class Lessons:
    """Examples with their fragments: `truth[i]` says what fragment i of example `owner[i]` tells
    of, the last column whether it tells of the buyer at all."""

    examples: tuple[AnswerExample, ...]
    messages: tuple[Message, ...]
    owner: NDArray[np.int64]
    truth: Truths

    @classmethod
    def of(cls, examples: Sequence[AnswerExample], encoder: Encoding) -> "Lessons":
        messages = tuple(take_in(each.text, each.asked, encoder) for each in examples)
        counts = [len(message.fragments) for message in messages]
        told = [
            [_tells(each.marks, fragment) for fragment in message.fragments]
            for each, message in zip(examples, messages, strict=True)
        ]
        letters = np.array([row for rows in told for row in rows], bool)
        truth = np.hstack([letters, letters.any(axis=1, keepdims=True)])
        owner = np.repeat(np.arange(len(messages)), counts).astype(np.int64)
        return cls(tuple(examples), messages, owner, truth)


def _tells(marks: Sequence[MarkedWords], fragment: Clause) -> list[bool]:
    return [any(m.letter == letter and _covers(m, fragment) for m in marks) for letter in LETTERS]


def _covers(mark: MarkedWords, fragment: Clause) -> bool:
    common = min(mark.end, fragment.end) - max(mark.start, fragment.start)
    inside = mark.start >= fragment.start and mark.end <= fragment.end
    return inside or common >= _HALF * (fragment.end - fragment.start)


def quotes(lessons: Lessons) -> list[tuple[int, MarkedWords, Clause]]:
    """Every scored mark as a quote, with the place of its example."""
    found = []
    for place, (example, message) in enumerate(
        zip(lessons.examples, lessons.messages, strict=True)
    ):
        for mark in example.marks:
            words = message.reading.doc.char_span(mark.start, mark.end, alignment_mode="expand")
            if mark.score is not None and words is not None:
                text = example.text[mark.start : mark.end]
                found.append((place, mark, Clause(text, mark.start, mark.end, words)))
    return found


def thresholds(
    truth: Truths, found: Matrix, owner: NDArray[np.int64], fold: NDArray[np.int64]
) -> Matrix:
    """For every letter the threshold with the best F over whole held-out messages, of those that
    the encoder did not learn from either."""
    unseen = fold == KEPT_BACK
    truth, found, owner = truth[unseen], found[unseen], owner[unseen]
    count = int(owner.max()) + 1
    peak = np.zeros((count, len(LETTERS)), np.float32)
    there = np.zeros((count, len(LETTERS)), bool)
    np.maximum.at(peak, owner, found)
    np.logical_or.at(there, owner, truth[:, : len(LETTERS)])
    grid = np.round(np.arange(_FLOOR, _CEILING, 0.01), 2).astype(np.float32)
    chosen = []
    for column in range(len(LETTERS)):
        scores = [f_beta(there[:, column], peak[:, column] >= limit, _BETA) for limit in grid]
        smooth = np.convolve(np.pad(scores, 3, mode="edge"), np.ones(7) / 7, mode="valid")
        chosen.append(grid[int(np.argmax(smooth))])
    return np.array(chosen, np.float32)


def fit_letters(rows: Matrix, truth: Truths) -> Matrix:
    return fit(Bags(rows, np.arange(len(rows), dtype=np.int64), truth))


def folds(examples: Sequence[AnswerExample]) -> NDArray[np.int64]:
    """The fold of every example; the same words stay together, whatever was asked."""
    return np.array([part_of(each.text) for each in examples])


def fit_folds(rows: Matrix, truth: Truths, fold: NDArray[np.int64]) -> tuple[Matrix, ...]:
    """For every fold the weights of a model that saw nothing of it."""
    return tuple(fit_letters(rows[fold != n], truth[fold != n]) for n in range(FOLDS))


def held_out(rows: Matrix, weights: Sequence[Matrix], fold: NDArray[np.int64]) -> Matrix:
    """For every row its probabilities by the model that saw nothing of its fold."""
    found = np.zeros((len(rows), weights[0].shape[1]), np.float32)
    for number, fitted in enumerate(weights):
        found[fold == number] = probabilities(rows[fold == number], fitted)
    return found


def learn(examples: Sequence[AnswerExample], encoder: Encoding, inputs: str) -> AnswerModel:
    """Fit on all examples, thresholds on held-out ones."""
    with threadpool_limits(limits=1):
        lessons = Lessons.of(examples, encoder)
        scale = AnswerScale.learn(lessons.messages)
        rows = np.concatenate([scale.rows(each) for each in lessons.messages if each.fragments])
        fold = folds(examples)[lessons.owner]
        found = held_out(rows, fit_folds(rows, lessons.truth, fold), fold)
        limits = thresholds(lessons.truth, joint(found), lessons.owner, fold)
        letters = fit_letters(rows, lessons.truth)
        scores = fit_letters(*score_rows(lessons, scale, encoder))
    return AnswerModel(scale, letters, limits, scores, encoder.fingerprint, inputs)


def score_rows(lessons: Lessons, scale: AnswerScale, encoder: Encoding) -> tuple[Matrix, Truths]:
    marked = quotes(lessons)
    rows = np.array([scale.quote_row(m.letter, quote, encoder) for _, m, quote in marked])
    return rows, np.array([[m.score == score for score in SCORES] for _, m, _ in marked], bool)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, default=ANSWER_EXAMPLES)
    parser.add_argument("--to", type=Path, default=ANSWERS)
    chosen = parser.parse_args(arguments)
    begun = time.monotonic()
    examples = read_answer_examples(chosen.examples, frozenset(LETTERS))
    if not examples:
        print(f"no examples in {chosen.examples}", file=sys.stderr)
        return 1
    encoder = Encoder.load()
    inputs = inputs_hash(examples, encoder.fingerprint)
    if trained(chosen.to, inputs):
        print(f"{chosen.to} is up to date")
        return 0
    learn(examples, encoder, inputs).save(chosen.to)
    print(f"learnt {len(examples)} answers in {time.monotonic() - begun:.0f} s: {chosen.to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
