"""How people stand with the questions of the quiz."""

from collections.abc import Sequence

from sqlalchemy import select

from coaching.domain.quiz.spacing import Standing
from coaching.store.repository import Repository, row_of
from coaching.store.tables import quiz_standings


class QuizReads(Repository):
    def quiz_standing(self, person: str, question: str) -> Standing | None:
        query = select(quiz_standings).where(
            quiz_standings.c.person == person, quiz_standings.c.question == question
        )
        row = self._first(self._held(query))
        return Standing(**row) if row else None

    def quiz_standings(self, person: str) -> Sequence[Standing]:
        query = select(quiz_standings).where(quiz_standings.c.person == person)
        soonest_first = query.order_by(quiz_standings.c.due, quiz_standings.c.question)
        return [Standing(**row) for row in self._all(soonest_first)]


class QuizWrites(QuizReads):
    def record_standing(self, standing: Standing) -> None:
        self._put(quiz_standings, row_of(standing))
