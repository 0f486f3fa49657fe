"""The marked messages under `playbook/qualification/examples/` that the coach learns from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from coaching.playbook.examples import gathered

_MARK = re.compile(r"\[(\w+) ([012~]): ([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """`text[start:end]` of a message says something about a letter; `score` is None where the
    message takes it back afterwards."""

    letter: str
    score: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnswerExample:
    """What a rep said when the coach had asked for the letter `asked` ("" for none)."""

    asked: str
    text: str
    marks: tuple[MarkedWords, ...]


def read_answer_examples(folder: Path, letters: frozenset[str]) -> tuple[AnswerExample, ...]:
    """All examples of `<folder>/*.yml`, in order of file name.

    A file is a list of {asked, say: [messages]}. A message marks its facts as
    `[letter score: the words]`, with `~` for the score of words that it takes back. Raises
    BadExamples with all problems at once.
    """
    return gathered(folder, lambda path: _read_file(path, letters))


def _read_file(path: Path, letters: frozenset[str]) -> Iterator[AnswerExample | str]:
    """The examples of one file, and what is wrong with it in words."""
    try:
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        yield f"not YAML: {error}"
        return
    if not isinstance(document, list):
        yield "needs a list of {asked, say}"
        return
    for place, block in enumerate(document, start=1):
        yield from _read_block(f"block {place}", block, letters)


def _read_block(place: str, block: Any, letters: frozenset[str]) -> Iterator[AnswerExample | str]:
    if not isinstance(block, Mapping) or not isinstance(block.get("say"), list):
        yield f"{place} needs `asked` and a list `say`"
        return
    asked = block.get("asked")
    if asked != "" and asked not in letters:
        yield f"{place}: {asked!r} is no letter"
        return
    for number, message in enumerate(block["say"], start=1):
        if not isinstance(message, str) or not message.strip():
            yield f"{place}, message {number} has no words"
        else:
            yield _read_message(f"{place}, message {number}", asked, message, letters)


def _read_message(
    place: str, asked: str, message: str, letters: frozenset[str]
) -> AnswerExample | str:
    text, marks, done = "", [], 0
    for match in _MARK.finditer(message):
        letter, score, words = match.groups()
        if letter not in letters or not words.strip():
            return f"{place}: {match.group()!r} marks no letter"
        text += message[done : match.start()]
        start = len(text)
        text += words
        number = None if score == "~" else int(score)
        marks.append(MarkedWords(letter, number, start, len(text)))
        done = match.end()
    text += message[done:]
    if "[" in text or "]" in text:
        return f"{place}: a mark reads [letter score: words]"
    return AnswerExample(asked, text, tuple(marks))
