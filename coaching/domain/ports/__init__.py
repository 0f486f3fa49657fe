"""What the core needs from the outside: a store, an ear, a clock."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from coaching.domain.deals.qualification import Understood
from coaching.domain.events import Event
from coaching.domain.follow_ups.times import TimeReading
from coaching.domain.people import Login, Person, Team
from coaching.domain.ports.deals import DealReads, DealWrites
from coaching.domain.ports.post import PostReads, PostWrites
from coaching.domain.ports.quiz import QuizReads, QuizWrites
from coaching.domain.practice.moves import Hearing
from coaching.domain.practice.scenario import Scenario
from coaching.domain.practice.talk import Told
from coaching.domain.sessions import (
    Payload,
    Reply,
    Session,
    SessionKind,
    Turn,
)


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """Which sessions a list holds. `owners` are person ids (None: no limit), `shared` limits it to
    practices that are submitted or official and ended; `cursor` is the last id of the page
    before."""

    owners: frozenset[str] | None = None
    shared: bool = False
    kind: SessionKind | None = None
    state: str | None = None
    scenario: str | None = None
    outcome: str | None = None
    limit: int = 50
    cursor: str | None = None


class Reads(DealReads, PostReads, QuizReads, Protocol):
    """Everything that can be looked up, within one consistent snapshot. Look-ups by id give None
    for what does not exist; none of them knows about rights."""

    def person(self, id: str) -> Person | None: ...
    def person_by_email(self, email: str) -> tuple[Person, str] | None:
        """The active person and the password hash; the e-mail is compared without case."""
        ...

    def people_of(self, teams: Iterable[str]) -> Sequence[Person]: ...
    def team(self, id: str) -> Team | None: ...
    def teams(self) -> Sequence[Team]: ...
    def login(self, secret_hash: str) -> Login | None: ...
    def token(self, secret_hash: str) -> Login | None: ...
    def session(self, id: str) -> Session | None: ...
    def sessions(self, wanted: SessionFilter) -> Sequence[Session]:
        """Newest first; a constant number of queries."""
        ...

    def last_session(
        self, person: str, kind: SessionKind, place: str | None = None
    ) -> Session | None:
        """The person's newest session of this kind, in this place, that has not ended."""
        ...

    def deal_of_place(self, place: str) -> str | None:
        """The deal that the talks in this place were last about, whoever named it."""
        ...

    def turn(self, session: str, id: str) -> Turn | None: ...
    def turns(self, session: str) -> Sequence[Turn]:
        """In order of `seq`, with their replies; a constant number of queries."""
        ...

    def waiting_turn(self, session: str) -> Turn | None:
        """The session's turn that is still `received`, if any."""
        ...

    def lapsed_turns(self, now: datetime, limit: int) -> Sequence[Turn]:
        """Turns still `received` whose lease is over, oldest first."""
        ...

    def events(self, session: str) -> Sequence[Told]:
        """In the order in which they were stored."""
        ...

    def events_of_turn(self, session: str, seq: int) -> Sequence[Told]:
        """Only those of one turn, in order."""
        ...

    def last_event(self, session: str, type: str) -> Told | None:
        """The session's newest event of this type, by an index: as quick late as early."""
        ...

    def payload(self, id: str) -> Payload | None: ...
    def playbook(self, hash: str) -> Mapping[str, Any] | None:
        """The documents of a published playbook."""
        ...

    def latest_playbook(self) -> str | None: ...
    def setting(self, name: str) -> str | None: ...


