"""Slack within the whole application: registered, quiet, counted."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.app import create_app
from api.logs import set_up_logs
from coaching.config import Settings
from tests.api.slack.house import INES, SlackHouse
from tests.slack_requests import SECRET, direct_message, sign
from tests.slack_server import TOKEN, Fault, SlackServer

ROOT = Path(__file__).parents[3]


def settings(folder: Path, **given: object) -> Settings:
    values: dict[str, object] = {
        "database_url": f"sqlite:///{folder / 'coach.db'}",
        "internal_token": SecretStr("t" * 32),
        "playbook": ROOT / "playbook",
        "secure_cookies": False,
        "rate_limits": False,
        "bot_port": 1,
        "log_level": "CRITICAL",
        **given,
    }
    return Settings(**values)  # type: ignore[arg-type]


def test_without_slack_its_doors_are_not_there(tmp_path: Path) -> None:
    with TestClient(create_app(settings(tmp_path))) as client:
        for name in ("events", "commands", "interactivity"):
            assert client.post(f"/slack/{name}", content=b"{}").status_code == 404


def test_with_slack_a_stranger_is_answered_through_the_whole_application(
    tmp_path: Path, slack: SlackServer
) -> None:
    slack.add_user(INES, "nobody@example.com")
    given = {
        "slack_signing_secret": SecretStr(SECRET),
        "slack_bot_token": SecretStr(TOKEN),
        "slack_api_url": f"{slack.address}/api/",
    }
    with TestClient(create_app(settings(tmp_path, **given))) as client:
        body = json.dumps(direct_message(INES, "hello"))
        assert client.post("/slack/events", content=body, headers=sign(body)).status_code == 200
        assert len(slack.wait_for(1)) == 1
        figures = client.get("/metrics").text
    assert 'coach_slack_deliveries_total{result="new"}' in figures
    assert 'coach_slack_acknowledge_seconds_count{door="event"}' in figures


def test_a_wrong_token_does_not_keep_the_product_from_starting(
    tmp_path: Path, slack: SlackServer
) -> None:
    given = {
        "slack_signing_secret": SecretStr(SECRET),
        "slack_bot_token": SecretStr("xoxb-revoked"),
        "slack_api_url": f"{slack.address}/api/",
    }
    with TestClient(create_app(settings(tmp_path, **given))) as client:
        assert client.get("/healthz").status_code == 200
        body = json.dumps(direct_message(INES, "hello"))
        assert client.post("/slack/events", content=body, headers=sign(body)).status_code == 200


@pytest.fixture
def _talkative() -> Iterator[None]:
    set_up_logs("DEBUG")
    yield
    set_up_logs("CRITICAL")


@pytest.mark.usefixtures("_talkative")
def test_words_and_secrets_reach_no_log(
    house: SlackHouse, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    house.slack.fail("users.info", Fault(status=500))
    house.slack.fail("chat.postMessage", Fault(drop=True), Fault(error="invalid_blocks"))
    body = json.dumps(direct_message(INES, "zebrafinch"))
    unsigned = {**sign(body, house.clock.now().timestamp()), "X-Slack-Signature": "v0=" + "0" * 64}
    assert house.client.post("/slack/events", content=body, headers=unsigned).status_code == 401
    house.send("/slack/events", body)
    house.wait_until(lambda: house.advance() and len(house.slack.called("chat.postMessage")) > 1)
    written = capfd.readouterr()
    logged = f"{written.out}{written.err}{caplog.text}"
    assert "slack_" in logged
    assert [word for word in ("zebrafinch", TOKEN, SECRET) if word in logged] == []
