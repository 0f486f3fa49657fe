"""How much each further example is worth."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.measures import Heard, figures
from bot.pipeline import Pipeline
from bot.sets import Said

SIZES = (10, 20)
DRAWS = 2

# One wish a message, so that only the examples differ between the steps.
_UNCUT: Mapping[str, Mapping[str, Any]] = {"WishProposer": {"cuts": 0}}


@dataclass(frozen=True)
class Step:
    """What comes of training on so many examples; means over the draws."""

    name: str
    accuracy: float
    macro_f1: float
    seconds: float


def learning_curve(examples: Sequence[Said], said: Sequence[Said]) -> Iterator[Step]:
    """A step for each of `SIZES` examples of every intent, drawn by a fixed seed, and for all."""
    for size in SIZES:
        yield _mean(f"{size} of each intent", [draw(examples, size, n) for n in range(DRAWS)], said)
    yield _mean("all", [list(examples)], said)


def draw(examples: Sequence[Said], size: int, seed: int) -> list[Said]:
    """At most `size` examples of every intent."""
    by_intent: dict[str, list[Said]] = defaultdict(list)
    for example in sorted(set(examples)):
        by_intent[example[1]].append(example)
    chance = random.Random(seed)
    return [
        example
        for _, mine in sorted(by_intent.items())
        for example in chance.sample(mine, min(size, len(mine)))
    ]


def _mean(name: str, draws: Sequence[Sequence[Said]], said: Sequence[Said]) -> Step:
    results = []
    for drawn in draws:
        began = time.perf_counter()
        pipeline = Pipeline.train(drawn, changes=_UNCUT)
        seconds = time.perf_counter() - began
        heard = [Heard.of(intent, pipeline.understand(text)) for text, intent in said]
        found = figures(heard)
        results.append((found.accuracy, found.macro_f1, seconds))
    accuracy, macro_f1, seconds = np.mean(results, axis=0).tolist()
    return Step(name, accuracy, macro_f1, seconds)
