"""Cookies, tokens, and who gets in."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import create_app
from tests.api.conftest import PASSWORD, move_in, settings, sign_in
from tests.services.house import CHIEF, OTHER, REP


def test_the_right_password_opens_and_signing_out_closes(client: TestClient) -> None:
    sign_in(client)
    assert client.get("/api/people/me").json()["id"] == REP.id
    secret = client.cookies["coach"]
    client.post("/api/logout")
    client.cookies.set("coach", secret)
    assert client.get("/api/people/me").status_code == 401


def test_a_wrong_password_and_an_unknown_person_look_alike(client: TestClient) -> None:
    answers = [
        client.post("/api/login", json={"email": email, "password": "wrong"})
        for email in (REP.email, "nobody@example.com")
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert answers[0].json() == answers[1].json()


def test_a_personal_token_opens_without_a_cookie(client: TestClient) -> None:
    sign_in(client)
    token = client.post("/api/tokens", json={"name": "script"}).json()["token"]
    client.cookies.clear()
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/people/me", headers=headers).json()["id"] == REP.id


def test_with_a_bad_token_no_cookie_counts(rep: TestClient) -> None:
    answer = rep.get("/api/people/me", headers={"Authorization": "Bearer coach_wrong"})
    assert answer.status_code == 401


def test_a_page_sends_to_the_login_and_back(client: TestClient) -> None:
    answer = client.get("/practices/s-1?x=1", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=/practices/s-1%3Fx%3D1"
    form = {"email": REP.email, "password": PASSWORD, "next": "/practices/s-1?x=1"}
    answer = client.post("/login", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/practices/s-1?x=1"


@pytest.mark.parametrize("next", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_the_way_back_never_leaves_the_site(client: TestClient, next: str) -> None:
    form = {"email": REP.email, "password": PASSWORD, "next": next}
    assert client.post("/login", data=form, follow_redirects=False).headers["location"] == "/"


def test_foreign_and_private_talks_are_not_found(rep: TestClient, practice: str) -> None:
    for email in (OTHER.email, CHIEF.email):
        sign_in(rep, email)
        assert rep.get(f"/api/sessions/{practice}").status_code == 404
        answer = rep.put(f"/api/sessions/{practice}/turns/t-1", json={"text": "hello"})
        assert answer.status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_write_from_another_site_is_refused(rep: TestClient, headers: dict[str, str]) -> None:
    body = {"kind": "practice", "scenario": "price-payroll"}
    assert rep.post("/api/sessions", json=body, headers=headers).status_code == 403


def test_a_write_from_our_own_page_passes(rep: TestClient) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1"}
    body = {"kind": "practice", "scenario": "price-payroll"}
    assert rep.post("/api/sessions", json=body, headers=headers).status_code == 201


def test_pages_are_locked_by_headers(client: TestClient) -> None:
    headers = client.get("/login").headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_outside_loopback_cookies_are_secure_and_tries_are_limited(tmp_path: Path) -> None:
    app = create_app(settings(tmp_path, host="0.0.0.0", secure_cookies=True, rate_limits=True))
    with TestClient(app, base_url="https://coach.example") as client:
        move_in(client)
        good = client.post("/api/login", json={"email": REP.email, "password": PASSWORD})
        cookie = good.headers["set-cookie"]
        assert cookie.startswith("__Host-coach=")
        assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"))
        wrong = {"email": OTHER.email, "password": "wrong"}
        statuses = [client.post("/api/login", json=wrong).status_code for _ in range(6)]
        assert statuses == [401] * 5 + [429]


@pytest.mark.parametrize("changes", [{"secure_cookies": False}, {"rate_limits": False}])
def test_relaxed_settings_are_refused_outside_loopback(
    tmp_path: Path, changes: dict[str, bool]
) -> None:
    strict = {"host": "0.0.0.0", "secure_cookies": True, "rate_limits": True}
    with pytest.raises(ValidationError):
        settings(tmp_path, **{**strict, **changes})


def test_a_short_internal_token_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        settings(tmp_path, internal_token="short")


def test_ready_says_what_is_missing_and_alive_does_not_care(client: TestClient) -> None:
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["missing"] == ["bot: unreachable"]


def test_saying_the_same_turn_again_is_no_new_knock(tmp_path: Path) -> None:
    app = create_app(settings(tmp_path, host="0.0.0.0", secure_cookies=True, rate_limits=True))
    with TestClient(app, base_url="https://coach.example") as client:
        move_in(client)
        client.post("/api/login", json={"email": REP.email, "password": PASSWORD})
        body = {"kind": "practice", "scenario": "price-payroll"}
        practice = client.post("/api/sessions", json=body).json()["id"]
        path = f"/api/sessions/{practice}/turns"
        same = {client.put(f"{path}/opening", json={"text": "x"}).status_code for _ in range(40)}
        assert same == {422}
        unknown = [
            client.put(f"{path}/t-{n}", json={"payload_id": "p-none"}).status_code
            for n in range(31)
        ]
        assert unknown == [404] * 30 + [429]
