"""The same words on other days and in other zones."""

import pytest

from coaching.domain.follow_ups.times import When
from tests.nlp.time_phrases import outcome, read, said_at, shown, table

SAID = {
    ("2026-09-18T10:00", "America/New_York"): """
next Tuesday | found 2026-09-22
Friday | found 2026-09-25
Friday at 3pm | ambiguous
Friday at 9am | found 2026-09-25T09:00
this coming Friday at 3pm | found 2026-09-25T15:00
end of the week | found 2026-09-18
tomorrow 3pm EST | found 2026-09-19T15:00
3pm CST tomorrow | ambiguous
10am BST on Monday | found 2026-09-21T05:00
9am Tokyo time tomorrow | found 2026-09-18T20:00
Monday 9am Sydney time | found 2026-09-20T19:00
3/4 | ambiguous
9/25 | found 2026-09-25
""",
    ("2026-09-19T17:30", "Asia/Kolkata"): """
Friday after next | found 2026-10-02
end of the week | found 2026-09-25
3pm IST tomorrow | found 2026-09-20T15:00
next Friday | found 2026-09-25
next Sunday | ambiguous
at 10 | ambiguous
first thing | found 2026-09-20
this morning | past 2026-09-19
today at 5 | past 2026-09-19T17:00
""",
    ("2026-09-20T12:00", "Australia/Sydney"): """
next Tuesday | ambiguous
Tuesday next week | ambiguous
next Sunday | found 2026-09-27
Sunday | found 2026-09-27
Friday after next | ambiguous
end of the week | found 2026-09-25
end of next week | ambiguous
""",
    ("2026-09-21T08:00", "Europe/Berlin"): """
next Tuesday | found 2026-09-29
next Monday | found 2026-09-28
Monday at 9 | ambiguous
Monday week | found 2026-09-28
the 21st | found 2026-09-21
the 21st at 7am | ambiguous
20 September | past 2026-09-20
June 24 | past 2026-06-24
22 June | found 2027-06-22
in 3 business days | found 2026-09-24
9:00 MESZ | found 2026-09-21T09:00
tomorrow 10am CET | found 2026-09-22T10:00
""",
    ("2027-01-31T09:00", "UTC"): """
in a month | found 2027-02-28
in 3 months | found 2027-04-30
in a year | found 2028-01-31
the 30th | found 2027-03-30
the 31st | found 2027-01-31
29 February | ambiguous
30/01 | past 2027-01-30
01/31 | found 2027-01-31
last working day of the month | past 2027-01-29
NYE | past 2026-12-31
""",
    ("2028-01-10T09:00", "America/Los_Angeles"): """
29 February | found 2028-02-29
on 29/2 | found 2028-02-29
in 4 years | found 2032-01-10
end of Q1 | found 2028-03-31
end of Feb | found 2028-02-29
""",
    ("2026-12-30T16:00", "Asia/Tokyo"): """
in 2 days | found 2027-01-01
end of month | found 2026-12-31
end of next month | found 2027-01-31
by the end of next year | found 2027-12-31
1/2 | ambiguous
13/1 | found 2027-01-13
9am London time | found 2026-12-30T18:00
EOD | found 2026-12-30T17:00
at 3 | ambiguous
in 10 business days | found 2027-01-13
""",
}
ROWS = [(*where, *row) for where, text in SAID.items() for row in table(text)]


@pytest.mark.parametrize(("now", "zone", "phrase", "expected"), ROWS)
def test_a_phrase_is_read_for_where_and_when_it_is_said(
    now: str, zone: str, phrase: str, expected: str
) -> None:
    assert outcome(phrase, said_at(now, zone)) == expected


def test_a_relative_day_in_a_zone_of_another_date_is_open() -> None:
    reading = read("3pm EST tomorrow", said_at("2026-11-20T12:00", "Australia/Sydney"))
    assert [shown(when) for when in reading.candidates] == ["2026-11-22T07:00", "2026-11-21T07:00"]


def test_the_zone_of_a_reading_is_the_persons_own() -> None:
    reading = read("tomorrow 9am Tokyo time", said_at("2026-09-15T10:00", "Europe/London"))
    assert reading.when is not None
    assert reading.when.zone == "Europe/London"


def test_now_must_carry_a_zone_by_name() -> None:
    from datetime import UTC, datetime  # noqa: PLC0415

    with pytest.raises(ValueError, match="ZoneInfo"):
        read("tomorrow", datetime(2026, 9, 15, tzinfo=UTC))


def test_a_time_in_the_same_minute_has_gone() -> None:
    assert outcome("today at 10am", said_at("2026-09-15T10:00", "Europe/London")).startswith("past")


def test_a_day_may_be_offered_again_in_a_month() -> None:
    reading = read("the 21st at 7am", said_at("2026-09-21T08:00", "Europe/Berlin"))
    assert [shown(when) for when in reading.candidates] == ["2026-10-21T07:00"]
    assert all(isinstance(when, When) for when in reading.candidates)
