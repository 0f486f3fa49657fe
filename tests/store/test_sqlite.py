"""What is particular to SQLite: the file, its lock, and what a crash leaves."""

import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from coaching.domain.errors import StoreUnavailable, StoreUnfit
from coaching.store import sqlite
from coaching.store.engine import open_reader, open_store
from coaching.store.migrate import upgrade
from tests.store.factories import furnish

ROOT = Path(__file__).resolve().parents[2]

WRITE_ON = """
import sys
from itertools import count
from coaching.store.engine import open_store
store = open_store(sys.argv[1])
for n in count():
    with store.writing() as writes:
        writes.set_setting(f"row-{n}", "x" * 2000)
        writes.commit()
    print(n, flush=True)
"""

WRITE_UNTIL_FULL = (
    """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
"""
    + WRITE_ON
)


def _raw(file: Path) -> Any:
    return sqlite.library().connect(file, isolation_level=None)


def _integrity(file: Path) -> str:
    with closing(_raw(file)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def _writing_process(url: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITE_ON, url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 44, 5), (3, 50, 6), (3, 45, 7)])
def test_an_sqlite_that_loses_commits_is_refused(version: tuple[int, int, int]) -> None:
    with pytest.raises(StoreUnfit, match=f"SQLite {'.'.join(map(str, version))} can lose"):
        sqlite.require_mended(version)


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4), (3, 44, 6), (3, 50, 7), (4, 0, 0)])
def test_a_mended_sqlite_is_accepted(version: tuple[int, int, int]) -> None:
    sqlite.require_mended(version)


def test_the_writer_is_set_up_to_keep_what_it_commits(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with store._writer.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "mmap_size")
        }
    store.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 2000,
        "mmap_size": 0,
    }


def test_a_path_may_hold_anything(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a folder#1/c% ö'.db"
    upgrade(url)
    store = open_store(url)
    furnish(store)
    store.close()
    assert (tmp_path / "a folder#1" / "c% ö'.db").stat().st_size > 0
    with open_reader(url).reading() as reads:
        assert len(reads.teams()) == 1


def test_a_relative_path_stays_the_same_file_when_the_process_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    upgrade("sqlite:///coach.db")
    store = open_store("sqlite:///coach.db")
    monkeypatch.chdir(ROOT)
    furnish(store)
    store.close()
    assert [path.name for path in tmp_path.glob("*.db")] == ["coach.db"]


def test_a_ping_reaches_the_disk(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url)
    store.ping()
    log = tmp_path / "coach.db-wal"
    before = log.stat().st_size
    store.ping()
    assert log.stat().st_size > before
    store.close()


def test_a_locked_file_is_unavailable_within_five_seconds_and_free_again(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = open_store(sqlite_url)
    furnish(store)
    other = _raw(tmp_path / "coach.db")
    other.execute("BEGIN IMMEDIATE")
    started = time.monotonic()
    with pytest.raises(StoreUnavailable):
        store.ping()
    assert time.monotonic() - started < 5
    with store.reading() as reads:
        assert len(reads.teams()) == 1
    other.close()
    store.ping()
    store.close()


def test_a_database_without_tables_is_unavailable(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(StoreUnavailable):
        store.ping()
    with pytest.raises(StoreUnavailable), store.writing() as writes:
        writes.teams()
    store.close()


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear customer, " * 100)
    with pytest.raises(StoreUnavailable):
        open_store(f"sqlite:///{tmp_path / 'letter.db'}").ping()
    with (
        pytest.raises(StoreUnavailable),
        open_reader(f"sqlite:///{tmp_path / 'letter.db'}").reading() as reads,
    ):
        reads.teams()


def test_a_folder_that_is_missing_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        open_store(f"sqlite:///{tmp_path / 'nowhere' / 'coach.db'}").ping()


def test_what_was_acknowledged_survives_a_kill(sqlite_url: str, tmp_path: Path) -> None:
    acknowledged = -1
    for _ in range(3):
        with _writing_process(sqlite_url) as process:
            for line in process.stdout or ():
                acknowledged = int(line)
                if acknowledged == 40:
                    process.send_signal(signal.SIGKILL)
        # The reader comes first and finds a log that nobody has tidied.
        reader = open_reader(sqlite_url)
        with reader.reading() as reads:
            kept = [reads.setting(f"row-{n}") for n in range(acknowledged + 1)]
        reader.close()
        assert kept == ["x" * 2000] * (acknowledged + 1)
    assert _integrity(tmp_path / "coach.db") == "ok"


def test_a_full_disk_is_unavailable_and_loses_nothing(sqlite_url: str, tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", WRITE_UNTIL_FULL, sqlite_url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "StoreUnavailable" in process.stderr
    acknowledged = int(process.stdout.split()[-1])
    store = open_store(sqlite_url)
    store.ping()
    with store.reading() as reads:
        kept = [reads.setting(f"row-{n}") for n in range(acknowledged + 1)]
        assert kept == ["x" * 2000] * (acknowledged + 1)
        assert reads.setting(f"row-{acknowledged + 1}") is None
    store.close()
    assert _integrity(tmp_path / "coach.db") == "ok"


def test_a_busy_pool_is_unavailable_and_not_a_hang(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    started = time.monotonic()
    with store.writing() as writes:
        writes.set_setting("a", "b")
        with pytest.raises(StoreUnavailable), store.writing():
            pass
        writes.commit()
    assert time.monotonic() - started < 5
    store.close()


def test_the_log_is_put_away_at_the_end(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url)
    furnish(store)
    with store.reading() as reads:
        reads.teams()
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["coach.db"]


def test_deleting_what_is_pointed_at_is_refused(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    furnish(store)
    with store._writer.connect() as connection, pytest.raises(Exception, match="FOREIGN KEY"):
        connection.execute(text("DELETE FROM teams"))
    store.close()
