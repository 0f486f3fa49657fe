"""One's own standings over JSON."""

from datetime import date, timedelta

from fastapi.testclient import TestClient

from coaching.domain.quiz.judging import Verdict
from coaching.domain.quiz.spacing import Standing
from tests.api.conftest import sign_in
from tests.services.house import OTHER, REP

PATH = "/api/quiz/standing"
LONG_AGO = date(2020, 1, 2)


def keep(client: TestClient, question: str, due: date) -> None:
    house = client.app.state.house  # type: ignore[attr-defined]
    kept = Standing(REP.id, question, 1, due, Verdict.PARTLY, LONG_AGO, 2)
    with house.store.writing() as writes:
        writes.record_standing(kept)
        writes.commit()


def test_standings_are_ones_own_and_say_what_is_due(rep: TestClient) -> None:
    keep(rep, "closing_advance", LONG_AGO)
    keep(rep, "approach_needs_first", date.today() + timedelta(days=3))
    keep(rep, "a_question_that_is_gone", LONG_AGO)
    body = rep.get(PATH).json()
    assert body["due"] == 1
    assert [item["question"] for item in body["items"]] == [
        "closing_advance",
        "approach_needs_first",
    ]
    assert body["items"][0] == {
        "question": "closing_advance",
        "part": "closing",
        "result": "partly",
        "answered_on": "2020-01-02",
        "due_on": "2020-01-02",
        "is_due": True,
        "times": 2,
    }
    assert sign_in(rep, OTHER.email).get(PATH).json() == {"due": 0, "items": []}


def test_nobody_reads_them_without_signing_in(client: TestClient) -> None:
    assert client.get(PATH).status_code == 401
