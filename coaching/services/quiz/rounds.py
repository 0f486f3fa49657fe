"""Where a quiz stands: the events are its memory, the last `QuizAsked` tells all of it."""

from dataclasses import dataclass
from datetime import datetime

from coaching.domain.events import LetterAsked
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads
from coaching.domain.quiz.events import QuizAsked, QuizLeft, QuizResult
from coaching.domain.quiz.judging import Verdict
from coaching.domain.quiz.question import QuizQuestion
from coaching.domain.quiz.spacing import in_order
from coaching.domain.sessions import Decision, Session
from coaching.services.deals.choosing import Asker
from coaching.services.quiz.keeping import standings_of, today_of


@dataclass(frozen=True, slots=True)
class Round:
    """An open quiz. `question` is None where the playbook no longer has it."""

    asked: QuizAsked
    question: QuizQuestion | None

    @property
    def number(self) -> int:
        """Which question of the quiz this is, from 1."""
        return len(self.asked.before) + 1

    def behind(self, verdict: Verdict | None) -> tuple[QuizResult, ...]:
        """The questions that are behind once this one has this verdict, or is left out."""
        if verdict is None:
            return self.asked.before
        return (*self.asked.before, QuizResult(self.asked.question, verdict))


def find_round(reads: Reads, playbook: Playbook, session: Session) -> Round | None:
    """The talk's open quiz, if there is one: none that was left, or that the qualifying of a deal
    has taken the place of."""
    asked = reads.last_event(session.id, QuizAsked.__name__)
    if asked is None or not isinstance(asked.event, QuizAsked):
        return None
    left = reads.last_event(session.id, QuizLeft.__name__)
    other = reads.last_event(session.id, LetterAsked.__name__)
    if (left and left.seq >= asked.seq) or (other and other.seq > asked.seq):
        return None
    return Round(asked.event, playbook.quiz.questions.get(asked.event.question))


def next_round(
    asker: Asker, at: datetime, asked: QuizAsked, behind: tuple[QuizResult, ...]
) -> Round | None:
    """The quiz one question on, after those `behind`; None where it has come to its end."""
    if len(behind) >= asked.count:
        return None
    quiz = asker.playbook.quiz
    over = {result.question for result in behind} | {asked.question}
    left = [each.id for each in quiz.of_part(asked.part) if each.id not in over]
    if not left:
        return None
    standings = standings_of(asker.reads, asker.person.id)
    chosen = in_order(left, standings, today_of(asker.person, at), asked.seed)[0]
    following = QuizAsked(chosen, asked.part, asked.count, asked.seed, behind)
    return Round(following, quiz.questions[chosen])


def opens(decision: Decision) -> bool:
    """True if a quiz is open after this decision."""
    return any(isinstance(event, QuizAsked) for event in decision.events)


def closes(decision: Decision) -> bool:
    """True if a quiz is over with this decision."""
    return any(isinstance(event, QuizLeft) for event in decision.events)
