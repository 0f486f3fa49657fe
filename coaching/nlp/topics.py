"""Which locked facts of a scenario the questions of a reply ask for."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coaching.domain.moves import HeardTopic
from coaching.domain.scenario import Fact
from coaching.nlp.features import Encode

CLOSE_ENOUGH = 0.5
"""Cosine from which a question asks for a fact; `python -m coaching.nlp.evaluate` prints how
often a fact's own questions (each left out in turn) and other facts' questions reach it."""

_MARGIN = 0.02
DECIMALS = 2


def topics(questions: Sequence[str], facts: Sequence[Fact], encode: Encode) -> list[HeardTopic]:
    """The facts asked for, closest first; of equally close ones the first by id."""
    heard: dict[str, HeardTopic] = {}
    for question in questions:
        vector = encode(question)
        for fact in facts:
            closeness = fact_closeness(vector, fact.asked_by, encode)
            known = heard.get(fact.id)
            if closeness >= CLOSE_ENOUGH and (known is None or closeness > known.closeness):
                heard[fact.id] = HeardTopic(fact.id, closeness, question)
    return sorted(heard.values(), key=lambda topic: (-topic.closeness, topic.fact))


def fact_closeness(
    vector: NDArray[np.float32], asked_by: tuple[str, ...], encode: Encode
) -> float:
    """The mean of the two closest of the questions that ask for a fact, rounded."""
    close = np.sort(_matrix(asked_by, encode) @ vector)[::-1][:2]
    return round(float(close.mean()), DECIMALS)


@lru_cache(maxsize=512)
def _matrix(asked_by: tuple[str, ...], encode: Encode) -> NDArray[np.float32]:
    return np.array([encode(question) for question in asked_by], dtype=np.float32)
