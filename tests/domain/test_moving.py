"""A follow-up at another time. 24 November 2026 is a Tuesday."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.follow_ups.moving import Shift, Unit, kept, shifted
from coaching.domain.follow_ups.times import When

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
THURSDAY = When(date(2026, 11, 26), time(15), BERLIN)


def test_an_hour_later_is_an_hour_after_it_was_due() -> None:
    assert shifted(THURSDAY, Shift(1, Unit.HOURS), NOW).at == time(16)


def test_an_hour_later_counts_from_now_for_one_that_is_overdue() -> None:
    overdue = When(date(2026, 11, 23), time(8), BERLIN)
    moved = shifted(overdue, Shift(1, Unit.HOURS), NOW)
    assert (moved.day, moved.at) == (date(2026, 11, 24), time(11))


def test_days_keep_the_clock_time() -> None:
    moved = shifted(THURSDAY, Shift(2, Unit.DAYS), NOW)
    assert (moved.day, moved.at) == (date(2026, 11, 28), time(15))


def test_next_week_keeps_the_weekday_and_the_time() -> None:
    moved = shifted(THURSDAY, Shift(1, Unit.WEEKS, of_calendar=True), NOW)
    assert (moved.day, moved.at) == (date(2026, 12, 3), time(15))


def test_a_month_stops_at_the_end_of_a_shorter_one() -> None:
    last = When(date(2027, 1, 31), None, BERLIN)
    assert shifted(last, Shift(1, Unit.MONTHS), NOW).day == date(2027, 2, 28)


def test_earlier_is_before_it_was_due() -> None:
    assert shifted(THURSDAY, Shift(-1, Unit.DAYS), NOW).day == date(2026, 11, 25)


def test_across_a_clock_change_an_hour_is_an_hour() -> None:
    before = When(date(2026, 10, 25), time(1, 30), BERLIN)
    moved = shifted(before, Shift(2, Unit.HOURS), datetime(2026, 10, 20, tzinfo=UTC))
    assert moved.instant() - before.instant() == timedelta(hours=2)
    assert moved.at == time(2, 30)


def test_a_day_alone_keeps_the_old_time() -> None:
    friday = When(date(2026, 11, 27), None, BERLIN)
    assert kept(THURSDAY, friday, NOW, names_day=True, names_clock=False).at == time(15)


def test_a_time_alone_keeps_the_old_day_while_it_is_ahead() -> None:
    today_at_four = When(date(2026, 11, 24), time(16), BERLIN)
    assert kept(THURSDAY, today_at_four, NOW, names_day=False, names_clock=True).day == THURSDAY.day
    overdue = When(date(2026, 11, 20), time(15), BERLIN)
    assert kept(overdue, today_at_four, NOW, names_day=False, names_clock=True) == today_at_four


@given(
    day=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    at=st.one_of(st.none(), st.times().map(lambda t: t.replace(second=0, microsecond=0))),
    amount=st.integers(1, 400),
    unit=st.sampled_from(list(Unit)),
)
def test_later_is_always_later_than_now_and_than_before(
    day: date, at: time | None, amount: int, unit: Unit
) -> None:
    old = When(day, at, "UTC")
    moved = shifted(old, Shift(amount, unit), NOW)
    assert moved.instant() >= old.instant() + timedelta(minutes=amount) or moved.instant() > NOW
