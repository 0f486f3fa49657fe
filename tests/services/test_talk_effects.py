"""What moving a follow-up and noting a call may change, and for whom."""

from datetime import date, time
from pathlib import Path

import pytest

from coaching.domain.deals.call import CallReport
from coaching.domain.deals.deal import ActivityKind
from coaching.domain.errors import NotAllowed
from coaching.domain.events import (
    CallLogged,
    DealNamed,
    Event,
    FollowUpMoved,
    HintGiven,
    ListShown,
    event_from_record,
    event_to_record,
)
from coaching.domain.follow_ups.times import When
from coaching.domain.pointing import Shown
from coaching.domain.practice.moves import Move
from coaching.domain.sessions import Decision
from coaching.services.effects import beside_practice, moved, require_rights
from tests.services.house import OTHER, REP, TestHouse
from tests.store.factories import NOW, a_deal, a_follow_up

FRIDAY = When(date(2026, 11, 27), time(10), "UTC")
REPORT = CallReport(ActivityKind.CALL, NOW, "they will call back", None)


@pytest.fixture
def house(tmp_path: Path) -> TestHouse:
    house = TestHouse(tmp_path)
    with house.store.writing() as writes:
        writes.add_deal(a_deal("d-1", owner=REP.id, team="t-1"))
        writes.add_follow_up(a_follow_up("f-1", person=REP.id))
        writes.commit()
    return house


@pytest.mark.parametrize(
    "event", [FollowUpMoved("f-1", FRIDAY), CallLogged("d-1", "a-9", "…", REPORT)]
)
def test_only_whose_it_is_may_change_it(house: TestHouse, event: Event) -> None:
    with house.store.reading() as reads:
        require_rights(reads, REP.id, (event,))
        with pytest.raises(NotAllowed):
            require_rights(reads, OTHER.id, (event,))


def test_a_moved_follow_up_is_due_again_and_not_reminded_of_yet() -> None:
    after = moved(a_follow_up(reminded_at=NOW), FRIDAY)
    assert (after.when, after.due_at, after.reminded_at) == (FRIDAY, FRIDAY.instant(), None)


@pytest.mark.parametrize(
    "event",
    [
        CallLogged("d-1", "a-9", "entry", REPORT),
        FollowUpMoved("f-1", FRIDAY),
        ListShown(Shown.DEALS, ("d-1", "d-2"), "ask_next_step"),
        DealNamed("d-1", "ask_next_step"),
    ],
)
def test_an_event_is_the_same_after_being_stored(event: Event) -> None:
    assert event_from_record(event_to_record(event)) == event


def test_a_deal_named_before_there_were_wishes_is_still_read() -> None:
    assert event_from_record({"type": "DealNamed", "body": {"deal": "d-1"}}) == DealNamed("d-1")


def test_an_aside_in_a_practice_moves_nothing_of_the_talk(house: TestHouse) -> None:
    decided = Decision(events=(DealNamed("d-1"), HintGiven(Move.CONFIRM, 1)))
    practice, talk = house.practice(), house.sessions.begin_talk(REP)
    assert beside_practice(practice, decided).events == (HintGiven(Move.CONFIRM, 1),)
    assert beside_practice(talk, decided) == decided
