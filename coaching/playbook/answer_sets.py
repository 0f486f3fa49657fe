"""The held-out answers of `tests/evaluation/answers_*.yml`; for reporting only."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from coaching.playbook.answer_examples import AnswerExample, MarkedWords


def read_labelled_answers(folder: Path) -> tuple[AnswerExample, ...]:
    """Every message of `answers_*.yml` with its facts; none where there are no such files. Raises
    KeyError for a message without the expected fields, ValueError for a quote that is not in it."""
    found: list[AnswerExample] = []
    for path in sorted(folder.glob("answers_*.yml")):
        items = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        found += [_labelled(item) for item in items]
    return tuple(found)


def _labelled(item: dict[str, Any]) -> AnswerExample:
    text = item["text"]
    return AnswerExample(item["asked"], text, tuple(_marked(text, fact) for fact in item["facts"]))


def _marked(text: str, fact: dict[str, Any]) -> MarkedWords:
    """The last place where the quote stands: of a repeated word the last one counts."""
    start = text.rindex(fact["quote"])
    return MarkedWords(fact["letter"], fact["score"], start, start + len(fact["quote"]))
