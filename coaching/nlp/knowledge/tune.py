"""`python -m coaching.nlp.knowledge.tune`: finds the figures of `weights` and says how good they
are. It learns from the entries' own wordings, each left out in turn, and for the sureness also from
the questions of `playbook/knowledge/tuning/`. It writes nothing: the figures are copied by hand."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from coaching.nlp.encoding import Vector
from coaching.nlp.fitting import Matrix
from coaching.nlp.knowledge.beliefs import belief_evidence
from coaching.nlp.knowledge.finder import EVIDENCE, Finder, evidence
from coaching.nlp.knowledge.shelf import NONE, SIGNALS, Shelf, Signals
from coaching.nlp.knowledge.vectors import VECTORS
from coaching.nlp.knowledge.weights import (
    BELIEF_BIAS,
    BELIEF_WEIGHTS,
    KNOWN,
    SIGNAL_WEIGHTS,
    SURENESS_BIAS,
    SURENESS_WEIGHTS,
    logistic,
)
from coaching.playbook import load_playbook
from coaching.playbook.question_sets import TUNING, AskedQuestion, read_tuning
from encoder import KEPT_BACK, Encoder, part_of

_PULL = 3e-3
_STEPS = 300
_AGAINST = 3.0


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its signals, and the place of the right entry, -1 for none."""

    text: str
    signals: Signals
    right: int


def left_out(shelf: Shelf, encoder: Encoder) -> list[Case]:
    """Wordings as questions to a shelf that does not hold them: those that the encoder was not
    tuned on, as the others look nearer to their entry than anything that people will ask."""
    cases = []
    for place, text in enumerate(shelf.wordings):
        owner = int(shelf.owner[place])
        if text != shelf.entries[owner].title and part_of(text) == KEPT_BACK:
            signals = shelf.signals(shelf.question(text, encoder), place)
            cases.append(Case(text, signals, owner))
    return cases


def asked(shelf: Shelf, encoder: Encoder, questions: Sequence[AskedQuestion]) -> list[Case]:
    """Questions that are no wordings; those whose entry is not written yet are left out."""
    cases = []
    for each in questions:
        known = [id for id in each.topics if id in shelf.ids]
        if known or not each.topics:
            right = shelf.ids.index(known[0]) if known else NONE
            signals = shelf.signals(shelf.question(each.text, encoder))
            cases.append(Case(each.text, signals, right))
    return cases


