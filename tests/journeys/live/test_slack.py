"""A rep asks in Slack: the whole product with real Rasa, and a Slack that runs on this machine."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from coaching.playbook import load_playbook
from tests.journeys.product import Product, running_product
from tests.slack_requests import SECRET, Json, buttons, command, direct_message, mention, sign, tap
from tests.slack_server import (
    TEAM,
    TOKEN,
    SlackServer,
    direct,
    live_mentions,
    refusal,
    running_slack,
)
from tools.train import ROOT

JONAS, TOM, CHANNEL = "U0JONAS01", "U0VISITOR", "C0DEALS01"
ANSWER_SECONDS = 75
PLAYBOOK, _ = load_playbook(ROOT / "playbook")
STILL_TRYING, FAILED = PLAYBOOK.say("slack.still_trying"), PLAYBOOK.say("slack.failed")


@pytest.fixture(scope="module")
def slack() -> Iterator[SlackServer]:
    with running_slack() as server:
        server.add_user(JONAS, "jonas@example.com")
        server.add_user(TOM, "visitor@example.com")
        server.channels.add(CHANNEL)
        yield server


@pytest.fixture(scope="module")
def coach(tmp_path_factory: pytest.TempPathFactory, slack: SlackServer) -> Iterator[Product]:
    folder: Path = tmp_path_factory.mktemp("slack")
    with running_product(
        folder,
        COACH_SLACK_SIGNING_SECRET=SECRET,
        COACH_SLACK_BOT_TOKEN=TOKEN,
        COACH_SLACK_API_URL=f"{slack.address}/api/",
        COACH_PUBLIC_URL="https://coach.example.com",
    ) as running:
        yield running


def send(coach: Product, path: str, body: str) -> httpx.Response:
    answer = coach.client().post(path, content=body.encode(), headers=sign(body))
    assert answer.status_code == 200, answer.text
    return answer


def answers(slack: SlackServer) -> list[Json]:
    """What the coach has said, without the notice that an answer takes a while."""
    return [message for message in slack.posted() if message["text"] != STILL_TRYING]


def next_answer(slack: SlackServer, before: int) -> Json:
    deadline = time.monotonic() + ANSWER_SECONDS
    while len(found := answers(slack)) <= before:
        assert time.monotonic() < deadline, "no answer came"
        time.sleep(0.05)
    return found[before]


def sections(message: Json) -> str:
    return "\n".join(b["text"]["text"] for b in message["blocks"] if b["type"] == "section")


def require_readable(message: Json) -> None:
    """Sound for Slack, a fallback for readers, a few buttons, nobody called."""
    assert refusal(message) is None
    assert message["text"].strip()
    assert len(buttons(message)) <= 5
    assert live_mentions(message) == []


def test_a_rep_asks_for_the_next_step_in_a_direct_message(
    coach: Product, slack: SlackServer
) -> None:
    before = len(answers(slack))
    body = json.dumps(direct_message(JONAS, "what's next for Acme Bakeries"))
    for _ in range(4):
        send(coach, "/slack/events", body)
    answer = next_answer(slack, before)
    require_readable(answer)
    assert answer["channel"] == direct(JONAS)
    assert "Acme Bakeries" in sections(answer)


def test_a_thread_remembers_its_deal(coach: Product, slack: SlackServer) -> None:
    before = len(answers(slack))
    first = mention(JONAS, "what's next for Acme Bakeries?", CHANNEL)
    thread = first["event"]["ts"]
    send(coach, "/slack/events", json.dumps(first))
    answer = next_answer(slack, before)
    require_readable(answer)
    assert (answer["channel"], answer["thread_ts"]) == (CHANNEL, thread)
    assert "Acme Bakeries" in sections(answer)
    again = mention(JONAS, "what's next for this deal", CHANNEL, thread_ts=thread)
    send(coach, "/slack/events", json.dumps(again))
    second = next_answer(slack, before + 1)
    require_readable(second)
    assert second["thread_ts"] == thread
    assert "Acme Bakeries" in sections(second)


def test_an_ambiguous_name_is_asked_back_and_tapped(coach: Product, slack: SlackServer) -> None:
    before = len(answers(slack))
    asked = command("/next", JONAS, "brightpath", CHANNEL, slack.response_url("jonas"))
    send(coach, "/slack/commands", asked)
    question = next_answer(slack, before)
    require_readable(question)
    assert (question["channel"], question["response_type"]) == ("respond:jonas", "ephemeral")
    choices = buttons(question)
    assert len(choices) >= 2
    assert all("brightpath" in label.lower() for label in choices)
    label, payload = next(iter(choices.items()))
    seen = {**question, "home": CHANNEL}
    send(coach, "/slack/interactivity", tap(JONAS, payload, seen, slack.response_url("again")))
    answer = next_answer(slack, before + 1)
    require_readable(answer)
    assert answer["channel"] == "respond:again"
    assert label.split("·")[0].split(",")[0].strip() in sections(answer)


def test_a_visitor_learns_how_to_be_added_and_nothing_else(
    coach: Product, slack: SlackServer
) -> None:
    before = len(answers(slack))
    send(coach, "/slack/events", json.dumps(direct_message(TOM, "what's next for Acme Bakeries")))
    answer = next_answer(slack, before)
    assert "Acme" not in answer["text"]
    assert buttons(answer) == {}


def test_a_message_that_came_before_a_kill_is_answered_after_it(
    coach: Product, slack: SlackServer
) -> None:
    before = len(answers(slack))
    body = direct_message(JONAS, "how do I ask for the order?")
    send(coach, "/slack/events", json.dumps(body))
    coach.kill("api")
    coach.start("api")
    coach.wait_until_ready()
    answer = next_answer(slack, before)
    require_readable(answer)
    assert answer["text"] != FAILED
    assert len(answers(slack)) == before + 1


def test_what_was_said_is_in_no_log_and_the_figures_count_it(
    coach: Product, slack: SlackServer
) -> None:
    before = len(answers(slack))
    send(coach, "/slack/events", json.dumps(direct_message(JONAS, "zebrafinch, what can you do?")))
    next_answer(slack, before)
    assert "zebrafinch" not in coach.logs()
    assert TOKEN not in coach.logs()
    figures = coach.client().get("/metrics").text
    assert 'coach_slack_sends_total{result="sent"}' in figures
    assert "coach_slack_acknowledge_seconds_bucket" in figures
    assert TEAM not in figures
