"""Fields of the wrong name, kind or length, and files that are no YAML for us."""

from pathlib import Path

import pytest

from tests.playbook.damage import HOSPITAL, PAYROLL, Damage, assert_told, problems

SHAPE = [
    Damage(PAYROLL, "title: The", "titel: The", "titel", "titel:", "did you mean “title”?"),
    Damage(PAYROLL, "title: The", "titel: The", "title", "id: price", "is missing"),
    Damage(PAYROLL, "trust: 50", "trust: lots", "trust", "trust: lots", "from 0 to 100"),
    Damage(PAYROLL, "patience: 75", "patience: 175", "patience", "patience: 175", "from 0 to 100"),
    Damage(PAYROLL, "stage: meeting_objections", "stage: objections", "stage", "stage:", "stage"),
    Damage(
        PAYROLL,
        "objection_label: price_value",
        "objection_label: price_valeu",
        "objection_label",
        "price_valeu",
        "did you mean “price_value”?",
    ),
    Damage(
        PAYROLL,
        "path: [acknowledge, explore_open",
        "path: [acknowledge, explore_opne",
        "path[1]",
        "explore_opne",
        "“explore_opne” is not a move; did you mean “explore_open”?",
    ),
    Damage(
        PAYROLL,
        "    - You could say that. On paper",
        "    - " + "You could say that, " * 30,
        "lines.guarded[1]",
        "You could say that, You",
        "at most 400",
    ),
    Damage(PAYROLL, "  guarded:", "  gaurded:", "lines.gaurded", "gaurded", "“guarded”?"),
    Damage(PAYROLL, "  guarded:", "  fact.x:", "lines.fact.x", "fact.x", "belong under facts"),
    Damage(PAYROLL, "- warm: It starts", "- hot: It starts", "lines.guarded[2]", "hot:", "warm"),
    Damage(
        PAYROLL, "  pitch_first:\n    c", "  pitch:\n    c", "walk_aways.pitch", "pitch:", "leaves"
    ),
    Damage(
        HOSPITAL,
        "      - Are there any exceptions?\n      - Does it hold for every department?\n",
        "",
        "facts[1].asked_by",
        "",
        "needs at least 6, has 5",
    ),
    Damage(
        "levels/2.yml", "  advance: {", "  advanced: {", "moves.advanced", "advanced", "“advance”?"
    ),
    Damage("levels/2.yml", "number: 2", "number: 4", "number", "number:", "from 1 to 3"),
    Damage(
        "rubrics/objection.yml",
        "score: 3",
        "score: 4",
        "criteria[0].rules[0].score",
        "score: 4",
        "from 0 to 3",
    ),
    Damage(
        "rubrics/reply.yml",
        "or tell you?",
        "or tell you.",
        "rules[0].asks",
        "or tell you.",
        "must be a question",
    ),
    Damage("moves/moves.yml", "isolate:\n", "isolat:\n", "isolat", "isolat:", "“isolate”?"),
    Damage("objections/objections.yml", "budget_none:", "budget:", "budget", "budget:", "not an"),
    Damage("stages/closing.yml", "  b2c: >-", "  b2d: >-", "do.b2d", "b2d", "“b2c”?"),
    Damage(
        "stages/closing.yml",
        "fault: A vague end",
        "fault: A. B. C. A vague end",
        "fault",
        "fault:",
        "at most 2 sentences",
    ),
    Damage("lines/common.yml", "  heard: #", "  herd: #", "lines.herd", "herd:", "“heard”?"),
]

READING = [
    Damage(PAYROLL, "trust: 50", "trust: 50\ntrust: 60", "trust", "trust: 60", "a second time"),
    Damage(PAYROLL, "trust: 50", "trust: 2026-01-01", "trust", "2026-01-01", "in quotes"),
    Damage(
        PAYROLL, "trust: 50", "trust: !!python/name:os.system 5", "trust", "python", "in quotes"
    ),
    Damage(PAYROLL, "trust: 50", "trust: !!int many", "trust", "many", "not what its"),
    Damage(PAYROLL, "trust: 50", "trust: .inf", "trust", ".inf", "not a number to count with"),
    Damage(
        PAYROLL,
        "trust: 50\npatience: 75",
        "trust: &t 50\npatience: *t",
        "patience",
        "*t",
        "references",
    ),
    Damage(PAYROLL, "path: [", "path: [[", "file", "wins:", "cannot be read"),
    Damage(PAYROLL, "title: The", "title: The: a", "file", "title:", "cannot be read"),
]


@pytest.mark.parametrize("damage", [*SHAPE, *READING], ids=lambda d: f"{d.file}:{d.field}")
def test_damage_is_told_with_file_field_line_and_reason(copy: Path, damage: Damage) -> None:
    damage.do(copy)
    assert_told(copy, damage, problems(copy))
