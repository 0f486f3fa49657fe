"""Two wishes in one message: "what's next for Acme, and remind me on Friday to call".

Two components. The first stands before the featurizers and lays the possible halves of a message
beside it, so that the very same pipeline understands them too; the second stands after the
classifier, decides, and takes the halves away again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

FIRST, SECOND = "first_wish", "second_wish"
_HALF = "half_of_a_message"

# Where a sentence, a clause or a thought may end; what only joins is left out of both halves.
_BOUNDARY = re.compile(
    r"""
    (?: (?<=[.!?;…])\s+ | [;:\n–—]\s* | \s-+\s+ | \s?\.{2,}\s+ )
        (?: (?:and|then|also|plus|oh|but)\b[\s,]* )*
    | ,?\s+ (?: and\ then | and\ also | and | then | also | plus | & | after\ that | afterwards
              | as\ well\ as | besides | btw | by\ the\ way | oh ) \b [\s,]*
        (?: (?:then|also|please|btw)\b[\s,]* )*
    | ,\s+
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Halves:
    """A message cut in two."""

    first: str
    second: str


def halves(text: str, at_most: int, least_words: int) -> list[Halves]:
    """The ways to cut `text` in two where a thought may end, the likeliest first: at the end of a
    sentence before a conjunction before a comma, and of alike ones nearest the middle. Every half
    has at least `least_words` words."""
    found: dict[Halves, tuple[int, float]] = {}
    for boundary in _BOUNDARY.finditer(text):
        first, second = text[: boundary.start()].strip(), text[boundary.end() :].strip()
        if min(len(first.split()), len(second.split())) < least_words:
            continue
        kind = _kind(text, boundary)
        away = abs((boundary.start() + boundary.end()) / 2 / len(text) - 0.5)
        found.setdefault(Halves(first, second), (kind, away))
    return sorted(found, key=found.__getitem__)[:at_most]


def _kind(text: str, boundary: re.Match[str]) -> int:
    mark = boundary.group().strip()
    if text[boundary.start() - 1] in ".!?;…" or not mark or mark[0] in ";:\n–—-.":
        return 0
    return 2 if mark == "," else 1


@dataclass(frozen=True)
class Reading:
    """What a text was understood as: the confidence of every intent named in its ranking."""

    intent: str
    confidences: dict[str, float]

    @classmethod
    def of(cls, message: Message) -> Reading:
        ranking = message.get(INTENT_RANKING_KEY) or []
        intent = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
        named = {g[INTENT_NAME_KEY]: g[PREDICTED_CONFIDENCE_KEY] for g in ranking}
        return cls(intent or "", named)

    @property
    def highest(self) -> float:
        return max(self.confidences.values(), default=0.0)

    @property
    def sureness(self) -> float:
        return self.sure_of(self.intent)

    def sure_of(self, intent: str) -> float:
        return float(self.confidences.get(intent, 0.0))


class _Settings(GraphComponent):
    """What both components are set by."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = {**self.get_default_config(), **config}
        self._wishes = frozenset(self._config["wishes"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "cuts": 3,
            "least_words": 2,
            "wishes": [],
            "margin": 0.45,
            "doubt": 0.5,
            "sure": 0.95,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> _Settings:
        return cls(config)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class WishProposer(_Settings):
    """Lays the halves of a message behind it. Settings: `cuts`, how many ways to cut are tried at
    most (each costs as much as two short messages); `least_words` of a half."""

    def process(self, messages: list[Message]) -> list[Message]:
        proposed = []
        for message in messages:
            cuts = halves(
                message.get(TEXT) or "", self._config["cuts"], self._config["least_words"]
            )
            proposed.append(message)
            proposed += [_half(text) for cut in cuts for text in (cut.first, cut.second)]
        return proposed

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data


def _half(text: str) -> Message:
    return Message({TEXT: text, _HALF: True})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class WishSplitter(_Settings):
    """Hears two wishes where both halves are surely different ones, and one otherwise.

    A message of two wishes has the intent of its first, `first_wish` {text} and `second_wish`
    {text, intent, confidence}. Where it is `sure` of the second as a whole, what comes before is
    often its story: then it keeps that intent and all its words, and the first half is the
    `second_wish`.
    Settings: `wishes`, the intents that can be one of two; `margin`, by which each half must be
    surer of its own wish than of the other's; `doubt`, how much is taken off that for a message
    that as a whole is surely one wish.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        decided: list[Message] = []
        at = 0
        while at < len(messages):
            whole = messages[at]
            end = at + 1
            while end < len(messages) and messages[end].get(_HALF):
                end += 1
            self._decide(whole, messages[at + 1 : end])
            decided.append(whole)
            at = end
        return decided

    def _decide(self, whole: Message, parts: Sequence[Message]) -> None:
        reading = Reading.of(whole)
        cuts = [
            (first, second, self.margin(reading, Reading.of(first), Reading.of(second)))
            for first, second in zip(parts[::2], parts[1::2], strict=True)
        ]
        if not cuts:
            return
        first, second, margin = max(cuts, key=lambda cut: cut[2])
        if margin < self._config["margin"]:
            return
        if reading.intent == Reading.of(second).intent and reading.highest >= self._config["sure"]:
            whole.set(SECOND, _wish(first), add_to_output=True)
        else:
            _split(whole, first, second)

    def margin(self, whole: Reading, first: Reading, second: Reading) -> float:
        """By how much both halves are surer of their own wish than of the other's, less the doubt
        about a whole that is sure of one; -1 where they cannot be two wishes."""
        if first.intent == second.intent or not {first.intent, second.intent} <= self._wishes:
            return -1.0
        own = min(first.sureness, second.sureness)
        shared = max(first.sure_of(second.intent), second.sure_of(first.intent))
        return own - shared - float(self._config["doubt"]) * whole.highest


def _split(whole: Message, first: Message, second: Message) -> None:
    whole.set(INTENT, first.get(INTENT), add_to_output=True)
    whole.set(INTENT_RANKING_KEY, first.get(INTENT_RANKING_KEY), add_to_output=True)
    whole.set(FIRST, {TEXT: first.get(TEXT)}, add_to_output=True)
    whole.set(SECOND, _wish(second), add_to_output=True)


def _wish(half: Message) -> dict[str, Any]:
    heard = half.get(INTENT)
    return {
        TEXT: half.get(TEXT),
        INTENT: heard[INTENT_NAME_KEY],
        PREDICTED_CONFIDENCE_KEY: heard[PREDICTED_CONFIDENCE_KEY],
    }
