"""Answers: right, with their source, corrected where the question is wrong, and never invented."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from coaching.domain.knowledge.entries import Entry
from coaching.domain.playbook import Playbook
from coaching.domain.stages import Market
from coaching.services.knowledge.desk import AnswerStatus, KnowledgeDesk
from coaching.services.knowledge.looking_up import look_up
from coaching.services.knowledge.saying import say_answer
from tests.fakes import LiteralLibrarian
from tests.services.house import TestHouse

LIBRARIAN = LiteralLibrarian()


@pytest.fixture
def playbook(house: TestHouse) -> Playbook:
    with house.store.reading() as reads:
        return house.playbooks.latest(reads)


@pytest.fixture
def desk(house: TestHouse) -> KnowledgeDesk:
    return KnowledgeDesk(house.store, house.playbooks, LIBRARIAN)


def says(playbook: Playbook, question: str) -> str:
    return say_answer(playbook, look_up(playbook, LIBRARIAN, question))


def some(playbook: Playbook, fits: Callable[[Entry], object]) -> Entry:
    return next(entry for entry in playbook.knowledge.entries.values() if fits(entry))


def test_an_answer_names_its_source(playbook: Playbook) -> None:
    for entry in playbook.knowledge.entries.values():
        said = says(playbook, entry.id)
        assert said.startswith(entry.answer)
        assert entry.source.rstrip(".") in said.splitlines()[-1]


def test_a_market_is_answered_where_it_was_asked_for(playbook: Playbook) -> None:
    entry = some(playbook, lambda e: e.b2b and e.b2c)
    assert (entry.b2b or "") in says(playbook, f"{entry.id} b2b")
    assert (entry.b2b or "") not in says(playbook, f"{entry.id} b2c")
    assert (entry.b2b or "") not in says(playbook, entry.id)


def test_what_figures_are_worth_is_said_with_them(playbook: Playbook) -> None:
    entry = some(playbook, lambda e: e.caveat)
    assert (entry.caveat or "") in says(playbook, entry.id)


def test_two_things_compared_are_both_answered_in_short(playbook: Playbook) -> None:
    said = says(playbook, "bant or spin?")
    for id in ("bant", "spin"):
        assert playbook.knowledge.entries[id].title in said
        assert playbook.knowledge.entries[id].source.rstrip(".") in said


def test_two_questions_in_one_are_both_answered(playbook: Playbook) -> None:
    answer = look_up(playbook, LIBRARIAN, "what is bant anyway? and who needs spin nowadays?")
    assert [entry.id for entry in answer.entries] == ["bant", "spin"]


def test_a_wrong_premise_is_set_right_before_the_answer(playbook: Playbook) -> None:
    said = says(playbook, "what does the K in BANT stand for").splitlines()
    assert "no K" in said[0]
    assert playbook.knowledge.entries["bant"].answer in said


def test_a_correction_is_given_even_where_nothing_was_found(playbook: Playbook) -> None:
    answer = look_up(playbook, LIBRARIAN, "which step comes after follow-up")
    assert answer.corrections
    assert answer.first is not None


def test_every_fact_can_be_told(playbook: Playbook) -> None:
    for question in (
        "closing is the fifth step",
        "the eight steps of selling",
        "why does closing come before presentation",
        "which step comes after follow-up",
        "which step comes before prospecting",
        "which step comes between closing and follow-up",
        "why is closing part of pre-sales",
        "the four areas of selling",
        "the third pre-sales step",
        "the K in BANT",
        "the second P in MEDDPICC",
        "the A in BANT stands for attitude",
        "the five letters of BANT",
        "why is champion part of BANT",
        "who at Gartner invented BANT",
    ):
        corrections = look_up(playbook, LIBRARIAN, question).corrections
        assert corrections, question
        assert not any("{" in said for said in corrections)


def test_the_desk_says_how_it_answered(desk: KnowledgeDesk, playbook: Playbook) -> None:
    folklore = some(playbook, lambda e: e.folklore)
    assert desk.ask("bant").status is AnswerStatus.ANSWERED
    assert desk.ask(folklore.id).status is AnswerStatus.REFUSED
    assert desk.ask("the K in BANT").status is AnswerStatus.CORRECTED
    unknown = desk.ask("nothing of the kind")
    assert (unknown.status, unknown.text) == (AnswerStatus.UNKNOWN, "")
    assert len(unknown.answer.nearest) == 2


def test_a_given_market_comes_before_one_that_is_named(desk: KnowledgeDesk) -> None:
    assert desk.ask("bant b2b", Market.B2C).answer.market is Market.B2C


def test_the_desk_lists_everything_by_id(desk: KnowledgeDesk, playbook: Playbook) -> None:
    assert [entry.id for entry in desk.entries()] == sorted(playbook.knowledge.entries)


def test_a_playbook_without_knowledge_knows_nothing(playbook: Playbook) -> None:
    empty = replace(playbook, knowledge=type(playbook.knowledge)())
    assert look_up(empty, LIBRARIAN, "what is bant").entries == ()
