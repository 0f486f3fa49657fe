"""The migrated schema is the one that the code describes, however it is reached."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from coaching.domain.errors import StoreUnavailable, StoreUnfit
from coaching.store import sqlite
from coaching.store.engine import open_store
from coaching.store.migrate import MIGRATIONS, _config, current_is_head, migrating, upgrade
from coaching.store.tables import metadata
from tests.store.databases import Postgres
from tests.store.factories import furnish

NEWER = "2099_01_01_0000"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database in which nothing is yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.new_empty()
    yield url
    postgres.drop(url)


def _shape(connection: Connection) -> dict[str, Any]:
    """Everything that can be said about the tables, in an order of its own."""
    look = inspect(connection)
    return {
        table: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"])
                for column in look.get_columns(table)
            ],
            "key": look.get_pk_constraint(table),
            "foreign": sorted(map(str, look.get_foreign_keys(table))),
            "unique": sorted(map(str, look.get_unique_constraints(table))),
            "checks": sorted(map(str, look.get_check_constraints(table))),
            "indexes": sorted(_index(index) for index in look.get_indexes(table)),
        }
        for table in sorted(look.get_table_names())
        if table != "alembic_version"
    }


def _index(index: Any) -> str:
    where = {str(rule) for key, rule in index["dialect_options"].items() if key.endswith("_where")}
    return f"{index['name']} {index['column_names']} {index['unique']} {sorted(where)}"


def _revise(url: str, revision: str) -> None:
    with migrating(url) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def _claim_revision(url: str, revision: str) -> None:
    with migrating(url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})


def test_alembic_finds_no_difference(url: str) -> None:
    with migrating(url) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_command_line_finds_no_difference_either(url: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "alembic", "-x", f"url={url}", "check"],
        cwd=MIGRATIONS.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "No new upgrade operations detected." in ran.stdout


def test_migrating_gives_what_the_tables_describe_to_the_last_check(url: str) -> None:
    with migrating(url) as connection:
        migrated = _shape(connection)
    _revise(url, "base")
    with migrating(url) as connection:
        metadata.create_all(connection)
        assert _shape(connection) == migrated
    assert migrated.keys() == metadata.tables.keys()


def test_an_empty_database_is_brought_to_head(empty_url: str) -> None:
    assert not current_is_head(empty_url)
    upgrade(empty_url)
    assert current_is_head(empty_url)
    upgrade(empty_url)
    assert current_is_head(empty_url)


def test_asking_for_the_version_does_not_make_a_file(tmp_path: Path) -> None:
    assert not current_is_head(f"sqlite:///{tmp_path / 'none.db'}")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_gets_its_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'var' / 'lib' / 'coach.db'}"
    upgrade(url)
    assert current_is_head(url)


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnfit, match="cannot be kept in"):
        upgrade(f"sqlite:///{tmp_path / 'file' / 'coach.db'}")


def test_migrating_again_keeps_the_rows(url: str) -> None:
    store = open_store(url)
    furnish(store)
    upgrade(url)
    with store.reading() as reads:
        assert len(reads.teams()) == 1
    store.close()


def test_every_migration_can_be_taken_back_and_made_again(url: str) -> None:
    with migrating(url) as connection:
        before = _shape(connection)
    _revise(url, "base")
    with migrating(url) as connection:
        assert _shape(connection) == {}
    assert not current_is_head(url)
    upgrade(url)
    with migrating(url) as connection:
        assert _shape(connection) == before


def test_many_that_start_at_once_migrate_once(empty_url: str) -> None:
    with ThreadPoolExecutor(6) as threads:
        for done in [threads.submit(upgrade, empty_url) for _ in range(6)]:
            done.result(timeout=60)
    assert current_is_head(empty_url)


def test_a_database_newer_than_the_code_is_refused(url: str) -> None:
    _claim_revision(url, NEWER)
    for ask in (upgrade, current_is_head):
        with pytest.raises(StoreUnfit, match=f"newer version of the coach .schema {NEWER}"):
            ask(url)
    with migrating(url) as connection:
        assert set(_shape(connection)) == set(metadata.tables)


def test_a_migration_that_breaks_is_undone_whole(empty_url: str) -> None:
    with migrating(empty_url) as connection:
        connection.execute(text("CREATE TABLE settings (name INTEGER)"))
    with pytest.raises(DBAPIError, match="already exists"):
        upgrade(empty_url)
    with migrating(empty_url) as connection:
        assert list(_shape(connection)) == ["settings"]
        connection.execute(text("DROP TABLE settings"))
    upgrade(empty_url)
    assert current_is_head(empty_url)


def test_a_database_that_cannot_be_reached_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear customer, " * 100)
    for url in (f"sqlite:///{tmp_path / 'letter.db'}", f"postgresql://x@/x?host={tmp_path}"):
        for ask in (upgrade, current_is_head):
            with pytest.raises(StoreUnavailable):
                ask(url)


def test_a_migration_that_leaves_rows_pointing_nowhere_is_undone(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    furnish(store)
    store.close()

    def lose_the_teams() -> None:
        with migrating(sqlite_url) as connection:
            connection.execute(text("DELETE FROM teams"))
            connection.execute(text("UPDATE alembic_version SET version_num = 'next'"))

    with pytest.raises(StoreUnfit, match="memberships"):
        lose_the_teams()
    with store.reading() as reads:
        assert len(reads.teams()) == 1
    store.close()


def test_rebuilding_a_table_keeps_what_points_at_it(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    furnish(store)
    store.close()
    with migrating(sqlite_url) as connection:
        connection.execute(text("CREATE TABLE copy AS SELECT * FROM teams"))
        connection.execute(text("DROP TABLE teams"))
        connection.execute(text("ALTER TABLE copy RENAME TO teams"))
    file = sqlite.file_of(make_url(sqlite_url))
    rows = sqlite.library().connect(file).execute("SELECT team FROM memberships").fetchall()
    assert rows == [("t-north",)]


def test_a_database_in_another_encoding_is_refused(postgres: Postgres) -> None:
    url = make_url(postgres.new_empty())
    postgres.drop(url.render_as_string(hide_password=False))
    postgres.run(f'CREATE DATABASE "{url.database}" ENCODING LATIN1 LOCALE "C" TEMPLATE template0')
    with pytest.raises(StoreUnfit, match="LATIN1"):
        upgrade(url.render_as_string(hide_password=False))
    engine = create_engine(url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    postgres.drop(url.render_as_string(hide_password=False))


@pytest.mark.parametrize(
    "url", ["mysql://localhost/coach", "sqlite://", "sqlite:///:memory:", "nonsense", ""]
)
def test_another_kind_of_database_is_refused_in_plain_words(url: str) -> None:
    for start in (open_store, upgrade, current_is_head):
        with pytest.raises(StoreUnfit, match=r"sqlite:///|cannot be read"):
            start(url)
