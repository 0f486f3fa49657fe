"""Which deal a sentence names, however the company is mangled in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.deals.deal import Deal, DealState
from coaching.services.deals.naming import find_named
from tests.store.factories import a_deal


def deals(*companies: str) -> list[Deal]:
    return [a_deal(f"d-{n}", company=company) for n, company in enumerate(companies)]


def named(text: str, *companies: str) -> list[str]:
    return [deal.company for deal in find_named(text, deals(*companies)).deals]


HOUSE = (
    "Acme Bakeries",
    "Brightpath UK",
    "Brightpath Schools",
    "Johnson & Johnson Joinery",
    "Harbour Dental",
    "Nordwind GmbH",
    "O'Neill Farms",
    "The Harpers (kitchen)",
    "Café Müller",
    "Summit",
)


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("whats next for acme", "Acme Bakeries"),
        ("ACME??", "Acme Bakeries"),
        ("what now with acme bakerys", "Acme Bakeries"),
        ("bright path uk", "Brightpath UK"),
        ("brightpath shcools", "Brightpath Schools"),
        ("J&J", "Johnson & Johnson Joinery"),
        ("johnson and jonson", "Johnson & Johnson Joinery"),
        ("harbor dental plz", "Harbour Dental"),
        ("Nordwind's contract", "Nordwind GmbH"),
        ("nordwnd", "Nordwind GmbH"),
        ("oneill", "O'Neill Farms"),
        ("the kitchen for the harpers", "The Harpers (kitchen)"),
        ("cafe mueller or cafe muller?", "Café Müller"),
        ("summit, where are we", "Summit"),
    ],
)
def test_a_mangled_name_still_names_its_company(text: str, company: str) -> None:
    assert named(text, *HOUSE) == [company]


@pytest.mark.parametrize(
    "text",
    ["what's next", "the next step for the uk market", "who signs over there", "", "!!", "for the"],
)
def test_a_sentence_without_a_name_names_nobody(text: str) -> None:
    assert named(text, *HOUSE) == []


def test_two_companies_that_fit_equally_well_are_both_given() -> None:
    assert named("next for brightpath", *HOUSE) == ["Brightpath Schools", "Brightpath UK"]


def test_an_open_deal_comes_before_a_lost_one_of_the_same_name() -> None:
    lost = a_deal("d-1", company="Acme North", state=DealState.LOST)
    alive = a_deal("d-2", company="Acme South")
    assert find_named("acme", [lost, alive]).deals == (alive,)
    assert find_named("acme north", [lost, alive]).deals == (lost,)


@given(text=st.text(max_size=200))
def test_any_text_gives_deals_of_the_list_or_none(text: str) -> None:
    known = deals(*HOUSE)
    assert set(find_named(text, known).deals) <= set(known)


@given(company=st.sampled_from(HOUSE))
def test_a_full_name_is_always_found(company: str) -> None:
    assert company in named(f"what is next for {company}", *HOUSE)
