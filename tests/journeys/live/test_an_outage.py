"""The action server is down: the person is told the truth, and nothing has changed."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.product import Product, running_product
from tests.journeys.talking import begin_practice, put_turn, say


@pytest.fixture(scope="module")
def lamed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder: Path = tmp_path_factory.mktemp("outage")
    with running_product(folder) as running:
        yield running


@pytest.mark.timeout(240)
def test_after_eight_seconds_still_trying_after_sixty_failed(lamed: Product) -> None:
    client = lamed.client("jonas@example.com")
    practice = begin_practice(client)
    lamed.kill("actions")
    body = {"text": "What went wrong with it the last time?"}
    began = time.monotonic()
    first = put_turn(client, practice["id"], body, "t-down")
    assert first.status_code == 202
    assert first.json()["turn"]["state"] == "received"
    assert 7 <= time.monotonic() - began <= 12
    other = put_turn(client, practice["id"], {"text": "Hello?"}, "t-other")
    assert other.status_code == 409
    assert "Retry-After" in other.headers
    answer = first
    while answer.status_code == 202 and time.monotonic() - began < 90:
        answer = put_turn(client, practice["id"], body, "t-down")
    assert answer.json()["turn"]["state"] == "failed"
    assert 55 <= time.monotonic() - began <= 75
    session = client.get(f"/api/sessions/{practice['id']}").json()
    assert (session["trust"], session["patience"]) == (practice["trust"], practice["patience"])

    lamed.start("actions")
    lamed.wait_until_ready()
    time.sleep(3)
    assert say(client, practice["id"], body["text"])["turn"]["state"] == "answered"


@pytest.mark.timeout(120)
def test_a_turn_survives_a_short_outage(lamed: Product) -> None:
    client = lamed.client("jonas@example.com")
    practice = begin_practice(client)["id"]
    lamed.kill("actions")
    first = put_turn(client, practice, {"text": "What went wrong with it?"}, "t-short")
    assert first.status_code == 202
    lamed.start("actions")
    answer = first
    deadline = time.monotonic() + 40
    while answer.status_code == 202 and time.monotonic() < deadline:
        answer = put_turn(client, practice, {"text": "What went wrong with it?"}, "t-short")
    assert answer.json()["turn"]["state"] == "answered"
