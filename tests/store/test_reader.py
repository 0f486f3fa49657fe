"""The reading process: it can look, and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coaching.domain.errors import StoreUnavailable
from coaching.store.engine import SqlStore, open_reader, open_store
from coaching.store.migrate import upgrade
from tests.store.factories import PERSON, a_person, a_session, a_team, begin, furnish

ROOT = Path(__file__).resolve().parents[2]

LOOK = """
import sys
from coaching.store.engine import open_reader
reader = open_reader(sys.argv[1])
with reader.reading() as reads:
    print([team.id for team in reads.teams()])
reader.close()
"""

TRY_TO_WRITE = """
import sys
from sqlalchemy import text
from coaching.store.engine import open_reader
reader = open_reader(sys.argv[1])
assert not hasattr(reader, "writing")
with reader._reader.connect() as connection:
    connection.execute(text(sys.argv[2]))
    connection.execute(text("INSERT INTO settings VALUES ('a', 'b')"))
    connection.commit()
"""


def _process(script: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_reader_sees_what_is_committed_and_nothing_else(store: SqlStore, url: str) -> None:
    reader = open_reader(url)
    with store.writing() as writes:
        writes.add_team(a_team("t-south"))
        with reader.reading() as reads:
            assert len(reads.teams()) == 1
        writes.commit()
    with reader.reading() as reads:
        assert len(reads.teams()) == 2
        assert reads.person(PERSON) == a_person()
    reader.close()


def test_a_reader_cannot_write(store: SqlStore, url: str) -> None:
    reader = open_reader(url)
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"), reader._reader.connect() as connection:
        connection.execute(text("DELETE FROM teams"))
    reader.close()


@pytest.mark.parametrize("before", ["SELECT 1", "PRAGMA query_only = OFF"])
def test_another_process_with_a_reader_cannot_write(sqlite_url: str, before: str) -> None:
    tried = _process(TRY_TO_WRITE, sqlite_url, before)
    assert "attempt to write a readonly database" in tried.stderr
    store = open_store(sqlite_url)
    with store.reading() as reads:
        assert reads.setting("a") is None
    store.close()


def test_a_reading_process_leaves_the_log_alone(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url)
    furnish(store)
    file, log = tmp_path / "coach.db", tmp_path / "coach.db-wal"
    before = (file.read_bytes(), log.read_bytes())
    assert "t-north" in before[1].decode(errors="replace")
    looked = _process(LOOK, sqlite_url)
    assert looked.stdout == "['t-north']\n"
    assert (file.read_bytes(), log.read_bytes()) == before
    store.close()


def test_a_reader_that_leaves_last_leaves_the_log_for_the_writer(
    sqlite_url: str, tmp_path: Path
) -> None:
    store, reader = open_store(sqlite_url), open_reader(sqlite_url)
    furnish(store)
    with reader.reading() as reads:
        assert len(reads.teams()) == 1
    store.close()
    file = (tmp_path / "coach.db").read_bytes()
    reader.close()
    assert (tmp_path / "coach.db").read_bytes() == file
    store = open_store(sqlite_url)
    begin(store, a_session())
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["coach.db"]


def test_a_reader_of_a_file_that_nobody_has_open_changes_nothing(
    sqlite_url: str, tmp_path: Path
) -> None:
    before = (tmp_path / "coach.db").read_bytes()
    assert _process(LOOK, sqlite_url).stdout == "[]\n"
    assert (tmp_path / "coach.db").read_bytes() == before
    store = open_store(sqlite_url)
    furnish(store)
    store.close()
    assert _process(LOOK, sqlite_url).stdout == "['t-north']\n"


def test_a_reader_does_not_make_the_file_and_finds_it_once_it_is_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'coach.db'}"
    reader = open_reader(url)
    with pytest.raises(StoreUnavailable), reader.reading() as reads:
        reads.teams()
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "coach.db").touch()
    with pytest.raises(StoreUnavailable), reader.reading() as reads:
        reads.teams()
    upgrade(url)
    with reader.reading() as reads:
        assert reads.teams() == []
    reader.close()
