"""SQLite as this project uses it: one connection that writes, others that cannot.

Every process that opens the file must use the same mended SQLite library, so never the standard
library's `sqlite3` beside `pysqlite3`: two copies of SQLite in one process break each other's
locks. Keep `mmap_size` at 0 and the file off network drives.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from coaching.domain.errors import StoreUnfit
from coaching.store.columns import dump_json

# Together they stay under five seconds: that long may a locked file go unnoticed.
LOCK_WAIT_SECONDS = 2.0
POOL_WAIT_SECONDS = 2.5
READERS = 8

_MENDED = (3, 51, 3)
_BACK_PORTS = ((3, 44, 6), (3, 50, 7))


def library() -> ModuleType:
    """The SQLite driver of this platform. Raises StoreUnfit if its SQLite is too old."""
    name = "pysqlite3.dbapi2" if sys.platform == "linux" else "sqlite3"
    module = import_module(name)
    require_mended(module.sqlite_version_info)
    return module


def require_mended(version: tuple[int, int, int]) -> None:
    """Raises StoreUnfit for an SQLite that can lose commits when a reader and a writer meet at a
    WAL reset (https://sqlite.org/wal.html#walresetbug)."""
    back_ported = any(version[:2] == fix[:2] and version >= fix for fix in _BACK_PORTS)
    if version < _MENDED and not back_ported:
        shown = ".".join(map(str, version))
        raise StoreUnfit(
            f"SQLite {shown} can lose what was saved. Use 3.51.3 or newer (on Linux the package "
            "pysqlite3 brings one), 3.50.7 or 3.44.6."
        )


def file_of(url: URL) -> Path:
    """The database file of an `sqlite:///path` URL. Raises StoreUnfit if it names none."""
    if not url.database or url.database == ":memory:":
        raise StoreUnfit(
            "SQLite needs a file, as in sqlite:///var/coach.db: several processes read it."
        )
    return Path(url.database).absolute()


def writing_engine(url: URL, foreign_keys: bool = True) -> Engine:
    """The one connection that writes; its transactions take the write lock at their beginning.
    Foreign keys are switched off for migrations only, which rebuild tables."""
    pragmas = (
        f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        "PRAGMA synchronous = FULL",
    )
    engine = _engine(url, "rwc", pragmas, size=1, wal=True)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reading_engine(url: URL) -> Engine:
    """Connections that can neither write, create the file, nor checkpoint; each transaction is
    one snapshot."""
    engine = _engine(url, "ro", ("PRAGMA query_only = ON",), size=READERS, wal=False)
    event.listen(engine, "begin", _begin)
    return engine


def prove_writable(connection: Connection) -> None:
    """Make the next commit write and sync a page of the log, with nothing changed: unlike an
    update to the same value, which SQLite leaves out, setting the version always counts."""
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")


def _engine(url: URL, mode: str, pragmas: tuple[str, ...], size: int, wal: bool) -> Engine:
    module, file = library(), file_of(url)

    def connect() -> DBAPIConnection:
        connection: DBAPIConnection = module.connect(
            f"file:{quote(str(file))}?mode={mode}",
            uri=True,
            timeout=LOCK_WAIT_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        if wal:
            _require_wal(connection)
        for pragma in pragmas:
            connection.cursor().execute(pragma)
        return connection

    return create_engine(
        "sqlite://",
        module=module,
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        json_serializer=dump_json,
        hide_parameters=True,
    )


def _require_wal(connection: DBAPIConnection) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    if cursor.fetchone() != ("wal",):
        raise StoreUnfit("The database's folder cannot hold a write-ahead log: use a local disk.")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
