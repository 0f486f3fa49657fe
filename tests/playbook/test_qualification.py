"""The frameworks that buyers are qualified by, and the messages that understanding learns from."""

from pathlib import Path
from typing import Any

import pytest

from coaching.playbook import build_playbook, load_playbook, read_documents
from coaching.playbook.answer_examples import AnswerExample, MarkedWords, read_answer_examples
from coaching.playbook.examples import BadExamples
from tests.playbook.damage import REAL, Damage, problems

BANT = "qualification/bant.yml"
LETTERS = frozenset({"need", "timing", "authority", "budget"})

DAMAGES = [
    Damage(BANT, "    why: >-", "    wy: >-", "letters[0].wy", "wy:", "did you mean “why”?"),
    Damage(BANT, "id: timing", "id: need", "letters[1]", "id: need", "a second time"),
    Damage(BANT, "id: bant", "id: champ", "id", "id: champ", "the file is called"),
    Damage(BANT, "initial: N", "initial: Need", "letters[0].initial", "initial: Need", "at most 3"),
    Damage(BANT, "name: Need", "name: ''", "letters[0].name", "name: ''", "needs words"),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.field)
def test_damage_is_told_with_field_and_reason(copy: Path, damage: Damage) -> None:
    damage.do(copy)
    told = problems(copy)
    found = [p for p in told if p.file == BANT and p.field.startswith(damage.field)]
    assert any(damage.reason in p.reason for p in found), "\n".join(map(str, told))


def test_a_playbook_without_bant_says_so(copy: Path) -> None:
    (copy / BANT).unlink()
    assert [(p.file, p.field) for p in problems(copy)] == [(BANT, "file")]


def test_need_is_asked_first_and_budget_last() -> None:
    playbook, _ = load_playbook(REAL)
    asked = [letter.id for letter in playbook.frameworks["bant"].letters]
    assert asked == ["need", "timing", "authority", "budget"]


def test_every_letter_has_a_question_to_the_rep_and_one_to_the_buyer() -> None:
    playbook, _ = load_playbook(REAL)
    for letter in playbook.frameworks["bant"].letters:
        assert letter.ask.endswith("?")
        assert letter.ask_buyer.endswith("?")
        assert letter.ask != letter.ask_buyer


def test_what_was_published_before_there_were_frameworks_has_none() -> None:
    documents: dict[str, Any] = read_documents(REAL)
    del documents[BANT]
    assert build_playbook(documents, published=True).frameworks == {}


def write(folder: Path, text: str) -> None:
    (folder / "some.yml").write_text(text, encoding="utf-8")


def test_marked_words_keep_their_place_in_the_message(tmp_path: Path) -> None:
    write(
        tmp_path,
        "- asked: budget\n"
        '  say: ["[budget ~: 5k], no, [budget 2: 6k] and [authority 1: some boss] nods."]\n',
    )
    assert read_answer_examples(tmp_path, LETTERS) == (
        AnswerExample(
            "budget",
            "5k, no, 6k and some boss nods.",
            (
                MarkedWords("budget", None, 0, 2),
                MarkedWords("budget", 2, 8, 10),
                MarkedWords("authority", 1, 15, 24),
            ),
        ),
    )


def test_all_mistakes_of_the_examples_are_told_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        '- {asked: money, say: ["a"]}\n'
        "- {asked: need}\n"
        '- {asked: need, say: ["[wish 2: a]", "[need 3: a]", "", "fine"]}\n',
    )
    (tmp_path / "torn.yml").write_text("- [", encoding="utf-8")
    with pytest.raises(BadExamples) as told:
        read_answer_examples(tmp_path, LETTERS)
    lines = str(told.value).splitlines()
    for part in (
        "some.yml: block 1: 'money' is no letter",
        "some.yml: block 2 needs",
        "some.yml: block 3, message 1: '[wish 2: a]' marks no letter",
        "some.yml: block 3, message 2: a mark reads",
        "some.yml: block 3, message 3 has no words",
        "torn.yml: not YAML",
    ):
        assert any(line.startswith(part) for line in lines), part


def test_the_shipped_examples_are_many_and_well_marked() -> None:
    examples = read_answer_examples(REAL / "qualification" / "examples", LETTERS)
    for letter in LETTERS:
        marked = [m for e in examples for m in e.marks if m.letter == letter]
        assert len(marked) >= 120
        assert {m.score for m in marked} >= {0, 1, 2}
    assert sum(not example.marks for example in examples) >= 250
    assert sum(len({m.letter for m in e.marks}) > 1 for e in examples) >= 100
