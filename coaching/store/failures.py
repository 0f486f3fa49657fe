"""The database's failures in the domain's words."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from coaching.domain.errors import CoachError, Refused, StoreUnavailable
from coaching.store.columns import UnstorableError

UNDEFINED_TABLE = "42P01"
UNDEFINED_COLUMN = "42703"
READ_ONLY_TRANSACTION = "25006"
_NOT_NOW = frozenset({UNDEFINED_TABLE, UNDEFINED_COLUMN, READ_ONLY_TRANSACTION})


@contextmanager
def translated() -> Iterator[None]:
    """Locked, full, missing, unmigrated or down becomes StoreUnavailable; text that cannot be kept
    becomes Refused. Everything else is a mistake in this program and passes as it is."""
    try:
        yield
    except UnstorableError as error:
        raise Refused(str(error)) from error
    except exc.TimeoutError as error:
        raise StoreUnavailable("The database is busy. Try again shortly.") from error
    except exc.StatementError as error:
        plain = _plain(error)
        if plain is None:
            raise
        raise plain from error


def _plain(error: exc.StatementError) -> CoachError | None:
    if isinstance(error.orig, UnstorableError):
        return Refused(str(error.orig))
    if isinstance(error, exc.DataError):
        return Refused("This holds a value that cannot be kept.")
    down = isinstance(error, exc.OperationalError | exc.InterfaceError)
    # SQLite reports a broken or foreign file with the bare base class.
    broken = type(error) is exc.DatabaseError
    if down or broken or getattr(error.orig, "sqlstate", None) in _NOT_NOW:
        return StoreUnavailable("The database cannot answer just now. Try again shortly.")
    return None
