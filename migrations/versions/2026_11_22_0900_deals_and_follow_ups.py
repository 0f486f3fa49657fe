"""Living deals: people, activities, objections, what is known; follow-ups; Slack's post."""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_0900"
down_revision = "2026_11_21_1200"
branch_labels = None
depends_on = None

TABLES = (
    *("contacts", "activities", "objections", "known", "follow_ups"),
    *("slack_people", "deliveries", "posts"),
)
STAGES = "prospecting pre_approach approach presentation meeting_objections closing follow_up"
ROLES = "economic_buyer champion user blocker procurement legal other"
LABELS = (
    "price_value budget_none need_none timing_priority authority_committee trust_proof "
    "risk_past_failure competitor_incumbent status_quo feature_gap integration_effort "
    "security_compliance contract_procurement brushoff_not_interested brushoff_send_info "
    "brushoff_busy stop_contact"
)


def upgrade() -> None:
    _widen_deals()
    _widen_sessions()
    _contacts_and_activities()
    _objections_and_known()
    _follow_ups()
    _slack()
    _posts()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    _narrow_sessions()
    _narrow_deals()


def _widen_deals() -> None:
    """Nothing points at a deal yet, so the table is made anew. A deal that was there came into its
    stage now, for all that is known; a closing day that is none is left out."""
    kept = _taken_out("deals")
    now = datetime.now(UTC)
    made = _make_deals(
        *_one_of("deals", "market", "b2b b2c"),
        *_one_of("deals", "stage", STAGES),
        *_one_of("deals", "state", "open won lost parked"),
        sa.Column("amount", sa.BigInteger),
        sa.Column("currency", sa.String(3)),
        _id("owner"),
        _id("team"),
        sa.Column("version", sa.Integer, nullable=False),
        _time("created_at"),
        _time("stage_since"),
        sa.Column("close_date", sa.Date),
        sa.Column("next_step", sa.String),
        sa.Column("next_step_on", sa.Date),
    )
    since = {"created_at": now, "stage_since": now}
    op.bulk_insert(made, [row | since | {"close_date": _day(row["close_date"])} for row in kept])


def _narrow_deals() -> None:
    kept = _taken_out("deals")
    made = _make_deals(
        _id("market"),
        _id("stage"),
        _id("state"),
        sa.Column("amount", sa.BigInteger),
        sa.Column("currency", sa.String(3)),
        sa.Column("close_date", sa.String(10)),
        _id("owner"),
        _id("team"),
        sa.Column("version", sa.Integer, nullable=False),
    )
    for row in kept:
        row["close_date"] = str(row["close_date"]) if row["close_date"] else None
    names = [column.name for column in made.columns]
    op.bulk_insert(made, [{name: row[name] for name in names} for row in kept])


def _make_deals(*columns: Any) -> sa.Table:
    made = op.create_table(
        "deals",
        _id("id"),
        sa.Column("company", sa.String(200), nullable=False),
        *columns,
        _key("deals", "id"),
        _points("deals", "owner", "people.id"),
        _points("deals", "team", "teams.id"),
    )
    _index("deals", "owner")
    _index("deals", "team")
    return made


def _taken_out(table: str) -> list[dict[str, Any]]:
    """The rows of a table, and the table dropped."""
    connection = op.get_bind()
    found = sa.Table(table, sa.MetaData(), autoload_with=connection, resolve_fks=False)
    rows = [dict(row) for row in connection.execute(sa.select(found)).mappings()]
    op.drop_table(table)
    return rows


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _widen_sessions() -> None:
    with op.batch_alter_table("sessions") as batch:
        batch.add_column(sa.Column("place", sa.String(200)))
        batch.add_column(sa.Column("deal", sa.String(100)))
        batch.create_foreign_key(op.f("fk_sessions_deal"), "deals", ["deal"], ["id"])
    _index("sessions", "place")
    _index("sessions", "deal")


def _narrow_sessions() -> None:
    op.drop_index(op.f("ix_sessions_place"), "sessions")
    op.drop_index(op.f("ix_sessions_deal"), "sessions")
    with op.batch_alter_table("sessions") as batch:
        batch.drop_constraint(op.f("fk_sessions_deal"), type_="foreignkey")
        batch.drop_column("deal")
        batch.drop_column("place")


def _make_part_of_deal(table: str, *columns: Any) -> None:
    key, deal = _key(table, "id"), _points(table, "deal", "deals.id")
    op.create_table(table, _id("id"), _id("deal"), *columns, key, deal)


