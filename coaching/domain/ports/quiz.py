"""What the core needs for the quiz: an ear for answers, and how people stand."""

from collections.abc import Sequence
from typing import Protocol

from coaching.domain.quiz.judging import JudgedAnswer
from coaching.domain.quiz.question import Quiz, QuizQuestion
from coaching.domain.quiz.spacing import Standing


class QuizEar(Protocol):
    """Understands what is said in a quiz. The same text always gives the same."""

    def judge(self, text: str, question: QuizQuestion) -> JudgedAnswer:
        """What an answer says, point by point."""
        ...

    def part(self, text: str, quiz: Quiz) -> str:
        """The id of the part that a wish to be quizzed means; `ANYTHING` if it names none."""
        ...

    def count(self, text: str) -> int | None:
        """How many questions a wish asks for, if it says so."""
        ...


class QuizReads(Protocol):
    def quiz_standing(self, person: str, question: str) -> Standing | None: ...
    def quiz_standings(self, person: str) -> Sequence[Standing]:
        """Everything the person was ever asked, soonest due first."""
        ...


class QuizWrites(Protocol):
    def record_standing(self, standing: Standing) -> None:
        """Keep it; it takes the place of the one before."""
        ...
