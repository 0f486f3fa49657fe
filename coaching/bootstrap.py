"""Puts the parts together, once for the API and once for the action server."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from coaching.config import Settings
from coaching.domain.playbook import Playbook
from coaching.domain.ports import AnswerEar, Ear, Reader, Requests, Times
from coaching.nlp.times import TimeGrammar
from coaching.playbook import build_playbook, load_playbook
from coaching.services.converse import Converse
from coaching.services.deals.importing import Imports
from coaching.services.deals.keeping import Deals
from coaching.services.follow_ups.keeping import FollowUps
from coaching.services.follow_ups.reminding import Reminding
from coaching.services.ids import RandomIds
from coaching.services.people import People
from coaching.services.playbooks import Playbooks
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
    )


@lru_cache(maxsize=1)
def open_mind() -> Mind:
    """Built on first use, once per process: the action server imports actions by itself."""
    from coaching.nlp.answers.ear import TrainedAnswers  # noqa: PLC0415
    from coaching.nlp.replies.ear import TrainedEar  # noqa: PLC0415  spaCy is slow to import
    from coaching.nlp.requests import Requests as EnglishRequests  # noqa: PLC0415

    settings = Settings()
    return Mind(
        store=open_reader(settings.database_url),
        playbooks=Playbooks(_built),
        ear=TrainedEar.load(settings.models / "ear"),
        requests=EnglishRequests(),
        answers=TrainedAnswers.load(settings.models / "answers"),
        times=TimeGrammar(),
    )


def _built(documents: Mapping[str, Any]) -> Playbook:
    return build_playbook(dict(documents), published=True)
