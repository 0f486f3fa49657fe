"""Money in messages: what counts, what it is worth, and what is refused."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.domain.entities import Money
from coaching.nlp.english import parse
from coaching.nlp.entities.money import find_money


def money(text: str) -> list[Money]:
    return [found.money for found in find_money(parse(text))]


def one(low: str, high: str | None = None, currency: str | None = None) -> tuple[object, ...]:
    return Decimal(low), Decimal(high or low), currency


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("their limit is 50k", one("50000")),
        ("€1.2m over three years", one("1200000", currency="EUR")),
        ("about twenty grand", one("20000")),
        ("half a million if all goes well", one("500000")),
        ("between 5 and 8 thousand dollars", one("5000", "8000", "USD")),
        ("USD 3,400", one("3400", currency="USD")),
        ("1.250,00 €", one("1250", currency="EUR")),
        ("12 lakh", one("1200000", currency="INR")),
        ("£30 a month per seat", one("30", currency="GBP")),
        ("a couple of grand", one("2000")),
        ("two hundred and fifty thousand pounds", one("250000", currency="GBP")),
        ("CHF 12'500", one("12500", currency="CHF")),
        ("5000 kroner", one("5000")),
        ("they pay 300 a month", one("300")),
    ],
)
def test_a_sum_has_its_value_and_currency(text: str, expected: tuple[object, ...]) -> None:
    assert [(m.low, m.high, m.currency) for m in money(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "six figures, they said",
        "a few thousand",
        "10k users",
        "call me at 3:30",
        "room 412",
        "in 2027",
        "ring +44 20 7946 0958",
        "5 people in 4 countries",
        "a 20% discount",
        "we walked 5k steps",
        "version 2.5",
        "the deal closes on 30/11",
        "forty pounds of flour",
    ],
)
def test_what_is_no_sum_of_money_is_left_alone(text: str) -> None:
    assert money(text) == []


def test_a_change_from_one_sum_to_another_is_two_sums() -> None:
    assert [m.low for m in money("the price went from 10k to 12k")] == [10_000, 12_000]


def test_words_of_doubt_are_kept() -> None:
    assert [m.about for m in money("roughly 20k")] == [True]
    assert [m.about for m in money("exactly 20k")] == [False]


CODES = st.sampled_from(["EUR", "USD", "GBP", "CHF", "INR", "AED", "SEK"])
SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "₹": "INR"}


@given(whole=st.integers(1_000, 999_999_999), code=CODES, before=st.booleans())
@settings(max_examples=60, deadline=None)
def test_grouped_digits_come_back_as_they_were(whole: int, code: str, before: bool) -> None:
    for separator in (",", ".", "'", " "):
        digits = f"{whole:,}".replace(",", separator)
        text = f"{code} {digits}" if before else f"{digits} {code}"
        assert [(m.amount, m.currency) for m in money(text)] == [(whole, code)]


@given(tenths=st.integers(1, 9_999), sign=st.sampled_from(sorted(SIGNS)))
@settings(max_examples=60, deadline=None)
def test_a_magnitude_multiplies(tenths: int, sign: str) -> None:
    figure = f"{tenths // 10}.{tenths % 10}"
    for name, size in (("k", 1_000), ("m", 1_000_000), (" million", 1_000_000)):
        expected = Decimal(figure) * size
        found = [(m.amount, m.currency) for m in money(f"{sign}{figure}{name}")]
        assert found == [(expected, SIGNS[sign])]


@given(low=st.integers(1, 400), more=st.integers(1, 400), code=CODES)
@settings(max_examples=40, deadline=None)
def test_a_range_shares_magnitude_and_currency(low: int, more: int, code: str) -> None:
    text = f"between {low} and {low + more} thousand {code}"
    assert [(m.low, m.high, m.currency) for m in money(text)] == [
        (low * 1_000, (low + more) * 1_000, code)
    ]


@given(text=st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_any_text_is_read_within_its_bounds(text: str) -> None:
    doc = parse(text)
    for found in find_money(doc):
        assert 0 <= found.start < found.end <= len(doc.text)
        assert found.money.low <= found.money.high
