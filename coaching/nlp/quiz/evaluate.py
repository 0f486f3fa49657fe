"""`python -m coaching.nlp.quiz.evaluate`: how well quiz answers are judged, on questions that the
model did not see and on marked answers. It prints figures only; nothing is tuned on the marked
ones."""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.domain.quiz.judging import JudgedPoint, Mark, Verdict, verdict
from coaching.domain.quiz.question import QuizQuestion
from coaching.nlp.encoding import Encoding
from coaching.nlp.fitting import FOLDS
from coaching.nlp.quiz.ear import TrainedQuizEar
from coaching.nlp.quiz.model import QUIZ
from coaching.nlp.quiz.train import (
    PLAYBOOK,
    Lessons,
    fit_folds,
    fold_of,
    held_out,
    limits_of,
    model_of,
)
from coaching.playbook import load_playbook
from coaching.playbook.examples import BadExamples
from coaching.playbook.quiz_answers import LabelledAnswer, read_labelled_quiz
from encoder import Encoder

MARKED = Path("tests/evaluation")

Questions = Mapping[str, QuizQuestion]
Found = Sequence[Sequence[JudgedPoint]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A point's truth and what was made of it."""

    truth: Mark
    found: Mark


def cross_validated(
    answers: Sequence[LabelledAnswer], questions: Questions, encoder: Encoding
) -> list[tuple[JudgedPoint, ...]]:
    """What was heard in every answer by a model that saw no answer to its question. Thresholds are
    those of the same held-out figures, which flatters them by a little."""
    with threadpool_limits(limits=1):
        lessons = Lessons.of(answers, questions, encoder)
        fitted = fit_folds(lessons)
        limits = limits_of(lessons.bags, held_out(lessons, fitted))
    ears = [TrainedQuizEar(model_of(each, limits, "", ""), encoder) for each in fitted]
    return [
        ears[fold_of(each.question)].judge(each.text, questions[each.question]).points
        for each in answers
    ]


def report(answers: Sequence[LabelledAnswer], questions: Questions, found: Found) -> str:
    """F1 of heard, the share of wrong points that were found, how often a point was called wrong
    that is not, and how the verdicts agree; points and verdicts that the ear leaves open count as
    not heard and are named."""
    pairs = [
        Pair(answer.points[each.point], each.mark)
        for answer, points in zip(answers, found, strict=True)
        for each in points
    ]
    lines = [f"answers {len(answers)}, points {len(pairs)}"]
    lines += [_line(kind, pairs) for kind in (Mark.HEARD, Mark.WRONG)]
    unsure = sum(pair.found is Mark.UNSURE for pair in pairs)
    lines.append(f"points left open: {unsure / max(len(pairs), 1):.2f}")
    truths = [_true_verdict(answer, questions[answer.question]) for answer in answers]
    given = [
        verdict(questions[answer.question], points)
        for answer, points in zip(answers, found, strict=True)
    ]
    lines.append(_verdicts(truths, given))
    return "\n".join(lines)


def _line(kind: Mark, pairs: Sequence[Pair]) -> str:
    true = [pair.truth is kind for pair in pairs]
    said = [pair.found is kind for pair in pairs]
    both = sum(a and b for a, b in zip(true, said, strict=True))
    precision, recall = both / max(sum(said), 1), both / max(sum(true), 1)
    f1 = 2 * both / max(sum(said) + sum(true), 1)
    return f"{kind:6} n {sum(true):4d}  precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.3f}"


def _true_verdict(answer: LabelledAnswer, question: QuizQuestion) -> Verdict:
    return verdict(question, [JudgedPoint(id, mark) for id, mark in answer.points.items()])


def _verdicts(truths: Sequence[Verdict], given: Sequence[Verdict]) -> str:
    sure = [(t, g) for t, g in zip(truths, given, strict=True) if g is not Verdict.UNSURE]
    agree = sum(t is g for t, g in sure)
    opposed = sum({t, g} == {Verdict.FULL, Verdict.NOT_RIGHT} for t, g in sure)
    total = max(len(truths), 1)
    return (
        f"verdict agrees: {agree / max(len(sure), 1):.2f} of those given, "
        f"{agree / total:.2f} of all; "
        f"left open {1 - len(sure) / total:.2f}; full for not right or the other way {opposed}"
    )


def _timed(
    ear: TrainedQuizEar, answers: Sequence[LabelledAnswer], questions: Questions
) -> tuple[list[tuple[JudgedPoint, ...]], float]:
    """What was heard, and the usual time in ms; each question has been met before."""
    for id in sorted({answer.question for answer in answers}):
        ear.judge("no", questions[id])
    found, times = [], []
    for answer in answers:
        begun = time.perf_counter()
        found.append(ear.judge(answer.text, questions[answer.question]).points)
        times.append(time.perf_counter() - begun)
    return found, 1000 * float(np.median(times))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--playbook", type=Path, default=PLAYBOOK)
    parser.add_argument("--marked", type=Path, default=MARKED)
    parser.add_argument("--model", type=Path, default=QUIZ)
    chosen = parser.parse_args(arguments)
    questions = load_playbook(chosen.playbook)[0].quiz.questions
    answers = read_labelled_quiz(chosen.playbook / "quiz/answers", questions)
    print(f"labelled answers, {FOLDS}-fold, all answers to a question in one fold")
    print(report(answers, questions, cross_validated(answers, questions, Encoder.load())))
    try:
        marked = read_labelled_quiz(chosen.marked, questions, "quiz_")
    except BadExamples as bad:
        print(f"\nthe marked answers do not fit the questions: {bad}", file=sys.stderr)
        return 1
    if not marked:
        print(f"\nno marked answers in {chosen.marked}")
        return 0
    found, usual = _timed(TrainedQuizEar.load(chosen.model), marked, questions)
    print(f"\nmarked answers ({chosen.marked}/quiz_*.yml)")
    print(report(marked, questions, found))
    print(f"usual time {usual:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
