"""What is new for somebody: reminders that were given and wait."""

from datetime import UTC, datetime, timedelta

from fastapi.testclient import TestClient

from tests.api.conftest import sign_in
from tests.services.house import OTHER, REP
from tests.store.factories import a_follow_up


def remind(client: TestClient, id: str, person: str = REP.id, place: str | None = None) -> None:
    house = client.app.state.house  # type: ignore[attr-defined]
    now = datetime.now(UTC)
    with house.store.reading() as reads:
        owner = reads.person(person)
    session = house.sessions.begin_talk(owner, place)
    with house.store.writing() as writes:
        due = now - timedelta(seconds=1)
        writes.add_follow_up(
            a_follow_up(id, person=person, what=f"task {id}", due_at=due, session=session.id)
        )
        writes.commit()
    house.reminding.remind(id)


def test_a_given_reminder_is_a_notice_until_it_is_done(client: TestClient) -> None:
    remind(client, "f-one")
    rep = sign_in(client)
    (notice,) = rep.get("/api/notices").json()["items"]
    assert (notice["kind"], notice["text"], notice["in_browser"]) == (
        "reminder",
        "task f-one",
        True,
    )
    kept = next(f for f in rep.get("/api/follow-ups").json()["items"] if f["id"] == "f-one")
    done = rep.patch("/api/follow-ups/f-one", json={"version": kept["version"], "state": "done"})
    assert done.status_code == 200, done.text
    assert rep.get("/api/notices").json() == {"items": []}


def test_a_reminder_given_in_slack_says_so(client: TestClient) -> None:
    remind(client, "f-slack", OTHER.id, place="slack:T1:D1")
    (notice,) = sign_in(client, OTHER.email).get("/api/notices").json()["items"]
    assert notice["in_browser"] is False


def test_nobody_sees_the_notices_of_another(client: TestClient) -> None:
    remind(client, "f-mine")
    items = sign_in(client, OTHER.email).get("/api/notices").json()["items"]
    assert "task f-mine" not in {item["text"] for item in items}


def test_without_signing_in_there_are_none(client: TestClient) -> None:
    assert client.get("/api/notices").status_code == 401
