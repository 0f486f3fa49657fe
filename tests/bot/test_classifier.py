from __future__ import annotations

import asyncio
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasa.model_training
from rasa.core.agent import Agent
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.classifier import SentenceVectorClassifier
from bot.featurizer import SentenceEncoderFeaturizer
from bot.learning import IntentModel
from bot.sources import DEVELOPMENT
from encoder import Encoder

pytestmark = pytest.mark.filterwarnings(r"error:::(bot|encoder)\.")

CONFIG = Path(__file__).parents[2] / "config.yml"
CONTEXT = ExecutionContext(GraphSchema({}), node_name="run_classifier")
RESOURCE = Resource("classifier")
EXAMPLES = {
    "ask_next_step": [
        "what's next for Acme",
        "what should I do next on this deal",
        "next step for the Contoso deal please",
        "where do I go from here with Globex",
    ],
    "start_practice": [
        "let me practise",
        "start a role play",
        "I want to train objections",
        "give me a tough buyer",
    ],
    "out_of_scope": [
        "what's the weather in Paris",
        "order me a pizza",
        "who won the football match",
        "sing a song",
    ],
}


@pytest.fixture(scope="module")
def featurizer() -> SentenceEncoderFeaturizer:
    return SentenceEncoderFeaturizer({}, "run_encoder", Encoder.load())


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


@pytest.fixture
def other_storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    return LocalModelStorage(tmp_path_factory.mktemp("other"))


def examples(
    featurizer: SentenceEncoderFeaturizer, texts: dict[str, list[str]] = EXAMPLES
) -> TrainingData:
    messages = [Message({TEXT: t, INTENT: name}) for name, said in texts.items() for t in said]
    return featurizer.process_training_data(TrainingData(messages))


def trained(
    storage: LocalModelStorage, data: TrainingData, **config: Any
) -> SentenceVectorClassifier:
    """Trained, stored and read again, as a started Rasa would hold it."""
    SentenceVectorClassifier.create(config, storage, RESOURCE, CONTEXT).train(data)
    return SentenceVectorClassifier.load(config, storage, RESOURCE, CONTEXT)


def hear(
    featurizer: SentenceEncoderFeaturizer, classifier: SentenceVectorClassifier, text: str
) -> Message:
    message = Message({TEXT: text})
    classifier.process(featurizer.process([message]))
    return message


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("what do I do now with the Initech deal?", "ask_next_step"),
        ("can we do some objection training", "start_practice"),
        ("will it rain in Berlin tomorrow", "out_of_scope"),
    ],
)
def test_a_new_wording_gets_the_intent_of_its_kind(
    featurizer: SentenceEncoderFeaturizer, storage: LocalModelStorage, text: str, intent: str
) -> None:
    classifier = trained(storage, examples(featurizer))

    assert hear(featurizer, classifier, text).get(INTENT)["name"] == intent


def test_the_answer_survives_json_without_help(
    featurizer: SentenceEncoderFeaturizer, storage: LocalModelStorage
) -> None:
    message = hear(featurizer, trained(storage, examples(featurizer)), "give me a buyer")
    answer = {key: message.get(key) for key in (INTENT, INTENT_RANKING_KEY)}

    assert json.loads(json.dumps(answer)) == answer
    assert {type(entry["confidence"]) for entry in answer[INTENT_RANKING_KEY]} == {float}


def test_the_ranking_names_every_intent_surest_first_and_sums_to_one(
    featurizer: SentenceEncoderFeaturizer, storage: LocalModelStorage
) -> None:
    message = hear(featurizer, trained(storage, examples(featurizer)), "give me a buyer")

    ranking = message.get(INTENT_RANKING_KEY)
    confidences = [entry["confidence"] for entry in ranking]
    assert {entry["name"] for entry in ranking} == set(EXAMPLES)
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=0.001)
    assert ranking[0] == message.get(INTENT)


@pytest.mark.parametrize(("length", "named"), [(0, 3), (1, 1), (2, 2), (10, 3)])
def test_the_ranking_is_as_long_as_the_settings_say(
    featurizer: SentenceEncoderFeaturizer, storage: LocalModelStorage, length: int, named: int
) -> None:
    classifier = trained(storage, examples(featurizer), ranking_length=length, unsure_below=0)

    assert len(hear(featurizer, classifier, "hello").get(INTENT_RANKING_KEY)) == named


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_a_message_without_a_word_is_asked_back_with_no_reading(
    featurizer: SentenceEncoderFeaturizer, storage: LocalModelStorage, text: str
) -> None:
    message = hear(featurizer, trained(storage, examples(featurizer)), text)
    assert message.get(INTENT) == {"name": "nlu_fallback", "confidence": 0.0}
    assert message.get(INTENT_RANKING_KEY) == [message.get(INTENT)]


def test_an_unsure_reading_is_asked_back_with_the_readings_behind_it(
    featurizer: SentenceEncoderFeaturizer, storage: LocalModelStorage
) -> None:
    same_words = {"agree": ["yes", "sure"], "confirm": ["yes", "sure"]}
    data = examples(featurizer, same_words)
    message = hear(featurizer, trained(storage, data, unsure_below=0.6), "yes")

    names = [entry["name"] for entry in message.get(INTENT_RANKING_KEY)]
    assert names == ["nlu_fallback", "agree", "confirm"]
    assert message.get(INTENT) == message.get(INTENT_RANKING_KEY)[0]


