"""Deals: seen and changed by those who may, refused by field, never lost between two writers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coaching.domain.deals.deal import ActivityKind, ContactRole, DealState
from coaching.domain.errors import EntryRefused, Moved, NotAllowed, NotFound, Refused
from coaching.domain.follow_ups.times import When
from coaching.domain.objections import ObjectionLabel
from coaching.domain.people import Person
from coaching.domain.stages import Stage
from tests.pages.deal_house import TRAINEE, DealHouse
from tests.services.house import CHIEF, OTHER, REP, TestHouse


@pytest.fixture
def deals(tmp_path: Path) -> Iterator[DealHouse]:
    house = TestHouse(tmp_path)
    yield DealHouse(house)
    house.store.close()


def fields_of(refused: pytest.ExceptionInfo[EntryRefused]) -> set[str]:
    return {problem.field for problem in refused.value.problems}


def test_a_new_deal_is_ones_own_and_begins_at_the_beginning(deals: DealHouse) -> None:
    made = deals.deal(REP, "  Acme   Bakeries ")
    assert deals.deals.read(REP, made.id).file.deal == made
    assert (made.company, made.owner, made.team) == ("Acme Bakeries", REP.id, "t-1")
    assert (made.stage, made.state, made.version) == (Stage.PROSPECTING, DealState.OPEN, 1)
    assert made.created_at == made.stage_since == deals.clock.now()


def test_a_manager_reads_the_deals_of_the_team_and_nobody_else_does(deals: DealHouse) -> None:
    made = deals.deal(REP)
    assert deals.deals.read(CHIEF, made.id).owner == REP
    assert deals.deals.visible(CHIEF) == [made]
    for stranger in (OTHER, TRAINEE, replace(REP, id="u-new")):
        with pytest.raises(NotFound, match=r"^There is no such deal\.$"):
            deals.deals.read(stranger, made.id)
        assert deals.deals.visible(stranger) == []
    with pytest.raises(NotFound, match=r"^There is no such deal\.$"):
        deals.deals.read(REP, "d-none")


CHANGES: dict[str, Callable[[DealHouse, Person, str], Any]] = {
    "change": lambda h, p, d: h.deals.change(p, d, 1, {"stage": Stage.CLOSING}),
    "contact": lambda h, p, d: h.deals.add_contact(p, d, "Dana", ContactRole.USER),
    "activity": lambda h, p, d: h.deals.add_activity(p, d, ActivityKind.CALL, "Rang"),
    "objection": lambda h, p, d: h.deals.add_objection(p, d, ObjectionLabel.NEED_NONE, "No need"),
    "settle": lambda h, p, d: h.deals.settle_objection(p, d, "o-none"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_only_the_owner_changes_a_deal(deals: DealHouse, name: str) -> None:
    made = deals.deal(REP)
    before = deals.deals.read(REP, made.id).file
    with pytest.raises(NotAllowed):
        CHANGES[name](deals, CHIEF, made.id)
    with pytest.raises(NotFound):
        CHANGES[name](deals, OTHER, made.id)
    assert deals.deals.read(REP, made.id).file == before


def test_a_trainee_has_no_deals(deals: DealHouse) -> None:
    with pytest.raises(NotAllowed, match="role of a rep"):
        deals.deal(TRAINEE)
    assert deals.deals.board(TRAINEE, None) == []


def test_somebody_without_a_team_is_told_so(deals: DealHouse) -> None:
    with pytest.raises(Refused, match="no team"):
        deals.deal(replace(REP, teams=frozenset()))


def test_a_deal_that_makes_no_sense_is_refused_by_field(deals: DealHouse) -> None:
    with pytest.raises(EntryRefused) as refused:
        deals.deal(
            REP,
            " ",
            amount=-1,
            currency="pounds",
            close_date=date(1026, 1, 1),
            next_step="x" * 501,
        )
    assert fields_of(refused) == {"company", "amount", "currency", "close_date", "next_step"}
    assert deals.deals.visible(REP) == []


def test_a_change_keeps_the_rest_and_counts_the_version(deals: DealHouse) -> None:
    made = deals.deal(REP, amount=24_000, currency="gbp")
    deals.clock.pass_seconds(86_400)
    after = deals.deals.change(REP, made.id, 1, {"stage": Stage.CLOSING, "amount": None})
    assert after == replace(
        made, stage=Stage.CLOSING, stage_since=deals.clock.now(), amount=None, version=2
    )
    assert deals.deals.read(REP, made.id).file.deal == after


def test_a_change_without_a_difference_changes_nothing(deals: DealHouse) -> None:
    made = deals.deal(REP)
    assert deals.deals.change(REP, made.id, 1, {"company": "Acme Bakeries "}) == made


def test_a_change_of_something_that_moved_is_refused(deals: DealHouse) -> None:
    made = deals.deal(REP)
    deals.deals.change(REP, made.id, 1, {"amount": 5})
    with pytest.raises(Moved, match="changed meanwhile"):
        deals.deals.change(REP, made.id, 1, {"amount": 6})
    assert deals.deals.read(REP, made.id).file.deal.amount == 5


def test_the_owner_of_a_deal_cannot_be_written(deals: DealHouse) -> None:
    made = deals.deal(REP, owner="u-other", team="t-2", id="d-mine")
    assert (made.owner, made.team) == (REP.id, "t-1")
    assert made.id != "d-mine"


def test_what_belongs_to_a_deal_is_kept_in_order(deals: DealHouse) -> None:
    made = deals.deal(REP)
    service = deals.deals
    zoe = service.add_contact(REP, made.id, "Zoe", ContactRole.USER)
    dana = service.add_contact(REP, made.id, " Dana  Fox ", ContactRole.CHAMPION, "CFO")
    yesterday = deals.clock.now() - timedelta(days=1)
    second = service.add_activity(REP, made.id, ActivityKind.CALL, "They rang", inbound=True)
    first = service.add_activity(REP, made.id, ActivityKind.NOTE, "A note", yesterday)
    file = service.read(REP, made.id).file
    assert file.contacts == (dana, zoe)
    assert file.activities == (second, first)
    assert (dana.name, second.inbound, first.at) == ("Dana Fox", True, yesterday)


def test_nobody_is_on_a_deal_twice(deals: DealHouse) -> None:
    made = deals.deal(REP)
    deals.deals.add_contact(REP, made.id, "Dana Fox", ContactRole.USER)
    with pytest.raises(Refused, match="already"):
        deals.deals.add_contact(REP, made.id, "dana fox", ContactRole.USER)


def test_nothing_happens_in_the_future_or_without_words(deals: DealHouse) -> None:
    made = deals.deal(REP)
    tomorrow = deals.clock.now() + timedelta(days=1)
    with pytest.raises(EntryRefused) as refused:
        deals.deals.add_activity(REP, made.id, ActivityKind.CALL, " \n", tomorrow)
    assert fields_of(refused) == {"text", "at"}
    with pytest.raises(EntryRefused) as refused:
        deals.deals.add_objection(REP, made.id, ObjectionLabel.NEED_NONE, "", tomorrow)
    assert fields_of(refused) == {"words", "raised_at"}


def test_an_objection_is_settled_once(deals: DealHouse) -> None:
    made = deals.deal(REP)
    raised = deals.deals.add_objection(REP, made.id, ObjectionLabel.NEED_NONE, "We do it ourselves")
    settled = deals.deals.settle_objection(REP, made.id, raised.id)
    deals.clock.pass_seconds(60)
    assert deals.deals.settle_objection(REP, made.id, raised.id) == settled
    assert settled.settled_at == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_an_objection_of_another_deal_is_unknown(deals: DealHouse) -> None:
    one, other = deals.deal(REP), deals.deal(REP, "Brightpath")
    raised = deals.deals.add_objection(REP, one.id, ObjectionLabel.NEED_NONE, "No need")
    with pytest.raises(NotFound):
        deals.deals.settle_objection(REP, other.id, raised.id)


def test_the_board_shows_what_is_most_urgent_first(deals: DealHouse) -> None:
    calm = deals.deal(REP, "Calm", state=DealState.LOST)
    late = deals.deal(REP, "Late", close_date=date(2026, 11, 1), stage=Stage.CLOSING)
    board = deals.deals.board(REP, None)
    assert [reading.file.deal.id for reading in board] == [late.id, calm.id]
    assert board[0].advice.action is not None
    assert [r.file.deal for r in deals.deals.board(REP, DealState.LOST)] == [calm]


def test_a_managers_follow_up_on_a_reps_deal_is_the_managers_own(deals: DealHouse) -> None:
    made = deals.deal(REP)
    when = When(date(2026, 12, 1), None, "UTC")
    own = deals.follow_ups.schedule(REP, "Call Dana", when, made.id)
    noted = deals.follow_ups.schedule(CHIEF, "Ask Ines about Dana", when, made.id)
    assert deals.deals.read(REP, made.id).file.follow_ups == (own,)
    assert set(deals.deals.read(CHIEF, made.id).file.follow_ups) == {own, noted}
