"""What people write into the fields of a deal."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.deals.deal import ContactRole, DealState
from coaching.domain.deals.entries import (
    MOST,
    Unreadable,
    company_key,
    is_zone,
    read_amount,
    read_choice,
    read_currency,
    read_day,
    read_line,
    read_note,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0", (0, None)),
        ("12500", (12_500, None)),
        (" 12,500 ", (12_500, None)),
        ("12.500", (12_500, None)),
        ("12,500.00", (12_500, None)),
        ("12.500,00", (12_500, None)),
        ("1,234,567", (1_234_567, None)),
        ("1.234.567,0", (1_234_567, None)),
        ("12 500", (12_500, None)),
        ("12\u202f500", (12_500, None)),
        ("12'500", (12_500, None)),
        ("12.5k", (12_500, None)),
        ("€12k", (12_000, "EUR")),
        ("£ 9,000", (9_000, "GBP")),
        ("9000 USD", (9_000, "USD")),
        ("eur 9000", (9_000, "EUR")),
        ("$9,000", (9_000, None)),
    ],
)
def test_an_amount_is_read_plain_or_grouped(text: str, read: tuple[int, str | None]) -> None:
    assert read_amount(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "12-15k",
        "a lot",
        "about 12,500",
        "-5",
        "12.34",
        "1,234.567",
        "12,50,000.1.2",
        "12.500,00 or so",
        "1e6",
        "=1+1",
        "٣٤",
        "EUR",
        "€5£",
        "9" * 40,
        str(MOST + 1),
    ],
)
def test_what_is_not_one_whole_figure_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_amount(text)


@given(st.integers(0, MOST), st.sampled_from([",", ".", " ", "'"]))
def test_however_an_amount_is_grouped_it_stays_the_same(amount: int, separator: str) -> None:
    assert read_amount(f"{amount:,}".replace(",", separator)) == (amount, None)


@pytest.mark.parametrize(
    "text",
    ["2026-12-18", "18.12.2026", "18/12/2026", "12/18/2026", "2026/12/18", "18-12-2026"],
)
def test_a_day_is_read_where_it_can_be_read_in_one_way(text: str) -> None:
    assert read_day(text) == date(2026, 12, 18)


def test_a_day_with_dots_begins_with_the_day() -> None:
    assert read_day("3.4.2026") == date(2026, 4, 3)
    assert read_day("04/04/2026") == date(2026, 4, 4)


def test_an_ambiguous_day_is_refused_with_both_readings() -> None:
    with pytest.raises(Unreadable, match=r"3 April 2026 or 4 March 2026"):
        read_day("03/04/2026")


@pytest.mark.parametrize(
    "text", ["soon", "2026-02-30", "30.2.2026", "99/99/2026", "18.12.26", "0206-01-01", "1.1.3026"]
)
def test_what_is_no_near_day_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_day(text)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for reading in (read_amount, read_day, read_currency, read_line, read_note):
        with suppress(Unreadable):
            reading(text)


@given(st.text(max_size=60))
def test_reading_a_text_again_changes_nothing(text: str) -> None:
    for reading in (read_line, read_note):
        try:
            once = reading(text)
        except Unreadable:
            continue
        assert reading(once) == once


def test_a_choice_is_known_by_its_name_spaces_and_case_aside() -> None:
    assert read_choice("Economic Buyer", ContactRole) is ContactRole.ECONOMIC_BUYER
    assert read_choice("economic-buyer ", ContactRole) is ContactRole.ECONOMIC_BUYER
    spellings = {"closed_won": DealState.WON}
    assert read_choice("Closed won", DealState, spellings) is DealState.WON


def test_an_unknown_choice_is_refused_with_those_there_are() -> None:
    with pytest.raises(Unreadable, match="open, won, lost, parked"):
        read_choice("maybe", DealState)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Johnson & Johnson", "johnson and johnson"),
        ("Café Müller", "CAFE MULLER"),
        ("Acme-Bakeries", "acme bakeries "),
        ("Straße 9", "STRASSE 9"),
    ],
)
def test_two_spellings_of_a_company_have_one_key(one: str, other: str) -> None:
    assert company_key(one) == company_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Acme UK", "Acme US"), ("!!!", "???"), ("東京", "京都")]
)
def test_two_companies_have_two_keys(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Europe/London", True),
        ("UTC", True),
        ("Mars", False),
        ("../etc", False),
        ("Europe", False),
        ("", False),
    ],
)
def test_a_time_zone_is_known_by_its_name(name: str, known: bool) -> None:
    assert is_zone(name) is known
