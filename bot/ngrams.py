"""Which words and which pieces of words stand in a text, beside what it means as a whole."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class NgramFeaturizer(SparseFeaturizer, GraphComponent):
    """Hashed counts of words, pairs of words and pieces of two to four letters.

    A sentence vector blurs the very words that tell "pause" from "stop"; these features keep
    them. Nothing is learnt, so nothing can go stale: the hash alone gives a piece its place.
    Words and pieces each have length one times `weight`, beside a sentence vector of length one.
    Settings: `size`, places for each of the two; `weight`.
    """

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, {**self.get_default_config(), **config})
        size = int(self._config["size"])
        self._weight = float(self._config["weight"])
        self._words = HashingVectorizer(
            ngram_range=(1, 2), n_features=size, token_pattern=r"(?u)\b\w+\b"
        )
        self._pieces = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 4), n_features=size)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**SparseFeaturizer.get_default_config(), "size": 4096, "weight": 0.5}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramFeaturizer:
        return cls(config, execution_context.node_name or cls.__name__)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Raises InvalidConfigException for a size or weight that is no positive number."""
        for setting in ("size", "weight"):
            value = config.get(setting, 1)
            if not isinstance(value, (int, float)) or value <= 0:
                raise InvalidConfigException(f"NgramFeaturizer: {setting} is {value!r}.")

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn"]

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            if text:
                features = Features(
                    self._vector(text), FEATURE_TYPE_SENTENCE, TEXT, self._identifier
                )
                message.add_features(features)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def _vector(self, text: str) -> csr_matrix:
        halves = [part.transform([text]) for part in (self._words, self._pieces)]
        return csr_matrix(hstack(halves) * self._weight)
