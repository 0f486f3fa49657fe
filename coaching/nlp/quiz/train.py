"""`python -m coaching.nlp.quiz.train`: learn from labelled answers when a point was made."""

import argparse
import hashlib
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.domain.quiz.judging import Mark
from coaching.domain.quiz.question import QuizQuestion
from coaching.nlp.encoding import Encoding
from coaching.nlp.fitting import FOLDS, Bags, Matrix, f_beta, fit, probabilities
from coaching.nlp.quiz.features import QuestionMatter, Taken, rows
from coaching.nlp.quiz.model import HEARD, QUIZ, WRONG, QuizMissing, QuizModel, read_notes, scaled
from coaching.playbook import load_playbook
from coaching.playbook.quiz_answers import LabelledAnswer, read_labelled_quiz
from encoder import Encoder

PLAYBOOK = Path("playbook")
_LEARNS_WITH = (
    "english",
    "clauses",
    "fitting",
    "quiz/units",
    "quiz/opposites",
    "quiz/features",
    "quiz/model",
    "quiz/train",
)
_ROOM = Path(__file__).parents[1]
_FLOOR, _CEILING = 0.15, 0.95
_BETAS = (1.0, 0.8)
"""Telling somebody that they are wrong who is not costs more trust than overlooking a mistake."""

_DOUBT = 0.08

Questions = Mapping[str, QuizQuestion]


def inputs_hash(answers: Sequence[LabelledAnswer], questions: Questions, encoder: str) -> str:
    """The hash of everything that training reads: encoder, answers, their questions, its code."""
    digest = hashlib.sha256(encoder.encode())
    for name in _LEARNS_WITH:
        digest.update((_ROOM / f"{name}.py").read_bytes())
    for id in sorted({answer.question for answer in answers}):
        digest.update(repr(questions[id]).encode())
    for answer in answers:
        digest.update(repr(answer).encode())
    return digest.hexdigest()


def trained(folder: Path, inputs: str) -> bool:
    """True if the folder holds a model made from these inputs."""
    try:
        return read_notes(folder).get("inputs") == inputs
    except QuizMissing:
        return False


@dataclass(frozen=True, slots=True)
class Lessons:
    """Every point of every labelled answer as a bag: its rows are the answer's units, its truth
    is whether the point is heard in it, and whether it is got wrong."""

    bags: Bags
    groups: tuple[str, ...]

    @classmethod
    def of(
        cls, answers: Sequence[LabelledAnswer], questions: Questions, encoder: Encoding
    ) -> "Lessons":
        matter = {
            id: QuestionMatter.of(questions[id], encoder)
            for id in sorted({answer.question for answer in answers})
        }
        found: list[Matrix] = []
        owner: list[int] = []
        truth: list[tuple[bool, bool]] = []
        groups: list[str] = []
        for answer in answers:
            question = questions[answer.question]
            taken = Taken.of(answer.text, question, encoder)
            for place, point in enumerate(question.points):
                units = rows(taken, matter[question.id], place)
                owner += [len(truth)] * len(units)
                found.append(units)
                mark = answer.points[point.id]
                truth.append((mark is Mark.HEARD, mark is Mark.WRONG))
                groups.append(question.id)
        bags = Bags(np.concatenate(found), np.array(owner, np.int64), np.array(truth, bool))
        return cls(bags, tuple(groups))


@dataclass(frozen=True, slots=True)
class Fitted:
    mean: NDArray[np.float32]
    spread: NDArray[np.float32]
    weights: Matrix

    @classmethod
    def on(cls, bags: Bags) -> "Fitted":
        mean = bags.rows.mean(axis=0).astype(np.float32)
        spread = (bags.rows.std(axis=0) + 1e-6).astype(np.float32)
        level = Bags(scaled(bags.rows, mean, spread), bags.owner, bags.truth)
        return cls(mean, spread, fit(level))

    def likely(self, rows: Matrix) -> Matrix:
        return probabilities(scaled(rows, self.mean, self.spread), self.weights)


