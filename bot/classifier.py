from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
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
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]
Ranking = list[dict[str, Any]]

DECIMALS = 4  # of a confidence; processors of different kinds agree on about as many


@dataclass(frozen=True)
class LinearModel:
    """One row of coefficients and one intercept per intent. No intents: it knows nothing."""

    intents: tuple[str, ...]
    coefficients: Floats
    intercepts: Floats

    @classmethod
    def fit(cls, vectors: Floats, intents: Sequence[str], c: float, max_iter: int) -> LinearModel:
        """Raises InvalidConfigException if `max_iter` steps are not enough."""
        if len(set(intents)) < 2:
            return cls.constant(intents, vectors.shape[1])
        regression = LogisticRegression(
            C=c, max_iter=max_iter, class_weight="balanced", multi_class="multinomial"
        )
        with warnings.catch_warnings():
            warnings.simplefilter("error", ConvergenceWarning)
            try:
                regression.fit(vectors, np.array(intents))
            except ConvergenceWarning as problem:
                raise InvalidConfigException(
                    f"The intents are not learnt after {max_iter} steps: raise max_iter."
                ) from problem
        rows, intercepts = regression.coef_, regression.intercept_
        if len(rows) == 1:  # of two classes scikit-learn keeps the second alone
            rows, intercepts = np.vstack([-rows, rows]), np.concatenate([-intercepts, intercepts])
        return cls(tuple(str(name) for name in regression.classes_), rows, intercepts)

    @classmethod
    def constant(cls, intents: Sequence[str], dimensions: int) -> LinearModel:
        names = tuple(sorted(set(intents)))
        return cls(names, np.zeros((len(names), dimensions)), np.zeros(len(names)))

    @classmethod
    def read(cls, folder: Path) -> LinearModel:
        intents = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            return cls(tuple(intents), stored["coefficients"], stored["intercepts"])

    def write(self, folder: Path) -> None:
        listed = json.dumps(self.intents, ensure_ascii=False, indent=1)
        (folder / "intents.json").write_text(listed, encoding="utf-8")
        np.savez(folder / "weights.npz", coefficients=self.coefficients, intercepts=self.intercepts)

    def rank(self, vector: Floats) -> Ranking:
        """Every intent with its confidence, surest first; of equals, the first by name."""
        if not self.intents:
            return []
        scores = self.coefficients @ vector + self.intercepts
        shares = np.exp(scores - scores.max())
        confidences = np.round(shares / shares.sum(), DECIMALS).tolist()
        ordered = sorted(
            zip(self.intents, confidences, strict=True), key=lambda pair: (-pair[1], pair[0])
        )
        return [
            {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
            for name, confidence in ordered
        ]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceVectorClassifier(IntentClassifier, GraphComponent):
    """Multinomial logistic regression over dense sentence features.

    Rasa's own has a fixed C of 1, too timid for vectors of length one. The same examples give
    the same model, in whichever files and order they stand. `out_of_scope` is an intent like
    any other. A message without a word has no intent (name None, confidence 0).

    Settings: `C`, how closely the examples are followed; `max_iter`, after which training fails;
    `ranking_length`, 0 for all. FallbackClassifier needs 2 to notice a near tie.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: LinearModel | None = None,
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        _refuse_impossible(self._config)
        self._storage = model_storage
        self._resource = resource
        self._model = model or LinearModel.constant((), dimensions=0)

    @classmethod
    def required_components(cls) -> list[type]:
        return [DenseFeaturizer]

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"C": 30.0, "max_iter": 1000, "ranking_length": 10}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Rasa's training cache reads the source of this class alone, not of LinearModel."""
        return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()

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
            return cls(config, model_storage, resource, LinearModel.read(folder))

    def train(self, training_data: TrainingData) -> Resource:
        examples = sorted(
            training_data.intent_examples,
            key=lambda example: (example.get(INTENT), example.get(TEXT) or ""),
        )
        heard = [
            (example.get(INTENT), vector)
            for example in examples
            if (vector := _vector(example)) is not None
        ]
        self._model = LinearModel.fit(
            np.array([vector for _, vector in heard], ndmin=2),
            [intent for intent, _ in heard],
            float(self._config["C"]),
            int(self._config["max_iter"]),
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.write(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            vector = _vector(message)
            ranking = [] if vector is None else self._model.rank(vector)
            intent = {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            kept = self._config["ranking_length"] or len(ranking)
            message.set(INTENT, dict(ranking[0]) if ranking else intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking[:kept], add_to_output=True)
        return messages


def _vector(message: Message) -> Floats | None:
    """None for a text that has no direction: nothing was said, so nothing can be meant."""
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None or not sentence.features.any():
        return None
    vector: Floats = sentence.features[0].astype(np.float64)
    return vector


def _refuse_impossible(config: dict[str, Any]) -> None:
    for setting, least in (("C", 1e-9), ("max_iter", 1), ("ranking_length", 0)):
        if not isinstance(config[setting], (int, float)) or config[setting] < least:
            raise InvalidConfigException(
                f"SentenceVectorClassifier: {setting} is {config[setting]!r}, "
                f"but must be a number of at least {least}."
            )
