"""Quiz files: questions with the points of a full answer, and the parts that they belong to."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from coaching.domain.quiz.question import ANYTHING, Quiz, QuizPart, QuizPoint, QuizQuestion
from coaching.domain.stages import Stage
from coaching.playbook.fields import (
    Maybe,
    Reader,
    any_name,
    checked,
    fields,
    hint,
    keyed,
    listed,
    shape,
    slug,
    text,
    whole,
    yes_no,
)
from coaching.playbook.report import Report, Spot, Wrong

FOLDER = "quiz"
PARTS_FILE = f"{FOLDER}/parts.yml"
THEMES = ("process", "customers", "objections", "qualifying", "schools", "figures", "learning")
PARTS = (*(str(stage) for stage in Stage), *THEMES)
_MOST_POINTS = 4
_MOST_WORDS = 50
_LONGEST_ID = 60
_LONGEST_WORDING = 160


def _told_apart(spot: Spot, point: QuizPoint) -> None:
    seen: set[str] = set()
    for kind, wordings in (("wordings", point.wordings), ("wrong", point.wrong)):
        for number, wording in enumerate(wordings):
            if wording.lower() in seen:
                spot.tell(f"“{wording}” stands here a second time", f"{kind}[{number}]")
            seen.add(wording.lower())


_wording = text(_LONGEST_WORDING)

_point: Reader[QuizPoint] = checked(
    shape(
        QuizPoint,
        id=slug,
        says=text(120),
        wordings=listed(_wording, at_least=6, at_most=12),
        wrong=listed(_wording, at_least=3, at_most=8),
    ),
    _told_apart,
)


def _short_slug(spot: Spot) -> str:
    id = slug(spot)
    if len(id) > _LONGEST_ID:
        raise spot.wrong(f"is too long: at most {_LONGEST_ID} characters")
    return id


_FIELDS: Mapping[str, Reader[Any] | Maybe] = {
    "id": _short_slug,
    "stage": Maybe(slug),
    "theme": Maybe(slug),
    "topic": slug,
    "asks": text(300, sentences=3),
    "points": listed(_point, at_least=1, at_most=_MOST_POINTS),
    "enough": Maybe(whole(1, _MOST_POINTS)),
    "list": Maybe(yes_no),
    "explains": text(),
    "source": text(200),
}


def read_question(spot: Spot) -> QuizQuestion:
    """One question of a file. Raises Wrong."""
    before = len(spot.report.problems)
    found = fields(spot, _FIELDS)
    if len(spot.report.problems) > before:
        raise Wrong(spot.place)
    part = _part_of(spot, found)
    points: tuple[QuizPoint, ...] = found["points"]
    ids = [point.id for point in points]
    for number, id in enumerate(ids):
        if id in ids[:number]:
            spot.at("points").tell(f"“{id}” stands here a second time", f"[{number}].id")
    enough = found.get("enough", len(points))
    if enough > len(points):
        spot.tell(f"there are {len(points)} points", "enough")
    words = len(found["explains"].split())
    if words > _MOST_WORDS:
        spot.tell(f"has {words} words; at most {_MOST_WORDS} fit a chat", "explains")
    return QuizQuestion(
        id=found["id"],
        part=part,
        topic=found["topic"],
        asks=found["asks"],
        points=points,
        enough=enough,
        explains=found["explains"],
        source=found["source"],
        takes_list=found.get("list", False),
    )


def _part_of(spot: Spot, found: Mapping[str, Any]) -> str:
    given = [name for name in ("stage", "theme") if name in found]
    if len(given) != 1:
        raise spot.wrong("needs either a stage or a theme")
    name = given[0]
    part = str(found[name])
    known = [str(stage) for stage in Stage] if name == "stage" else list(THEMES)
    if part not in known:
        raise spot.at(name).wrong(f"“{part}” is no {name}{hint(part, known)}")
    return part


_part: Reader[dict[str, Any]] = shape(
    dict, name=text(60), wordings=listed(text(80), at_least=3, at_most=30)
)


def read_quiz(report: Report, documents: Mapping[str, Any], published: bool) -> Quiz:
    """Every question by its id, and the parts. A playbook that was published before there were
    any has none."""
    parts: dict[str, QuizPart] = {}
    questions: dict[str, QuizQuestion] = {}
    if PARTS_FILE in documents:
        parts = _read_parts(Spot(report, PARTS_FILE, "", documents[PARTS_FILE]), published)
    elif not published and PARTS_FILE not in report.unreadable:
        report.add(PARTS_FILE, "", "is missing: it names the parts that one can be asked about")
    for spot in _question_spots(report, documents):
        try:
            question = read_question(spot)
        except Wrong:
            continue
        if question.id in questions:
            spot.tell(f"“{question.id}” stands in these files a second time", "id")
        questions[question.id] = question
    return Quiz(questions, parts)


def _read_parts(spot: Spot, published: bool) -> dict[str, QuizPart]:
    try:
        found: dict[str, Any] = keyed(any_name, _part)(spot)
    except Wrong:
        return {}
    if not published:
        for name in found:
            if name not in (*PARTS, ANYTHING):
                spot.tell(f"“{name}” is no part{hint(name, [*PARTS, ANYTHING])}", name)
        for name in (*PARTS, ANYTHING):
            if name not in found:
                spot.tell(f"the part “{name}” is missing")
    return {id: QuizPart(id, **each) for id, each in found.items()}


def _question_spots(report: Report, documents: Mapping[str, Any]) -> Iterator[Spot]:
    for file in sorted(documents):
        if PurePath(file).parent != PurePath(FOLDER) or file == PARTS_FILE:
            continue
        spot = Spot(report, file, "", documents[file])
        if not isinstance(spot.value, list):
            spot.tell("must be a list of questions, each after a dash")
            continue
        yield from (spot.item(number) for number in range(len(spot.value)))
