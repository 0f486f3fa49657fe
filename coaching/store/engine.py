"""Opening the database: to read and write, or to read only."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, false, make_url, update
from sqlalchemy.exc import ArgumentError, ProgrammingError

from coaching.domain.errors import StoreUnavailable, StoreUnfit
from coaching.store import postgresql, sqlite
from coaching.store.failures import translated
from coaching.store.tables import settings
from coaching.store.unit_of_work import SqlReads, SqlWrites

SQLITE = frozenset({"sqlite", "sqlite+pysqlite"})
POSTGRESQL = frozenset({"postgresql", "postgresql+psycopg"})


class SqlReader:
    """`coaching.domain.ports.Reader`: a database that this process only reads."""

    def __init__(self, reader: Engine) -> None:
        self._reader = reader

    @contextmanager
    def reading(self) -> Iterator[SqlReads]:
        """One snapshot, taken at the first look."""
        with translated(), self._reader.connect() as connection:
            yield SqlReads(connection)

    def close(self) -> None:
        """Close every connection; a later block opens new ones."""
        self._reader.dispose()


class SqlStore(SqlReader):
    """`coaching.domain.ports.Store`. A thread must not open a writing block inside another: on
    SQLite there is one writer, and it would wait for itself until StoreUnavailable."""

    def __init__(self, writer: Engine, reader: Engine) -> None:
        super().__init__(reader)
        self._writer = writer

    @contextmanager
    def writing(self) -> Iterator[SqlWrites]:
        """One unit of work; on SQLite it holds the write lock from its first query on."""
        with translated(), self._writer.connect() as connection:
            yield SqlWrites(connection)

    def ping(self) -> None:
        """Write to the disk and wait for it, changing nothing. Raises StoreUnavailable, within
        five seconds on SQLite, if that is not possible or the tables are missing."""
        prove = sqlite if self._writer.dialect.name == "sqlite" else postgresql
        try:
            with translated(), self._writer.connect() as connection:
                connection.execute(update(settings).where(false()).values(value=""))
                prove.prove_writable(connection)
                connection.commit()
        except ProgrammingError as error:
            raise StoreUnavailable("This database user may not write.") from error

    def close(self) -> None:
        # SQLite's log is put away by the writer, and only if it is the last to leave.
        super().close()
        self._writer.dispose()


def open_store(url: str) -> SqlStore:
    """The store of `sqlite:///path` or `postgresql+psycopg://…`; connects when first used.

    Raises StoreUnfit for another kind of URL or an SQLite that is too old.
    """
    kind = kind_of(url)
    if kind == "sqlite":
        parts = make_url(url)
        return SqlStore(sqlite.writing_engine(parts), sqlite.reading_engine(parts))
    engine = postgresql.engine_of(make_url(url))
    return SqlStore(engine, postgresql.reading(engine))


def open_reader(url: str) -> SqlReader:
    """The same database for a process that never writes and never creates the file. Until it is
    there, reading raises StoreUnavailable."""
    return SqlReader(reading_engine(url))


def reading_engine(url: str) -> Engine:
    """The engine behind `open_reader`."""
    if kind_of(url) == "sqlite":
        return sqlite.reading_engine(make_url(url))
    return postgresql.reading(postgresql.engine_of(make_url(url)))


def kind_of(url: str) -> str:
    """`sqlite` or `postgresql`. Raises StoreUnfit for anything else."""
    try:
        driver = make_url(url).drivername
    except ArgumentError as error:
        raise StoreUnfit("The database URL cannot be read.") from error
    if driver in SQLITE:
        return "sqlite"
    if driver in POSTGRESQL:
        return "postgresql"
    raise StoreUnfit("The database URL must begin with sqlite:/// or postgresql+psycopg://.")
