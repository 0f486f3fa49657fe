"""`POST /api/analysis/times`: the same readings as in the chat, for any other program."""

import pytest
from fastapi.testclient import TestClient

NOW = "2026-09-15T10:00:00+01:00"


def ask(client: TestClient, text: str, now: object = NOW, tz: object = "Europe/London") -> dict:
    answer = client.post("/api/analysis/times", json={"text": text, "now": now, "tz": tz})
    assert answer.status_code == 200, answer.text
    found: dict = answer.json()
    return found


def test_a_time_comes_with_its_offset(rep: TestClient) -> None:
    assert ask(rep, "remind me next Thursday at 3pm to call") == {
        "status": "found",
        "value": "2026-09-24T15:00:00+01:00",
        "precision": "minute",
        "candidates": [],
        "span": [10, 30],
        "reads_as": "Thursday 24 September 2026 at 15:00, London time",
        "rule": "days.2",
    }


def test_a_day_is_a_day(rep: TestClient) -> None:
    found = ask(rep, "in two weeks")
    assert (found["value"], found["precision"]) == ("2026-09-29", "day")
    assert found["reads_as"].startswith("Tuesday 29 September 2026")


def test_an_open_reading_has_candidates_and_no_value(rep: TestClient) -> None:
    found = ask(rep, "Tuesday at 3pm")
    assert (found["status"], found["value"], found["reads_as"]) == ("ambiguous", None, None)
    assert found["candidates"] == ["2026-09-15T15:00:00+01:00", "2026-09-22T15:00:00+01:00"]


def test_a_time_that_has_gone_is_past(rep: TestClient) -> None:
    found = ask(rep, "today at 9")
    assert (found["status"], found["value"]) == ("past", "2026-09-15T09:00:00+01:00")


def test_a_text_without_a_time_has_none(rep: TestClient) -> None:
    found = ask(rep, "we have 3 competitors")
    assert found["status"] == "none"
    assert found["span"] is found["value"] is found["rule"] is None


def test_now_is_taken_to_the_zone(rep: TestClient) -> None:
    found = ask(rep, "tomorrow", now="2026-09-15T23:30:00Z", tz="Asia/Tokyo")
    assert found["value"] == "2026-09-17"


def test_the_second_of_two_equal_wall_times_has_the_later_offset(rep: TestClient) -> None:
    found = ask(rep, "tomorrow at 1:30am GMT", now="2026-10-24T20:00:00+01:00")
    assert found["value"] == "2026-10-25T01:30:00+00:00"


def test_what_is_no_time_in_a_stamp_is_not_read(rep: TestClient) -> None:
    assert ask(rep, "\u200b 9\uff05 \U0001f600")["status"] == "none"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"tz": "Mars/Olympus"}, "tz"),
        ({"tz": ""}, "tz"),
        ({"tz": "../etc/passwd"}, "tz"),
        ({"tz": None}, "tz"),
        ({"now": "2026-09-15T10:00:00"}, "now"),
        ({"now": "yesterday"}, "now"),
        ({"now": 1789466400}, "now"),
        ({"now": "0001-01-01T00:00:00Z"}, "now"),
        ({"now": "9999-12-31T23:59:59Z"}, "now"),
        ({"text": ""}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": "x" * 4_001}, "text"),
        ({"mood": "good"}, "mood"),
    ],
)
def test_a_question_that_does_not_fit_is_refused_by_field(
    rep: TestClient, changes: dict[str, object], field: str
) -> None:
    body = {"text": "tomorrow", "now": NOW, "tz": "Europe/London"} | changes
    answer = rep.post("/api/analysis/times", json=body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_one_must_be_signed_in(client: TestClient) -> None:
    body = {"text": "tomorrow", "now": NOW, "tz": "Europe/London"}
    assert client.post("/api/analysis/times", json=body).status_code == 401
