"""Slack: how soon it is acknowledged and answered, with real Rasa behind and a Slack that runs on
this machine. Two people ask at once; each waits for the answer before asking again."""

import json
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from bench.rows import Row, at_most
from bench.workbench import Workbench
from tests.journeys.product import Product, running_product
from tests.slack_requests import SECRET, direct_message, sign
from tests.slack_server import TOKEN, SlackServer, direct, running_slack

PEOPLE = {"U0JONAS01": "jonas@example.com", "U0AISHA01": "aisha@example.com"}
QUESTIONS = 60
_WARM_UP = 5
_WAIT_SECONDS = 30


def measure(bench: Workbench) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, running_slack() as slack:
        for user, email in PEOPLE.items():
            slack.add_user(user, email)
        settings = {
            "COACH_SLACK_SIGNING_SECRET": SECRET,
            "COACH_SLACK_BOT_TOKEN": TOKEN,
            "COACH_SLACK_API_URL": f"{slack.address}/api/",
        }
        with (
            running_product(Path(folder), **settings) as product,
            ThreadPoolExecutor(len(PEOPLE)) as pool,
        ):
            asked = pool.map(lambda user: ask(product, slack, user), PEOPLE)
            timed = np.array([pair for pairs in asked for pair in pairs])
    acknowledged, answered = np.percentile(timed[:, 0], 99), np.percentile(timed[:, 1], 95)
    return [
        at_most("Slack, acknowledgement, p99", float(acknowledged), 300, "ms"),
        at_most("Slack, answer to “what's next”, p95", float(answered), 500, "ms"),
    ]


def ask(product: Product, slack: SlackServer, user: str) -> list[tuple[float, float]]:
    """Milliseconds until the acknowledgement and until the answer is posted, question by
    question."""
    client, times = product.client(), []
    for number in range(_WARM_UP + QUESTIONS):
        body = json.dumps(direct_message(user, "what's next for my deal?"))
        before, began = answers(slack, user), time.perf_counter()
        client.post("/slack/events", content=body.encode(), headers=sign(body)).raise_for_status()
        acknowledged = time.perf_counter() - began
        while answers(slack, user) <= before:
            if time.perf_counter() - began > _WAIT_SECONDS:
                raise TimeoutError("Slack was not answered")
            time.sleep(0.002)
        if number >= _WARM_UP:
            times.append((acknowledged * 1000, (time.perf_counter() - began) * 1000))
    return times


def answers(slack: SlackServer, user: str) -> int:
    """How many messages the coach has posted to this person."""
    return sum(message["channel"] == direct(user) for message in slack.posted())
