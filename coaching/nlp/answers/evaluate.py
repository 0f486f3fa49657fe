"""`python -m coaching.nlp.answers.evaluate`: how well answers are understood, on held-out examples
and on messages that people marked. It prints figures only; nothing is tuned on the marked ones."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.domain.deals.qualification import FoundFact, Understood
from coaching.nlp.answers.ear import TrainedAnswers
from coaching.nlp.answers.features import LETTERS, AnswerScale
from coaching.nlp.answers.model import ANSWERS, AnswerModel, joint
from coaching.nlp.answers.train import (
    ANSWER_EXAMPLES,
    Lessons,
    fit_folds,
    folds,
    held_out,
    quotes,
    score_rows,
    thresholds,
)
from coaching.nlp.encoding import Encoding
from coaching.playbook.answer_examples import AnswerExample, read_answer_examples
from coaching.playbook.answer_sets import read_labelled_answers
from encoder import KEPT_BACK, Encoder, part_of

MARKED = Path("tests/evaluation")


@dataclass(frozen=True, slots=True)
class Truth:
    """The facts that are really in a message: their scores and quotes by letter."""

    facts: dict[str, tuple[int, tuple[tuple[int, int], ...]]]


def truth_of(example: AnswerExample) -> Truth:
    """Of several marks of a letter any quote is right, and the last score counts."""
    facts: dict[str, tuple[int, tuple[tuple[int, int], ...]]] = {}
    for mark in example.marks:
        if mark.score is not None:
            before = facts[mark.letter][1] if mark.letter in facts else ()
            facts[mark.letter] = (mark.score, (*before, (mark.start, mark.end)))
    return Truth(facts)


def cross_validated(examples: Sequence[AnswerExample], encoder: Encoding) -> list[Understood]:
    """What was understood of every example that was kept back from the encoder, by a model that saw
    nothing of it. Thresholds are those of the same figures, which flatters them by a little."""
    with threadpool_limits(limits=1):
        lessons = Lessons.of(examples, encoder)
        scale = AnswerScale.learn(lessons.messages)
        rows = np.concatenate([scale.rows(each) for each in lessons.messages if each.fragments])
        fold = folds(examples)
        weights = fit_folds(rows, lessons.truth, fold[lessons.owner])
        found = held_out(rows, weights, fold[lessons.owner])
        limits = thresholds(lessons.truth, joint(found), lessons.owner, fold[lessons.owner])
        of_mark = fold[np.array([place for place, _, _ in quotes(lessons)])]
        scored = fit_folds(*score_rows(lessons, scale, encoder), of_mark)
        models = [
            AnswerModel(scale, letters, limits, scores, encoder.fingerprint, "")
            for letters, scores in zip(weights, scored, strict=True)
        ]
        ears = [TrainedAnswers(model, encoder) for model in models]
        return [
            ears[KEPT_BACK].understand(each.text, each.asked)
            for number, each in zip(fold, examples, strict=True)
            if number == KEPT_BACK
        ]


def report(truths: Sequence[Truth], found: Sequence[Understood]) -> str:
    """Per letter precision, recall and F1 of presence, score accuracy and the shared part of the
    quotes (intersection over union), and how many messages without facts gave any."""
    lines = [f"{'letter':10} {'n':>4} {'prec':>5} {'rec':>5} {'F1':>5} {'score':>6} {'quote':>6}"]
    f1s = []
    for letter in LETTERS:
        line, f1 = _line(letter, truths, [_by_letter(each) for each in found])
        lines.append(line)
        f1s.append(f1)
    empty = [each for truth, each in zip(truths, found, strict=True) if not truth.facts]
    wrong = sum(bool(each.facts) for each in empty)
    lines.append(f"{'macro-F1':10} {len(truths):4d} {'':5} {'':5} {np.mean(f1s):5.3f}")
    lines.append(f"messages without facts: {len(empty)}, with a false fact: {wrong}")
    return "\n".join(lines)


def _by_letter(understood: Understood) -> dict[str, FoundFact]:
    return {fact.letter: fact for fact in understood.facts}


def _line(
    letter: str, truths: Sequence[Truth], found: Sequence[dict[str, FoundFact]]
) -> tuple[str, float]:
    pairs = [
        (truth.facts[letter], facts[letter])
        for truth, facts in zip(truths, found, strict=True)
        if letter in truth.facts and letter in facts
    ]
    count = sum(letter in truth.facts for truth in truths)
    said = sum(letter in facts for facts in found)
    f1 = 2 * len(pairs) / max(count + said, 1)
    score = _mean(pairs, lambda true, fact: float(true[0] == fact.score))
    quote = _mean(pairs, lambda true, fact: max(_share(each, fact) for each in true[1]))
    precision, recall = len(pairs) / max(said, 1), len(pairs) / max(count, 1)
    figures = f"{precision:5.2f} {recall:5.2f} {f1:5.2f} {score:6.2f} {quote:6.2f}"
    return f"{letter:10} {count:4d} {figures}", f1


Told = tuple[int, tuple[tuple[int, int], ...]]


def _mean(
    pairs: Sequence[tuple[Told, FoundFact]], value: Callable[[Told, FoundFact], float]
) -> float:
    return float(np.mean([value(true, fact) for true, fact in pairs])) if pairs else 0.0


def _share(quote: tuple[int, int], fact: FoundFact) -> float:
    common = max(0, min(quote[1], fact.end) - max(quote[0], fact.start))
    return common / (max(quote[1], fact.end) - min(quote[0], fact.start))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, default=ANSWER_EXAMPLES)
    parser.add_argument("--marked", type=Path, default=MARKED)
    parser.add_argument("--answers", type=Path, default=ANSWERS)
    chosen = parser.parse_args(arguments)
    examples = read_answer_examples(chosen.examples, frozenset(LETTERS))
    truths = [truth_of(each) for each in examples if part_of(each.text) == KEPT_BACK]
    print(f"{len(truths)} of {len(examples)} examples, held out here and from the encoder")
    print(report(truths, cross_validated(examples, Encoder.load())))
    marked = read_labelled_answers(chosen.marked)
    if not marked:
        print(f"\nno marked messages in {chosen.marked}")
        return 0
    ear = TrainedAnswers.load(chosen.answers)
    print(f"\n{len(marked)} marked messages")
    found = [ear.understand(each.text, each.asked) for each in marked]
    print(report([truth_of(each) for each in marked], found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
