"""Deals over JSON: shapes, versions, rights, refusals by field."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from coaching.domain.deals.deal import Known
from coaching.domain.people import Person, Role
from tests.api.conftest import sign_in
from tests.services.house import CHIEF, OTHER

TRAINEE = Person(
    "u-trainee", "Tom", "tom@example.com", Role.TRAINEE, "Europe/Berlin", frozenset({"t-1"})
)


def create(client: TestClient, company: str = "Acme Bakeries", **fields: Any) -> dict[str, Any]:
    answer = client.post("/api/deals", json={"company": company, **fields})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def be_trainee(client: TestClient) -> TestClient:
    house = client.app.state.house  # type: ignore[attr-defined]
    with house.store.writing() as writes:
        _, hash = writes.person_by_email(CHIEF.email)
        if writes.person(TRAINEE.id) is None:
            writes.add_person(TRAINEE, hash)
            writes.commit()
    return sign_in(client, TRAINEE.email)


def test_a_deal_is_created_read_and_listed(rep: TestClient) -> None:
    made = create(rep, stage="closing", amount=24_000, currency="gbp", close_date="2026-12-18")
    assert made["currency"] == "GBP"
    assert (made["version"], made["next_step"], made["owner"]) == (1, None, "u-rep")
    read = rep.get(f"/api/deals/{made['id']}").json()
    assert {name: read[name] for name in made} == made
    assert [read[name] for name in ("contacts", "activities", "objections", "follow_ups")] == [
        [],
        [],
        [],
        [],
    ]
    assert made in rep.get("/api/deals").json()["items"]


def test_a_list_goes_on_where_it_stopped(rep: TestClient) -> None:
    for number in range(3):
        create(rep, f"Parked {number}", state="parked")
    first = rep.get("/api/deals?state=parked&limit=2").json()
    rest = rep.get(f"/api/deals?state=parked&limit=2&cursor={first['next']}").json()
    names = [deal["company"] for deal in first["items"] + rest["items"]]
    assert (names, rest["next"]) == (["Parked 0", "Parked 1", "Parked 2"], None)


def test_a_change_names_the_version_that_it_read(rep: TestClient) -> None:
    path = f"/api/deals/{create(rep, amount=5, next_step='A demo')['id']}"
    changed = rep.patch(path, json={"version": 1, "stage": "approach", "next_step": None})
    assert changed.status_code == 200
    body = changed.json()
    assert (body["version"], body["stage"], body["next_step"], body["amount"]) == (
        2,
        "approach",
        None,
        5,
    )
    stale = rep.patch(path, json={"version": 1, "amount": 6})
    assert stale.status_code == 409
    assert stale.headers["content-type"] == "application/problem+json"
    assert "changed meanwhile" in stale.json()["detail"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"company": ""}, "company"),
        ({"company": "x" * 300}, "company"),
        ({"company": 7}, "company"),
        ({"company": "a\0b"}, "company"),
        ({"amount": -1}, "amount"),
        ({"amount": 10**15}, "amount"),
        ({"amount": 10**400}, "amount"),
        ({"amount": 12.5}, "amount"),
        ({"amount": "12500"}, "amount"),
        ({"amount": True}, "amount"),
        ({"currency": "pounds"}, "currency"),
        ({"currency": "12€"}, "currency"),
        ({"close_date": "18.12.2026"}, "close_date"),
        ({"close_date": 0}, "close_date"),
        ({"close_date": "0001-01-01"}, "close_date"),
        ({"next_step_on": "2026-02-30"}, "next_step_on"),
        ({"stage": "negotiation"}, "stage"),
        ({"market": "b2g"}, "market"),
        ({"state": "maybe"}, "state"),
        ({"owner": "u-other"}, "owner"),
    ],
)
def test_a_deal_that_does_not_fit_is_refused_by_field(
    rep: TestClient, fields: dict[str, Any], field: str
) -> None:
    before = rep.get("/api/deals").json()
    answer = rep.post("/api/deals", json={"company": "Acme", **fields})
    assert answer.status_code == 422, answer.text
    errors = {error["field"]: error["reason"] for error in answer.json()["errors"]}
    assert errors[field]
    assert rep.get("/api/deals").json() == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount": 5}, "version"),
        ({"version": 0}, "version"),
        ({"version": "1"}, "version"),
        ({"version": 1, "company": None}, "company"),
        ({"version": 1, "stage": None}, "stage"),
        ({"version": 1, "amount": -1}, "amount"),
        ({"version": 1, "team": "t-2"}, "team"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_by_field(
    rep: TestClient, change: dict[str, Any], field: str
) -> None:
    made = create(rep)
    answer = rep.patch(f"/api/deals/{made['id']}", json=change)
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert rep.get(f"/api/deals/{made['id']}").json()["version"] == 1


def test_what_belongs_to_a_deal_is_added(rep: TestClient) -> None:
    path = f"/api/deals/{create(rep)['id']}"
    contact = rep.post(f"{path}/contacts", json={"name": "Dana Fox", "role": "champion"})
    told = {"kind": "call", "text": "She rang", "at": "2026-11-01T10:00:00+01:00", "inbound": True}
    activity = rep.post(f"{path}/activities", json=told)
    raised = rep.post(f"{path}/objections", json={"label": "need_none", "words": "No need"})
    assert [a.status_code for a in (contact, activity, raised)] == [201, 201, 201]
    settled = rep.post(f"{path}/objections/{raised.json()['id']}/settle")
    assert (settled.status_code, raised.json()["settled_at"]) == (200, None)
    assert settled.json()["settled_at"]
    read = rep.get(path).json()
    assert read["contacts"] == [contact.json()]
    assert read["activities"] == [activity.json()]
    assert read["objections"] == [settled.json()]


@pytest.mark.parametrize(
    ("what", "body", "field"),
    [
        ("contacts", {"name": " "}, "name"),
        ("contacts", {"name": "Dana", "role": "boss"}, "role"),
        ("activities", {"kind": "call", "text": ""}, "text"),
        ("activities", {"kind": "call", "text": "Rang", "at": "2999-01-01T00:00:00Z"}, "at"),
        ("activities", {"kind": "call", "text": "Rang", "at": "2026-01-01T00:00:00"}, "at"),
        ("activities", {"kind": "fax", "text": "Sent"}, "kind"),
        ("objections", {"label": "price", "words": "Too dear"}, "label"),
        ("objections", {"label": "need_none", "words": "x" * 501}, "words"),
    ],
)
def test_what_does_not_fit_is_not_added(
    rep: TestClient, what: str, body: dict[str, Any], field: str
) -> None:
    path = f"/api/deals/{create(rep)['id']}"
    answer = rep.post(f"{path}/{what}", json=body)
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert rep.get(path).json()[what] == []


def test_a_deal_that_is_not_yours_is_unknown(rep: TestClient) -> None:
    path = f"/api/deals/{create(rep)['id']}"
    unknown = rep.get("/api/deals/d-none")
    sign_in(rep, OTHER.email)
    assert rep.get("/api/deals").json()["items"] == []
    answers = [
        rep.get(path),
        rep.get(f"{path}/qualification"),
        rep.patch(path, json={"version": 1, "amount": 5}),
        rep.post(f"{path}/contacts", json={"name": "Dana"}),
        rep.post(f"{path}/activities", json={"kind": "call", "text": "Rang"}),
        rep.post(f"{path}/objections", json={"label": "need_none", "words": "No"}),
        rep.post(f"{path}/objections/o-1/settle"),
        rep.post("/api/follow-ups", json={"what": "x", "deal": path[11:], "day": "2099-01-01"}),
    ]
    assert {answer.status_code for answer in answers[:-1]} == {404}
    assert answers[0].json() == unknown.json()


def test_a_manager_reads_and_does_not_change(rep: TestClient) -> None:
    path = f"/api/deals/{create(rep)['id']}"
    sign_in(rep, CHIEF.email)
    assert rep.get(path).json()["owner"] == "u-rep"
    answer = rep.patch(path, json={"version": 1, "amount": 5})
    assert (answer.status_code, answer.json()["detail"]) == (
        403,
        "Only the owner of a deal changes it.",
    )


def test_a_trainee_has_no_deals_and_is_told_why(client: TestClient) -> None:
    be_trainee(client)
    assert client.get("/api/deals").json() == {"items": [], "next": None}
    answer = client.post("/api/deals", json={"company": "Acme"})
    assert answer.status_code == 403
    assert "role of a rep" in answer.json()["detail"]


def test_a_new_deal_is_known_in_no_letter(rep: TestClient) -> None:
    body = rep.get(f"/api/deals/{create(rep)['id']}/qualification").json()
    assert body["framework"] == "bant"
    assert [letter["score"] for letter in body["letters"]] == [0] * len(body["letters"])
    assert all(letter["evidence"] is None for letter in body["letters"])
    assert body["gap"] == body["letters"][0]["letter"] == "need"
    assert body["ask_next"]


def test_what_is_known_of_a_letter_comes_with_its_words_and_age(rep: TestClient) -> None:
    deal = create(rep)["id"]
    house = rep.app.state.house  # type: ignore[attr-defined]
    told = datetime.now(UTC) - timedelta(days=3)
    with house.store.writing() as writes:
        writes.record_known(Known(deal, "bant", "need", 2, "two days a month", told, "u-rep"))
        writes.commit()
    body = rep.get(f"/api/deals/{deal}/qualification").json()
    assert body["letters"][0] | {"name": ""} == {
        "letter": "need",
        "name": "",
        "score": 2,
        "evidence": "two days a month",
        "age_days": 3,
    }
    assert body["gap"] == body["letters"][1]["letter"]


@pytest.mark.parametrize("deal", ["x" * 200, "%00", "..%2f..", "d d"])
def test_an_odd_id_is_no_deal(rep: TestClient, deal: str) -> None:
    assert rep.get(f"/api/deals/{deal}").status_code in (404, 422)
