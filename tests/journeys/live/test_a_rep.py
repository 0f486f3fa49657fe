"""A rep's walks by talk, with everything real behind them: next step, qualifying, follow-ups."""

import random
import time
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from coaching.store.engine import open_store
from tests.journeys.product import Product
from tests.journeys.talking import put_turn, say
from tests.store.factories import a_follow_up

Body = dict[str, Any]
TASK = "ring the joiner about the stairs"


@pytest.fixture
def rep(product: Product) -> httpx.Client:
    return product.client("jonas@example.com")


def talk_of(client: httpx.Client) -> str:
    return str(client.post("/api/sessions", json={"kind": "coach"}).json()["id"])


def words(body: Body) -> str:
    assert body["turn"]["state"] == "answered", body
    return "\n".join(reply["text"] for reply in body["replies"])


def labels(body: Body) -> list[str]:
    return [button["label"] for button in body["replies"][-1]["buttons"]]


def tap(client: httpx.Client, talk: str, body: Body, label: str) -> Body:
    payload = next(
        button["payload_id"]
        for reply in body["replies"]
        for button in reply["buttons"]
        if button["label"] == label
    )
    answer = put_turn(client, talk, {"payload_id": payload})
    assert answer.status_code == 200, answer.text
    found: Body = answer.json()
    return found


def deal_of(client: httpx.Client, company: str) -> Body:
    items = client.get("/api/deals").json()["items"]
    found: Body = next(item for item in items if item["company"] == company)
    return found


def known(client: httpx.Client, company: str) -> dict[str, tuple[int, str | None]]:
    deal = deal_of(client, company)["id"]
    letters = client.get(f"/api/deals/{deal}/qualification").json()["letters"]
    return {each["letter"]: (each["score"], each["evidence"]) for each in letters}


class TestTheNextStep:
    def test_of_a_deal_by_name_then_of_this_deal(self, rep: httpx.Client) -> None:
        talk = talk_of(rep)
        first = words(say(rep, talk, "what's next for acme?"))
        assert "Acme Bakeries" in first
        assert len(first.splitlines()) <= 8
        assert words(say(rep, talk, "and what is next for this deal")) == first

    def test_two_that_sound_alike_are_asked_about(self, rep: httpx.Client) -> None:
        talk = talk_of(rep)
        asked = say(rep, talk, "whats next for brightpath")
        assert labels(asked) == ["Brightpath Schools", "Brightpath UK"]
        assert "Brightpath UK" in words(tap(rep, talk, asked, "Brightpath UK"))

    def test_a_deal_of_somebody_else_is_as_unknown_as_one_that_does_not_exist(
        self, rep: httpx.Client
    ) -> None:
        talk = talk_of(rep)
        theirs = words(say(rep, talk, "what's next for Harbour Dental"))
        nobodys = words(say(rep, talk, "what's next for Zorblatt Dental"))
        assert theirs.replace("Harbour", "Zorblatt") == nobodys

    def test_the_deals_are_listed(self, rep: httpx.Client) -> None:
        listed = words(say(rep, talk_of(rep), "show me my deals"))
        assert "Acme Bakeries" in listed
        assert "Harbour Dental" not in listed


class TestQualifying:
    def test_walks_through_facts_why_unknown_and_a_digression(self, rep: httpx.Client) -> None:
        talk = talk_of(rep)
        company = "Acme Bakeries"
        begun = say(rep, talk, f"let's qualify {company}")
        assert company in words(begun)
        why = words(say(rep, talk, "why do you ask?"))
        assert why
        told = words(
            say(
                rep,
                talk,
                "they lose two days every month retyping invoices and the bursar signs "
                "everything above five thousand",
            )
        )
        assert "retyping invoices" in told
        aside = words(say(rep, talk, "how do I ask for the order?"))
        assert "propose the next step" in aside
        assert f"Back to {company}" in aside
        assert "Ask the buyer next" in words(say(rep, talk, "no idea, I have not asked"))
        letters = known(rep, company)
        assert letters["need"][0] == 2
        assert letters["authority"][0] == 2
        assert "bursar" in (letters["authority"][1] or "")

    def test_can_be_left_and_taken_up_again(self, rep: httpx.Client) -> None:
        talk = talk_of(rep)
        begun = say(rep, talk, "qualify acme bakeries")
        left = say(rep, talk, "let's leave it there for today")
        assert "kept" in words(left)
        again = words(say(rep, talk, "hello"))
        assert "Back to" not in again
        assert words(say(rep, talk, "qualify acme bakeries")) == words(begun)