class Writes(Reads, DealWrites, PostWrites, QuizWrites, Protocol):
    """One unit of work: nothing is saved without `commit`, leaving the block rolls back. What
    `session` and `turn` give stays as it is until then: another unit of work that asks for the
    same one waits."""

    def commit(self) -> None: ...
    def add_person(self, person: Person, password_hash: str) -> None:
        """Raises Refused if the id, or the e-mail of an active person, is already taken."""
        ...

    def add_team(self, team: Team) -> None: ...
    def add_login(self, login: Login) -> None: ...
    def touch_login(self, secret_hash: str, seen_at: datetime, expires_at: datetime) -> None: ...
    def drop_login(self, secret_hash: str) -> None: ...
    def add_token(self, name: str, token: Login) -> None: ...
    def add_session(self, session: Session) -> None: ...
    def save_session(self, session: Session, read_version: int) -> None:
        """Store the session as version `read_version + 1`; raises Moved if the stored version is
        another one."""
        ...

    def add_turn(self, turn: Turn) -> None:
        """Raises StillAnswering if the session has another turn `received` (a unique partial
        index decides), TurnReused if (session, id) is already taken, Moved if only `seq` is.
        Replies come along, for a turn that is answered from the start."""
        ...

    def save_turn(self, turn: Turn) -> None:
        """Update state, tries, lease, answer times, failure and replies of a turn that is stored as
        `received`; raises Moved if it is already settled, for a settled turn never changes."""
        ...

    def claim_turn(
        self, session: str, id: str, now: datetime, lease_until: datetime
    ) -> Turn | None:
        """Take the lease of a `received` turn whose lease is over, or None if it cannot be had."""
        ...

    def add_events(
        self, session: str, turn: str, seq: int, events: Iterable[Event], at: datetime
    ) -> None:
        """The turn must be stored."""
        ...

    def add_payloads(self, payloads: Iterable[Payload]) -> None: ...
    def use_payload(self, id: str) -> None:
        """Take one of its uses; raises Refused if none is left."""
        ...

    def publish_playbook(self, hash: str, documents: Mapping[str, Any], at: datetime) -> None:
        """Keep a version for good; publishing it again makes it the latest and changes nothing
        else."""
        ...

    def set_setting(self, name: str, value: str) -> None: ...


class Reader(Protocol):
    """A database to look things up in. `reading` never blocks a writer and is not blocked by one;
    raises StoreUnavailable, like everything inside its block, while the database cannot answer."""

    def reading(self) -> AbstractContextManager[Reads]: ...


class Store(Reader, Protocol):
    """The database. There is one writer at a time on SQLite."""

    def writing(self) -> AbstractContextManager[Writes]: ...


class Ear(Protocol):
    """Understands replies. The same text, scenario and concern always give the same hearing."""

    def hear(self, reply: str, said_before: str, scenario: Scenario) -> Hearing:
        """What a reply to the buyer's line `said_before` does."""
        ...


class PlainEar(Protocol):
    """Understands single replies, outside of any practice. The same two texts always give the same
    hearing."""

    def hear_plain(self, reply: str, said_before: str) -> Hearing:
        """What a reply to the buyer's words `said_before` does; no topics."""
        ...


class AnswerEar(Protocol):
    """Understands what a rep tells of a buyer. The same words always give the same."""

    def understand(self, text: str, asked: str) -> Understood:
        """What a message says about a buyer, in the light of the letter that was asked for."""
        ...


class Times(Protocol):
    """Reads dates and times by the rules of `docs/dates.md`."""

    def read(self, text: str, now: datetime) -> TimeReading:
        """What `text` says about a time, for somebody whose clock shows `now`, which carries
        their zone as a `ZoneInfo`."""
        ...


class Requests(Protocol):
    """Takes requests apart. The same text always gives the same."""

    def task(self, text: str, without: tuple[int, int] | None = None) -> str:
        """What is to be done, without the frame ("remind me to …") and without the stretch
        `without`; empty if nothing is left."""
        ...

    def is_request(self, text: str) -> bool:
        """True if the text asks to be reminded, and is more than a time or a task."""
        ...

    def companies(self, text: str) -> tuple[str, ...]:
        """Stretches of the text that may name a company or a buyer, most likely first."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, with zone UTC."""
        ...


__all__ = [
    "AnswerEar",
    "Clock",
    "Ear",
    "PlainEar",
    "Reader",
    "Reads",
    "Reply",
    "Requests",
    "SessionFilter",
    "Store",
    "Times",
    "Writes",
]
