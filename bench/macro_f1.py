"""Macro-F1 over (true, found) pairs, with bootstrap intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OUT = "out_of_scope"
FALLBACK = "nlu_fallback"
_SAMPLES = 2000
_SEED = 7

Pair = tuple[str, str]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the 95 % percentile interval of its bootstrap."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def macro_f1(pairs: Sequence[Pair]) -> Interval:
    """Macro-F1 over the true intents; a fallback counts as out-of-scope."""
    true, found, intents = _coded(pairs)
    draws = [_f1(true[at], found[at], intents) for at in _resamples(len(pairs))]
    return _interval(_f1(true, found, intents), draws)


def difference(ours: Sequence[Pair], theirs: Sequence[Pair]) -> Interval:
    """How much higher the first macro-F1 is, both drawn on the same messages.

    Raises ValueError if the pairs are not of the same messages in the same order.
    """
    if [true for true, _ in ours] != [true for true, _ in theirs]:
        raise ValueError("not the same messages")
    first, second = _coded(ours), _coded(theirs)

    def ahead(at: Labels) -> float:
        return _f1(first[0][at], first[1][at], first[2]) - _f1(
            second[0][at], second[1][at], second[2]
        )

    draws = [ahead(at) for at in _resamples(len(ours))]
    return _interval(ahead(np.arange(len(ours))), draws)


def _coded(pairs: Sequence[Pair]) -> tuple[Labels, Labels, int]:
    """Both labels as numbers; whatever is nowhere true gets the number after the last intent."""
    names = {name: at for at, name in enumerate(sorted({true for true, _ in pairs}))}
    merged = [OUT if found == FALLBACK else found for _, found in pairs]
    true = np.array([names[name] for name, _ in pairs])
    return true, np.array([names.get(name, len(names)) for name in merged]), len(names)


def _f1(true: Labels, found: Labels, intents: int) -> float:
    hits = np.bincount(true[true == found], minlength=intents + 1)[:intents]
    there = np.bincount(true, minlength=intents + 1)[:intents]
    named = np.bincount(found, minlength=intents + 1)[:intents]
    drawn = there > 0
    return float(np.mean(2 * hits[drawn] / (there + named)[drawn]))


def _resamples(size: int) -> list[Labels]:
    draw = np.random.default_rng(_SEED)
    return [draw.integers(0, size, size) for _ in range(_SAMPLES)]


def _interval(value: float, draws: Sequence[float]) -> Interval:
    low, high = np.percentile(draws, [2.5, 97.5])
    return Interval(value, float(low), float(high))
