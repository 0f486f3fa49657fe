"""Every labelled text of the project that the encoder may learn from.

Test sets and development files are no lessons, and one part in five of every task but the intents
is kept back (`encoder.part_of`): thresholds are chosen there. Those of the intents come from a
development file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from encoder._parts import KEPT_BACK, part_of  # noqa: E402

_MARK = re.compile(r"\[(\w+) (\d): ([^\]]*)\]")


@dataclass(frozen=True)
class Lesson:
    """A text and what it is called in one task. Several labels, or none, are possible where the
    task is to find whatever is there."""

    task: str
    text: str
    labels: tuple[str, ...]


def all_lessons() -> list[Lesson]:
    """In a fixed order."""
    return [*_intents(), *_moves(), *_objections(), *_answers(), *_knowledge()]


def _intents() -> Iterator[Lesson]:
    for sheet in sheets("data/nlu"):
        for block in sheet["nlu"]:
            for line in block["examples"].splitlines():
                if line.strip():
                    yield Lesson("intents", line.strip()[2:], (block["intent"],))


def _moves() -> Iterator[Lesson]:
    for sheet in sheets("playbook/moves/examples"):
        for clause in sheet["clauses"]:
            if free(clause["to"]):
                yield Lesson("moves", clause["say"], (sheet["move"], *clause.get("also", ())))
        for clause in sheet.get("near_misses", ()):
            if free(clause["to"]):
                yield Lesson("moves", clause["say"], tuple(clause["is"]))


def _objections() -> Iterator[Lesson]:
    for sheet in sheets("playbook/objections/examples"):
        for block in sheet:
            for wording in block["say"]:
                if free(wording["text"]):
                    yield Lesson("objections", wording["text"], (block["label"],))


def _answers() -> Iterator[Lesson]:
    for sheet in sheets("playbook/qualification/examples"):
        for block in sheet:
            for marked in block["say"]:
                found = tuple(f"{letter} {score}" for letter, score, _ in _MARK.findall(marked))
                text = _MARK.sub(r"\3", marked)
                if free(text):
                    yield Lesson("answers", text, found)


def _knowledge() -> Iterator[Lesson]:
    for sheet in sheets("playbook/knowledge"):
        for entry in sheet if isinstance(sheet, list) else ():
            for question in entry["questions"]:
                if free(question):
                    yield Lesson("knowledge", question, (entry["id"],))


def sheets(folder: str) -> Iterator[Any]:
    """The documents of a folder's files, in order of their names."""
    for file in sorted((ROOT / folder).glob("*.yml")):
        yield yaml.safe_load(file.read_text(encoding="utf-8"))


def free(text: str) -> bool:
    """True if a text may be learnt from."""
    return part_of(text) != KEPT_BACK