def fold_of(question: str) -> int:
    """All answers to a question are in one fold: what is measured holds for new questions."""
    return int(hashlib.sha256(question.encode()).hexdigest(), 16) % FOLDS


def fit_folds(lessons: Lessons) -> tuple[Fitted, ...]:
    """For every fold a model that saw none of its questions."""
    fold = np.array([fold_of(group) for group in lessons.groups])
    return tuple(Fitted.on(_only(lessons.bags, fold != number)) for number in range(FOLDS))


def held_out(lessons: Lessons, fitted: Sequence[Fitted]) -> Matrix:
    """For every unit its probabilities by the model that saw nothing of its question."""
    bags = lessons.bags
    of_row = np.array([fold_of(group) for group in lessons.groups])[bags.owner]
    found = np.zeros((len(bags.rows), bags.truth.shape[1]), np.float32)
    for number, each in enumerate(fitted):
        if (of_row == number).any():
            found[of_row == number] = each.likely(bags.rows[of_row == number])
    return found


def _only(bags: Bags, wanted: NDArray[np.bool_]) -> Bags:
    numbers = np.cumsum(wanted) - 1
    kept = wanted[bags.owner]
    return Bags(bags.rows[kept], numbers[bags.owner[kept]].astype(np.int64), bags.truth[wanted])


def limits_of(bags: Bags, found: Matrix) -> NDArray[np.float32]:
    """For heard and wrong the threshold with the best F over held-out questions."""
    peak = np.zeros(bags.truth.shape, np.float32)
    np.maximum.at(peak, bags.owner, found)
    grid = np.round(np.arange(_FLOOR, _CEILING, 0.01), 2).astype(np.float32)
    chosen = []
    for kind in (HEARD, WRONG):
        truth = bags.truth[:, kind]
        scores = [f_beta(truth, peak[:, kind] >= limit, _BETAS[kind]) for limit in grid]
        smooth = np.convolve(np.pad(scores, 3, mode="edge"), np.ones(7) / 7, mode="valid")
        chosen.append(grid[int(np.argmax(smooth))])
    return np.array(chosen, np.float32)


def model_of(fitted: Fitted, limits: NDArray[np.float32], encoder: str, inputs: str) -> QuizModel:
    doubts = np.round(limits - _DOUBT, 2).astype(np.float32)
    return QuizModel(fitted.mean, fitted.spread, fitted.weights, limits, doubts, encoder, inputs)


def learn(
    answers: Sequence[LabelledAnswer], questions: Questions, encoder: Encoding, inputs: str
) -> QuizModel:
    """Fit on all answers, thresholds on held-out questions."""
    with threadpool_limits(limits=1):
        lessons = Lessons.of(answers, questions, encoder)
        limits = limits_of(lessons.bags, held_out(lessons, fit_folds(lessons)))
        fitted = Fitted.on(lessons.bags)
    return model_of(fitted, limits, encoder.fingerprint, inputs)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--playbook", type=Path, default=PLAYBOOK)
    parser.add_argument("--to", type=Path, default=QUIZ)
    chosen = parser.parse_args(arguments)
    begun = time.monotonic()
    questions = load_playbook(chosen.playbook)[0].quiz.questions
    answers = read_labelled_quiz(chosen.playbook / "quiz/answers", questions)
    if not answers:
        print(f"no answers in {chosen.playbook / 'quiz/answers'}", file=sys.stderr)
        return 1
    encoder = Encoder.load()
    inputs = inputs_hash(answers, questions, encoder.fingerprint)
    if trained(chosen.to, inputs):
        print(f"{chosen.to} is up to date")
        return 0
    learn(answers, questions, encoder, inputs).save(chosen.to)
    print(f"learnt {len(answers)} answers in {time.monotonic() - begun:.0f} s: {chosen.to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
