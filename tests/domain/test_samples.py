"""Sample deals live: their days count from the day of loading, and fall on working days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.deals.deal import ActivityKind, ContactRole, DealState
from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.objections import ObjectionLabel
from coaching.domain.samples import (
    SampleActivity,
    SampleContact,
    SampleDeal,
    SampleFollowUp,
    SampleKnown,
    SampleObjection,
    living_deal,
)
from coaching.domain.stages import Market, Stage

ZONE = "Europe/Stockholm"
WEDNESDAY = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
SATURDAY = 5


def _sample(
    activities: tuple[SampleActivity, ...] = (),
    objections: tuple[SampleObjection, ...] = (),
    known: tuple[SampleKnown, ...] = (),
    follow_ups: tuple[SampleFollowUp, ...] = (),
    closes_in_days: int | None = None,
) -> SampleDeal:
    return SampleDeal(
        id="d-1",
        company="Acme",
        market=Market.B2B,
        stage=Stage.CLOSING,
        state=DealState.OPEN,
        owner="u-1",
        team="t-1",
        created_days_ago=40,
        stage_days=2,
        closes_in_days=closes_in_days,
        next_step="They sign",
        next_step_in_days=1,
        contacts=(SampleContact("Dana Fox", ContactRole.USER),),
        activities=activities,
        objections=objections,
        known=known,
        follow_ups=follow_ups,
    )


def _objection(days_ago: int, settled: bool) -> SampleObjection:
    return SampleObjection(ObjectionLabel.PRICE_VALUE, "Too dear.", days_ago, settled)


def test_days_count_from_the_day_of_loading() -> None:
    sample = _sample(
        activities=(SampleActivity(1, ActivityKind.CALL, "They rang.", inbound=True),),
        closes_in_days=-9,
    )
    file = living_deal(sample, ZONE, WEDNESDAY)
    assert file.deal.next_step_on == date(2026, 11, 19)
    assert file.deal.close_date == date(2026, 11, 9)
    assert file.deal.stage_since == datetime(2026, 11, 16, 10, tzinfo=UTC)
    assert file.activities[0].at == datetime(2026, 11, 17, 10, tzinfo=UTC)
    assert file.activities[0].inbound


def test_the_day_is_the_owners() -> None:
    late = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    stockholm = living_deal(_sample(), ZONE, late)
    new_york = living_deal(_sample(), "America/New_York", late)
    assert stockholm.deal.next_step_on == date(2026, 11, 20)
    assert new_york.deal.next_step_on == date(2026, 11, 19)


def test_what_was_moves_back_to_friday_and_what_will_be_on_to_monday() -> None:
    sample = _sample(
        activities=tuple(SampleActivity(days, ActivityKind.NOTE, "x") for days in (2, 3, 4, 5)),
        follow_ups=tuple(SampleFollowUp("Ring", days) for days in (2, 3, 4, 5)),
    )
    file = living_deal(sample, ZONE, WEDNESDAY)
    assert [each.at.day for each in file.activities] == [16, 13, 13, 13]
    assert [each.day.day for each in file.follow_ups] == [20, 23, 23, 23]


def test_a_follow_up_is_due_on_its_owners_clock() -> None:
    soon, day = SampleFollowUp("Ring", 1, time(10, 30)), SampleFollowUp("Write", 2)
    timed, whole = living_deal(_sample(follow_ups=(soon, day)), ZONE, WEDNESDAY).follow_ups
    assert timed.due_at == datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
    assert (timed.at, timed.zone, timed.reminded_at) == (time(10, 30), ZONE, None)
    assert timed.state is FollowUpState.DUE
    assert (whole.at, whole.due_at) == (None, datetime(2026, 11, 20, 8, tzinfo=UTC))


def test_nobody_is_reminded_of_what_was_due_before_the_house_was_there() -> None:
    overdue, done = SampleFollowUp("Ring", -2), SampleFollowUp("Write", -1, done=True)
    missed, past = living_deal(_sample(follow_ups=(overdue, done)), ZONE, WEDNESDAY).follow_ups
    assert missed.state is FollowUpState.DUE
    assert missed.reminded_at == missed.due_at
    assert past.state is FollowUpState.DONE
    assert past.settled_at == past.due_at


def test_an_objection_is_open_until_it_is_settled() -> None:
    sample = _sample(objections=(_objection(9, settled=True), _objection(1, settled=False)))
    settled, open_one = living_deal(sample, ZONE, WEDNESDAY).objections
    assert settled.settled_at == settled.raised_at + timedelta(days=2)
    assert open_one.settled_at is None


def test_what_is_known_was_told_by_the_owner() -> None:
    sample = _sample(known=(SampleKnown("need", 2, "two days a month", 5),))
    (known,) = living_deal(sample, ZONE, WEDNESDAY).known
    assert (known.framework, known.letter, known.by) == ("bant", "need", "u-1")


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    zone=st.sampled_from(["Europe/London", ZONE, "America/New_York", "Pacific/Auckland"]),
    ago=st.integers(1, 400),
    ahead=st.integers(0, 400),
)
def test_no_work_falls_on_a_weekend_and_nothing_that_was_is_yet_to_come(
    now: datetime, zone: str, ago: int, ahead: int
) -> None:
    sample = _sample(
        activities=(SampleActivity(ago, ActivityKind.MAIL, "x"),),
        objections=(_objection(ago, settled=True),),
        follow_ups=(SampleFollowUp("Ring", ahead), SampleFollowUp("Write", -ago, done=True)),
        closes_in_days=ahead,
    )
    file = living_deal(sample, zone, now)
    coming, done = file.follow_ups
    (objection,) = file.objections
    happened = [file.activities[0].at, objection.raised_at, file.deal.created_at, done.due_at]
    assert all(at.astimezone(ZoneInfo(zone)).weekday() < SATURDAY for at in happened)
    assert all(at <= now for at in happened)
    assert file.deal.close_date is not None
    assert file.deal.close_date.weekday() < SATURDAY
    assert coming.day == file.deal.close_date >= now.astimezone(ZoneInfo(zone)).date()
    assert objection.settled_at is not None
    assert objection.raised_at <= objection.settled_at <= now
    assert done.created_at < done.due_at
