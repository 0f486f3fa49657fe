"""The knowledge for any other program: a question answered, and the list of what is known."""

from dataclasses import dataclass
from enum import StrEnum

from coaching.domain.knowledge.entries import Entry
from coaching.domain.ports import Reader
from coaching.domain.ports.knowledge import Librarian
from coaching.domain.stages import Market
from coaching.services.knowledge.looking_up import Answer, look_up
from coaching.services.knowledge.saying import say_answer
from coaching.services.playbooks import Playbooks


class AnswerStatus(StrEnum):
    ANSWERED = "answered"
    CORRECTED = "corrected"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with the words in which it is said; empty where nothing is known."""

    status: AnswerStatus
    answer: Answer
    text: str


class KnowledgeDesk:
    """Answers outside a talk; nothing is stored."""

    def __init__(self, store: Reader, playbooks: Playbooks, librarian: Librarian) -> None:
        self._store = store
        self._playbooks = playbooks
        self._librarian = librarian

    def ask(self, question: str, market: Market | None = None) -> Told:
        """What the coach says to a question; a given market comes before one that it names."""
        with self._store.reading() as reads:
            playbook = self._playbooks.latest(reads)
        answer = look_up(playbook, self._librarian, question)
        if market is not None:
            answer = answer.about(market)
        return Told(_status(answer), answer, say_answer(playbook, answer))

    def entries(self) -> list[Entry]:
        """Everything that can be answered, by id."""
        with self._store.reading() as reads:
            known = self._playbooks.latest(reads).knowledge.entries
        return [known[id] for id in sorted(known)]


def _status(answer: Answer) -> AnswerStatus:
    if answer.corrections:
        return AnswerStatus.CORRECTED
    if answer.first is None:
        return AnswerStatus.UNKNOWN
    return AnswerStatus.REFUSED if answer.first.folklore else AnswerStatus.ANSWERED