def test_the_order_of_the_examples_does_not_change_the_model(
    featurizer: SentenceEncoderFeaturizer,
    storage: LocalModelStorage,
    other_storage: LocalModelStorage,
) -> None:
    in_order = examples(featurizer).training_examples
    shuffled = random.Random(7).sample(in_order, len(in_order))
    trained(storage, TrainingData(in_order))
    trained(other_storage, TrainingData(shuffled))

    with storage.read_from(RESOURCE) as one, other_storage.read_from(RESOURCE) as other:
        models = [IntentModel.read(folder) for folder in (one, other)]
    assert models[0].intents == models[1].intents
    assert models[0].limits == models[1].limits
    assert np.array_equal(models[0].linear.coefficients, models[1].linear.coefficients)
    assert models[0].weights == models[1].weights
    assert np.array_equal(models[0].nearest.dense, models[1].nearest.dense)


def test_what_is_only_for_development_is_not_learnt(
    featurizer: SentenceEncoderFeaturizer,
    storage: LocalModelStorage,
    other_storage: LocalModelStorage,
) -> None:
    data = examples(featurizer)
    apart = examples(featurizer, {"greet": ["hello"], "out_of_scope": ["tell me a story"]})
    for example in apart.training_examples:
        example.set(DEVELOPMENT, True)
    both = TrainingData([*data.training_examples, *apart.training_examples])
    trained(storage, data)
    trained(other_storage, both)

    with storage.read_from(RESOURCE) as one, other_storage.read_from(RESOURCE) as other:
        models = [IntentModel.read(folder) for folder in (one, other)]
    assert models[0].intents == models[1].intents
    assert np.array_equal(models[0].linear.coefficients, models[1].linear.coefficients)


def test_a_rare_intent_is_not_drowned_by_a_frequent_one(
    featurizer: SentenceEncoderFeaturizer, storage: LocalModelStorage
) -> None:
    many = [f"what's next for deal number {number}" for number in range(200)]
    lopsided = {"ask_next_step": many, "start_practice": EXAMPLES["start_practice"][:2]}
    classifier = trained(storage, examples(featurizer, lopsided))

    assert hear(featurizer, classifier, "start a role play now").get(INTENT)["name"] == (
        "start_practice"
    )


def test_training_that_does_not_settle_fails(
    featurizer: SentenceEncoderFeaturizer, storage: LocalModelStorage
) -> None:
    with pytest.raises(InvalidConfigException, match="after 1 steps: raise max_iter"):
        trained(storage, examples(featurizer), max_iter=1)


def test_a_single_intent_is_always_meant(
    featurizer: SentenceEncoderFeaturizer, storage: LocalModelStorage
) -> None:
    classifier = trained(storage, examples(featurizer, {"greet": ["hello", "hi"]}))

    assert hear(featurizer, classifier, "good day").get(INTENT) == {
        "name": "greet",
        "confidence": 1.0,
    }


def test_without_examples_nothing_is_understood(
    featurizer: SentenceEncoderFeaturizer, storage: LocalModelStorage
) -> None:
    classifier = trained(storage, TrainingData([]))

    assert hear(featurizer, classifier, "hello").get(INTENT)["name"] == "nlu_fallback"


def test_a_model_without_our_files_is_refused(storage: LocalModelStorage) -> None:
    with pytest.raises(ValueError, match="classifier"):
        SentenceVectorClassifier.load({}, storage, RESOURCE, CONTEXT)


def test_pickled_weights_are_refused(
    featurizer: SentenceEncoderFeaturizer, storage: LocalModelStorage
) -> None:
    trained(storage, examples(featurizer))
    with storage.write_to(RESOURCE) as folder:
        smuggled = np.array([{"a": "pickle"}], dtype=object)
        np.savez(folder / "weights.npz", coefficients=smuggled, intercepts=smuggled)

    with pytest.raises(ValueError, match="allow_pickle"):
        SentenceVectorClassifier.load({}, storage, RESOURCE, CONTEXT)


@pytest.mark.parametrize(
    "setting",
    [{"C": 0}, {"max_iter": 0}, {"ranking_length": -1}, {"C": "x"}, {"unsure_below": 1.5}],
)
def test_an_impossible_setting_is_refused_by_name(
    storage: LocalModelStorage, setting: dict[str, Any]
) -> None:
    with pytest.raises(InvalidConfigException, match=next(iter(setting))):
        SentenceVectorClassifier.create(setting, storage, RESOURCE, CONTEXT)


def test_the_configured_pipeline_learns_is_stored_and_understands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "".join(
        f"- intent: {name}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
        for name, texts in EXAMPLES.items()
    )
    (tmp_path / "nlu.yml").write_text(f'version: "3.1"\nnlu:\n{said}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)  # Rasa keeps its training cache where it is started
    archive = rasa.model_training.train_nlu(str(CONFIG), "nlu.yml", "models")
    agent = Agent.load(archive)

    understood = asyncio.run(agent.parse_message("can we do some objection training"))
    nothing = asyncio.run(agent.parse_message("🤷"))
    assert understood[INTENT]["name"] == "start_practice"
    assert understood[INTENT] == understood[INTENT_RANKING_KEY][0]
    assert nothing[INTENT]["name"] in {"nlu_fallback", "out_of_scope"}
