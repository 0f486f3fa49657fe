"""Finds what answers a question: the entry, how sure that is, and what the question believes."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

import numpy as np

from coaching.domain.knowledge.entries import Knowledge
from coaching.domain.knowledge.finding import Aside, Finding, Match, StepGuess, Sureness
from coaching.domain.knowledge.markets import market_of
from coaching.domain.knowledge.splitting import told_of
from coaching.domain.stages import Market, Stage
from coaching.nlp.encoding import Encoding, Vector
from coaching.nlp.knowledge.beliefs import hear_belief
from coaching.nlp.knowledge.shelf import SIGNALS, Question, Shelf, Signals
from coaching.nlp.knowledge.vectors import VECTORS
from coaching.nlp.knowledge.weights import (
    KNOWN,
    SIGNAL_WEIGHTS,
    STAGE_BONUS,
    SURE,
    SURENESS_BIAS,
    SURENESS_WEIGHTS,
    logistic,
)
from encoder import Encoder

EVIDENCE = ("score", "margin", "nearest", "overlap", "familiar")
_NEAREST, _OVERLAP = SIGNALS.index("nearest"), SIGNALS.index("overlap")
_KEPT = 4
_RANKED = 5
_ASIDE, _ASIDE_AHEAD = 0.72, 0.02
_SAME_WORDS = 0.93
_STEP_SHARP = 14.0
_STEP_SURE, _STEP_AHEAD, _STEP_LIKELY = 0.42, 0.3, 0.25
_DECIMALS = 2


class Finder:
    """`coaching.domain.ports.Librarian`. The shelves of the last few playbooks are kept."""

    def __init__(self, encoder: Encoding, folder: Path | None = VECTORS) -> None:
        self._encoder = encoder
        self._folder = folder
        self._shelves: OrderedDict[int, Shelf] = OrderedDict()
        self._lock = Lock()

    @classmethod
    def load(cls, folder: Path | None = VECTORS) -> "Finder":
        return cls(Encoder.load(), folder)

    def shelf(self, knowledge: Knowledge) -> Shelf:
        """The shelf of this very knowledge, built on first use."""
        with self._lock:
            held = self._shelves.get(id(knowledge))
            if held is None or held.knowledge is not knowledge:
                held = Shelf(knowledge, self._encoder, self._folder)
                self._shelves[id(knowledge)] = held
            self._shelves.move_to_end(id(knowledge))
            while len(self._shelves) > _KEPT:
                self._shelves.popitem(last=False)
            return held

    def find(self, question: str, knowledge: Knowledge, stage: Stage | None = None) -> Finding:
        """What answers a question; with a stage, entries of that stage come before others."""
        market = market_of(question, knowledge.markets)
        if not knowledge.entries:
            return Finding((), Sureness.UNKNOWN, market)
        shelf = self.shelf(knowledge)
        asked = shelf.question(question, self._encoder)
        signals = shelf.signals(asked)
        scores = signals.rows @ SIGNAL_WEIGHTS
        if stage is not None:
            scores = scores + STAGE_BONUS * np.array([e.stage is stage for e in shelf.entries])
        order = np.argsort(-scores, kind="stable")
        known = sureness(evidence(signals, scores))
        raised = np.exp(scores - scores[order[0]])
        share = known * raised / raised.sum()
        matches = tuple(
            Match(shelf.ids[place], round(float(share[place]), _DECIMALS))
            for place in order[:_RANKED]
        )
        return Finding(
            matches=matches,
            sureness=_named(round(known, _DECIMALS), matches[0].confidence),
            market=market,
            belief=hear_belief(shelf, asked, scores),
            aside=_aside(shelf, asked, market, float(signals.rows[:, _NEAREST].max())),
        )

    def guess_step(self, situation: str, knowledge: Knowledge) -> StepGuess:
        """The step that a described situation is likely in; none if it is like nothing known."""
        shelf = self.shelf(knowledge)
        if not shelf.situation_of:
            return StepGuess((), sure=False)
        near = shelf.situations @ self._encoder.encode(told_of(situation))
        by_stage: dict[Stage, list[float]] = {}
        for stage, value in zip(shelf.situation_of, near.tolist(), strict=True):
            by_stage.setdefault(stage, []).append(value)
        best = {stage: _step_score(values) for stage, values in by_stage.items()}
        top = max(best.values())
        if top < _STEP_LIKELY:
            return StepGuess((), sure=False)
        raised = {stage: float(np.exp(_STEP_SHARP * (s - top))) for stage, s in best.items()}
        total = sum(raised.values())
        shares = [(stage, round(value / total, _DECIMALS)) for stage, value in raised.items()]
        ranked = sorted(shares, key=lambda pair: -pair[1])
        ahead = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _STEP_AHEAD
        return StepGuess(tuple(ranked), sure=top >= _STEP_SURE and ahead)


def evidence(signals: Signals, scores: Vector) -> Vector:
    """What speaks for the best entry: one number for each of EVIDENCE."""
    order = np.argsort(-scores, kind="stable")
    best = int(order[0])
    second = float(scores[order[1]]) if len(order) > 1 else 0.0
    row = signals.rows[best]
    values = (float(scores[best]), float(scores[best]) - second, row[_NEAREST], row[_OVERLAP])
    return np.array([*values, signals.familiar], np.float32)


def sureness(found: Vector) -> float:
    """How likely any entry answers the question."""
    return logistic(float(found @ SURENESS_WEIGHTS) + SURENESS_BIAS)


def _aside(shelf: Shelf, asked: Question, market: Market | None, nearest: float) -> Aside | None:
    """A word on the last answer is nearer to such words than to any question; one that names a
    market may hold nothing but that and small words."""
    if not shelf.aside_of:
        return None
    near = shelf.asides @ asked.vector
    place = int(near.argmax())
    if near[place] >= _ASIDE and near[place] >= nearest + _ASIDE_AHEAD:
        return shelf.aside_of[place]
    names_no_more = market is not None and not shelf.beside_market(asked.text)
    return Aside.MARKET if names_no_more and nearest < _SAME_WORDS else None


def _step_score(near: list[float]) -> float:
    """The nearest wording counts most, the next two a little: one wording alone may be chance."""
    first, *others = sorted(near, reverse=True)[:3]
    return 0.7 * first + 0.3 * (sum(others) / len(others) if others else first)


def _named(known: float, first: float) -> Sureness:
    if known < KNOWN:
        return Sureness.UNKNOWN
    return Sureness.SURE if first >= SURE else Sureness.LIKELY
