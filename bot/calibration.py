"""Making confidences honest: of what is said with 0.8, eight in ten should be right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.linear import Floats, LinearModel, Rows, softmax
from bot.nearest import NearestExamples

BINS = 15
FOLDS = 4
WRITER_SHARE = 0.6  # of all intents: a file with fewer is about a topic
_POSITIVE = [(0.01, None), (0, None)]

Labels = NDArray[np.int64]


def expected_calibration_error(confidences: Floats, right: Floats, bins: int = BINS) -> float:
    """How far, on average, a confidence is from the share of right answers at it: 0 to 1.

    Over `bins` of as many messages each, by growing confidence (Nguyen and O'Connor 2015);
    0 where there is no message.
    """
    order = np.argsort(confidences, kind="stable")
    groups = [group for group in np.array_split(order, bins) if len(group)]
    gaps = [len(group) * abs(confidences[group].mean() - right[group].mean()) for group in groups]
    return float(sum(gaps) / max(len(order), 1))


@dataclass(frozen=True)
class Opinions:
    """What two judges think of some texts, a row each: scores of the linear model, and of the
    nearest examples. A column per intent, by name."""

    linear: Floats
    nearest: Floats

    def __len__(self) -> int:
        return len(self.linear)


@dataclass(frozen=True)
class Weights:
    """What the two opinions are worth."""

    linear: float
    nearest: float

    def confidences(self, opinions: Opinions) -> Floats:
        """One row per text, one column per intent; a row sums to one."""
        return softmax(opinions.linear * self.linear + opinions.nearest * self.nearest)

    @classmethod
    def fit(cls, opinions: Opinions, labels: Labels) -> Weights:
        """The ones that make `labels` likeliest, given opinions on messages that neither judge
        had learnt from: temperature scaling (Guo et al. 2017) of both together.

        A factor and a shift for each intent (vector scaling) was tried and gained nothing.
        """
        every = np.arange(len(labels))

        def surprise(weights: Floats) -> tuple[float, Floats]:
            shares = cls(*weights.tolist()).confidences(opinions)
            lost = -np.log(np.maximum(shares[every, labels], 1e-300)).mean()
            shares[every, labels] -= 1
            slopes = [(shares * part).sum() for part in (opinions.linear, opinions.nearest)]
            return float(lost), np.array(slopes) / len(labels)

        found = minimize(surprise, [1.0, 0.0], jac=True, method="L-BFGS-B", bounds=_POSITIVE)
        return cls(*found.x.tolist())

    @classmethod
    def read(cls, folder: Path) -> Weights:
        return cls(**json.loads((folder / "opinions.json").read_text(encoding="utf-8")))

    def write(self, folder: Path) -> None:
        values = {"linear": self.linear, "nearest": self.nearest}
        (folder / "opinions.json").write_text(json.dumps(values), encoding="utf-8")


UNTRIED = Weights(linear=1.0, nearest=0.0)
"""Where there is nothing to learn weights from: the linear model alone, as it is."""


def opinions_out_of_fold(
    rows: Rows, intents: NDArray[np.str_], sources: NDArray[np.str_], c: float, max_iter: int
) -> tuple[Opinions, Labels]:
    """Opinions on examples by judges that had not learnt from them, and which examples these are.

    Every writer is held out in turn, so that nobody's habits are known beforehand: a source is
    a writer if it has most of the intents. Where there are not two of them, every intent is
    dealt out over `FOLDS` folds. A fold without which an intent has no example is passed over.
    """
    everything = len(np.unique(intents))
    linear, nearest = [np.zeros((0, everything))], [np.zeros((0, everything))]
    which = [np.zeros(0, dtype=np.int64)]
    for held in _folds(intents, sources):
        rest = np.setdiff1d(np.arange(len(intents)), held)
        names = intents[rest].tolist()
        if len(set(names)) < max(everything, 2):
            continue
        judged = rows.at(held)
        linear.append(LinearModel.fit(rows.at(rest), names, c, max_iter).scores(judged))
        nearest.append(NearestExamples.of(rows.at(rest), names).scores(judged))
        which.append(held)
    return Opinions(np.vstack(linear), np.vstack(nearest)), np.concatenate(which)


def _folds(intents: NDArray[np.str_], sources: NDArray[np.str_]) -> list[Labels]:
    everything = len(np.unique(intents))
    writers = [
        source
        for source in np.unique(sources)
        if source and len(np.unique(intents[sources == source])) >= WRITER_SHARE * everything
    ]
    if len(writers) > 1:
        shares = [writers[at::FOLDS] for at in range(min(FOLDS, len(writers)))]
        return [np.flatnonzero(np.isin(sources, share)) for share in shares]
    fold = np.zeros(len(intents), dtype=np.int64)
    for name in np.unique(intents):
        mine = np.flatnonzero(intents == name)
        fold[mine] = np.arange(len(mine)) % FOLDS
    return [np.flatnonzero(fold == number) for number in range(FOLDS)]
