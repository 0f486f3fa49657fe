"""The quiz's questions and its labelled answers: what is wrong with a file is told."""

from pathlib import Path

import pytest

from coaching.domain.quiz.judging import Mark
from coaching.domain.quiz.question import ANYTHING
from coaching.domain.stages import Stage
from coaching.playbook import build_playbook, load_playbook, read_documents
from coaching.playbook.examples import BadExamples
from coaching.playbook.quiz_answers import read_labelled_quiz
from tests.playbook.damage import REAL, Damage, problems

CLOSING, PARTS = "quiz/closing.yml", "quiz/parts.yml"

DAMAGES = [
    Damage(CLOSING, "  stage: closing", "  stage: the_end", "[0].stage", "the_end", "no stage"),
    Damage(CLOSING, "  stage: closing\n", "", "[0]", "- id", "either a stage or a theme"),
    Damage(CLOSING, "  enough: 2", "  enough: 4", "[0].enough", "enough: 4", "there are 3 points"),
    Damage(
        CLOSING, "    - id: no_date", "    - id: not_an_advance", "[0].points[2].id", "", "time"
    ),
    Damage(CLOSING, '  source: "', '  sauce: "', "[0].sauce", "sauce", "did you mean “source”"),
    Damage(CLOSING, "        - not an advance", '        - "no"', "[0].points[0]", "", "second"),
    Damage(PARTS, "closing:", "clothing:", "clothing", "clothing", "did you mean “closing”"),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.field)
def test_damage_is_told_with_field_and_reason(copy: Path, damage: Damage) -> None:
    damage.do(copy)
    found = [p for p in problems(copy) if p.field.startswith(damage.field)]
    assert any(damage.reason in p.reason for p in found), "\n".join(map(str, problems(copy)))


def test_an_id_may_stand_in_one_file_only(copy: Path) -> None:
    (copy / "quiz/again.yml").write_text((copy / CLOSING).read_text(encoding="utf-8"))
    assert any("a second time" in p.reason for p in problems(copy))


def test_a_playbook_without_parts_says_so(copy: Path) -> None:
    (copy / PARTS).unlink()
    assert [(p.file, p.field) for p in problems(copy)] == [(PARTS, "file")]


def test_every_step_can_be_asked_about() -> None:
    quiz = load_playbook(REAL)[0].quiz
    for part in (*map(str, Stage), ANYTHING):
        assert part in quiz.parts
        assert quiz.of_part(part), part


def test_a_full_answer_is_possible_and_short() -> None:
    for question in load_playbook(REAL)[0].quiz.questions.values():
        assert 1 <= question.enough <= len(question.points), question.id
        assert len(question.explains.split()) <= 50, question.id


def test_a_question_leads_on_to_a_topic_that_the_coach_knows() -> None:
    playbook = load_playbook(REAL)[0]
    known = playbook.knowledge.entries
    lost = [q.id for q in playbook.quiz.questions.values() if known and q.topic not in known]
    assert lost == []


def test_a_playbook_that_was_published_before_there_was_a_quiz_still_opens() -> None:
    documents = {k: v for k, v in read_documents(REAL).items() if not k.startswith("quiz/")}
    assert build_playbook(documents, published=True).quiz.questions == {}


def test_labelled_answers_are_read_with_every_point() -> None:
    questions = load_playbook(REAL)[0].quiz.questions
    found = read_labelled_quiz(REAL / "quiz/answers", questions)
    assert len(found) >= 60
    for each in found:
        assert set(each.points) == {point.id for point in questions[each.question].points}


def test_no_labelled_answer_stands_word_for_word_in_the_wordings() -> None:
    questions = load_playbook(REAL)[0].quiz.questions
    for each in read_labelled_quiz(REAL / "quiz/answers", questions):
        points = questions[each.question].points
        known = {w.lower() for point in points for w in (*point.wordings, *point.wrong)}
        assert each.text.lower() not in known, each.text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- {question: nowhere, text: no}", "no question"),
        ("- {question: closing_advance, text: no, points: {nothing: heard}}", "no point"),
        ("- {question: closing_advance, text: no, points: {no_date: maybe}}", "heard, missing"),
        ("- {question: closing_advance}", "needs question, text"),
        ("text: no", "needs a list"),
        ("- {", "not YAML"),
    ],
)
def test_a_labelled_answer_that_fits_nothing_is_told(
    tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "some.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BadExamples, match=reason):
        read_labelled_quiz(tmp_path, load_playbook(REAL)[0].quiz.questions)


def test_points_that_are_left_out_are_missing(tmp_path: Path) -> None:
    words = "answers:\n- {question: closing_advance, text: nope, points: {no_date: wrong}}\n"
    (tmp_path / "quiz_a.yml").write_text(words, encoding="utf-8")
    (tmp_path / "other.yml").write_text("not: this", encoding="utf-8")
    (only,) = read_labelled_quiz(tmp_path, load_playbook(REAL)[0].quiz.questions, "quiz_")
    assert only.points["no_date"] is Mark.WRONG
    assert only.points["not_an_advance"] is Mark.MISSING
