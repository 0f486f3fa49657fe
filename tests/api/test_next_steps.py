"""The next step over HTTP: its shape, on a copy, and for whom."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.next_steps import present
from coaching.domain.deals.deal import Contact, ContactRole
from tests.api.conftest import sign_in
from tests.domain.next_steps import NOW, a_deal, objection
from tests.services.house import CHIEF, OTHER, REP

PATH = "/api/deals/d-next/next-step"


@pytest.fixture(scope="module", autouse=True)
def a_kept_deal(open_client: TestClient) -> None:
    app: Any = open_client.app
    app.dependency_overrides[present] = lambda: NOW
    store = app.state.house.store
    with store.writing() as writes:
        writes.add_deal(a_deal(id="d-next", owner=REP.id, team="t-1"))
        writes.add_contact(Contact("c-next", "d-next", "Dana", ContactRole.CHAMPION))
        raised = objection(3)
        writes.add_objection(
            type(raised)("o-next", "d-next", raised.label, "Dear", raised.raised_at)
        )
        writes.commit()


def suppose(client: TestClient, change: object) -> Any:
    return client.post(PATH, json={"if": change})


def test_the_advice_has_its_shape(rep: TestClient) -> None:
    answer = rep.get(PATH)
    assert answer.status_code == 200
    advice = answer.json()
    assert advice["stage"] == "presentation"
    assert set(advice["action"]) == {"verb", "object", "who", "by"}
    assert advice["action"]["who"] == "Ines"
    assert advice["because"][0]["rule"] == "open_objection"
    assert set(advice["because"][0]) == {"rule", "field", "value", "age_days", "text"}
    assert len(advice["gaps"]) <= 2
    assert all(set(lost) == {"rule", "why"} for lost in advice["not_chosen"])
    assert 0 <= advice["confidence"] <= 1


def test_what_if_changes_nothing_that_is_stored(rep: TestClient) -> None:
    before = rep.get(PATH).json()
    changed = suppose(rep, {"objection_settled": True}).json()
    assert changed["because"][0]["rule"] != "open_objection"
    after = rep.get(PATH).json()
    assert before == after


def test_an_empty_what_if_is_the_advice_as_it_stands(rep: TestClient) -> None:
    assert suppose(rep, {}).json()["because"] == rep.get(PATH).json()["because"]


def test_null_empties_a_field(rep: TestClient) -> None:
    change = {"objection_settled": True, "economic_buyer": True, "next_step_on": None}
    rules = {each["rule"] for each in suppose(rep, change).json()["because"]}
    assert "no_dated_next_step" in rules


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"if": {"colour": "red"}}, "if.colour"),
        ({"if": {"stage": "half"}}, "if.stage"),
        ({"if": {"stage": None}}, "if.stage"),
        ({"if": {"amount": True}}, "if.amount"),
        ({"if": {"amount": -1}}, "if.amount"),
        ({"if": {"close_date": "soon"}}, "if.close_date"),
        ({"if": {"next_step": "x" * 500}}, "if.next_step"),
        ({"if": []}, "if"),
        ({}, "if"),
        ({"supposed": {}}, "if"),
    ],
)
def test_what_cannot_be_supposed_is_refused_by_field(
    rep: TestClient, body: object, field: str
) -> None:
    answer = rep.post(PATH, json=body)
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json()["errors"]]


def test_a_manager_of_the_team_sees_the_same(rep: TestClient) -> None:
    mine = rep.get(PATH).json()
    chiefs = sign_in(rep, CHIEF.email).get(PATH).json()
    assert mine["action"] == chiefs["action"]


@pytest.mark.parametrize("path", [PATH, "/api/deals/d-none/next-step"])
def test_a_deal_that_is_not_yours_is_as_unknown_as_none(client: TestClient, path: str) -> None:
    other = sign_in(client, OTHER.email)
    for answer in (other.get(path), other.post(path, json={"if": {}})):
        assert (answer.status_code, answer.json()["detail"]) == (404, "There is no such deal.")


def test_nobody_unknown_is_advised(client: TestClient) -> None:
    assert client.get(PATH).status_code == 401
