"""How people stand with the questions of the quiz."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_1200"
down_revision = "2026_11_22_0900"
branch_labels = None
depends_on = None

TABLE = "quiz_standings"
RESULTS = ("full", "partly", "not_right", "unsure", "not_known")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("person", sa.String(100), nullable=False),
        sa.Column("question", sa.String(100), nullable=False),
        sa.Column("box", sa.Integer, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("result", sa.String(20), nullable=False),
        sa.Column("answered_on", sa.Date, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("person", "question", name=op.f(f"pk_{TABLE}")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f(f"fk_{TABLE}_person")),
        _check("result", f"result IN ({', '.join(repr(each) for each in RESULTS)})"),
        _check("box", "box BETWEEN 0 AND 3"),
    )


def downgrade() -> None:
    op.drop_table(TABLE)


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{TABLE}_{name}"))