def _contacts_and_activities() -> None:
    _make_part_of_deal(
        "contacts",
        sa.Column("name", sa.String(200), nullable=False),
        *_one_of("contacts", "role", ROLES),
        sa.Column("title", sa.String(200)),
    )
    _index("contacts", "deal")
    _make_part_of_deal(
        "activities",
        *_one_of("activities", "kind", "call mail meeting note"),
        _time("at"),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("inbound", sa.Boolean, nullable=False),
    )
    _index("activities", "deal", "at")


def _objections_and_known() -> None:
    _make_part_of_deal(
        "objections",
        *_one_of("objections", "label", LABELS, length=40),
        sa.Column("words", sa.String, nullable=False),
        _time("raised_at"),
        _time("settled_at", empty=True),
    )
    _index("objections", "deal")
    op.create_table(
        "known",
        _id("deal"),
        _id("framework"),
        _id("letter"),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("evidence", sa.String, nullable=False),
        _time("at"),
        _id("by"),
        _key("known", "deal", "framework", "letter"),
        _points("known", "deal", "deals.id"),
        _points("known", "by", "people.id"),
        _check("known", "score", "score BETWEEN 0 AND 2"),
    )
    _index("known", "by")


def _follow_ups() -> None:
    op.create_table(
        "follow_ups",
        _id("id"),
        _id("person"),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", sa.Time),
        _id("zone"),
        _time("due_at"),
        _time("created_at"),
        sa.Column("fold", sa.Integer, nullable=False),
        _id("deal", empty=True),
        _id("session", empty=True),
        *_one_of("follow_ups", "state", "due done snoozed cancelled"),
        sa.Column("version", sa.Integer, nullable=False),
        _time("reminded_at", empty=True),
        _time("settled_at", empty=True),
        _key("follow_ups", "id"),
        _points("follow_ups", "person", "people.id"),
        _points("follow_ups", "deal", "deals.id"),
        _points("follow_ups", "session", "sessions.id"),
        _check("follow_ups", "fold", "fold IN (0, 1)"),
    )
    _index("follow_ups", "deal")
    _index("follow_ups", "session")
    _index("follow_ups", "person", "state")
    _index("follow_ups", "state", "reminded_at", "due_at")


def _slack() -> None:
    op.create_table(
        "slack_people",
        _id("team"),
        _id("user"),
        _id("person"),
        _key("slack_people", "team", "user"),
        _points("slack_people", "person", "people.id"),
    )
    _index("slack_people", "person")
    op.create_table(
        "deliveries",
        sa.Column("key", sa.String(200), nullable=False),
        *_one_of("deliveries", "kind", "event command interaction"),
        sa.Column("body", sa.String, nullable=False),
        _time("received_at"),
        sa.Column("message", sa.String(200)),
        *_one_of("deliveries", "state", "received done failed"),
        sa.Column("tries", sa.Integer, nullable=False),
        _time("lease_until", empty=True),
        _time("settled_at", empty=True),
        sa.Column("failure", sa.String),
        _key("deliveries", "key"),
    )
    _some("ix_deliveries_message", "deliveries", "message", where="message IS NOT NULL", one=True)
    _some("ix_deliveries_waiting", "deliveries", "received_at", "key", where="state = 'received'")


def _posts() -> None:
    op.create_table(
        "posts",
        sa.Column("key", sa.String(200), nullable=False),
        _id("method"),
        sa.Column("body", sa.JSON, nullable=False),
        _time("created_at", empty=True),
        _time("due_at", empty=True),
        *_one_of("posts", "state", "waiting sent dead"),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("unsure", sa.Boolean, nullable=False),
        _time("lease_until", empty=True),
        _time("sent_at", empty=True),
        _id("ts", empty=True),
        sa.Column("failure", sa.String),
        _key("posts", "key"),
    )
    _some("ix_posts_waiting", "posts", "created_at", "key", where="state = 'waiting'")


def _id(name: str, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(100), nullable=empty)


def _time(name: str, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _one_of(table: str, name: str, values: str, length: int = 20) -> tuple[Any, Any]:
    """A column with one of these words in it, and the check that goes with it."""
    listed = ", ".join(f"'{value}'" for value in values.split())
    column = sa.Column(name, sa.String(length), nullable=False)
    return column, _check(table, name, f"{name} IN ({listed})")


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _some(name: str, table: str, *columns: str, where: str, one: bool = False) -> None:
    rule = sa.text(where)
    op.create_index(
        name, table, list(columns), unique=one, sqlite_where=rule, postgresql_where=rule
    )
