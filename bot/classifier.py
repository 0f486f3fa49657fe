"""Which intent a message has, and how sure that is."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack

from bot.deciding import Ranking
from bot.learning import IntentModel, Taught, learn
from bot.linear import Rows
from bot.sources import DEVELOPMENT, SOURCE

DECIMALS = 4  # of a confidence; processors of different kinds agree on about as many

_PARTS = ("classifier", "calibration", "deciding", "learning", "linear", "nearest")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceVectorClassifier(IntentClassifier, GraphComponent):
    """Multinomial logistic regression over sentence features, dense and sparse, with the nearest
    examples as a second opinion, honest confidences, and a decision.

    Rasa's own has a fixed C of 1, too timid for vectors of length one, and confidences that
    promise nothing. Here they are set by messages it has not learnt from: the development
    examples (see ExampleSources) or else examples left out in turn. The same examples give the
    same model, in whichever files and order they stand. A message without a word has no reading
    and is asked back with confidence 0.

    Settings: `C`, how closely the examples are followed; `max_iter`, after which training fails;
    `ranking_length`, 0 for all; `false_alarms`, the share of messages with an intent that may be
    sent away as `out_of_scope`; `unsure_below`, the confidence under which the coach asks back.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        _refuse_impossible(self._config)
        self._storage = model_storage
        self._resource = resource
        self._model = model or IntentModel.untaught(float(self._config["unsure_below"]))

    @classmethod
    def required_components(cls) -> list[type]:
        return [DenseFeaturizer]

    @staticmethod
    def required_packages() -> list[str]:
        return ["scipy"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "C": 30.0,
            "max_iter": 1000,
            "ranking_length": 10,
            "false_alarms": 0.025,
            "unsure_below": 0.4,
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Rasa's training cache reads the source of this class alone."""
        here = Path(__file__).parent
        return hashlib.sha256(
            b"".join((here / f"{part}.py").read_bytes() for part in _PARTS)
        ).hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectorClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: object,
    ) -> SentenceVectorClassifier:
        """Raises on an archive without our files: an untrained classifier would only fall back."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.read(folder))

    def train(self, training_data: TrainingData) -> Resource:
        examples = sorted(
            training_data.intent_examples,
            key=lambda example: (example.get(INTENT), example.get(TEXT) or ""),
        )
        self._model = learn(_taught(examples), self._config)
        with self._storage.write_to(self._resource) as folder:
            self._model.write(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        spoken = [message for message in messages if _says_something(message)]
        rankings = dict(zip(map(id, spoken), self._rank(spoken), strict=True))
        for message in messages:
            ranking = self._model.limits.decide(rankings.get(id(message), []))
            kept = self._config["ranking_length"] or len(ranking)
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking[:kept], add_to_output=True)
        return messages

    def _rank(self, spoken: list[Message]) -> list[Ranking]:
        """For each message every intent with its confidence, surest first; of equals, the first
        by name."""
        if not self._model.intents or not spoken:
            return [[] for _ in spoken]
        confidences = np.round(self._model.confidences(_rows(spoken)), DECIMALS)
        return [self._ranking(row.tolist()) for row in confidences]

    def _ranking(self, confidences: list[float]) -> Ranking:
        pairs = zip(self._model.intents, confidences, strict=True)
        return [
            {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
            for name, confidence in sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
        ]


def _taught(examples: list[Message]) -> Taught:
    spoken = [example for example in examples if _says_something(example)]
    return Taught(
        rows=_rows(spoken),
        intents=np.array([example.get(INTENT) for example in spoken], dtype=str),
        sources=np.array([example.get(SOURCE) or "" for example in spoken], dtype=str),
        development=np.array([bool(example.get(DEVELOPMENT)) for example in spoken], dtype=bool),
    )


def _says_something(message: Message) -> bool:
    """False for a text that has no direction: nothing was said, so nothing can be meant."""
    _, sentence = message.get_dense_features(TEXT)
    return sentence is not None and bool(sentence.features.any())


def _rows(spoken: list[Message]) -> Rows:
    """A row for each message; all of them say something."""
    if not spoken:
        return Rows.of(np.zeros((0, 0)))
    dense, sparse = [], []
    for message in spoken:
        _, vector = message.get_dense_features(TEXT)
        _, counts = message.get_sparse_features(TEXT)
        dense.append(vector.features[0].astype(np.float64))
        sparse.append(csr_matrix((1, 0)) if counts is None else csr_matrix(counts.features))
    return Rows.of(np.array(dense), vstack(sparse, format="csr"))


def _refuse_impossible(config: dict[str, Any]) -> None:
    ranges = {
        "C": (1e-9, np.inf),
        "max_iter": (1, np.inf),
        "ranking_length": (0, np.inf),
        "false_alarms": (0, 1),
        "unsure_below": (0, 1),
    }
    for setting, (least, most) in ranges.items():
        value = config[setting]
        if not isinstance(value, (int, float)) or not least <= value <= most:
            raise InvalidConfigException(
                f"SentenceVectorClassifier: {setting} is {value!r}, "
                f"but must be a number from {least} to {most}."
            )
