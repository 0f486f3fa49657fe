"""The configured pipeline, trained and asked without the rest of Rasa: no domain, no rules."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import rasa.engine.recipes.default_components  # noqa: F401  registers Rasa's own
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_yaml_file

CONFIG = Path(__file__).parent.parent / "config.yml"

Said = tuple[str, str]


class Pipeline:
    """The components that a config names, in their order, as Rasa's own graph would run them."""

    def __init__(self, components: list[GraphComponent]) -> None:
        self._components = components

    @classmethod
    def train(
        cls,
        examples: Iterable[Said],
        config: Path = CONFIG,
        changes: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Pipeline:
        """Train on (text, intent) pairs. `changes`: settings by the last name of a component, in
        place of those in the config. Raises InvalidConfigException."""
        data = TrainingData([Message({TEXT: text, INTENT: intent}) for text, intent in examples])
        components: list[GraphComponent] = []
        with tempfile.TemporaryDirectory() as folder:
            storage = LocalModelStorage(Path(folder))
            for at, settings in enumerate(_pipeline(config, changes or {})):
                component, data = _trained(at, settings, storage, data)
                components.append(component)
        return cls(components)

    def understand(self, text: str) -> dict[str, Any]:
        """What Rasa's `parse_message` gives for `text`, as far as our doors look at it."""
        messages = [Message({TEXT: text})]
        for component in self._components:
            messages = component.process(messages)  # type: ignore[attr-defined]
        return dict(messages[0].as_dict(only_output_properties=True))


def _pipeline(config: Path, changes: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    listed = copy.deepcopy(read_yaml_file(str(config))["pipeline"])
    return [{**settings, **changes.get(settings["name"].split(".")[-1], {})} for settings in listed]


def _trained(
    at: int, settings: dict[str, Any], storage: LocalModelStorage, data: TrainingData
) -> tuple[GraphComponent, TrainingData]:
    name = settings["name"]
    kind = DefaultV1Recipe._from_registry(name).clazz
    config = {**kind.get_default_config(), **{k: v for k, v in settings.items() if k != "name"}}
    context = ExecutionContext(GraphSchema({}), node_name=f"run_{name}{at}")
    component = kind.create(config, storage, Resource(f"{name}{at}"), context)
    if hasattr(component, "train"):
        component.train(data)
    elif hasattr(component, "process_training_data"):
        data = component.process_training_data(data)
    return component, data
