"""One's own follow-ups: made for a day or a time, done once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from coaching.domain.errors import EntryRefused, Moved, NotAllowed, NotFound, Refused
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.follow_ups.times import When
from tests.pages.deal_house import TRAINEE, DealHouse
from tests.services.house import OTHER, REP, TestHouse

MONDAY = When(date(2026, 11, 23), None, "Europe/Berlin")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[DealHouse]:
    built = TestHouse(tmp_path)
    yield DealHouse(built)
    built.store.close()


def call_dana(house: DealHouse, when: When = MONDAY, deal: str | None = None) -> FollowUp:
    return house.follow_ups.schedule(REP, "Call  Dana", when, deal)


def test_a_day_is_due_in_its_morning_and_a_time_at_that_time(house: DealHouse) -> None:
    assert call_dana(house).due_at == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    at_three = When(date(2026, 11, 23), time(15), "Europe/Berlin")
    assert call_dana(house, at_three).due_at == datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    assert [each.what for each in house.follow_ups.mine(REP)] == ["Call Dana"] * 2


def test_today_is_not_too_late_but_yesterday_is(house: DealHouse) -> None:
    call_dana(house, When(date(2026, 11, 21), None, "UTC"))
    for when, field in (
        (When(date(2026, 11, 20), None, "UTC"), "day"),
        (When(date(2026, 11, 21), time(8, 59), "UTC"), "at"),
        (When(date(2126, 11, 21), None, "UTC"), "day"),
    ):
        with pytest.raises(EntryRefused) as refused:
            call_dana(house, when)
        assert [problem.field for problem in refused.value.problems] == [field]


def test_a_follow_up_says_what_to_do(house: DealHouse) -> None:
    for what in ("  ", "x" * 501):
        with pytest.raises(EntryRefused) as refused:
            house.follow_ups.schedule(REP, what, MONDAY)
        assert [problem.field for problem in refused.value.problems] == ["what"]


def test_a_follow_up_is_about_a_deal_that_one_may_see(house: DealHouse) -> None:
    mine, foreign = house.deal(REP), house.deal(OTHER)
    assert call_dana(house, deal=mine.id).deal == mine.id
    for deal in (foreign.id, "d-none"):
        with pytest.raises(NotFound, match=r"^There is no such deal\.$"):
            call_dana(house, deal=deal)


def test_a_trainee_has_no_follow_ups(house: DealHouse) -> None:
    with pytest.raises(NotAllowed):
        house.follow_ups.schedule(TRAINEE, "Call Dana", MONDAY)
    assert list(house.follow_ups.mine(TRAINEE)) == []


def test_done_is_done_however_often_it_is_said(house: DealHouse) -> None:
    made = call_dana(house)
    done = house.follow_ups.settle(REP, made.id, made.version, FollowUpState.DONE)
    assert (done.state, done.settled_at) == (FollowUpState.DONE, house.clock.now())
    assert house.follow_ups.settle(REP, made.id, made.version, FollowUpState.DONE) == done
    with pytest.raises(Refused, match="done already"):
        house.follow_ups.settle(REP, made.id, done.version, FollowUpState.CANCELLED)


def test_what_moved_is_not_settled(house: DealHouse) -> None:
    made = call_dana(house)
    with pytest.raises(Moved):
        house.follow_ups.settle(REP, made.id, made.version + 1, FollowUpState.DONE)


def test_a_foreign_follow_up_is_unknown(house: DealHouse) -> None:
    made = call_dana(house)
    for id in (made.id, "f-none"):
        with pytest.raises(NotFound, match=r"^There is no such follow-up\.$"):
            house.follow_ups.settle(OTHER, id, 1, FollowUpState.DONE)
    assert list(house.follow_ups.mine(OTHER)) == []


def test_companies_are_named_as_far_as_one_may_see_them(house: DealHouse) -> None:
    mine = house.deal(REP)
    made = call_dana(house, deal=mine.id)
    assert house.follow_ups.companies(REP, [made]) == {mine.id: "Acme Bakeries"}
    assert house.follow_ups.companies(OTHER, [made]) == {}
