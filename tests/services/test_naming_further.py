"""Names of companies, mangled further; ordinary words; several companies in one message."""

import pytest

from coaching.domain.deals.deal import Deal
from coaching.domain.entities import Entity, EntityKind
from coaching.services.deals.naming import find_mentions, find_named, name_companies
from tests.store.factories import a_deal

COMPANIES = (
    "Target Fitness",
    "May & Co",
    "Apple Tree Nursery",
    "Quinn & Quinn Legal",
    "Bergmann Kältetechnik GmbH",
    "Saint Brigid's Hospice",
    "Tideway Ferries North",
    "Tideway Ferries South",
    "Pelican Freight Ltd",
)
DEALS = tuple(a_deal(f"d-{n}", company=company) for n, company in enumerate(COMPANIES))


def names(deals: tuple[Deal, ...]) -> list[str]:
    return [deal.company for deal in deals]


@pytest.mark.parametrize(
    "text",
    [
        "may i hit my target this month",
        "apple pie for lunch",
        "what is my target for may",
        "i need to talk to legal",
        "the hospice down the road",
        "is that target still open",
    ],
)
def test_an_ordinary_word_names_no_deal(text: str) -> None:
    assert find_named(text, DEALS).deals == ()


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("next for Target", "Target Fitness"),
        ("the target deal", "Target Fitness"),
        ("may and co. signed", "May & Co"),
        ("apple tree wants a quote", "Apple Tree Nursery"),
        ("q&q called", "Quinn & Quinn Legal"),
        ("bergman kaeltetechnik", "Bergmann Kältetechnik GmbH"),
        ("BKG", "Bergmann Kältetechnik GmbH"),
        ("stbrigids", "Saint Brigid's Hospice"),
        ("pelicanfreight", "Pelican Freight Ltd"),
        ("pelican frieght's quote", "Pelican Freight Ltd"),
        ("pelican uk", "Pelican Freight Ltd"),
    ],
)
def test_a_name_is_found_however_it_is_mangled(text: str, company: str) -> None:
    assert names(find_named(text, DEALS).deals) == [company]


def test_several_companies_in_one_message_stand_each_in_its_place() -> None:
    text = "pelican 60k, bergmann 45k, and tideway is open"
    found = [(text[m.start : m.end], names(m.deals)) for m in find_mentions(text, DEALS)]
    assert found == [
        ("pelican", ["Pelican Freight Ltd"]),
        ("bergmann", ["Bergmann Kältetechnik GmbH"]),
        ("tideway", ["Tideway Ferries North", "Tideway Ferries South"]),
    ]


def test_a_company_that_is_no_deal_stays_with_its_words() -> None:
    text = "ask halcyon about pelican"
    halcyon = Entity(EntityKind.COMPANY, 4, 11, "halcyon", 0.8)
    found = name_companies(text, DEALS, [halcyon])
    assert [(e.words, names(e.deals)) for e in found] == [
        ("halcyon", []),
        ("pelican", ["Pelican Freight Ltd"]),
    ]


def test_a_deal_is_not_taken_for_a_person_of_the_same_name() -> None:
    text = "bergmann called"
    person = Entity(EntityKind.PERSON, 0, 8, "bergmann", 0.9)
    assert [e.kind for e in name_companies(text, DEALS, [person])] == [EntityKind.COMPANY]
