"""kill -9 of each part in mid-turn: every acknowledged turn is stored once, every other one is
answered or failed, and the talk goes on. `COACH_KILLS` sets how often (5 in CI)."""

import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.journeys.product import Product, running_product
from tests.journeys.talking import begin_practice

KILLS = int(os.environ.get("COACH_KILLS", "5"))
REP = "aisha@example.com"
TEXT = "What went wrong with it the last time?"
PATIENCE_SECONDS = 90


@pytest.fixture(scope="module")
def sturdy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder: Path = tmp_path_factory.mktemp("kills")
    with running_product(folder) as running:
        yield running


def settled(client: httpx.Client, session: str, turn: str) -> dict[str, object]:
    """Say it with the same id until the turn is answered or failed."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            answer = client.put(f"/api/sessions/{session}/turns/{turn}", json={"text": TEXT})
        except httpx.HTTPError:
            time.sleep(0.2)
            continue
        if answer.status_code == 200:
            body: dict[str, object] = answer.json()
            return body
        assert answer.status_code in (202, 409, 503), answer.text
        time.sleep(0.3)
    raise TimeoutError(f"turn {turn} was not settled")


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", ["api", "rasa", "actions"])
def test_a_killed_part_costs_no_turn(sturdy: Product, part: str) -> None:
    client = sturdy.client(REP)
    chance = random.Random(part)
    said: dict[str, list[str]] = {}
    for number in range(KILLS):
        session = str(begin_practice(client)["id"])
        turn = f"{part}-{number}"
        result: list[dict[str, object]] = []
        speaker = threading.Thread(
            target=lambda s=session, t=turn, r=result: r.append(settled(client, s, t))
        )
        speaker.start()
        time.sleep(chance.uniform(0.0, 0.06))
        sturdy.kill(part)
        time.sleep(chance.uniform(0.0, 0.5))
        sturdy.start(part)
        sturdy.wait_until_ready()
        speaker.join(PATIENCE_SECONDS)
        assert result, f"kill {number} of {part}: no answer"
        assert result[0]["turn"]["state"] in ("answered", "failed")  # type: ignore[index]
        said[session] = [turn]
    for session, turns in said.items():
        stored = client.get(f"/api/sessions/{session}").json()["turns"]
        assert [item["turn"]["id"] for item in stored] == ["opening", *turns]
        judged = [item for item in stored if item["turn"]["assessment"]]
        answered = [item for item in stored[1:] if item["turn"]["state"] == "answered"]
        assert len(judged) == len(answered)
