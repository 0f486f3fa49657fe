"""What a program says to the coach over JSON."""

import itertools
import time
from typing import Any

import httpx

_numbers = itertools.count(1)


def begin_practice(client: httpx.Client, scenario: str = "price-payroll") -> dict[str, Any]:
    answer = client.post("/api/sessions", json={"kind": "practice", "scenario": scenario})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def begin_talk(client: httpx.Client) -> str:
    answer = client.post("/api/sessions", json={"kind": "coach"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def put_turn(
    client: httpx.Client, session: str, body: dict[str, Any], turn: str | None = None
) -> httpx.Response:
    name = turn or f"t-{next(_numbers)}"
    return client.put(f"/api/sessions/{session}/turns/{name}", json=body)


def say(client: httpx.Client, session: str, text: str) -> dict[str, Any]:
    """Say something and wait until the turn is answered."""
    turn = f"t-{next(_numbers)}"
    deadline = time.monotonic() + 70
    while True:
        answer = put_turn(client, session, {"text": text}, turn)
        assert answer.status_code in (200, 202), answer.text
        body: dict[str, Any] = answer.json()
        if body["turn"]["state"] != "received" or time.monotonic() > deadline:
            return body
        time.sleep(float(answer.headers.get("Retry-After", "1")))


GOOD_PAYROLL_TALK = (
    "That is a big step up from what you pay, I see why it stops you. What went wrong the last "
    "time you changed payroll?",
    "So it is less the price than having to explain wrong payslips to everyone again. What would "
    "have to be different for you to feel safe this time?",
    "Then let us run both systems side by side for two pay runs. Holt Foods did that with 160 "
    "people and found three mistakes before anybody was paid wrongly.",
    "Does that settle it for you, or is there something else in the way?",
    "Could we meet on Thursday at ten with your payroll clerk, and I bring the plan for the two "
    "parallel runs?",
)
