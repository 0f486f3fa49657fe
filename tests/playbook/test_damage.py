"""Each kind of damage to a playbook is told with its file, field, line and reason; all at once."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from coaching.domain.errors import PlaybookBroken, Problem
from coaching.playbook import build_playbook, load_playbook, read_documents
from coaching.playbook.__main__ import main

REAL = Path(__file__).parents[2] / "playbook"
PAYROLL = "scenarios/price-payroll.yml"
CLINIC = "scenarios/brushoff-clinic.yml"
HOSPITAL = "scenarios/condition-hospital.yml"


@dataclass(frozen=True)
class Damage:
    """`old` becomes `new` in `file`; then `field` is told for `reason`, on the first line that
    holds `at` (if given)."""

    file: str
    old: str
    new: str
    field: str
    at: str
    reason: str

    def do(self, folder: Path) -> None:
        path = folder / self.file
        text = path.read_text(encoding="utf-8")
        assert self.old in text, f"{self.file} no longer holds {self.old!r}"
        path.write_text(text.replace(self.old, self.new, 1), encoding="utf-8")

    def told(self, folder: Path) -> tuple[str, str, int | None]:
        lines = (folder / self.file).read_text(encoding="utf-8").splitlines()
        line = next(n for n, text in enumerate(lines, start=1) if self.at in text)
        return self.file, self.field, line


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

FIT = [
    Damage(PAYROLL, "id: price-payroll", "id: payroll", "id", "id: payroll", "file is called"),
    Damage(
        PAYROLL, "rubric: objection", "rubric: objektion", "rubric", "objektion", "“objection”?"
    ),
    Damage(
        PAYROLL,
        "      facts: [last_switch, who_signs]",
        "      facts: [last_switch, who_sings]",
        "endings[0].needs.facts",
        "who_sings",
        "no fact “who_sings”; did you mean “who_signs”?",
    ),
    Damage(PAYROLL, "wins: [order,", "wins: [stop_contact,", "wins[0]", "wins:", "no ending leads"),
    Damage(
        PAYROLL,
        "      any_of: [vague_next]\n      none_of: [advance]",
        "      any_of: [vague_next]\n      none_of: [any_fault]",
        "endings[2].needs",
        "",
        "can never happen",
    ),
    Damage(PAYROLL, "  isolate: If", "  restat: If", "wordings.restat", "restat:", "“restate”?"),
    Damage(
        PAYROLL,
        "path: [acknowledge, explore_open, isolate",
        "path: [acknowledge, comply, isolate",
        "path[1]",
        "path:",
        "no wording for “comply”",
    ),
    Damage(
        PAYROLL,
        "    - cool: You would say that, wouldn't you.",
        "    - cool: Isn't that enough, Martin would ask.",
        "lines.unconvinced[3]",
        "Isn't that enough, Martin",
        "gives away the fact “who_signs”",
    ),
    Damage(
        PAYROLL,
        "goal: Find out",
        "goal: They had wrong payslips. Find out",
        "goal",
        "goal:",
        "gives away the fact “last_switch”",
    ),
    Damage(
        PAYROLL,
        "    - Yes. It's not small change for us.",
        "    - You could say that. On paper it's the money.",
        "lines.guarded[1]",
        "",
        "stands already at lines.heard[0]",
    ),
    Damage(
        PAYROLL,
        "    - Yes. It's not small change for us.",
        "    - Mm. Go on.",
        "lines.heard[0]",
        "- Mm. Go on.",
        "stands already among the shared lines",
    ),
    Damage(
        PAYROLL, "second_objections: 2", "second_objections: 4", "lines.second", "  second:", "4"
    ),
    Damage(PAYROLL, "level: 1", "level: 3\nbonus: 1", "bonus", "bonus", "not a field"),
    Damage(PAYROLL, "trust: 50", "trust: 3", "trust", "trust: 3", "would leave at once"),
    Damage(
        PAYROLL,
        "hidden_cause: risk_past_failure",
        "hidden_cause: price_value",
        "hidden_cause",
        "hidden_cause:",
        "says openly",
    ),
    Damage(PAYROLL, "    is_cause: true\n", "", "hidden_cause", "hidden_cause", "is_cause: true"),
    Damage(
        HOSPITAL, "wins: [disqualified]", "wins: [no_sale]", "wins", "wins:", "parting politely"
    ),
    Damage(
        HOSPITAL,
        "nature: condition",
        "nature: stop_contact",
        "nature",
        "nature:",
        "go together",
    ),
    Damage(
        HOSPITAL,
        "giveaways: [Terzi, purchasing office]",
        "giveaways: [Terzi, buying office]",
        "facts[2].giveaways[1]",
        "buying office",
        "not in the lines of this fact",
    ),
    Damage(
        CLINIC,
        "  - id: left_politely",
        "  - id: patience",
        "endings[3].id",
        "- id: patience",
        "name of a walk-away",
    ),
    Damage(
        CLINIC,
        "  - id: who_decides",
        "  - id: no_shows",
        "facts[2].id",
        "",
        "taken by another one",
    ),
    Damage(
        "levels/1.yml",
        "each_reply: {trust: 0, patience: -3}",
        "each_reply: {trust: 0, patience: 3}",
        "each_reply",
        "each_reply:",
        "go on for ever",
    ),
    Damage(
        "levels/1.yml",
        "argue: {trust: -14",
        "argue: {trust: 14",
        "moves.argue",
        "argue: {trust: 14",
        "must not win",
    ),
    Damage(
        "levels/1.yml",
        "    argue: 3",
        "    answer: 3",
        "leaving.faults.answer",
        "answer: 3",
        "fault",
    ),
    Damage(
        "rubrics/objection.yml", "weight: 15", "weight: 25", "criteria", "criteria:", "make 110"
    ),
    Damage(
        "rubrics/objection.yml",
        "        shows: [dismiss, argue]\n",
        "        when: {any_of: [dismiss]}\n",
        "criteria[0].rules",
        "rules:",
        "must always hold",
    ),
    Damage(
        "rubrics/objection.yml",
        "        when: {any_of: [acknowledge, restate]}\n",
        "",
        "criteria[0].rules[2]",
        "- id: hears.undone",
        "never reached",
    ),
    Damage(
        "rubrics/reply.yml",
        "    score: 95",
        "    score: 60",
        "rules[2].score",
        "score: 60",
        "“good” goes from 70 to 100",
    ),
    Damage(
        "rubrics/reply.yml",
        "    when: {any_of: [acknowledge, restate]}\n",
        "",
        "rules[39]",
        "- id: reply.heard_only",
        "never reached",
    ),
    Damage(
        "words/coach.yml",
        "coach.former_scenario: a scenario",
        "coach.former_scenario: a {thing}",
        "coach.former_scenario",
        "former_scenario",
        "{thing} is not known here: this sentence may use no gaps",
    ),
    Damage(
        "words/coach.yml",
        "level {level}",
        "level {levl}",
        "coach.scenario_row",
        "scenario_row",
        "may use {title}, {level}, {market}, {judged}",
    ),
    Damage(
        "words/coach.yml", "{name}. Shall", "{name. Shall", "coach.greeting", "greeting", "bracket"
    ),
    Damage(
        "words/coach.yml", "coach.thanks:", "thanks:", "thanks", "thanks:", "begin with “coach.”"
    ),
    Damage(
        "words/coach.yml", "coach.thanks:", "coach.thx:", "coach.thanks", "", "needs this sentence"
    ),
]

READING = [
    Damage(PAYROLL, "trust: 50", "trust: 50\ntrust: 60", "trust", "trust: 60", "a second time"),
    Damage(PAYROLL, "trust: 50", "trust: 2026-01-01", "trust", "2026-01-01", "in quotes"),
    Damage(
        PAYROLL, "trust: 50", "trust: !!python/name:os.system 5", "trust", "python", "in quotes"
    ),
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


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "playbook"
    shutil.copytree(REAL, folder)
    return folder


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(PlaybookBroken) as broken:
        load_playbook(folder)
    return broken.value.problems


def assert_told(folder: Path, damage: Damage, told: tuple[Problem, ...]) -> None:
    file, field, line = damage.told(folder)
    found = [p for p in told if (p.file, p.field) == (file, field) and damage.reason in p.reason]
    assert found, "\n".join(map(str, told))
    if damage.at:
        assert found[0].line == line


@pytest.mark.parametrize("damage", [*SHAPE, *FIT, *READING], ids=lambda d: f"{d.file}:{d.field}")
def test_damage_is_told_with_file_field_line_and_reason(copy: Path, damage: Damage) -> None:
    damage.do(copy)
    assert_told(copy, damage, problems(copy))


def test_every_problem_of_every_file_is_told_at_once(copy: Path) -> None:
    together = [
        *(damage for damage in SHAPE if damage.file == "levels/2.yml"),
        SHAPE[2],
        SHAPE[3],
        FIT[1],
        FIT[5],
        next(d for d in FIT if d.field == "goal"),
        next(d for d in FIT if d.file == "rubrics/objection.yml"),
        next(d for d in FIT if d.field == "coach.greeting"),
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


def test_a_scenario_without_its_level_says_so(copy: Path) -> None:
    (copy / "levels" / "1.yml").unlink()
    told = [(p.file, p.field, p.reason) for p in problems(copy)]
    assert told == [(PAYROLL, "level", "there is no level 1")]


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
        (file, "lines.explored") for file in (PAYROLL, CLINIC, HOSPITAL)
    }


def test_a_walk_away_that_nobody_has_words_for_is_told(copy: Path) -> None:
    path = copy / "lines" / "common.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  scripted:\n    cause:")], encoding="utf-8")
    assert {(p.file, p.field) for p in problems(copy)} == {
        (file, "walk_aways.scripted") for file in (PAYROLL, CLINIC, HOSPITAL)
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


def test_unreadable_documents_are_told(copy: Path) -> None:
    READING[0].do(copy)
    (copy / "levels" / "1.yml").write_text("[", encoding="utf-8")
    with pytest.raises(PlaybookBroken) as broken:
        read_documents(copy)
    assert [problem.file for problem in broken.value.problems] == ["levels/1.yml", PAYROLL]


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
