"""How people stand with the quiz's questions: kept with every answer, and looked up."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from coaching.domain.people import Person
from coaching.domain.ports import Clock, Reader, Reads, Writes
from coaching.domain.quiz.events import QuizAnswered
from coaching.domain.quiz.spacing import Standing, after_answer
from coaching.services.playbooks import Playbooks


def today_of(person: Person, at: datetime) -> date:
    """The day that it is for the person at this instant."""
    return at.astimezone(ZoneInfo(person.time_zone)).date()


def standings_of(reads: Reads, person: str) -> dict[str, Standing]:
    """The person's standings by question."""
    return {standing.question: standing for standing in reads.quiz_standings(person)}


def keep_answer(writes: Writes, person: str, event: QuizAnswered, at: datetime) -> None:
    """Store what an answer means for when the question comes back."""
    who = writes.person(person)
    if who is None:
        return
    before = writes.quiz_standing(person, event.question)
    today = today_of(who, at)
    writes.record_standing(after_answer(before, person, event.question, event.verdict, today))


class QuizStandings:
    """One's own standings, for the doors."""

    def __init__(self, store: Reader, playbooks: Playbooks, clock: Clock) -> None:
        self._store = store
        self._playbooks = playbooks
        self._clock = clock

    def mine(self, person: Person) -> tuple[date, tuple[tuple[Standing, str], ...]]:
        """Today for the person, and their standings, soonest due first, each with the question's
        part; questions that the playbook no longer has are left out."""
        with self._store.reading() as reads:
            quiz = self._playbooks.latest(reads).quiz
            found = tuple(
                (standing, quiz.questions[standing.question].part)
                for standing in reads.quiz_standings(person.id)
                if standing.question in quiz.questions
            )
        return today_of(person, self._clock.now()), found
