"""Pointing, moving a time, and when something happened. 24 November 2026 is a Tuesday."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.follow_ups.moving import Shift, Unit
from coaching.domain.pointing import Pointer
from coaching.nlp.phrases import EnglishPhrases

PHRASES = EnglishPhrases()
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("number two", 2),
        ("2", 2),
        ("the third, please", 3),
        ("I'll take the first", 1),
        ("let's do the last one", -1),
        ("move the second one to Friday", 2),
        ("#4", 4),
        ("the second to last", -2),
        ("the latter", -1),
    ],
)
def test_a_place_in_a_list(text: str, place: int) -> None:
    assert PHRASES.pointer(text) == Pointer(place=place)


@pytest.mark.parametrize(
    "text",
    [
        "first I called Dana",
        "two weeks",
        "the hard one",
        "what's the first step of selling",
        "in one hour",
        "",
        "they have three sites",
    ],
)
def test_words_that_point_at_nothing(text: str) -> None:
    assert PHRASES.pointer(text) is None


def test_the_other_one_and_the_same_one() -> None:
    assert PHRASES.pointer("no, the other one") == Pointer(other=True)
    assert PHRASES.pointer("prep me for that deal") == Pointer(same=True)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("an hour later", Shift(1, Unit.HOURS)),
        ("push it back by two days", Shift(2, Unit.DAYS)),
        ("give me another hour", Shift(1, Unit.HOURS)),
        ("delay the Dana call a week", Shift(1, Unit.WEEKS)),
        ("half an hour earlier", Shift(-30, Unit.MINUTES)),
        ("bring it forward by a day", Shift(-1, Unit.DAYS)),
        ("move it to next week", Shift(1, Unit.WEEKS, of_calendar=True)),
        ("same day next month", Shift(1, Unit.MONTHS, of_calendar=True)),
        ("the week after", Shift(1, Unit.WEEKS)),
    ],
)
def test_how_much_later(text: str, shift: Shift) -> None:
    assert PHRASES.shift(text) == shift


@pytest.mark.parametrize(
    "text",
    [
        "in two hours",
        "Friday at 3",
        "an hour before the meeting",
        "Tuesday next week",
        "",
        "by noon",
    ],
)
def test_words_that_shift_nothing(text: str) -> None:
    assert PHRASES.shift(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("spoke to them yesterday", 23),
        ("called Dana on Monday, she wants a pilot in March", 23),
        ("met them last Tuesday", 17),
        ("three days ago I rang him", 21),
        ("this was on Thursday", 19),
    ],
)
def test_when_it_happened(text: str, day: int) -> None:
    happened = PHRASES.happened(text, NOW)
    assert happened is not None
    assert happened.day == day


@pytest.mark.parametrize("text", ["she sends the papers, on Monday", "just spoke to her", ""])
def test_a_day_that_is_ahead_is_not_when_it_happened(text: str) -> None:
    assert PHRASES.happened(text, NOW) is None


@given(text=st.text(max_size=120))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    PHRASES.pointer(text)
    PHRASES.shift(text)
    PHRASES.target(text)
    happened = PHRASES.happened(text, NOW)
    assert happened is None or happened <= NOW
