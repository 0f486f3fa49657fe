"""How much of a test set stands almost word for word, or sense for sense, among the examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from encoder import Encoder

SAME_WORDS = 0.8  # Jaccard of the sets of words
SAME_SENSE = 0.95  # cosine of the sentence vectors


@dataclass(frozen=True)
class Overlap:
    """How many messages have an example with nearly the same words, and the same sense."""

    words: int
    sense: int


def overlap(examples: Sequence[str], messages: Sequence[str]) -> Overlap:
    encoder = Encoder.load()
    known = np.array([encoder.encode(text) for text in examples])
    known_words = [_words(text) for text in examples]
    words = sense = 0
    for text in messages:
        mine = _words(text)
        words += any(_jaccard(mine, theirs) >= SAME_WORDS for theirs in known_words)
        sense += bool((known @ encoder.encode(text)).max(initial=0.0) >= SAME_SENSE)
    return Overlap(words, sense)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
