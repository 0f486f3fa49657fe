"""The labelled answers under `playbook/quiz/answers/` that the ear learns from, and the held-out
ones of `tests/evaluation/quiz_*.yml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from coaching.domain.quiz.judging import Mark
from coaching.domain.quiz.question import QuizQuestion
from coaching.playbook.examples import gathered

_LABELS = (Mark.HEARD, Mark.MISSING, Mark.WRONG)


@dataclass(frozen=True, slots=True)
class LabelledAnswer:
    """What somebody answered, and the truth for every point of the question."""

    question: str
    text: str
    points: Mapping[str, Mark]


def read_labelled_quiz(
    folder: Path, questions: Mapping[str, QuizQuestion], prefix: str = ""
) -> tuple[LabelledAnswer, ...]:
    """All answers of `<folder>/<prefix>*.yml`, in order of file name.

    A file is a list of {question, text, points: {id: heard | missing | wrong}}, or has that list
    under `answers`; points that are left out are missing. Raises BadExamples with all problems at
    once.
    """
    return gathered(folder, lambda path: _read_file(path, questions), prefix)


def _read_file(path: Path, questions: Mapping[str, QuizQuestion]) -> Iterator[LabelledAnswer | str]:
    try:
        document = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        yield f"not YAML: {error}"
        return
    items = document.get("answers") if isinstance(document, Mapping) else document
    if not isinstance(items, list):
        yield "needs a list of {question, text, points}"
        return
    for place, item in enumerate(items, start=1):
        yield _read_answer(f"answer {place}", item, questions)


def _read_answer(
    place: str, item: Any, questions: Mapping[str, QuizQuestion]
) -> LabelledAnswer | str:
    if not isinstance(item, Mapping) or not isinstance(item.get("text"), str):
        return f"{place} needs question, text and points"
    question = questions.get(str(item.get("question")))
    if question is None:
        return f"{place}: there is no question {item.get('question')!r}"
    given = item.get("points") or {}
    known = [point.id for point in question.points]
    strange = [name for name in given if name not in known]
    if strange:
        return f"{place}: {question.id} has no point {strange[0]!r}; it has {', '.join(known)}"
    if any(label not in _LABELS for label in given.values()):
        return f"{place}: a point is heard, missing or wrong"
    points = {id: Mark(given.get(id, Mark.MISSING)) for id in known}
    return LabelledAnswer(question.id, item["text"], points)
