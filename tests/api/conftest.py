"""The real application on a SQLite file with people in it; no bot answers behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.app import create_app
from coaching.config import Settings
from coaching.domain.people import Team
from tests.services.house import CHIEF, OTHER, REP

PASSWORD = "correct horse battery staple"
ROOT = Path(__file__).parents[2]


def settings(folder: Path, **changes: object) -> Settings:
    values: dict[str, object] = {
        "database_url": f"sqlite:///{folder / 'coach.db'}",
        "internal_token": SecretStr("t" * 32),
        "playbook": ROOT / "playbook",
        "secure_cookies": False,
        "rate_limits": False,
        "bot_port": 1,
        "log_level": "CRITICAL",
        **changes,
    }
    return Settings(**values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def open_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = create_app(settings(tmp_path_factory.mktemp("api")))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        move_in(client)
        yield client


@pytest.fixture
def client(open_client: TestClient) -> TestClient:
    """Nobody is signed in."""
    open_client.cookies.clear()
    return open_client


def move_in(client: TestClient) -> None:
    house = client.app.state.house  # type: ignore[attr-defined]
    hash = house.people._passwords.hash(PASSWORD)
    with house.store.writing() as writes:
        for team in ("t-1", "t-2"):
            writes.add_team(Team(team, team))
        for person in (REP, OTHER, CHIEF):
            writes.add_person(person, hash)
        writes.commit()


def sign_in(client: TestClient, email: str = REP.email) -> TestClient:
    client.cookies.clear()
    answer = client.post("/api/login", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return client


@pytest.fixture
def rep(client: TestClient) -> TestClient:
    return sign_in(client)


@pytest.fixture
def practice(rep: TestClient) -> str:
    body = {"kind": "practice", "scenario": "price-payroll"}
    return str(rep.post("/api/sessions", json=body).json()["id"])