class TestFollowUps:
    def test_are_read_back_kept_on_yes_listed_and_ticked_off(self, rep: httpx.Client) -> None:
        talk = talk_of(rep)
        asked = say(rep, talk, "remind me in three weeks at 14:15 to call the CFO at Acme")
        assert "14:15" in words(asked)
        assert "call the CFO at Acme" in words(asked)
        assert not due(rep, "call the CFO at Acme")
        kept = words(say(rep, talk, "yes please, keep that"))
        assert kept.startswith("Kept")
        assert len(due(rep, "call the CFO at Acme")) == 1
        assert "call the CFO at Acme" in words(say(rep, talk, "which follow-ups do I have open?"))
        say(rep, talk, "I called the CFO at Acme, tick that reminder off")
        assert not due(rep, "call the CFO at Acme")

    def test_an_ambiguous_time_is_asked_about_and_nothing_is_kept(self, rep: httpx.Client) -> None:
        talk = talk_of(rep)
        asked = say(rep, talk, "remind me in two weeks at 6 to write to the bursar")
        assert len(labels(asked)) == 2
        assert not due(rep, "write to the bursar")
        kept = words(tap(rep, talk, asked, labels(asked)[1]))
        assert "18:00" in kept
        assert len(due(rep, "write to the bursar")) == 1

    def test_a_past_time_is_refused_and_can_be_corrected(self, rep: httpx.Client) -> None:
        talk = talk_of(rep)
        assert "gone" in words(say(rep, talk, "remind me yesterday to send the sample box"))
        asked = words(say(rep, talk, "sorry, tomorrow at 10:30"))
        assert "10:30" in asked
        assert "send the sample box" in asked
        assert "nothing is kept" in words(say(rep, talk, "no, forget about it"))
        assert not due(rep, "send the sample box")


def due(client: httpx.Client, what: str) -> list[Body]:
    items = client.get("/api/follow-ups").json()["items"]
    return [item for item in items if item["what"] == what and item["state"] == "due"]


def test_a_reminder_comes_once_also_after_kill_9(product: Product) -> None:
    rep = product.client("aisha@example.com")
    talk = talk_of(rep)
    product.kill("api")
    store = open_store(product.environment["COACH_DATABASE_URL"])
    now = datetime.now(UTC)
    due = a_follow_up("f-kill", person="u-aisha", what=TASK, session=talk, due_at=now)
    with store.writing() as writes:
        writes.add_follow_up(due)
        writes.commit()
    store.close()
    for _ in range(4):
        product.start("api")
        time.sleep(random.uniform(0.5, 2.5))
        product.kill("api")
    product.start("api")
    product.wait_until_ready()
    assert wait_for_reminder(rep, talk) == 1
    time.sleep(2.5)
    assert wait_for_reminder(rep, talk) == 1
    notices = rep.get("/api/notices").json()["items"]
    assert [notice["text"] for notice in notices if notice["text"] == TASK] == [TASK]


def wait_for_reminder(client: httpx.Client, talk: str) -> int:
    """How many reminders stand in the talk, once there is one."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        turns = client.get(f"/api/sessions/{talk}").json()["turns"]
        found = [turn for turn in turns if any(TASK in reply["text"] for reply in turn["replies"])]
        if found:
            return len(found)
        time.sleep(0.3)
    return 0
