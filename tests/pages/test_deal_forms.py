"""The forms of a deal: taken, or back as they were with the reasons."""

import re
from datetime import date

import pytest

from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Stage
from tests.pages.deal_house import DealHouse
from tests.pages.deal_visits import FULL, see, text_of
from tests.services.house import REP


def test_a_new_deal_leads_to_its_page(house: DealHouse) -> None:
    answer = see(house).post("/deals/new", data=FULL)
    (made,) = house.deals.visible(REP)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/deals/{made.id}")
    assert (made.company, made.amount, made.stage) == ("Acme Bakeries", 24_000, Stage.PRESENTATION)
    assert (made.close_date, made.next_step_on) == (date(2026, 12, 18), date(2026, 12, 1))


def test_a_deal_by_its_company_alone(house: DealHouse) -> None:
    assert see(house).post("/deals/new", data={"company": "Acme"}).status_code == 303


def test_a_wrong_form_comes_back_as_it_was_with_the_reasons(house: DealHouse) -> None:
    wrong = {**FULL, "company": "", "amount": "12-15k", "close_date": "03/04/2026"}
    answer = see(house).post("/deals/new", data=wrong)
    assert answer.status_code == 422
    assert 'value="12-15k"' in answer.text
    text = text_of(answer)
    assert "“12-15k” is not one figure" in text
    assert "3 April 2026 or 4 March 2026" in text
    assert house.deals.visible(REP) == []
    described = re.findall(r'aria-describedby="([^"]+)"', answer.text)
    assert described
    assert all(f'id="{name}"' in answer.text for name in described)


def test_changing_a_deal_leads_back_to_it(house: DealHouse) -> None:
    made = house.deal(REP)
    answer = see(house).post(f"/deals/{made.id}", data={**FULL, "version": "1"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/deals/{made.id}#change")
    after = house.deals.read(REP, made.id).file.deal
    assert (after.stage, after.next_step, after.version) == (
        Stage.PRESENTATION,
        "A pilot in one shop",
        2,
    )


def test_an_emptied_field_is_emptied(house: DealHouse) -> None:
    made = house.deal(REP, amount=5, next_step="A demo")
    see(house).post(
        f"/deals/{made.id}", data={**FULL, "version": "1", "amount": "", "next_step": ""}
    )
    after = house.deals.read(REP, made.id).file.deal
    assert (after.amount, after.next_step) == (None, None)


def test_a_change_of_what_moved_shows_what_stands_there_now(house: DealHouse) -> None:
    made = house.deal(REP)
    house.deals.change(REP, made.id, 1, {"amount": 777})
    answer = see(house).post(f"/deals/{made.id}", data={**FULL, "version": "1"})
    assert answer.status_code == 409
    assert "changed meanwhile" in text_of(answer)
    assert 'value="777"' in answer.text
    assert house.deals.read(REP, made.id).file.deal.version == 2


def test_a_change_without_a_version_is_refused(house: DealHouse) -> None:
    made = house.deal(REP)
    for version in ("", "x", "9" * 40):
        answer = see(house).post(f"/deals/{made.id}", data={**FULL, "version": version})
        assert answer.status_code == 422


ADDITIONS = {
    "contacts": ({"name": "Dana Fox", "role": "champion", "title": "CFO"}, "people"),
    "activities": (
        {"kind": "call", "from": "buyer", "day": "2026-11-20", "text": "She rang"},
        "activity",
    ),
    "objections": ({"label": "price_value", "words": "Too dear"}, "objections"),
    "follow-ups": ({"what": "Call Dana", "day": "2026-12-01", "time": "15:00"}, "follow-ups"),
}


@pytest.mark.parametrize("what", ADDITIONS)
def test_what_is_added_leads_back_to_its_place(house: DealHouse, what: str) -> None:
    made = house.deal(REP)
    sent, place = ADDITIONS[what]
    answer = see(house).post(f"/deals/{made.id}/{what}", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/deals/{made.id}#{place}")
    shown = next(sent[name] for name in ("name", "text", "words", "what") if name in sent)
    assert shown in see(house).get(f"/deals/{made.id}").text


@pytest.mark.parametrize(
    ("what", "field", "typed"),
    [
        ("contacts", "name", ""),
        ("contacts", "role", "boss"),
        ("activities", "text", " "),
        ("activities", "day", "2026-12-24"),
        ("activities", "day", "someday"),
        ("objections", "words", ""),
        ("objections", "label", "?"),
        ("follow-ups", "what", ""),
        ("follow-ups", "day", ""),
        ("follow-ups", "day", "2020-01-01"),
        ("follow-ups", "time", "late"),
    ],
)
def test_what_does_not_fit_comes_back_open_with_the_reason(
    house: DealHouse, what: str, field: str, typed: str
) -> None:
    made = house.deal(REP)
    before = house.deals.read(REP, made.id).file
    sent, place = ADDITIONS[what]
    answer = see(house).post(f"/deals/{made.id}/{what}", data={**sent, "time": "", field: typed})
    assert answer.status_code == 422
    assert f'id="{place}-{field}-wrong"' in answer.text
    assert house.deals.read(REP, made.id).file == before


def test_an_objection_is_settled_by_its_button(house: DealHouse) -> None:
    made = house.deal(REP)
    raised = house.deals.add_objection(REP, made.id, ObjectionLabel.NEED_NONE, "No need")
    path = f"/deals/{made.id}/objections/{raised.id}/settle"
    answer = see(house).post(path)
    assert answer.headers["location"] == f"/deals/{made.id}#objections"
    assert path not in see(house).get(f"/deals/{made.id}").text
