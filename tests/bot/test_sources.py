from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.sources import DEVELOPMENT, SOURCE, ExampleSources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for place, text in (("nlu/voices_1.yml", "hello"), ("dev/voices_2.yml", "good day")):
        file = tmp_path / place
        file.parent.mkdir()
        file.write_text(
            f'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - {text}\n', "utf-8"
        )
    (tmp_path / "dev" / "wishes.yml").write_text("messages: []\n", "utf-8")
    return tmp_path


def noted(folder: Path, *texts: str) -> list[tuple[str, str, bool]]:
    sources = ExampleSources({"examples": str(folder / "nlu"), "development": str(folder / "dev")})
    data = TrainingData([Message({TEXT: text, INTENT: "greet"}) for text in texts])
    examples = sources.process_training_data(data).intent_examples
    return [(m.get(TEXT), m.get(SOURCE), m.get(DEVELOPMENT)) for m in examples]


def test_an_example_remembers_its_file(folder: Path) -> None:
    assert ("hello", "voices_1.yml", False) in noted(folder, "hello")


def test_an_example_from_elsewhere_has_no_source(folder: Path) -> None:
    assert ("good evening", "", False) in noted(folder, "good evening")


def test_a_development_example_is_marked_where_rasa_was_given_it(folder: Path) -> None:
    marked = [note for note in noted(folder, "hello", "good day") if note[0] == "good day"]
    assert [mark for _, _, mark in marked] == [True]


def test_a_development_example_is_added_where_rasa_was_not_given_it(folder: Path) -> None:
    assert ("good day", "voices_2.yml", True) in noted(folder, "hello")


def test_folders_that_are_not_there_change_nothing(folder: Path) -> None:
    assert noted(folder / "nowhere", "hello") == [("hello", "", False)]


def test_other_development_examples_are_another_fingerprint(folder: Path) -> None:
    config = {"examples": None, "development": str(folder / "dev")}
    before = ExampleSources.fingerprint_addon(config)
    file = folder / "dev" / "voices_2.yml"
    file.write_text(file.read_text("utf-8") + "    - good evening\n", "utf-8")
    assert ExampleSources.fingerprint_addon(config) != before
