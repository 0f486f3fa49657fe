"""`/api/knowledge`: the coach's answers for any other program, with the real finder."""

import pytest
from fastapi.testclient import TestClient


def ask(client: TestClient, question: str, **more: object) -> dict:
    answer = client.post("/api/knowledge/ask", json={"question": question, **more})
    assert answer.status_code == 200, answer.text
    found: dict = answer.json()
    return found


def test_everything_that_is_known_can_be_listed(rep: TestClient) -> None:
    items = rep.get("/api/knowledge").json()["items"]
    ids = [item["id"] for item in items]
    assert ids == sorted(ids)
    assert {"bant", "spin", "trial_close"} <= set(ids)
    assert all(item["source"] for item in items)


def test_a_question_is_answered_with_its_source(rep: TestClient) -> None:
    found = ask(rep, "what is a trial close")
    assert (found["status"], found["entry"]) == ("answered", "trial_close")
    assert found["answer"].splitlines()[-1].startswith("Source: ")
    assert found["source"] == found["sources"][0]["title"]
    assert 0 < found["confidence"] <= 1


def test_a_wrong_premise_is_corrected(rep: TestClient) -> None:
    found = ask(rep, "What is the second P in MEDDPICC?")
    assert (found["status"], found["entry"]) == ("corrected", "meddpicc")
    assert found["corrections"]
    assert found["answer"].startswith(found["corrections"][0])


def test_folklore_is_refused(rep: TestClient) -> None:
    found = ask(rep, "is it true that 80 % of sales need five follow-ups")
    assert (found["status"], found["entry"]) == ("refused", "folklore_five_followups")


def test_what_is_not_known_is_said(rep: TestClient) -> None:
    found = ask(rep, "how long do I boil an egg")
    assert (found["status"], found["entry"], found["answer"]) == ("unknown", None, "")
    assert len(found["nearest"]) == 2


def test_the_market_can_be_given(rep: TestClient) -> None:
    assert ask(rep, "how do I close", market="b2c")["market"] == "b2c"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": "x" * 5000},
        {"question": "a", "market": "b2g"},
        {"q": "a"},
    ],
    ids=["none", "empty", "long", "market", "field"],
)
def test_what_cannot_be_read_is_refused(rep: TestClient, body: dict) -> None:
    answer = rep.post("/api/knowledge/ask", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_nobody_asks_without_signing_in(client: TestClient) -> None:
    assert client.get("/api/knowledge").status_code == 401
    assert client.post("/api/knowledge/ask", json={"question": "a"}).status_code == 401
