from __future__ import annotations

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.ngrams import NgramFeaturizer


@pytest.fixture(scope="module")
def featurizer(tmp_path_factory: pytest.TempPathFactory) -> NgramFeaturizer:
    storage = LocalModelStorage(tmp_path_factory.mktemp("storage"))
    context = ExecutionContext(GraphSchema({}), node_name="run_ngrams")
    return NgramFeaturizer.create({"size": 512}, storage, Resource("ngrams"), context)


def vector(featurizer: NgramFeaturizer, text: str) -> np.ndarray:
    message = Message({TEXT: text})
    featurizer.process([message])
    _, sentence = message.get_sparse_features(TEXT)
    assert sentence is not None
    return sentence.features.toarray()[0]


def test_words_and_pieces_have_a_place_each(featurizer: NgramFeaturizer) -> None:
    found = vector(featurizer, "pause the practice")
    assert found.shape == (1024,)
    assert np.linalg.norm(found[:512]) == pytest.approx(0.5)
    assert np.linalg.norm(found[512:]) == pytest.approx(0.5)


def test_case_does_not_matter_and_words_do(featurizer: NgramFeaturizer) -> None:
    pause = vector(featurizer, "pause it")
    assert np.array_equal(pause, vector(featurizer, "PAUSE it"))
    assert not np.array_equal(pause, vector(featurizer, "stop it"))


def test_a_typo_keeps_most_pieces(featurizer: NgramFeaturizer) -> None:
    right, typo = (vector(featurizer, text)[512:] for text in ("practise", "practse"))
    assert right @ typo > 0.3 * 0.25


def test_a_message_without_text_is_left_alone(featurizer: NgramFeaturizer) -> None:
    message = Message({TEXT: ""})
    featurizer.process([message])
    assert message.features == []


@pytest.mark.parametrize("config", [{"size": 0}, {"weight": -1}, {"size": "big"}])
def test_an_impossible_setting_is_refused(config: dict[str, object]) -> None:
    with pytest.raises(InvalidConfigException):
        NgramFeaturizer.validate_config(config)
