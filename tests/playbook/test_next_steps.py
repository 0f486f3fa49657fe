"""The rules of next steps that are shipped, and damage to them."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coaching.domain.deals.deal import DealState
from coaching.domain.next_step.advice import NO_NEXT_STEPS, NextSteps, RuleId, Stand
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Market, Stage
from coaching.playbook import build_playbook, load_playbook, read_documents
from tests.domain.next_steps import a_file, advised, objection
from tests.playbook.damage import REAL, Damage, assert_told, problems

RULES, EXITS, OUTLOOK = (f"next_steps/{name}.yml" for name in ("rules", "exits", "outlook"))

DAMAGES = [
    Damage(RULES, "no_activity:", "no_activty:", "no_activty", "no_activty:", "“no_activity”?"),
    Damage(RULES, "no_activity:", "no_activty:", "no_activity", "", "is missing"),
    Damage(RULES, "priority: 2", "priority: 1", "open_objection.priority", "", "comes first?"),
    Damage(RULES, "priority: 7", "priority: 8", "stage_exit_not_met.priority", "", "from 1 to 7"),
    Damage(RULES, "days: 14", "days: soon", "no_activity.days", "days: soon", "from 1 to 365"),
    Damage(RULES, "  days: 14\n", "", "no_activity.days", "no_activity:", "is missing"),
    Damage(RULES, "  count: 2", "  days: 2", "single_contact.days", "", "not a field"),
    Damage(RULES, "on: true", "on: maybe", "close_date_passed.on", "on: maybe", "true or false"),
    Damage(
        RULES, "markets: [b2b]", "markets: [b2x]", "no_economic_buyer.markets[0]", "b2x", "market"
    ),
    Damage(RULES, "markets: [b2b]", "markets: []", "no_economic_buyer.markets", "[]", "at least 1"),
    Damage(
        RULES,
        "[presentation, meeting_objections",
        "[presenting, meeting_objections",
        "no_economic_buyer.stages[0]",
        "presenting",
        "“presentation”?",
    ),
    Damage(RULES, "since {date}", "since {day}", "no_activity.because", "{day}", "may use {age}, "),
    Damage(RULES, "Call\n", "Call {who}\n", "no_activity.action.verb", "{who}", "not known here"),
    Damage(
        RULES,
        "“{words}”",
        "“{words!r:>9}”",
        "open_objection.because",
        "{words!r",
        "without anything else",
    ),
    Damage(
        RULES,
        "within_days: 3",
        "within_days: 99",
        "single_contact.action.within_days",
        "within_days: 99",
        "from 0 to 60",
    ),
    Damage(
        RULES,
        "  count: 2\n  markets: [b2b]\n",
        "  count: 2\n  markets: [b2b]\n  b2c: {because: x, action: {verb: x, object: x, "
        "within_days: 1}}\n",
        "single_contact.b2c",
        "b2c: {because",
        "never said",
    ),
    Damage(
        RULES,
        'needs {criterion}."\n',
        'needs {criterion}."\n  action: {verb: x, object: x, within_days: 1}\n',
        "stage_exit_not_met.action",
        "",
        "not a field",
    ),
    Damage(EXITS, "needs: contact", "needs: contract", "prospecting.criteria[0].needs", "", "fact"),
    Damage(EXITS, "letter: need", "letter: needs", "prospecting.criteria[2].letter", "", "“need”?"),
    Damage(EXITS, "known: vague", "known: sure", "prospecting.criteria[2].known", "", "specific"),
    Damage(
        EXITS,
        "      needs: contact\n",
        "      needs: contact\n      letter: need\n",
        "prospecting.criteria[0]",
        "",
        "one thing",
    ),
    Damage(
        EXITS,
        "      needs: research\n",
        "      needs: research\n      known: vague\n",
        "pre_approach.criteria[1].known",
        "",
        "there is none",
    ),
    Damage(
        EXITS, "id: named_person", "id: named_contact", "prospecting.criteria[1].id", "", "second"
    ),
    Damage(EXITS, "closing:", "the_close:", "the_close", "the_close:", "is not a stage"),
    Damage(
        EXITS, "    b2c: {verb: Tell", "    b2d: {verb: Tell", "closing.then.b2d", "b2d", "“b2c”?"
    ),
    Damage(OUTLOOK, "  lost: This", "  gone: This", "stands.gone", "gone:", "way to stand"),
    Damage(OUTLOOK, "until {date}.", "until {day}.", "stands.parked_until", "{day}", "not known"),
    Damage(OUTLOOK, "  parked: {verb", "  won: {verb", "actions.won", "won: {verb", "no action"),
    Damage(OUTLOOK, "field: amount", "field: price", "gaps[1].field", "price", "can be missing"),
    Damage(OUTLOOK, "field: amount", "field: close_date", "gaps[2].field", "", "a second time"),
    Damage(
        OUTLOOK,
        "    vague: the day for “{evidence}”\n",
        "",
        "gaps[3].vague",
        "field: next_step",
        "is missing",
    ),
    Damage(
        OUTLOOK, "“{winner}”", "“{first}”", "not_chosen", "{first}", "{first} is not known here"
    ),
    Damage(OUTLOOK, "{days} days ago", "{n} days ago", "ages.days_ago", "{n}", "may use {days}"),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: f"{d.file}:{d.field}")
def test_damage_is_told_with_file_field_line_and_reason(copy: Path, damage: Damage) -> None:
    damage.do(copy)
    assert_told(copy, damage, problems(copy))


@pytest.mark.parametrize("file", [RULES, EXITS, OUTLOOK])
def test_a_missing_file_is_told(copy: Path, file: str) -> None:
    (copy / file).unlink()
    assert [(p.file, p.reason) for p in problems(copy)] == [(file, "is missing")]


def test_a_file_that_nothing_reads_is_told(copy: Path) -> None:
    (copy / "next_steps" / "mine.yml").write_text("a: b", encoding="utf-8")
    assert [p.file for p in problems(copy)] == ["next_steps/mine.yml"]


def test_a_playbook_from_before_next_steps_is_still_built() -> None:
    documents = read_documents(REAL)
    older = {file: kept for file, kept in documents.items() if "next_steps/" not in file}
    assert build_playbook(older, published=True).next_steps == NO_NEXT_STEPS


def shipped() -> NextSteps:
    return load_playbook(REAL)[0].next_steps


def test_the_rules_that_are_shipped_come_in_the_order_of_the_list() -> None:
    assert [rule.id for rule in shipped().rules] == list(RuleId)
    assert all(rule.on and rule.source for rule in shipped().rules)


def test_a_change_in_the_file_changes_the_advice(copy: Path) -> None:
    file = a_file({"amount": None}, contacts=a_file().contacts[:1])
    before = advised(file, load_playbook(copy)[0].next_steps)
    assert [str(each.rule) for each in before.because] == ["single_contact"]
    path = copy / RULES
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  count: 2", "  count: 1"), encoding="utf-8")
    after = advised(file, load_playbook(copy)[0].next_steps)
    assert after.because == ()


def every_advice() -> list[Any]:
    """The advice on a full and an empty deal of every stage, market and state."""
    stop = objection(4, ObjectionLabel.STOP_CONTACT)
    empty = {"amount": None, "close_date": None, "next_step": None, "next_step_on": None}
    return [
        advised(file, shipped())
        for stage in Stage
        for market in Market
        for state in DealState
        for own in ({}, empty)
        for file in (
            a_file({"stage": stage, "market": market, "state": state, **own}),
            a_file(
                {"stage": stage, "market": market, "state": state, **own},
                contacts=(), known=(), activities=(),
            ),
            a_file({"stage": stage, "market": market, "state": state}, objections=(objection(3),)),
            a_file({"stage": stage, "market": market, "state": state}, objections=(stop,)),
        )
    ]  # fmt: skip


def test_everything_that_is_said_is_whole_and_plain() -> None:
    texts = set()
    for advice in every_advice():
        if advice.action:
            texts |= {f"{advice.action.verb} {advice.action.object}."}
        texts |= {advice.stand or "", *(each.text for each in advice.because)}
        texts |= {each.text for each in advice.gaps} | {each.why for each in advice.not_chosen}
    for text in texts:
        assert not re.search(r"[{}!]|\bNone\b|  |_", text), text


def test_households_are_never_told_of_companies_words() -> None:
    files = [a_file({"market": Market.B2C, "stage": stage}, contacts=()) for stage in Stage]
    for file in files:
        advice = advised(replace(file, known=()), shipped())
        said = f"{advice.action} {advice.because} {advice.gaps}"
        assert not re.search(r"sign|purchase|budget holder|introduction", said)


def test_every_stand_has_its_words() -> None:
    outlook = shipped().outlook
    assert outlook is not None
    assert set(outlook.stands) == set(Stand)
