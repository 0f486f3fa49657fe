"""How people stand with the questions of the quiz."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table

from coaching.domain.quiz.judging import Verdict
from coaching.store.columns import Closed, Day, Words, only
from coaching.store.tables.base import ID, metadata

quiz_standings = Table(
    "quiz_standings",
    metadata,
    Column("person", Words(ID), ForeignKey("people.id"), primary_key=True),
    Column("question", Words(ID), primary_key=True),
    Column("box", Integer, nullable=False),
    Column("due", Day, nullable=False),
    Column("result", Closed(Verdict), nullable=False),
    Column("answered_on", Day, nullable=False),
    Column("times", Integer, nullable=False),
    only("result", Verdict),
    CheckConstraint("box BETWEEN 0 AND 3", name="box"),
)
