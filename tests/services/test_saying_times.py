from datetime import date, time
from pathlib import Path

import pytest

from coaching.domain.follow_ups.times import When
from coaching.playbook import build_playbook, load_playbook
from coaching.services.follow_ups.saying_times import city_of, say_when

PLAYBOOK = build_playbook(load_playbook(Path(__file__).parents[2] / "playbook")[1])


def test_a_time_is_said_with_weekday_date_clock_and_zone() -> None:
    when = When(date(2026, 9, 17), time(15, 5), "Europe/London")
    assert say_when(PLAYBOOK, when) == "Thursday 17 September 2026 at 15:05, London time"


def test_a_day_alone_says_when_its_reminder_comes() -> None:
    said = say_when(PLAYBOOK, When(date(2027, 1, 3), None, "America/New_York"))
    assert said.startswith("Sunday 3 January 2027")
    assert "09:00" in said
    assert "New York" in said


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_and_weekday_has_a_name(month: int) -> None:
    said = {say_when(PLAYBOOK, When(date(2026, month, day), None, "UTC")) for day in range(1, 8)}
    assert len(said) == 7
    assert all(f"{date(2026, month, 1):%B}" in each for each in said)


def test_a_zone_is_shown_by_its_city() -> None:
    assert city_of("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert city_of("UTC") == "UTC"
