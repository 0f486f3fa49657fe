"""Wall times that clocks skip or show twice: every change of twenty zones from 2026 to 2030."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.domain.follow_ups.times import TimeStatus
from tests.nlp.time_phrases import read, said_at

ZONES = [
    "Europe/London",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/Kyiv",
    "Europe/Chisinau",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Halifax",
    "America/St_Johns",
    "America/Santiago",
    "America/Havana",
    "Australia/Sydney",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Africa/Cairo",
    "Asia/Beirut",
]


def changes(zone: str) -> Iterator[tuple[datetime, timedelta]]:
    """The wall time at which each change begins, and by how much clocks are put forward."""
    info = ZoneInfo(zone)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    while at.year <= 2030:
        later = at + timedelta(minutes=30)
        before, after = at.astimezone(info).utcoffset(), later.astimezone(info).utcoffset()
        assert before is not None
        assert after is not None
        if before != after:
            edge = at
            while (edge + timedelta(minutes=1)).astimezone(info).utcoffset() == before:
                edge += timedelta(minutes=1)
            wall = (edge.astimezone(info) + timedelta(minutes=1)).replace(tzinfo=None)
            yield wall, after - before
        at = later


CHANGES = [(zone, wall, by) for zone in ZONES for wall, by in changes(zone)]


def said_before(wall: datetime, zone: str) -> datetime:
    return (wall - timedelta(days=2)).replace(hour=12, minute=0, tzinfo=ZoneInfo(zone))


def test_there_are_two_changes_a_year() -> None:
    assert len(CHANGES) == 20 * 2 * 5


@pytest.mark.parametrize(("zone", "wall", "by"), CHANGES)
def test_a_wall_time_inside_a_change_is_open(zone: str, wall: datetime, by: timedelta) -> None:
    inside = wall + abs(by) / 2 if by > timedelta(0) else wall - abs(by) / 2
    reading = read(f"on {inside:%Y-%m-%d at %H:%M}", said_before(inside, zone))
    assert reading.status is TimeStatus.AMBIGUOUS
    assert reading.rule == "changes"
    first, second = reading.candidates
    assert second.instant() - first.instant() == abs(by)


@pytest.mark.parametrize(("zone", "wall", "by"), CHANGES)
def test_a_wall_time_beside_a_change_is_fixed(zone: str, wall: datetime, by: timedelta) -> None:
    for away in (-abs(by) - timedelta(minutes=5), abs(by) + timedelta(minutes=5)):
        beside = wall + away
        reading = read(f"on {beside:%Y-%m-%d at %H:%M}", said_before(beside, zone))
        assert reading.status is TimeStatus.FOUND
        assert reading.when is not None
        expected = beside.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        assert reading.when.instant() == expected


@pytest.mark.parametrize(("zone", "wall", "by"), CHANGES)
def test_hours_are_counted_in_real_time(zone: str, wall: datetime, by: timedelta) -> None:
    now = said_before(wall, zone)
    reading = read("in 72 hours", now)
    assert reading.when is not None
    assert reading.when.instant() == now.astimezone(UTC) + timedelta(hours=72)


@pytest.mark.parametrize(
    ("words", "instant"),
    [
        ("tomorrow at 1:30am BST", "2026-10-25T00:30"),
        ("tomorrow at 1:30am GMT", "2026-10-25T01:30"),
        ("tomorrow 1:30am UTC+1", "2026-10-25T00:30"),
        ("tomorrow at the first 1:30am", "2026-10-25T00:30"),
        ("tomorrow at 1:30am, the second one", "2026-10-25T01:30"),
        ("tomorrow at 1:30am before the clocks go back", "2026-10-25T00:30"),
        ("tomorrow at 1:30am after the clocks change", "2026-10-25T01:30"),
        ("tomorrow at 1:30am summer time", "2026-10-25T00:30"),
        ("tomorrow at 1:30am winter time", "2026-10-25T01:30"),
        ("tomorrow 00:30 UTC", "2026-10-25T00:30"),
    ],
)
def test_the_message_may_say_which_of_two_it_means(words: str, instant: str) -> None:
    reading = read(words, said_at("2026-10-24T20:00", "Europe/London"))
    assert reading.when is not None
    assert reading.when.instant() == datetime.fromisoformat(instant).replace(tzinfo=UTC)


def test_an_abbreviation_places_a_skipped_time() -> None:
    reading = read("tomorrow at 1:30am GMT", said_at("2026-03-28T20:00", "Europe/London"))
    assert reading.when is not None
    assert f"{reading.when.at:%H:%M}" == "02:30"


@settings(max_examples=200)
@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31)),
    st.integers(1, 20_000),
)
def test_minutes_from_now_are_minutes_from_now(zone: str, wall: datetime, minutes: int) -> None:
    now = wall.replace(second=0, microsecond=0, tzinfo=UTC).astimezone(ZoneInfo(zone))
    reading = read(f"in {minutes % 1000 + 1} minutes", now)
    assert reading.when is not None
    assert reading.when.instant() == now.astimezone(UTC) + timedelta(minutes=minutes % 1000 + 1)
