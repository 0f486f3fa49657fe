"""A Slack of our own, and the coach's side of it with and without its workers."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coaching.store.migrate import upgrade
from tests.api.slack.house import SlackHouse, running_house
from tests.slack_server import SlackServer, running_slack


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    with running_slack() as server:
        yield server


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database: migrating once instead of in every test."""
    file = tmp_path_factory.mktemp("template") / "coach.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def furnished(tmp_path: Path, migrated: Path) -> Path:
    shutil.copy(migrated, tmp_path / "coach.db")
    return tmp_path


@pytest.fixture
def house(furnished: Path, slack: SlackServer) -> Iterator[SlackHouse]:
    """Works by itself, as in earnest."""
    with running_house(furnished, slack) as running:
        yield running


@pytest.fixture
def still_house(furnished: Path, slack: SlackServer) -> Iterator[SlackHouse]:
    """Nothing happens unless the test does it."""
    with running_house(furnished, slack, working=False, seconds=1) as running:
        yield running
