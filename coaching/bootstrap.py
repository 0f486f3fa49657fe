"""Puts the parts together, once for the API and once for the action server."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from coaching.config import Settings
from coaching.domain.entities import Entities
from coaching.domain.knowledge.entries import Knowledge
from coaching.domain.knowledge.finding import Finding, StepGuess
from coaching.domain.objections import HeardObjection
from coaching.domain.playbook import Playbook
from coaching.domain.ports import AnswerEar, Ear, PlainEar, Reader, Requests, Times
from coaching.domain.ports.knowledge import Librarian
from coaching.domain.ports.phrases import Likeness, ObjectionEar, Phrases
from coaching.domain.ports.quiz import QuizEar
from coaching.domain.practice.moves import Hearing
from coaching.domain.stages import Stage
from coaching.nlp.entities.late import LateEntities
from coaching.nlp.times import TimeGrammar
from coaching.playbook import build_playbook, load_playbook
from coaching.playbook.roles import read_roles
from coaching.services.analysis import Analysis
from coaching.services.converse import Converse
from coaching.services.deals.importing import Imports
from coaching.services.deals.keeping import Deals
from coaching.services.follow_ups.keeping import FollowUps
from coaching.services.follow_ups.reminding import Reminding
from coaching.services.ids import RandomIds
from coaching.services.knowledge.desk import KnowledgeDesk
from coaching.services.people import People
from coaching.services.playbooks import Playbooks
from coaching.services.quiz.keeping import QuizStandings
from coaching.services.sessions import Sessions
from coaching.services.slack.posts import SlackPosts
from coaching.store.engine import SqlStore, open_reader, open_store
from coaching.store.migrate import upgrade


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class Argon2Passwords:
    """Argon2id with pwdlib's defaults."""

    def __init__(self) -> None:
        self._hasher = PasswordHash((Argon2Hasher(),))

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def matches(self, password: str, hash: str) -> bool:
        return self._hasher.verify(password, hash)


