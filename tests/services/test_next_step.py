"""Advice on a deal of the house: who may have it, on a copy, and how it is said."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from coaching.domain.deals.deal import Contact, ContactRole, Deal, DealFile, DealState, Known
from coaching.domain.errors import NotFound, Refused
from coaching.domain.next_step.advice import NO_NEXT_STEPS, Advice, RuleId
from coaching.domain.people import Person
from coaching.domain.playbook import Playbook
from coaching.domain.stages import Market, Stage
from coaching.services.deals.next_step import advise, advise_if, advise_on_deal, say_advice
from tests.domain.next_steps import a_deal, a_file, activity, ago, objection
from tests.services.house import CHIEF, OTHER, REP, TestHouse

NOW = ago(0)
NO_STEP: dict[str, Any] = {"next_step": None, "next_step_on": None}


def deal(**fields: Any) -> Deal:
    return a_deal(owner=REP.id, team="t-1", **fields)


def keep(house: TestHouse, kept: Deal, *more: Contact | Known) -> None:
    with house.store.writing() as writes:
        writes.add_deal(kept)
        for each in more:
            if isinstance(each, Contact):
                writes.add_contact(each)
            else:
                writes.record_known(each)
        writes.commit()


def ask(house: TestHouse, person: Person = REP, **change: object) -> Advice:
    with house.store.reading() as reads:
        if change:
            return advise_if(reads, house.playbooks, person, "d-1", NOW, change)
        return advise_on_deal(reads, house.playbooks, person, "d-1", NOW)


def winner(advice: Advice) -> str | None:
    return str(advice.because[0].rule) if advice.because else None


def test_the_owner_gets_advice_under_their_name(house: TestHouse) -> None:
    keep(
        house, deal(close_date=date(2026, 11, 20)), Contact("c-1", "d-1", "Dana", ContactRole.USER)
    )
    advice = ask(house)
    assert winner(advice) == "close_date_passed"
    assert advice.action is not None
    assert (advice.action.who, advice.action.by) == ("Ines", date(2026, 11, 25))
    assert advice.action.object.startswith("Dana ")


def test_the_managers_advice_speaks_of_the_owner(house: TestHouse) -> None:
    keep(house, deal())
    assert ask(house, CHIEF) == ask(house, REP)


def test_a_deal_that_is_not_yours_is_unknown(house: TestHouse) -> None:
    keep(house, deal())
    with pytest.raises(NotFound) as foreign:
        ask(house, OTHER)
    with house.store.reading() as reads, pytest.raises(NotFound) as unknown:
        advise_on_deal(reads, house.playbooks, REP, "d-none", NOW)
    assert str(foreign.value) == str(unknown.value)


def test_a_manager_of_another_team_is_told_of_no_deal(house: TestHouse) -> None:
    keep(house, deal())
    with pytest.raises(NotFound):
        ask(house, replace(CHIEF, manages=frozenset({"t-2"})))


@pytest.mark.parametrize(
    ("change", "then"),
    [
        ({"close_date": "2026-11-01"}, "close_date_passed"),
        ({"close_date": date(2026, 11, 1)}, "close_date_passed"),
        ({"economic_buyer": False}, "no_economic_buyer"),
        ({"economic_buyer": True, "next_step_on": None}, "no_dated_next_step"),
        ({"next_step_on": "2026-11-24"}, "single_contact"),
        ({"stage": "approach"}, "stage_exit_not_met"),
        ({"state": "lost"}, None),
        ({"amount": None}, "single_contact"),
    ],
)
def test_what_if_answers_on_a_copy(
    house: TestHouse, change: dict[str, object], then: str | None
) -> None:
    signer = Contact("c-1", "d-1", "Dana", ContactRole.ECONOMIC_BUYER)
    keep(house, deal(created_at=ago(5)), signer)
    before = ask(house)
    assert winner(before) == "single_contact"
    assert winner(ask(house, **change)) == then
    assert ask(house) == before


def test_what_if_the_objection_is_settled(house: TestHouse) -> None:
    keep(house, deal())
    with house.store.writing() as writes:
        writes.add_objection(objection(3))
        writes.commit()
    assert winner(ask(house)) == "open_objection"
    assert winner(ask(house, objection_settled=False)) == "open_objection"
    assert winner(ask(house, objection_settled=True)) == "no_economic_buyer"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("company", "Other"),
        ("stage", "won"),
        ("stage", None),
        ("state", "half open"),
        ("close_date", "soon"),
        ("close_date", 20261101),
        ("next_step_on", NOW),
        ("amount", -1),
        ("amount", True),
        ("amount", "lots"),
        ("next_step", 7),
        ("economic_buyer", "Dana"),
        ("objection_settled", None),
    ],
)
def test_what_cannot_be_supposed_is_refused_by_name(
    house: TestHouse, field: str, value: object
) -> None:
    keep(house, deal())
    with pytest.raises(Refused, match=f"^{field}: "):
        ask(house, **{field: value})


def playbook_of(house: TestHouse) -> Playbook:
    return house.sessions.scenarios()


def said(house: TestHouse, file: DealFile, now: datetime = NOW) -> list[str]:
    playbook = playbook_of(house)
    return say_advice(playbook, file, advise(playbook, file, REP, now)).splitlines()


def test_the_answer_is_read_like_a_colleagues_message(house: TestHouse) -> None:
    file = a_file({**NO_STEP, "amount": None}, objections=(objection(3),))
    assert said(house, file) == [
        "Acme: ask Dana what is behind it and whether it is the only thing, before you answer, "
        "by Wednesday 25 November.",
        "Why: An objection came up 3 days ago and is not settled: “Too dear”.",
        "Still to find out: what it is worth; what happens next, and when.",
        "Also true, but not first: no next step has a day.",
        "Stage: presentation. I am fairly sure: the facts are fresh and nearly complete.",
    ]


def test_a_healthy_deal_is_sent_on(house: TestHouse) -> None:
    lines = said(house, a_file())
    assert len(lines) == 3
    assert lines[1] == "Everything this stage asks for is in the file, so go for the next one."


def test_a_lost_deal_is_one_line(house: TestHouse) -> None:
    assert len(said(house, a_file({"state": DealState.LOST}))) == 1


def test_doubt_is_said(house: TestHouse) -> None:
    assert "first guess" in said(house, a_file(NO_STEP, contacts=(), known=(), activities=()))[-1]
    assert "not quite sure" in said(house, a_file(known=(), activities=(activity(40),)))[-1]


def test_no_answer_is_longer_than_eight_lines_or_shows_a_rules_name(house: TestHouse) -> None:
    empty = {**NO_STEP, "amount": None, "close_date": None}
    for stage in Stage:
        for market in Market:
            for state in DealState:
                own = {"stage": stage, "market": market, "state": state}
                for file in (
                    a_file(own),
                    a_file({**own, **empty}, contacts=(), known=(), activities=()),
                    a_file({**own, **empty}, objections=(objection(9),)),
                ):
                    lines = said(house, file)
                    assert 1 <= len(lines) <= 8
                    assert not [rule for rule in RuleId if rule in "\n".join(lines)]


def test_a_playbook_from_before_next_steps_answers_with_what_it_knows(house: TestHouse) -> None:
    older = replace(playbook_of(house), next_steps=NO_NEXT_STEPS)
    file = a_file()
    assert say_advice(older, file, advise(older, file, REP, NOW)).startswith("Stage: ")
