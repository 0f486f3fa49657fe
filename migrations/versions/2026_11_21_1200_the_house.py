"""The house: people, playbooks, sessions with their turns and events, deals, settings."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_1200"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    *("teams", "people", "memberships", "managements", "logins", "tokens"),
    *("playbooks", "publications", "sessions", "turns", "replies", "events", "payloads"),
    *("deals", "settings"),
)


def upgrade() -> None:
    _people()
    _ties()
    _secrets()
    _playbooks()
    _sessions()
    _turns()
    _replies()
    _events()
    _payloads()
    _deals_and_settings()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _people() -> None:
    op.create_table(
        "teams",
        _id("id"),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("shares_practices", sa.Boolean, nullable=False),
        _key("teams", "id"),
    )
    op.create_table(
        "people",
        _id("id"),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("email_key", sa.String(320), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        _id("time_zone"),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        _key("people", "id"),
        _check("people", "role", "role IN ('trainee', 'rep', 'manager', 'admin')"),
    )
    _only_one("ix_people_active_email", "people", "email_key", where="active")


def _ties() -> None:
    for table in ("memberships", "managements"):
        op.create_table(
            table,
            _id("person"),
            _id("team"),
            _key(table, "person", "team"),
            _points(table, "person", "people.id"),
            _points(table, "team", "teams.id"),
        )
        _index(table, "team")


def _secrets() -> None:
    for table in ("logins", "tokens"):
        name = [sa.Column("name", sa.String(200), nullable=False)] if table == "tokens" else []
        op.create_table(
            table,
            _id("secret_hash"),
            *name,
            _id("person"),
            _time("created_at"),
            _time("last_seen_at"),
            _time("expires_at"),
            _key(table, "secret_hash"),
            _points(table, "person", "people.id"),
        )
        _index(table, "person")


def _playbooks() -> None:
    op.create_table(
        "playbooks",
        _id("hash"),
        sa.Column("documents", sa.JSON, nullable=False),
        _time("published_at"),
        _key("playbooks", "hash"),
    )
    op.create_table(
        "publications",
        _counter(),
        _id("playbook"),
        _time("at"),
        _key("publications", "id"),
        _points("publications", "playbook", "playbooks.hash"),
        sqlite_autoincrement=True,
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        _id("id"),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        _id("person"),
        sa.Column("version", sa.Integer, nullable=False),
        _time("created_at"),
        sa.Column("mode", sa.String(20), nullable=False),
        _id("scenario", empty=True),
        _id("playbook", empty=True),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("dialogue", sa.JSON),
        _id("parent", empty=True),
        _id("replayed_from", empty=True),
        sa.Column("turns", sa.Integer, nullable=False),
        sa.Column("trust", sa.Integer),
        sa.Column("patience", sa.Integer),
        sa.Column("outcome", sa.String(20)),
        sa.Column("score", sa.Integer),
        sa.Column("cause", sa.String),
        _time("ended_at", empty=True),
        _time("submitted_at", empty=True),
        _key("sessions", "id"),
        _points("sessions", "person", "people.id"),
        _points("sessions", "playbook", "playbooks.hash"),
        _points("sessions", "parent", "sessions.id"),
        _points("sessions", "replayed_from", "sessions.id"),
        _check("sessions", "kind", "kind IN ('coach', 'practice')"),
        _check("sessions", "state", "state IN ('open', 'paused', 'ended')"),
        _check("sessions", "mode", "mode IN ('private', 'official')"),
        _check(
            "sessions",
            "outcome",
            "outcome IN ('order', 'advance', 'continuation', 'no_sale', 'disqualified', "
            "'stop_contact')",
        ),
        _check("sessions", "score", "score BETWEEN 0 AND 100"),
    )
    for columns in (
        ("person", "created_at"),
        ("created_at", "id"),
        ("parent",),
        ("replayed_from",),
    ):
        _index("sessions", *columns)


def _turns() -> None:
    op.create_table(
        "turns",
        _id("session"),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("text", sa.String),
        _id("payload", empty=True),
        _id("fingerprint"),
        _time("received_at"),
        sa.Column("tries", sa.Integer, nullable=False),
        _time("lease_until", empty=True),
        _time("answered_at", empty=True),
        sa.Column("failure", sa.String),
        _key("turns", "session", "id"),
        _points("turns", "session", "sessions.id"),
        sa.UniqueConstraint("session", "seq", name=op.f("uq_turns_session_seq")),
        _check("turns", "state", "state IN ('received', 'answered', 'failed')"),
        _check("turns", "seq", "seq >= 0"),
    )
    _only_one("ix_turns_waiting", "turns", "session", where="state = 'received'")


def _replies() -> None:
    op.create_table(
        "replies",
        _id("session"),
        sa.Column("turn", sa.String(200), nullable=False),
        sa.Column("place", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("speaker", sa.String(20), nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("buttons", sa.JSON, nullable=False),
        sa.Column("aside", sa.Boolean, nullable=False),
        _id("opens", empty=True),
        _key("replies", "session", "turn", "place"),
        _points("replies", "session turn", "turns.session turns.id"),
        _check("replies", "speaker", "speaker IN ('rep', 'buyer', 'coach')"),
    )


def _events() -> None:
    op.create_table(
        "events",
        _counter(),
        _id("session"),
        sa.Column("turn", sa.String(200), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        _id("type"),
        sa.Column("body", sa.JSON, nullable=False),
        _time("at"),
        _key("events", "id"),
        _points("events", "session turn", "turns.session turns.id"),
        sqlite_autoincrement=True,
    )
    _index("events", "session", "seq", "id")
    _index("events", "session", "type", "id")


def _payloads() -> None:
    op.create_table(
        "payloads",
        _id("id"),
        _id("person"),
        _id("session"),
        sa.Column("label", sa.String, nullable=False),
        _id("intent"),
        sa.Column("entities", sa.JSON, nullable=False),
        _time("expires_at"),
        sa.Column("uses_left", sa.Integer, nullable=False),
        _key("payloads", "id"),
        _points("payloads", "person", "people.id"),
        _points("payloads", "session", "sessions.id"),
        _check("payloads", "uses_left", "uses_left >= 0"),
    )
    _index("payloads", "person")
    _index("payloads", "session")


def _deals_and_settings() -> None:
    op.create_table(
        "deals",
        _id("id"),
        sa.Column("company", sa.String(200), nullable=False),
        _id("market"),
        _id("stage"),
        _id("state"),
        sa.Column("amount", sa.BigInteger),
        sa.Column("currency", sa.String(3)),
        sa.Column("close_date", sa.String(10)),
        _id("owner"),
        _id("team"),
        sa.Column("version", sa.Integer, nullable=False),
        _key("deals", "id"),
        _points("deals", "owner", "people.id"),
        _points("deals", "team", "teams.id"),
    )
    _index("deals", "owner")
    _index("deals", "team")
    op.create_table(
        "settings",
        _id("name"),
        sa.Column("value", sa.String, nullable=False),
        _key("settings", "name"),
    )


def _id(name: str, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(100), nullable=empty)


def _time(name: str, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty)


def _counter() -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", kind, autoincrement=True, nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _points(table: str, columns: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{columns.replace(' ', '_')}")
    return sa.ForeignKeyConstraint(columns.split(), to.split(), name=name)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _only_one(name: str, table: str, column: str, where: str) -> None:
    rule = sa.text(where)
    op.create_index(name, table, [column], unique=True, sqlite_where=rule, postgresql_where=rule)
