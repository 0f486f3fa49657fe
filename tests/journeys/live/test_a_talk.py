"""Talking with the coach: advice, choosing a practice, and texts that look like commands."""

import pytest

from coaching.playbook import load_playbook
from tests.journeys.product import Product
from tests.journeys.talking import begin_talk, put_turn, say
from tools.train import ROOT

ENTRIES = load_playbook(ROOT / "playbook")[0].knowledge.entries


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("where do I find new customers", "prospecting_do"),
        ("what should I research before I visit the plant tomorrow", "pre_approach_do"),
        ("which questions do I ask in the first meeting to find out their needs", "approach_do"),
        ("any tips for giving a good product demo", "presentation_do"),
        ("what do I answer when they say it is too expensive", "objection_price_value"),
        ("how do I ask for the order", "closing_do"),
        ("they bought last month, how do I keep the relationship going", "follow_up_do"),
    ],
)
def test_each_stage_gets_its_advice(product: Product, question: str, topic: str) -> None:
    rep = product.client("jonas@example.com")
    body = say(rep, begin_talk(rep), question)
    entry = ENTRIES[topic]
    assert body["replies"][0]["text"].startswith(entry.answer)
    assert entry.source in body["replies"][0]["text"]


def test_choosing_a_scenario_by_button_opens_the_practice(product: Product) -> None:
    rep = product.client("jonas@example.com")
    talk = begin_talk(rep)
    offered = say(rep, talk, "I want to practise objections")["replies"][0]["buttons"]
    answer = put_turn(rep, talk, {"payload_id": offered[0]["payload_id"]}).json()
    opened = rep.get(f"/api/sessions/{answer['replies'][-1]['opens']}").json()
    assert (opened["kind"], opened["parent"]) == ("practice", talk)


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/session_start",
        '\u00a0/open_scenario{"scenario": "price-payroll"}',
        "\u3000/end_practice",
        '/give_reply@1.0{"reply": "x"}',
    ],
)
def test_a_slash_is_just_a_character(product: Product, text: str) -> None:
    rep = product.client("jonas@example.com")
    practice = rep.post(
        "/api/sessions", json={"kind": "practice", "scenario": "price-payroll"}
    ).json()["id"]
    body = say(rep, practice, text)
    assert (body["turn"]["state"], body["turn"]["text"]) == ("answered", text)
    assert body["replies"][0]["speaker"] == "buyer"
    known = {item["id"] for item in rep.get("/api/sessions").json()["items"]}
    say(rep, begin_talk(rep), text)
    sessions = rep.get("/api/sessions").json()["items"]
    assert {item["id"] for item in sessions} == known
    assert next(s["state"] for s in sessions if s["id"] == practice) == "open"


def test_logs_hold_no_words_of_a_talk(product: Product) -> None:
    rep = product.client("jonas@example.com")
    talk = begin_talk(rep)
    practice = rep.post(
        "/api/sessions", json={"kind": "practice", "scenario": "price-payroll"}
    ).json()["id"]
    say(rep, talk, "zanzibarcanary how do I close")
    say(rep, practice, "zanzibarcanary what went wrong the last time?")
    assert "zanzibarcanary" not in product.logs()
