"""What is particular to PostgreSQL: connections that break, and what reading may do."""

from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from coaching.domain.errors import StoreUnavailable
from coaching.store.engine import SqlStore, open_store
from tests.store.databases import Postgres
from tests.store.factories import furnish


@pytest.fixture
def pg_store(postgres_url: str) -> SqlStore:
    store = open_store(postgres_url)
    furnish(store)
    return store


def _cut_off(postgres: Postgres, url: str) -> None:
    postgres.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{make_url(url).database}'"
    )


def test_a_connection_that_breaks_in_a_block_is_unavailable(
    pg_store: SqlStore, postgres: Postgres, postgres_url: str
) -> None:
    def write_half() -> None:
        with pg_store.writing() as writes:
            writes.set_setting("half", "done")
            _cut_off(postgres, postgres_url)
            writes.commit()

    with pytest.raises(StoreUnavailable):
        write_half()
    with pg_store.reading() as reads:
        assert reads.setting("half") is None
    pg_store.close()


def test_idle_connections_that_broke_are_replaced(
    pg_store: SqlStore, postgres: Postgres, postgres_url: str
) -> None:
    _cut_off(postgres, postgres_url)
    with pg_store.writing() as writes:
        writes.set_setting("after", "the break")
        writes.commit()
    _cut_off(postgres, postgres_url)
    with pg_store.reading() as reads:
        assert reads.setting("after") == "the break"
    pg_store.close()


def test_reading_is_repeatable_and_read_only_and_writing_is_neither(pg_store: SqlStore) -> None:
    ask = text(
        "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')"
    )
    with pg_store._reader.connect() as connection:
        assert tuple(connection.execute(ask).one()) == ("repeatable read", "on")
    with pg_store._writer.connect() as connection:
        assert tuple(connection.execute(ask).one()) == ("read committed", "off")
    pg_store.close()


def test_a_ping_writes_to_the_log(pg_store: SqlStore) -> None:
    where = text("SELECT pg_current_wal_flush_lsn()")
    with pg_store._reader.connect() as connection:
        before = connection.execute(where).scalar_one()
    pg_store.ping()
    with pg_store._reader.connect() as connection:
        assert connection.execute(where).scalar_one() > before
    pg_store.close()


def test_a_ping_fails_where_writing_is_switched_off(
    pg_store: SqlStore, postgres: Postgres, postgres_url: str
) -> None:
    name = make_url(postgres_url).database
    postgres.run(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    pg_store.close()
    with pytest.raises(StoreUnavailable):
        pg_store.ping()
    pg_store.close()


def test_a_database_without_tables_is_unavailable(postgres: Postgres) -> None:
    url = postgres.new_empty()
    store = open_store(url)
    with pytest.raises(StoreUnavailable):
        store.ping()
    with pytest.raises(StoreUnavailable), store.reading() as reads:
        reads.teams()
    store.close()
    postgres.drop(url)


def test_a_server_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    store = open_store(f"postgresql+psycopg://postgres@/coach?host={tmp_path}")
    with pytest.raises(StoreUnavailable), store.reading() as reads:
        reads.teams()
    with pytest.raises(StoreUnavailable):
        store.ping()
