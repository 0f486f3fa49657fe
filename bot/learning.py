"""From examples to a model that knows how sure it is, and to the limits of its decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.calibration import UNTRIED, Opinions, Weights, opinions_out_of_fold
from bot.deciding import NEVER, OUT, Limits, least_limit
from bot.linear import Floats, LinearModel, Rows
from bot.nearest import NearestExamples

LEAST_DEVELOPMENT = 100  # messages; fewer say little about fifty intents


@dataclass(frozen=True)
class Taught:
    """Examples, one place each: what is known of the text, its intent, the file it comes from
    ("" if unknown), and whether it may only be judged by."""

    rows: Rows
    intents: NDArray[np.str_]
    sources: NDArray[np.str_]
    development: NDArray[np.bool_]


@dataclass(frozen=True)
class IntentModel:
    """Two judges, what their opinions are worth, and what follows from a confidence."""

    linear: LinearModel
    nearest: NearestExamples
    weights: Weights
    limits: Limits

    @classmethod
    def untaught(cls, unsure: float) -> IntentModel:
        """It knows no intent."""
        nothing = LinearModel.constant((), columns=0)
        return cls(nothing, NearestExamples.none(), UNTRIED, Limits(NEVER, unsure))

    @classmethod
    def read(cls, folder: Path) -> IntentModel:
        return cls(
            LinearModel.read(folder),
            NearestExamples.read(folder),
            Weights.read(folder),
            Limits.read(folder),
        )

    def write(self, folder: Path) -> None:
        for part in (self.linear, self.nearest, self.weights, self.limits):
            part.write(folder)

    @property
    def intents(self) -> tuple[str, ...]:
        return self.linear.intents

    def confidences(self, rows: Rows) -> Floats:
        """One row per text, one column per intent; a row sums to one."""
        return self.weights.confidences(_opinions(self.linear, self.nearest, rows))


def learn(taught: Taught, config: Mapping[str, Any]) -> IntentModel:
    """Learn from the examples that may be learnt from; set confidences and limits by the others,
    or where these are too few, by leaving examples out in turn. Raises InvalidConfigException."""
    learnt = np.flatnonzero(~taught.development)
    rows, intents = taught.rows.at(learnt), taught.intents[learnt]
    c, max_iter = float(config["C"]), int(config["max_iter"])
    unsure = float(config["unsure_below"])
    if not len(intents):
        return IntentModel.untaught(unsure)
    linear = LinearModel.fit(rows, intents.tolist(), c, max_iter)
    nearest = NearestExamples.of(rows, intents.tolist())
    apart = np.flatnonzero(taught.development & np.isin(taught.intents, linear.intents))
    if len(apart) >= LEAST_DEVELOPMENT:
        opinions = _opinions(linear, nearest, taught.rows.at(apart))
        judged = taught.intents[apart]
    else:
        sources = taught.sources[learnt]
        opinions, which = opinions_out_of_fold(rows, intents, sources, c, max_iter)
        judged = intents[which]
    if not len(judged):
        return IntentModel(linear, nearest, UNTRIED, Limits(NEVER, unsure))
    weights = Weights.fit(opinions, np.searchsorted(np.array(linear.intents), judged))
    alarm = _alarm(weights.confidences(opinions), linear.intents, judged, config["false_alarms"])
    return IntentModel(linear, nearest, weights, Limits(alarm, unsure))


def _opinions(linear: LinearModel, nearest: NearestExamples, rows: Rows) -> Opinions:
    return Opinions(linear.scores(rows), nearest.scores(rows))


def _alarm(
    confidences: Floats, intents: tuple[str, ...], judged: NDArray[np.str_], allowed: float
) -> float:
    if OUT not in intents:
        return NEVER
    return least_limit(confidences[judged != OUT, intents.index(OUT)], allowed)
