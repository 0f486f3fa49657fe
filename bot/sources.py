"""Which file an example comes from, and which examples nothing may be learnt from."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

SOURCE = "source"
DEVELOPMENT = "development"

Said = tuple[str, str]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ExampleSources(GraphComponent):
    """Stands first in the pipeline and changes no message, only notes on training examples.

    Rasa forgets which file an example stood in; here it becomes its `source`, as a file has one
    writer. Examples of the `development` folder are marked, and added where Rasa was not given
    them: the classifier sets its confidences by them and learns nothing from them.
    Settings, folders or files from where Rasa is started: `examples`, `development`. Neither
    need exist.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = {**self.get_default_config(), **config}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"examples": None, "development": None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ExampleSources:
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Rasa's training cache sees the files it loads, and not those named here."""
        digest = hashlib.sha256()
        for setting in ("examples", "development"):
            for file in _files(config.get(setting)):
                digest.update(f"{setting} {file}\0".encode() + file.read_bytes())
        return digest.hexdigest()

    def process(self, messages: list[Message]) -> list[Message]:
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        written = _read(self._config["examples"])
        development = _read(self._config["development"])
        for example in training_data.training_examples:
            said = (str(example.get(INTENT)), str(example.get(TEXT)))
            example.set(SOURCE, written.get(said, ""))
            example.set(DEVELOPMENT, said in development)
        here = {
            (example.get(INTENT), example.get(TEXT)) for example in training_data.intent_examples
        }
        added = [
            Message({INTENT: intent, TEXT: text, SOURCE: source, DEVELOPMENT: True})
            for (intent, text), source in development.items()
            if (intent, text) not in here
        ]
        return training_data.merge(TrainingData(added)) if added else training_data


def _read(place: str | None) -> dict[Said, str]:
    """Every example of the files there, with the name of its file."""
    found: dict[Said, str] = {}
    for file in _files(place):
        for example in RasaYAMLReader().read(str(file)).intent_examples:
            found[(str(example.get(INTENT)), str(example.get(TEXT)))] = file.name
    return found


def _files(place: str | None) -> list[Path]:
    if not place:
        return []
    path = Path(place)
    files = sorted(path.rglob("*.yml")) if path.is_dir() else [path]
    return [file for file in files if file.exists() and RasaYAMLReader.is_yaml_nlu_file(str(file))]
