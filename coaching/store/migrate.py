"""Bringing the database to this code's schema."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, make_url, text

from coaching.domain.errors import StoreUnfit
from coaching.store import postgresql, sqlite
from coaching.store.engine import kind_of, reading_engine
from coaching.store.failures import translated

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
_ADVISORY_LOCK = 7_305_116_842


def upgrade(url: str) -> None:
    """Migrate to the newest schema in one transaction; a new SQLite file and its folder are made.

    One process migrates, others wait for it. Raises StoreUnfit for a database that a newer version
    of this code made, and StoreUnavailable if it cannot be reached.
    """
    with migrating(url) as connection:
        config = _config()
        config.attributes["connection"] = connection
        _refuse_newer(connection, config)
        command.upgrade(config, "head")


def current_is_head(url: str) -> bool:
    """True if the database has this code's schema, False if it is older, empty or not there.
    Raises StoreUnfit if it is newer."""
    if kind_of(url) == "sqlite" and not sqlite.file_of(make_url(url)).exists():
        return False
    engine = reading_engine(url)
    try:
        with translated(), engine.connect() as connection:
            config = _config()
            heads = ScriptDirectory.from_config(config).get_heads()
            return _refuse_newer(connection, config) == set(heads)
    finally:
        engine.dispose()


@contextmanager
def migrating(url: str) -> Iterator[Connection]:
    """A transaction for migrations, alone under the migration lock. What changed the schema is
    committed only if every foreign key still holds."""
    kind = kind_of(url)
    lock = _file_lock(sqlite.file_of(make_url(url))) if kind == "sqlite" else nullcontext()
    with lock:
        engine = _migrating_engine(url, kind)
        try:
            # Only as far as `_begin` does a failure mean that the database is unavailable.
            with translated():
                connection = engine.connect()
            with connection:
                with translated():
                    _begin(connection)
                before = _revisions(connection)
                yield connection
                if kind == "sqlite" and _revisions(connection) != before:
                    _require_foreign_keys(connection)
                connection.commit()
        finally:
            engine.dispose()


def _begin(connection: Connection) -> None:
    """A transaction that other migrators wait for."""
    connection.begin()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise StoreUnfit(f"The database's encoding is {encoding}; it must be UTF8.")


def _migrating_engine(url: str, kind: str) -> Engine:
    # With foreign keys on, rebuilding an SQLite table would delete what points at it.
    if kind == "sqlite":
        return sqlite.writing_engine(make_url(url), foreign_keys=False)
    return postgresql.engine_of(make_url(url), patient=True)


@contextmanager
def _file_lock(database: Path) -> Iterator[None]:
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        lock = database.with_name(f"{database.name}.lock").open("a")
    except OSError as error:
        raise StoreUnfit(f"The database cannot be kept in {database.parent}: {error}.") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _require_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({str(row[0]) for row in broken}))
        raise StoreUnfit(
            f"After the migration, rows point nowhere in: {tables}. Nothing was changed."
        )


def _revisions(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


def _refuse_newer(connection: Connection, config: Config) -> set[str]:
    """The database's own revisions."""
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    stored = _revisions(connection)
    if stored - known:
        unknown = ", ".join(sorted(stored - known))
        raise StoreUnfit(
            f"This database was made by a newer version of the coach (schema {unknown}). "
            "Install that version, or restore a backup that fits this one."
        )
    return stored


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
