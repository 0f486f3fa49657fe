"""All problems of all files are told at once, and nothing that a file may hold is a crash."""

import contextlib
import shutil
from copy import deepcopy as copy_of
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.domain.errors import PlaybookBroken
from coaching.playbook import build_playbook, content_hash, load_playbook, read_documents
from coaching.playbook.__main__ import main
from tests.playbook.damage import CLINIC, EVERY_SCENARIO, PAYROLL, REAL, assert_told, problems
from tests.playbook.test_fit import FIT
from tests.playbook.test_shape import READING, SHAPE


def test_every_problem_of_every_file_is_told_at_once(copy: Path) -> None:
    together = [
        *(damage for damage in SHAPE if damage.file == "levels/2.yml"),
        SHAPE[2],
        SHAPE[3],
        FIT[1],
        FIT[5],
        next(d for d in FIT if d.field == "goal"),
        next(d for d in FIT if d.file == "rubrics/objection.yml"),
        next(d for d in FIT if d.field == "coach.practice_waiting"),
        next(d for d in FIT if d.file == CLINIC),
    ]
    for damage in together:
        damage.do(copy)
    (copy / "stages" / "closing.yml").write_text("stage: [", encoding="utf-8")
    (copy / "moves" / "moves.yml").unlink()
    told = problems(copy)
    for damage in together:
        assert_told(copy, damage, told)
    assert {"stages/closing.yml", "moves/moves.yml"} <= {p.file for p in told}


def test_one_damage_brings_no_crowd_of_followers(copy: Path) -> None:
    (copy / "levels" / "1.yml").write_text("number: [", encoding="utf-8")
    (copy / "lines" / "common.yml").write_text("lines: [", encoding="utf-8")
    (copy / "rubrics" / "objection.yml").write_text("id: [", encoding="utf-8")
    assert sorted({problem.file for problem in problems(copy)}) == [
        "levels/1.yml",
        "lines/common.yml",
        "rubrics/objection.yml",
    ]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("rubrics/reply.yml", "is missing"),
        ("objections/objections.yml", "is missing"),
        ("stages/approach.yml", "every stage has its file"),
    ],
)
def test_a_missing_file_is_told(copy: Path, file: str, reason: str) -> None:
    (copy / file).unlink()
    assert [(p.file, p.field) for p in problems(copy) if reason in p.reason] == [(file, "file")]


def test_every_scenario_without_its_level_says_so(copy: Path) -> None:
    (copy / "levels" / "1.yml").unlink()
    told = [(p.file, p.field, p.reason) for p in problems(copy)]
    documents = read_documents(REAL)
    easy = sorted(file for file in EVERY_SCENARIO if documents[file]["level"] == 1)
    assert told == [(file, "level", "there is no level 1") for file in easy]


def test_a_playbook_without_scenarios_is_no_playbook(copy: Path) -> None:
    shutil.rmtree(copy / "scenarios")
    assert [problem.field for problem in problems(copy)] == ["file"]


def test_files_that_would_be_overlooked_are_told(copy: Path) -> None:
    (copy / "scenarios" / "mine.yaml").write_text("id: mine", encoding="utf-8")
    (copy / "words" / "empty.yml").write_text("", encoding="utf-8")
    (copy / "words" / "odd.yml").write_bytes(b"\xff\xfe\x00")
    told = {problem.file: problem.reason for problem in problems(copy)}
    assert told == {
        "scenarios/mine.yaml": "is not read, because its name does not end in .yml",
        "words/empty.yml": "is empty",
        "words/odd.yml": "is not plain text in UTF-8",
    }


def test_too_few_shared_lines_are_told_for_every_scenario(copy: Path) -> None:
    path = copy / "lines" / "common.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    - I'd have to think about that one.\n", ""), encoding="utf-8")
    load_playbook(copy)
    start, end = text.index("  explored:"), text.index("  guarded:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert {(p.file, p.field) for p in problems(copy)} == {
        (file, "lines.explored") for file in EVERY_SCENARIO
    }


def test_a_walk_away_that_nobody_has_words_for_is_told(copy: Path) -> None:
    path = copy / "lines" / "common.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  scripted:\n    cause:")], encoding="utf-8")
    assert {(p.file, p.field) for p in problems(copy)} == {
        (file, "walk_aways.scripted") for file in EVERY_SCENARIO
    }


def test_documents_are_refused_as_their_files_are(copy: Path) -> None:
    FIT[0].do(copy)
    documents = read_documents(copy)
    with pytest.raises(PlaybookBroken) as broken:
        build_playbook(documents)
    assert [(p.file, p.field, p.line) for p in broken.value.problems] == [(PAYROLL, "id", None)]


def test_a_published_version_outlives_a_sentence_that_came_later() -> None:
    documents = read_documents(REAL)
    words = dict(documents["words/coach.yml"])
    del words["coach.unsure"]
    older = documents | {"words/coach.yml": words}
    with pytest.raises(PlaybookBroken):
        build_playbook(older)
    assert build_playbook(older, published=True).scenarios == build_playbook(documents).scenarios


def test_a_published_version_outlives_a_question_that_came_later() -> None:
    documents = read_documents(REAL)
    rubric = documents["rubrics/reply.yml"]
    rules = [{k: v for k, v in rule.items() if k != "asks"} for rule in rubric["rules"]]
    older = documents | {"rubrics/reply.yml": rubric | {"rules": rules}}
    with pytest.raises(PlaybookBroken):
        build_playbook(older)
    assert all(r.asks is None for r in build_playbook(older, published=True).reply_rubric.rules)


def test_unreadable_documents_are_told(copy: Path) -> None:
    READING[0].do(copy)
    (copy / "levels" / "1.yml").write_text("[", encoding="utf-8")
    with pytest.raises(PlaybookBroken) as broken:
        read_documents(copy)
    assert [problem.file for problem in broken.value.problems] == ["levels/1.yml", PAYROLL]


ODD: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just([]) | st.just({})
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [at, *(place for key, each in below for place in places(each, (*at, key)))]


PLACES = [place for place in places(read_documents(REAL)) if place]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), ODD | st.lists(ODD, max_size=2)), max_size=3))
def test_odd_values_anywhere_are_problems_and_never_crash(
    changes: list[tuple[tuple[Any, ...], Any]],
) -> None:
    documents = copy_of(read_documents(REAL))
    for place, odd in changes:
        value = documents
        try:
            for key in place[:-1]:
                value = value[key]
            value[place[-1]] = odd
        except (TypeError, KeyError, IndexError):
            continue  # an earlier change has taken this place away
    with contextlib.suppress(PlaybookBroken):
        assert build_playbook(documents).hash == content_hash(documents)


def test_the_check_prints_every_problem(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    FIT[0].do(copy)
    FIT[1].do(copy)
    assert main(["check", str(copy)]) == 1
    printed = capsys.readouterr().out
    assert f"{PAYROLL}:2: id: is “payroll”" in printed
    assert printed.endswith("2 problems\n")


def test_the_check_says_that_all_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(REAL)]) == 0
    assert capsys.readouterr().out.endswith("fine\n")


def test_the_check_needs_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert "is not a folder" in capsys.readouterr().out