def fit_signals(cases: Sequence[Case]) -> Vector:
    """Weights of the signals by which the right entry comes first (conditional logit)."""
    rows = np.array([case.signals.rows for case in cases], np.float64)
    right = np.array([case.right for case in cases])
    spread = rows.std(axis=(0, 1)) + 1e-9
    rows /= spread
    places = np.arange(len(right))

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = rows @ weights
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        share = raised / raised.sum(axis=1, keepdims=True)
        value = -np.log(share[places, right] + 1e-12).mean() + _PULL * (weights @ weights)
        slope = (np.einsum("ce,ces->cs", share, rows) - rows[places, right]).mean(axis=0)
        return float(value), slope + 2 * _PULL * weights

    start = np.zeros(len(SIGNALS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    weights: Vector = (found.x / spread).astype(np.float32)
    return weights


def fit_logistic(
    rows: Matrix, truth: NDArray[np.bool_], against: float = 1.0
) -> tuple[Vector, float]:
    """Weights and bias; both classes count as much, the false ones `against` times."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    even = (rows - middle) / spread
    sign = np.where(truth, 1.0, -1.0)
    share = np.where(truth, 1 / max(truth.sum(), 1), against / max((~truth).sum(), 1))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (even @ flat[:-1] + flat[-1])
        value = float((share * np.logaddexp(0, -margin)).sum())
        slope = -share * sign / (1 + np.exp(margin))
        pull = _PULL * np.append(flat[:-1], 0.0)
        gradient = np.append(even.T @ slope, slope.sum()) + 2 * pull
        return value + float(pull @ flat), gradient

    start = np.zeros(rows.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    weights: Vector = (found[:-1] / spread).astype(np.float32)
    return weights, float(found[-1] - weights @ middle)


def believed(shelf: Shelf, encoder: Encoder) -> tuple[Matrix, NDArray[np.bool_], int]:
    """Evidence for the beliefs, each left out, and for questions, which are none; and how many
    beliefs are not even nearest to another wording of theirs, and so left out."""
    rows, truth, lost = [], [], 0
    for place, text in enumerate(shelf.beliefs):
        question = shelf.question(text, encoder)
        scores = shelf.signals(question).rows @ SIGNAL_WEIGHTS
        found, heard = belief_evidence(shelf, question, scores, belief=place)
        if heard != NONE and shelf.belief_of[heard] == shelf.belief_of[place]:
            rows.append(found)
            truth.append(True)
        else:
            lost += 1
    for place, text in enumerate(shelf.wordings):
        entry = shelf.entries[int(shelf.owner[place])]
        if part_of(text) != KEPT_BACK or entry.folklore or text == entry.title:
            continue
        question = shelf.question(text, encoder)
        scores = shelf.signals(question, place).rows @ SIGNAL_WEIGHTS
        rows.append(belief_evidence(shelf, question, scores, wording=place)[0])
        truth.append(False)
    return np.array(rows, np.float32), np.array(truth), lost


def report(title: str, cases: Sequence[Case], weights: Vector) -> None:
    """how often the right entry comes first, and how many are answered."""
    known = [case for case in cases if case.right != NONE]
    first = sum(int((c.signals.rows @ weights).argmax()) == c.right for c in known)
    likely = np.array([_known(case, weights) for case in cases])
    right = np.array([case.right != NONE for case in cases])
    for name, chosen in (("known", right), ("unknown", ~right)):
        if chosen.any():
            answered = (likely[chosen] >= KNOWN).mean()
            print(f"{title}, {name}: {chosen.sum()}, answered {answered:.3f}")
    if known:
        print(f"{title}: first is right in {first / len(known):.3f} of {len(known)}")


def _known(case: Case, weights: Vector) -> float:
    found = evidence(case.signals, case.signals.rows @ weights)
    return logistic(float(found @ SURENESS_WEIGHTS) + SURENESS_BIAS)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--playbook", type=Path, default=Path("playbook"))
    parser.add_argument("--vectors", type=Path, default=VECTORS)
    parser.add_argument("--questions", type=Path, default=TUNING)
    chosen = parser.parse_args(arguments)
    encoder = Encoder.load()
    shelf = Finder(encoder, chosen.vectors).shelf(load_playbook(chosen.playbook)[0].knowledge)
    print(f"{len(shelf.entries)} entries, {len(shelf.wordings)} wordings")
    own = left_out(shelf, encoder)
    others = asked(shelf, encoder, read_tuning(chosen.questions))
    report("left out", own, SIGNAL_WEIGHTS)
    report("odd", others, SIGNAL_WEIGHTS)
    weights = fit_signals(own)
    print("\nsignals", dict(zip(SIGNALS, weights.round(2).tolist(), strict=True)))
    report("left out", own, weights)
    report("odd", others, weights)
    rows: Matrix = np.array(
        [evidence(c.signals, c.signals.rows @ weights) for c in (*own, *others)], np.float32
    )
    truth = np.array([int((c.signals.rows @ weights).argmax()) == c.right for c in (*own, *others)])
    heard, bias = fit_logistic(rows, truth)
    print("sureness", dict(zip(EVIDENCE, heard.round(3).tolist(), strict=True)), round(bias, 3))
    if shelf.beliefs:
        rows, truth, lost = believed(shelf, encoder)
        heard, bias = fit_logistic(rows, truth, against=_AGAINST)
        print(f"beliefs {heard.round(2).tolist()}", round(bias, 2))
        print(f"  {lost} of {len(shelf.beliefs)} are nearest to another mistake")
        for name, weights, base in (("now", BELIEF_WEIGHTS, BELIEF_BIAS), ("new", heard, bias)):
            found = np.array([logistic(float(row @ weights) + base) for row in rows])
            for limit in (0.5, 0.6, 0.7, 0.8, 0.9):
                missed, false = (found[truth] < limit).mean(), (found[~truth] >= limit).mean()
                print(f"  {name} at {limit}: missed {missed:.3f}, falsely {false:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
