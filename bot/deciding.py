"""What becomes of a ranking: an intent, out of scope, or asking back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY

from bot.linear import Floats

OUT = "out_of_scope"
FALLBACK = DEFAULT_NLU_FALLBACK_INTENT_NAME
NEVER = 2.0  # no confidence reaches it
LOWEST = 0.1  # a slighter suspicion sends nobody away, however few alarms it would raise

Ranking = list[dict[str, Any]]


@dataclass(frozen=True)
class Limits:
    """From which confidence a message is out of scope, and below which the coach asks back."""

    out_of_scope: float = NEVER
    unsure: float = 0.0

    @classmethod
    def read(cls, folder: Path) -> Limits:
        return cls(**json.loads((folder / "limits.json").read_text(encoding="utf-8")))

    def write(self, folder: Path) -> None:
        values = {"out_of_scope": self.out_of_scope, "unsure": self.unsure}
        (folder / "limits.json").write_text(json.dumps(values), encoding="utf-8")

    def decide(self, ranking: Ranking) -> Ranking:
        """The ranking with what was decided put first.

        `out_of_scope` leads where its own confidence is enough, whichever intent is surest;
        else Rasa's fallback intent leads where no other reading is sure enough.
        """
        outside = [guess for guess in ranking if guess[INTENT_NAME_KEY] == OUT]
        inside = [guess for guess in ranking if guess[INTENT_NAME_KEY] != OUT]
        if outside and outside[0][PREDICTED_CONFIDENCE_KEY] >= self.out_of_scope:
            return [*outside, *inside]
        best = inside[0][PREDICTED_CONFIDENCE_KEY] if inside else 0.0
        if not ranking or best < self.unsure:
            return [{INTENT_NAME_KEY: FALLBACK, PREDICTED_CONFIDENCE_KEY: best}, *ranking]
        if outside and inside and ranking[0] is outside[0]:
            return [*inside[:1], *outside, *inside[1:]]
        return ranking


def least_limit(inside: Floats, allowed: float) -> float:
    """The lowest confidence in `out_of_scope` that sends away at most the `allowed` share of the
    messages `inside`, given their confidences in it; `NEVER` without any."""
    if not len(inside):
        return NEVER
    highest = np.sort(inside)[::-1]
    tolerated = int(allowed * len(highest))
    if tolerated >= len(highest):
        return LOWEST
    return max(float(np.nextafter(highest[tolerated], 1.0)), LOWEST)
