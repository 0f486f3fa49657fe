"""Follow-ups over JSON."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import sign_in
from tests.services.house import OTHER

PATH = "/api/follow-ups"


def make(client: TestClient, **fields: Any) -> dict[str, Any]:
    given = {"what": "Call Dana", "day": "2099-01-05", **fields}
    answer = client.post(PATH, json={k: v for k, v in given.items() if v is not None})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_a_day_is_kept_as_a_day(rep: TestClient) -> None:
    made = make(rep, tz="Europe/Berlin")
    assert (made["day"], made["at"], made["tz"]) == ("2099-01-05", None, "Europe/Berlin")
    assert made["due_at"] == "2099-01-05T09:00:00+01:00"
    assert made in rep.get(f"{PATH}?state=due").json()["items"]


def test_a_time_is_kept_on_the_clock_of_its_zone(rep: TestClient) -> None:
    made = make(rep, day=None, at="2099-07-05T10:00:30Z", tz="America/New_York")
    assert (made["day"], made["at"]) == ("2099-07-05", "2099-07-05T06:00:00-04:00")


def test_the_second_of_two_equal_wall_times_stays_the_second(rep: TestClient) -> None:
    made = make(rep, day=None, at="2030-10-27T01:30:00Z", tz="Europe/Berlin")
    assert made["due_at"] == "2030-10-27T02:30:00+01:00"


def test_it_is_about_a_deal(rep: TestClient) -> None:
    deal = rep.post("/api/deals", json={"company": "Acme"}).json()["id"]
    made = make(rep, deal=deal)
    assert rep.get(f"/api/deals/{deal}").json()["follow_ups"] == [made]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"what": " ", "day": "2099-01-05"}, "what"),
        ({"day": "2099-01-05"}, "what"),
        ({"what": "Call"}, "body"),
        ({"what": "Call", "day": "2099-01-05", "at": "2099-01-05T10:00:00Z"}, "body"),
        ({"what": "Call", "day": "2020-01-05"}, "day"),
        ({"what": "Call", "day": "soon"}, "day"),
        ({"what": "Call", "at": "2020-01-05T10:00:00Z"}, "at"),
        ({"what": "Call", "at": "2099-01-05T10:00:00"}, "at"),
        ({"what": "Call", "at": "9999-12-31T23:59:59-23:00"}, "at"),
        ({"what": "Call", "day": "2099-01-05", "tz": "Mars/Base"}, "tz"),
        ({"what": "Call", "day": "2099-01-05", "tz": "../../etc/passwd"}, "tz"),
    ],
)
def test_what_does_not_fit_is_refused_by_field(
    rep: TestClient, body: dict[str, Any], field: str
) -> None:
    before = rep.get(PATH).json()
    answer = rep.post(PATH, json=body)
    assert answer.status_code == 422, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert rep.get(PATH).json() == before


def test_it_is_ticked_off_once(rep: TestClient) -> None:
    made = make(rep)
    path = f"{PATH}/{made['id']}"
    stale = rep.patch(path, json={"version": made["version"] + 1, "state": "done"})
    done = rep.patch(path, json={"version": made["version"], "state": "done"})
    again = rep.patch(path, json={"version": made["version"], "state": "done"})
    other = rep.patch(path, json={"version": done.json()["version"], "state": "cancelled"})
    assert [a.status_code for a in (stale, done, again, other)] == [409, 200, 200, 409]
    assert done.json() == again.json()
    assert done.json()["state"] == "done"


@pytest.mark.parametrize("state", ["due", "snoozed", "gone"])
def test_it_becomes_done_or_cancelled_only(rep: TestClient, state: str) -> None:
    made = make(rep)
    answer = rep.patch(f"{PATH}/{made['id']}", json={"version": 1, "state": state})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "state"


def test_those_of_others_are_unknown(rep: TestClient) -> None:
    made = make(rep)
    sign_in(rep, OTHER.email)
    answer = rep.patch(f"{PATH}/{made['id']}", json={"version": 1, "state": "done"})
    assert answer.status_code == 404
    assert rep.get(PATH).json()["items"] == []
