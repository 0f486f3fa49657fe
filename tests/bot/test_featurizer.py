from __future__ import annotations

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.training.fingerprinting import calculate_fingerprint_key
from rasa.shared.nlu.constants import INTENT, RESPONSE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.featurizer import SentenceEncoderFeaturizer
from encoder import Encoder

pytestmark = pytest.mark.filterwarnings(r"error:::(bot|encoder)\.")


@pytest.fixture(scope="module")
def featurizer(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoderFeaturizer:
    storage = LocalModelStorage(tmp_path_factory.mktemp("storage"))
    context = ExecutionContext(GraphSchema({}), node_name="run_encoder")
    return SentenceEncoderFeaturizer.create({}, storage, Resource("encoder"), context)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def test_a_message_gets_the_vector_of_its_text(
    featurizer: SentenceEncoderFeaturizer, encoder: Encoder
) -> None:
    message = Message({TEXT: "what's next for Acme?"})
    featurizer.process([message])

    _, sentence = message.get_dense_features(TEXT)
    assert sentence is not None
    assert sentence.features.shape == (1, 384)
    assert np.array_equal(sentence.features[0], encoder.encode("what's next for Acme?"))


def test_there_are_no_features_per_token(featurizer: SentenceEncoderFeaturizer) -> None:
    message = Message({TEXT: "what's next for Acme?"})
    featurizer.process([message])

    sequence, _ = message.get_dense_features(TEXT)
    assert sequence is None


def test_many_messages_at_once_get_the_vectors_they_would_get_alone(
    featurizer: SentenceEncoderFeaturizer, encoder: Encoder
) -> None:
    texts = ["ok", "your price is far too high for a team of our size", "stop"]
    messages = [Message({TEXT: text}) for text in texts]
    featurizer.process(messages)

    vectors = [message.get_dense_features(TEXT)[1].features[0] for message in messages]
    assert all(np.array_equal(v, encoder.encode(t)) for v, t in zip(vectors, texts, strict=True))


@pytest.mark.parametrize("data", [{}, {TEXT: ""}, {INTENT: "greet"}])
def test_a_message_without_text_is_left_alone(
    featurizer: SentenceEncoderFeaturizer, data: dict[str, str]
) -> None:
    message = Message(dict(data))
    featurizer.process([message])

    assert message.features == []


def test_training_examples_and_their_responses_get_vectors(
    featurizer: SentenceEncoderFeaturizer,
) -> None:
    example = Message({TEXT: "what is MEDDICC?", INTENT: "ask", RESPONSE: "A checklist."})
    trained = featurizer.process_training_data(TrainingData([example]))

    [seen] = trained.training_examples
    assert seen.features_present(TEXT)
    assert seen.features_present(RESPONSE)


def test_an_alias_names_the_features() -> None:
    featurizer = SentenceEncoderFeaturizer({"alias": "meaning"}, "run_encoder", Encoder.load())
    message = Message({TEXT: "hello"})
    featurizer.process([message])

    assert {feature.origin for feature in message.features} == {"meaning"}


def test_the_training_cache_sees_the_weights() -> None:
    assert SentenceEncoderFeaturizer.fingerprint_addon({}) == Encoder.load().fingerprint


def test_the_training_cache_sees_the_version_of_onnxruntime() -> None:
    config = SentenceEncoderFeaturizer.get_default_config()

    assert "onnxruntime" in SentenceEncoderFeaturizer.required_packages()
    assert calculate_fingerprint_key(SentenceEncoderFeaturizer, config, {})
