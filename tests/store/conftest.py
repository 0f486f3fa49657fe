"""Every test that asks for `store` or `url` runs on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coaching.store.engine import SqlStore, open_store
from coaching.store.migrate import upgrade
from tests.store.databases import Postgres, migrated_sqlite, running_postgres
from tests.store.factories import furnish


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "coach.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    return migrated_sqlite(tmp_path / "coach.db", sqlite_template)


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    url = postgres.new_migrated()
    yield url
    postgres.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """With a team, a person and a playbook in it."""
    opened = open_store(url)
    furnish(opened)
    yield opened
    opened.close()
