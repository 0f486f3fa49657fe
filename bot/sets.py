"""What lies in `tests/evaluation` for the bot, and the examples it was taught."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.utils.io import read_yaml_file

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests" / "evaluation"
EXAMPLES = ROOT / "data" / "nlu"
DEVELOPMENT = ROOT / "data" / "dev"
INTENTS, WISHES = "intents_c*.yml", "wishes*.yml"

Said = tuple[str, str]  # text, intent


def held_out(folder: Path = TESTS) -> dict[str, list[Said]]:
    """Text and true intent of every message, by the name of its test set."""
    return {
        file.stem: [(message["text"], message["intent"]) for message in _messages(file)]
        for file in sorted(folder.glob(INTENTS))
    }


def two_wishes(folder: Path = TESTS) -> list[tuple[str, list[str]]]:
    """Text and true wishes, one or two, of every message."""
    files = sorted(folder.glob(WISHES))
    return [(message["text"], message["wishes"]) for file in files for message in _messages(file)]


def examples(folder: Path = EXAMPLES) -> list[Said]:
    """Text and intent of everything in the files there."""
    read: Iterable[Any] = (
        example
        for file in sorted(folder.rglob("*.yml"))
        if RasaYAMLReader.is_yaml_nlu_file(str(file))
        for example in RasaYAMLReader().read(str(file)).intent_examples
    )
    return [(str(example.get("text")), str(example.get("intent"))) for example in read]


def _messages(file: Path) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = read_yaml_file(str(file))["messages"]
    return messages