class LateLibrarian:
    """The finder, loaded by the first question: the API is asked seldom."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._finder: Librarian | None = None

    def find(self, question: str, knowledge: Knowledge, stage: Stage | None = None) -> Finding:
        return self._loaded().find(question, knowledge, stage)

    def guess_step(self, situation: str, knowledge: Knowledge) -> StepGuess:
        return self._loaded().guess_step(situation, knowledge)

    def _loaded(self) -> Librarian:
        from coaching.nlp.knowledge.finder import Finder  # noqa: PLC0415  takes a second

        with self._lock:
            if self._finder is None:
                self._finder = Finder.load(self._folder)
            return self._finder


class LateEars:
    """The two ears, each loaded by the first text for it: the API itself hears few."""

    def __init__(self, models: Path) -> None:
        self._models = models
        self._lock = Lock()
        self._replies: PlainEar | None = None
        self._objections: ObjectionEar | None = None

    def hear_plain(self, reply: str, said_before: str) -> Hearing:
        """Raises EarMissing where nothing was trained."""
        from coaching.nlp.replies.ear import TrainedEar  # noqa: PLC0415  spaCy is slow to import

        with self._lock:
            if self._replies is None:
                self._replies = TrainedEar.load(self._models / "ear")
        return self._replies.hear_plain(reply, said_before)

    def hear(self, text: str) -> HeardObjection:
        """Raises ObjectionsMissing where nothing was trained."""
        from coaching.nlp.objections.ear import TrainedObjections  # noqa: PLC0415

        with self._lock:
            if self._objections is None:
                self._objections = TrainedObjections.load(self._models / "objections")
        return self._objections.hear(text)


@dataclass(frozen=True, slots=True)
class House:
    """What the API works with."""

    settings: Settings
    store: SqlStore
    playbooks: Playbooks
    converse: Converse
    sessions: Sessions
    people: People
    deals: Deals
    imports: Imports
    follow_ups: FollowUps
    posts: SlackPosts
    reminding: Reminding
    times: Times
    knowledge: KnowledgeDesk
    quiz: QuizStandings
    entities: Entities
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class Mind:
    """What the actions work with: a store that can only be read, the playbooks, and what
    understands words."""

    store: Reader
    playbooks: Playbooks
    ear: Ear
    requests: Requests
    answers: AnswerEar
    times: Times
    quiz: QuizEar
    librarian: Librarian
    phrases: Phrases
    likeness: Likeness
    objections: ObjectionEar
    entities: Entities


def open_house(settings: Settings) -> House:
    """Migrate the database, publish the playbook and build the use cases.

    Raises PlaybookBroken with every problem of the playbook.
    """
    _, documents = load_playbook(settings.playbook)
    upgrade(settings.database_url)
    store = open_store(settings.database_url)
    clock, ids, playbooks = SystemClock(), RandomIds(), Playbooks(_built)
    published = build_playbook(documents)
    with store.writing() as writes:
        writes.publish_playbook(published.hash, documents, clock.now())
        writes.commit()
    posts = SlackPosts(playbooks, clock, settings.public_url)
    deals = Deals(store, playbooks, clock, ids)
    ears = LateEars(settings.models)
    return House(
        settings=settings,
        store=store,
        playbooks=playbooks,
        converse=Converse(store, playbooks, clock, ids),
        sessions=Sessions(store, playbooks, clock, ids),
        people=People(store, clock, Argon2Passwords()),
        deals=deals,
        imports=Imports(store, deals, clock, ids),
        follow_ups=FollowUps(store, clock, ids),
        posts=posts,
        reminding=Reminding(store, playbooks, clock, ids, posts),
        times=TimeGrammar(),
        knowledge=KnowledgeDesk(store, playbooks, LateLibrarian(settings.models / "knowledge")),
        quiz=QuizStandings(store, playbooks, clock),
        entities=_entities(settings),
        analysis=Analysis(store, playbooks, ears, ears),
    )


@lru_cache(maxsize=1)
def open_mind() -> Mind:
    """Built on first use, once per process: the action server imports actions by itself."""
    from coaching.nlp.answers.ear import TrainedAnswers  # noqa: PLC0415
    from coaching.nlp.knowledge.finder import Finder  # noqa: PLC0415
    from coaching.nlp.likeness import Meanings  # noqa: PLC0415
    from coaching.nlp.objections.ear import LateObjections  # noqa: PLC0415
    from coaching.nlp.phrases import EnglishPhrases  # noqa: PLC0415
    from coaching.nlp.quiz.ear import TrainedQuizEar  # noqa: PLC0415
    from coaching.nlp.replies.ear import TrainedEar  # noqa: PLC0415  spaCy is slow to import
    from coaching.nlp.requests import Requests as EnglishRequests  # noqa: PLC0415

    settings = Settings()
    store, playbooks = open_reader(settings.database_url), Playbooks(_built)
    finder = Finder.load(settings.models / "knowledge")
    with store.reading() as reads:
        if reads.latest_playbook():
            finder.shelf(playbooks.latest(reads).knowledge)
    return Mind(
        store=store,
        playbooks=playbooks,
        ear=TrainedEar.load(settings.models / "ear"),
        requests=EnglishRequests(),
        answers=TrainedAnswers.load(settings.models / "answers"),
        times=TimeGrammar(),
        librarian=finder,
        phrases=EnglishPhrases(),
        likeness=Meanings.load(),
        objections=LateObjections(settings.models / "objections"),
        entities=_entities(settings),
        quiz=TrainedQuizEar.load(settings.models / "quiz"),
    )


def _entities(settings: Settings) -> LateEntities:
    return LateEntities(settings.models, lambda: read_roles(settings.playbook / "roles.yml"))


def _built(documents: Mapping[str, Any]) -> Playbook:
    return build_playbook(dict(documents), published=True)
