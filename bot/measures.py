"""Figures over messages whose true intent is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.calibration import expected_calibration_error
from bot.deciding import FALLBACK, OUT

Pair = tuple[str, str]


@dataclass(frozen=True)
class Heard:
    """One message: its true intent, what was decided, and the readings behind it with their
    confidences, surest first."""

    true: str
    found: str
    readings: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, true: str, parsed: dict[str, Any]) -> Heard:
        """From what Rasa parsed."""
        ranking = [(g["name"], g["confidence"]) for g in parsed.get("intent_ranking", ())]
        readings = sorted((g for g in ranking if g[0] != FALLBACK), key=lambda g: (-g[1], g[0]))
        return cls(true, str(parsed["intent"]["name"]), tuple(readings))

    @property
    def surest(self) -> tuple[str, float]:
        return self.readings[0] if self.readings else ("", 0.0)

    @property
    def offered(self) -> tuple[str, ...]:
        """The intents that would be offered as buttons."""
        return tuple(name for name, _ in self.readings if name != OUT)[:2]


@dataclass(frozen=True)
class Figures:
    """Shares of one. An asking back (Rasa's fallback, shown as two buttons) is never right.

    - `false_alarms`: of messages with an intent, those called out of scope
    - `asked`: of messages with an intent, those answered by buttons; `offered` of these have the
      right one among the two
    - `out_recall`: of messages out of scope, those called so; `untouched`: called so or asked
      back, so that nothing was done
    - `calibration_error`: expected calibration error of the surest reading
    """

    messages: int
    accuracy: float
    macro_f1: float
    out_recall: float
    untouched: float
    false_alarms: float
    asked: float
    offered: float
    calibration_error: float


def figures(heard: Sequence[Heard]) -> Figures:
    """nan where there is nothing to take a share of."""
    inside = [h for h in heard if h.true != OUT]
    outside = [h for h in heard if h.true == OUT]
    asked = [h for h in inside if h.found == FALLBACK]
    scores = f1_by_intent(heard)
    return Figures(
        messages=len(heard),
        accuracy=_share([h.found == h.true for h in heard]),
        macro_f1=float(np.mean(list(scores.values()))) if scores else float("nan"),
        out_recall=_share([h.found == OUT for h in outside]),
        untouched=_share([h.found in (OUT, FALLBACK) for h in outside]),
        false_alarms=_share([h.found == OUT for h in inside]),
        asked=_share([h.found == FALLBACK for h in inside]),
        offered=_share([h.true in h.offered for h in asked]),
        calibration_error=expected_calibration_error(
            np.array([h.surest[1] for h in heard]),
            np.array([float(h.surest[0] == h.true) for h in heard]),
        ),
    )


def f1_by_intent(heard: Sequence[Heard]) -> dict[str, float]:
    """The F1 of every intent that is somewhere true."""
    there, named = Counter(h.true for h in heard), Counter(h.found for h in heard)
    hits = Counter(h.true for h in heard if h.true == h.found)
    return {name: 2 * hits[name] / (there[name] + named[name]) for name in sorted(there)}


def confusions(heard: Sequence[Heard]) -> list[tuple[Pair, int]]:
    """(true, found) of what went wrong, the commonest first."""
    wrong = Counter((h.true, h.found) for h in heard if h.true != h.found)
    return sorted(wrong.items(), key=lambda item: (-item[1], item[0]))


@dataclass(frozen=True)
class Wishes:
    """How messages with one and with two wishes were told apart: `precision` and `recall` of
    two; `right_pair`, of the two rightly heard, those with both intents right, whichever comes
    first; `right_single`, of the messages with one wish, those whose intent is right, and
    `disturbed` those to which a second wish is added."""

    precision: float
    recall: float
    right_pair: float
    right_single: float
    disturbed: float


def wishes(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Wishes:
    """From (true, found) lists of one or two intents, the answered one first."""
    both = [(list(true), list(found)) for true, found in pairs]
    rightly = [(true, found) for true, found in both if len(true) == len(found) == 2]
    return Wishes(
        precision=_share([len(true) == 2 for true, found in both if len(found) == 2]),
        recall=_share([len(found) == 2 for true, found in both if len(true) == 2]),
        right_pair=_share([set(true) == set(found) for true, found in rightly]),
        right_single=_share([true[0] == found[0] for true, found in both if len(true) == 1]),
        disturbed=_share([len(found) == 2 for true, found in both if len(true) == 1]),
    )


def _share(marks: Sequence[bool]) -> float:
    return float(np.mean(marks)) if marks else float("nan")
