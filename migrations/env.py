"""Runs the migrations: on the connection that `coaching.store.migrate.upgrade` hands over, or from
the command line as `alembic -x url=sqlite:///var/coach.db …`."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from coaching.store.migrate import migrating
from coaching.store.tables import metadata


def plainly(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """A migration names plain types, so that it means the same for ever."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = context.get_x_argument(as_dictionary=True).get("url")
    if not isinstance(url, str):
        raise SystemExit("Say which database: alembic -x url=sqlite:///var/coach.db …")
    with migrating(url) as opened:
        run(opened)
