"""Knowledge files: what is shipped holds together, and mistakes in them are told by their line."""

from pathlib import Path

import pytest

from coaching.domain.stages import Market, Stage
from coaching.playbook import build_playbook, load_playbook
from coaching.playbook.question_sets import read_tuning
from tests.playbook.damage import REAL, Damage, assert_told, problems

KNOWLEDGE = load_playbook(REAL)[0].knowledge
KINDS = ("what", "do", "done", "faults")
FIRST = next(path for path in sorted((REAL / "knowledge").glob("steps_sales.yml")))
FILE = f"knowledge/{FIRST.name}"


def test_every_step_says_what_it_is_how_it_is_done_and_when_it_is_over() -> None:
    wanted = {f"{stage}_{kind}" for stage in Stage for kind in KINDS}
    assert wanted - KNOWLEDGE.entries.keys() == set()
    for stage in Stage:
        assert KNOWLEDGE.entries[f"{stage}_do"].stage is stage


def test_how_a_step_is_done_differs_between_the_markets() -> None:
    for stage in Stage:
        entry = KNOWLEDGE.entries[f"{stage}_do"]
        assert all(entry.of(market) for market in Market), entry.id


def test_the_questions_to_tune_by_ask_for_entries_that_exist() -> None:
    asked = {
        id
        for question in read_tuning(REAL / "knowledge/tuning/questions.yml")
        for id in question.topics
    }
    assert asked - KNOWLEDGE.entries.keys() == set()


@pytest.mark.parametrize(
    "damage",
    [
        Damage(FILE, "  source:", "  sauce:", "[0].sauce", "sauce", "is not a field here"),
        Damage(
            FILE,
            "  questions:",
            "  questions: none\n  other:",
            "[0].questions",
            "questions",
            "list",
        ),
        Damage(
            "knowledge/facts.yml",
            "{stage: closing,",
            "{stage: opening,",
            "steps[5].stage",
            "opening",
            "stage",
        ),
        Damage("knowledge/markets.yml", "b2b:", "b2x:", "b2x", "b2x", "is not a market"),
        Damage(
            "knowledge/facts.yml",
            "topic: bant",
            "topic: band",
            "schools[0].topic",
            "topic: band",
            "no entry",
        ),
        Damage("knowledge/asides.yml", "why:", "whence:", "whence", "whence", "is not a short"),
    ],
    ids=lambda damage: damage.reason,
)
def test_a_mistake_is_told_with_its_field_and_line(copy: Path, damage: Damage) -> None:
    damage.do(copy)
    assert_told(copy, damage, problems(copy))


def test_two_entries_cannot_have_one_id_nor_one_wording(copy: Path) -> None:
    text = (copy / FILE).read_text(encoding="utf-8")
    (copy / "knowledge/copied.yml").write_text(text, encoding="utf-8")
    told = " ".join(problem.reason for problem in problems(copy))
    assert "is the id of another entry already" in told


def test_a_related_topic_must_exist(copy: Path) -> None:
    path = copy / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("related: [", "related: [nowhere, ", 1), encoding="utf-8")
    assert any("no entry “nowhere”" in problem.reason for problem in problems(copy))


def test_an_answer_must_fit_a_chat(copy: Path) -> None:
    path = copy / FILE
    long = "answer: " + "word " * 100 + "\n  other: >-"
    path.write_text(
        path.read_text(encoding="utf-8").replace("answer: >-", long, 1), encoding="utf-8"
    )
    assert any("words long" in p.reason or "not a field" in p.reason for p in problems(copy))


def test_a_playbook_of_before_has_no_knowledge() -> None:
    documents = load_playbook(REAL)[1]
    before = {file: d for file, d in documents.items() if not file.startswith("knowledge/")}
    assert build_playbook(before, published=True).knowledge.entries == {}
