"""The use cases over a real SQLite file; what Rasa and the actions do is done by one call."""

from functools import cache
from pathlib import Path
from typing import Any

from coaching.bootstrap import Mind
from coaching.domain.people import Person, Role, Team
from coaching.domain.sessions import Decision, Mode, Session, Turn
from coaching.nlp.likeness import Meanings
from coaching.nlp.phrases import EnglishPhrases
from coaching.nlp.requests import Requests
from coaching.nlp.times import TimeGrammar
from coaching.playbook import build_playbook, load_playbook
from coaching.services.converse import Converse
from coaching.services.dialogue import FromBot, Said, ToBot
from coaching.services.opening import PRACTICE_DIALOGUE
from coaching.services.playbooks import Playbooks
from coaching.services.practice import find_practice, take_reply
from coaching.services.sessions import Sessions
from coaching.store.engine import open_store
from coaching.store.migrate import upgrade
from tests.fakes import (
    CountingIds,
    LiteralAnswers,
    LiteralEar,
    LiteralEntities,
    LiteralLibrarian,
    LiteralObjections,
    LiteralQuizEar,
    SetClock,
)

PLAYBOOK = Path(__file__).parents[2] / "playbook"
REP = Person("u-rep", "Ines", "ines@example.com", Role.REP, "UTC", frozenset({"t-1"}))
OTHER = Person("u-other", "Omar", "omar@example.com", Role.REP, "UTC", frozenset({"t-2"}))
CHIEF = Person(
    "u-chief",
    "Chi",
    "chi@example.com",
    Role.MANAGER,
    "UTC",
    frozenset({"t-1"}),
    frozenset({"t-1"}),
)


@cache
def meanings() -> Meanings:
    """The real ones; the encoder is loaded once."""
    return Meanings.load()


class TestHouse:
    __test__ = False

    def __init__(self, folder: Path) -> None:
        url = f"sqlite:///{folder / 'coach.db'}"
        upgrade(url)
        self.store = open_store(url)
        self.clock, self.ids, self.ear = SetClock(), CountingIds(), LiteralEar()
        self.playbooks = Playbooks(
            lambda documents: build_playbook(dict(documents), published=True)
        )
        self.converse = Converse(self.store, self.playbooks, self.clock, self.ids)
        self.sessions = Sessions(self.store, self.playbooks, self.clock, self.ids)
        self._numbers = 0
        playbook, documents = load_playbook(PLAYBOOK)
        with self.store.writing() as writes:
            writes.publish_playbook(playbook.hash, documents, self.clock.now())
            for team in ("t-1", "t-2"):
                writes.add_team(Team(team, team))
            for person in (REP, OTHER, CHIEF):
                writes.add_person(person, "hash")
            writes.commit()

    def mind(self) -> Mind:
        """What the actions work with, reading this house's store."""
        return Mind(
            store=self.store,
            playbooks=self.playbooks,
            ear=self.ear,
            requests=Requests(),
            times=TimeGrammar(),
            answers=LiteralAnswers(),
            librarian=LiteralLibrarian(),
            phrases=EnglishPhrases(),
            likeness=meanings(),
            objections=LiteralObjections(),
            quiz=LiteralQuizEar(),
            entities=LiteralEntities(),
        )

    def practice(self, scenario: str = "price-payroll", person: Person = REP) -> Session:
        return self.sessions.begin_practice(person, scenario, Mode.PRIVATE)

    def accept(self, session: Session, text: str, turn: str | None = None) -> Turn:
        self._numbers += 1
        name = turn or f"t-{self._numbers}"
        return self.converse.accept(REP, session.id, name, Said(text=text))

    def decide(self, sent: ToBot) -> Decision:
        with self.store.reading() as reads:
            practice = find_practice(reads, self.playbooks, sent.session)
            return take_reply(practice, self.ear, sent.text)

    def say(self, session: Session, text: str) -> Turn:
        """A reply all the way: accepted, decided, answered."""
        turn = self.accept(session, text)
        sent = self.converse.prepare(session.id, turn.id)
        assert sent is not None
        return self.converse.answer(sent, FromBot(self.decide(sent), PRACTICE_DIALOGUE))

    def stored(self, session: Session) -> Session:
        with self.store.reading() as reads:
            found = reads.session(session.id)
        assert found is not None
        return found

    def events(self, session: Session) -> list[Any]:
        with self.store.reading() as reads:
            return [told.event for told in reads.events(session.id)]
