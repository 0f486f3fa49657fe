from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import DENSE_FEATURIZABLE_ATTRIBUTES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from encoder import Encoder, stored_fingerprint


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Gives every text its sentence vector, of shape (1, 384).

    There are no sequence features: the encoder knows sentences, not Rasa's tokens. A component
    that wants a vector per token finds none, rather than one that looks like it.
    """

    def __init__(self, config: dict[str, Any], name: str, encoder: Encoder) -> None:
        super().__init__(name, {**self.get_default_config(), **config})
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        """Raises WeightsDamaged, so that neither training nor start goes on without the encoder."""
        return cls(config, execution_context.node_name or cls.__name__, Encoder.load())

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be set but Rasa's `alias`."""

    @staticmethod
    def required_packages() -> list[str]:
        """Rasa trains again when the version of one of these changes, as the vectors might."""
        return ["onnxruntime", "tokenizers"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Rasa's training cache would not see other weights by itself."""
        return stored_fingerprint()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            for attribute in DENSE_FEATURIZABLE_ATTRIBUTES:
                self._featurize(message, attribute)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def _featurize(self, message: Message, attribute: str) -> None:
        text = message.get(attribute)
        if text:
            vector = self._encoder.encode(text).reshape(1, -1)
            message.add_features(
                Features(vector, FEATURE_TYPE_SENTENCE, attribute, self._identifier)
            )
