"""PostgreSQL through psycopg 3."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

from coaching.store.columns import dump_json

if TYPE_CHECKING:  # SQLite's users need not load it
    import psycopg

CONNECT_WAIT_SECONDS = 3
LOCK_WAIT_SECONDS = 3
POOL_WAIT_SECONDS = 3
CONNECTIONS = 10


def engine_of(url: URL, patient: bool = False) -> Engine:
    """A pool of connections that are tried before use. A `patient` one waits for locks as long as
    it takes, for migrations."""
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
        pool_timeout=POOL_WAIT_SECONDS,
        connect_args={"connect_timeout": CONNECT_WAIT_SECONDS},
        json_serializer=dump_json,
        hide_parameters=True,
    )
    if not patient:
        event.listen(engine, "connect", _be_impatient)
    return engine


def reading(engine: Engine) -> Engine:
    """The same pool for reading: each transaction is one snapshot and cannot write."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def prove_writable(connection: Connection) -> None:
    """Make the next commit write and sync the log, with nothing changed. Fails on a standby."""
    connection.execute(text("SELECT pg_logical_emit_message(true, 'sales-coach', 'ping')"))


def _be_impatient(connection: "psycopg.Connection[Any]", record: object) -> None:
    connection.execute(f"SET lock_timeout = '{LOCK_WAIT_SECONDS}s'")
    connection.commit()
