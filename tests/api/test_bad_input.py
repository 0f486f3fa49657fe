"""Bad input gets a clear 4xx that names the field, and changes nothing."""

import json

import pytest
from fastapi.testclient import TestClient


def turns(client: TestClient, session: str) -> int:
    return len(client.get(f"/api/sessions/{session}").json()["turns"])


def put(client: TestClient, session: str, body: object, turn: str = "t-1") -> object:
    return client.put(f"/api/sessions/{session}/turns/{turn}", json=body)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "x" * 4_001}, "text"),
        ({"text": 7}, "text"),
        ({"text": None}, "body"),
        ({"text": ""}, "text"),
        ({"text": " \t\n"}, "body"),
        ({"text": "a\0b"}, "text"),
        ({"text": "hello", "payload_id": "p-1"}, "body"),
        ({"text": "hello", "mood": "good"}, "mood"),
        ({"payload_id": "../etc/passwd"}, "payload_id"),
        ({}, "body"),
        ([], "body"),
    ],
)
def test_a_turn_that_does_not_fit_is_refused_by_field(
    rep: TestClient, practice: str, body: object, field: str
) -> None:
    answer = rep.put(f"/api/sessions/{practice}/turns/t-1", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert turns(rep, practice) == 1


def test_a_lone_surrogate_is_refused(rep: TestClient, practice: str) -> None:
    answer = rep.put(
        f"/api/sessions/{practice}/turns/t-1",
        content=b'{"text": "half a \\ud83d smile"}',
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 422
    assert turns(rep, practice) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"text": ' + b"[" * 20_000])
def test_what_is_no_json_is_refused(rep: TestClient, practice: str, content: bytes) -> None:
    answer = rep.put(
        f"/api/sessions/{practice}/turns/t-1",
        content=content,
        headers={"Content-Type": "application/json"},
    )
    assert 400 <= answer.status_code < 500


def test_a_body_of_a_megabyte_is_too_large(rep: TestClient, practice: str) -> None:
    body = json.dumps({"text": "x" * 1_000_000})
    answer = rep.put(f"/api/sessions/{practice}/turns/t-1", content=body)
    assert answer.status_code == 413


@pytest.mark.parametrize("session", ["s-none", "x" * 200, "%00", "..%2f.."])
def test_an_unknown_session_is_not_found(rep: TestClient, session: str) -> None:
    answer = rep.put(f"/api/sessions/{session}/turns/t-1", json={"text": "hello"})
    assert answer.status_code in (404, 422)


def test_an_unknown_scenario_is_not_found(rep: TestClient) -> None:
    answer = rep.post("/api/sessions", json={"kind": "practice", "scenario": "nope"})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "practice"},
        {"kind": "coach", "scenario": "price-payroll"},
        {"kind": "lecture"},
        {"kind": "practice", "scenario": "price-payroll", "mode": "secret"},
    ],
)
def test_a_session_that_makes_no_sense_is_refused(rep: TestClient, body: dict[str, str]) -> None:
    assert rep.post("/api/sessions", json=body).status_code == 422


def test_a_debrief_before_the_end_is_refused(rep: TestClient, practice: str) -> None:
    answer = rep.get(f"/api/sessions/{practice}/debrief")
    assert answer.status_code == 409
    assert "ended" in answer.json()["detail"]


def test_an_unknown_route_is_a_problem_document(rep: TestClient) -> None:
    answer = rep.get("/api/nothing")
    assert (answer.status_code, answer.json()["status"]) == (404, 404)
