"""Fields that are well formed and do not fit together."""

from pathlib import Path

import pytest

from tests.playbook.damage import CLINIC, HOSPITAL, PAYROLL, Damage, assert_told, problems

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
        "    asks: What did you want them to do or tell you?\n",
        "",
        "rules[0].asks",
        "",
        "what the coach asks the rep",
    ),
    Damage(
        "rubrics/reply.yml",
        "    score: 95\n",
        "    score: 95\n    asks: What next?\n",
        "rules[3].asks",
        "asks: What next?",
        "only a rule whose band is “not_scored”",
    ),
    Damage(
        "rubrics/reply.yml",
        "    score: 95",
        "    score: 60",
        "rules[3].score",
        "score: 60",
        "“good” goes from 70 to 100",
    ),
    Damage(
        "rubrics/reply.yml",
        "    when: {any_of: [acknowledge, restate]}\n",
        "",
        "rules[43]",
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
        "words/coach.yml",
        "open: {title}.",
        "open: {title.",
        "coach.practice_waiting",
        "waiting",
        "bracket",
    ),
    Damage("words/coach.yml", "coach.lost:", "lost:", "lost", "lost:", "begin with “coach.”"),
    Damage("words/coach.yml", "coach.lost:", "coach.lst:", "coach.lost", "", "needs this sentence"),
]


@pytest.mark.parametrize("damage", FIT, ids=lambda d: f"{d.file}:{d.field}")
def test_damage_is_told_with_file_field_line_and_reason(copy: Path, damage: Damage) -> None:
    damage.do(copy)
    assert_told(copy, damage, problems(copy))
