"""Wordings by kind: what is checked about them."""

from typing import Any

from coaching.playbook.meanings import KINDS, read_meanings
from coaching.playbook.report import Report


def read(documents: dict[str, Any], published: bool = False) -> tuple[Any, list[str]]:
    report = Report()
    found = read_meanings(report, documents, published)
    return found, [problem.reason for problem in report.problems]


def levels(**kinds: list[str]) -> dict[str, Any]:
    return {"meanings/levels.yml": kinds}


FOUR = ["one of them", "another of them", "a third of them", "the last of them"]


def test_a_kind_that_nobody_worded_is_told() -> None:
    _, reasons = read(levels(easy=FOUR, middle=FOUR))
    assert any("“hard” is missing" in reason for reason in reasons)


def test_a_kind_that_the_coach_does_not_know_is_told() -> None:
    _, reasons = read(levels(easy=FOUR, middle=FOUR, hard=FOUR, brutal=FOUR))
    assert any("“brutal”" in reason for reason in reasons)


def test_what_is_none_of_the_kinds_may_be_worded_too() -> None:
    found, reasons = read(levels(easy=FOUR, middle=FOUR, hard=FOUR, other=FOUR))
    assert set(found["levels"]) == {"easy", "middle", "hard", "other"}
    assert not any("other" in reason for reason in reasons)


def test_every_file_must_be_there_but_for_an_old_playbook() -> None:
    _, reasons = read({})
    assert len(reasons) == len(KINDS)
    assert read({}, published=True) == ({}, [])
