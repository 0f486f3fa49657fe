"""From documents to the one value that everything else works with."""

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any, TypeVar

from coaching.domain.playbook import Playbook
from coaching.domain.practice.debrief import Rubric
from coaching.domain.practice.scenario import Level, Scenario
from coaching.playbook.fields import Reader
from coaching.playbook.knowledge import read_knowledge
from coaching.playbook.levels import read_level
from coaching.playbook.lines import SharedLines, read_shared_lines
from coaching.playbook.meanings import read_meanings
from coaching.playbook.next_steps import read_next_steps
from coaching.playbook.qualification import read_frameworks
from coaching.playbook.quiz import read_quiz
from coaching.playbook.reading import content_hash, read_folder
from coaching.playbook.report import Report, Spot, Wrong
from coaching.playbook.rubrics import (
    REPLY_RUBRIC,
    read_published_reply_rubric,
    read_reply_rubric,
    read_rubric,
)
from coaching.playbook.scenario_checks import check_scenario
from coaching.playbook.scenarios import Shelf, build_scenario, read_fields
from coaching.playbook.stages import (
    MOVES_FILE,
    OBJECTIONS_FILE,
    read_moves,
    read_objections,
    read_stages,
)
from coaching.playbook.words import missing_words, read_words

T = TypeVar("T")


def build_playbook(documents: dict[str, Any], published: bool = False) -> Playbook:
    """The playbook of these documents; its hash is theirs. Raises PlaybookBroken with all
    problems at once.

    A published version was fine when it was published. It is read again by its shape only, so
    that a check or a sentence that came later does not shut out the practices that ran under it.
    """
    return _build(documents, Report(), published)


def load_playbook(folder: Path) -> tuple[Playbook, dict[str, Any]]:
    """The playbook in a folder, and its documents. Raises PlaybookBroken with all problems of all
    files at once, each with its line."""
    reading = read_folder(folder)
    report = Report(reading.places, frozenset(reading.unreadable), reading.problems)
    return _build(reading.documents, report, published=False), reading.documents


def _build(documents: dict[str, Any], report: Report, published: bool) -> Playbook:
    reply_reader = read_published_reply_rubric if published else read_reply_rubric
    reply_rubric = _one(documents, report, REPLY_RUBRIC, reply_reader)
    moves = _one(documents, report, MOVES_FILE, read_moves)
    objections = _one(documents, report, OBJECTIONS_FILE, read_objections)
    stages = read_stages(report, documents)
    words = _words(documents, report, published)
    next_steps = read_next_steps(report, documents, published)
    frameworks = read_frameworks(report, documents, published)
    quiz = read_quiz(report, documents, published)
    knowledge = read_knowledge(report, documents, published)
    meanings = read_meanings(report, documents, published)
    shelf = _shelf(documents, report)
    scenarios = _scenarios(documents, report, shelf, published)
    report.raise_problems()
    assert reply_rubric is not None
    assert moves is not None
    assert objections is not None
    return Playbook(
        hash=content_hash(documents),
        scenarios=scenarios,
        rubrics={id: rubric for id, rubric in shelf.rubrics.items() if rubric is not None},
        reply_rubric=reply_rubric,
        moves=moves,
        stages=stages,
        objections=objections,
        words=words,
        next_steps=next_steps,
        frameworks=frameworks,
        knowledge=knowledge,
        quiz=quiz,
        meanings=meanings,
    )


def _one(documents: dict[str, Any], report: Report, file: str, reader: Reader[T]) -> T | None:
    if file in documents:
        return _read(Spot(report, file, "", documents[file]), reader)
    if file not in report.unreadable:
        report.add(file, "", "is missing")
    return None


def _read(spot: Spot, reader: Reader[T]) -> T | None:
    try:
        return reader(spot)
    except Wrong:
        return None


def _files(documents: dict[str, Any], report: Report, folder: str) -> list[Spot]:
    return [
        Spot(report, file, "", documents[file])
        for file in sorted(documents)
        if PurePath(file).parent == PurePath(folder) and file != REPLY_RUBRIC
    ]


def _words(documents: dict[str, Any], report: Report, published: bool) -> dict[str, str]:
    words: dict[str, str] = {}
    for spot in _files(documents, report, "words"):
        words |= _read(spot, read_words) or {}
    for file, id in missing_words(documents):
        if file not in report.unreadable and not published:
            report.add(file, id, "is missing: the coach needs this sentence")
    return words


def _shelf(documents: dict[str, Any], report: Report) -> Shelf:
    levels: dict[int, Level | None] = {}
    for spot in _files(documents, report, "levels"):
        level = _read(spot, read_level)
        levels |= {level.number: level} if level else _broken_level(spot.file)
    rubrics: dict[str, Rubric | None] = {
        PurePath(spot.file).stem: _read(spot, read_rubric)
        for spot in _files(documents, report, "rubrics")
    }
    shared = [_read(spot, read_shared_lines) for spot in _files(documents, report, "lines")]
    for file in report.unreadable:
        if file.startswith("levels/"):
            levels |= _broken_level(file)
        elif file.startswith("rubrics/"):
            rubrics[PurePath(file).stem] = None
    complete = not any(file.startswith("lines/") for file in report.unreadable)
    return Shelf(
        levels=levels,
        rubrics=rubrics,
        shared=tuple(each for each in shared if each is not None),
        whole=complete and all(isinstance(each, SharedLines) for each in shared),
    )


def _broken_level(file: str) -> Mapping[int, None]:
    stem = PurePath(file).stem
    return {int(stem): None} if stem.isdecimal() else {}


def _scenarios(
    documents: dict[str, Any], report: Report, shelf: Shelf, published: bool
) -> dict[str, Scenario]:
    found = {}
    for spot in _files(documents, report, "scenarios"):
        fields = _read(spot, read_fields)
        if fields is None:
            continue
        if not published:
            check_scenario(spot, fields, shelf)
        if not report.problems:
            scenario = build_scenario(fields, shelf)
            found[scenario.id] = scenario
    if not found and not report.problems:
        report.add("scenarios", "", "there is nothing to practise: no scenario was found")
    return found
