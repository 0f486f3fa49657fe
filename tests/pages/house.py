"""A house of canned answers, and the pages in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from api.errors import add_error_handlers
from api.guard import LockPages
from api.pages import routers
from api.signed_in import get_house, signed_in
from coaching.domain.errors import NotFound, NotSignedIn
from coaching.domain.people import Person
from coaching.domain.playbook import Playbook
from coaching.domain.ports import SessionFilter
from coaching.domain.sessions import Mode, Session
from coaching.services.sessions import Reading
from tests.pages.talks import REP

STATIC = Path(__file__).parents[2] / "api" / "static"


@dataclass
class FakeSessions:
    """Answers from what it is given and notes what it is asked to do."""

    playbook: Playbook
    readings: Mapping[str, Reading] = field(default_factory=dict)
    own: Sequence[Session] = ()
    others: Sequence[tuple[Session, Person]] = ()
    reviewed: Sequence[Person] = ()
    previous: int | None = None
    talk: Reading | None = None
    asked: list[object] = field(default_factory=list)

    def scenarios(self) -> Playbook:
        return self.playbook

    def begin_talk(self, person: Person) -> Session:
        if self.talk is None:
            raise NotFound("There is no talk.")
        return self.talk.session

    def begin_practice(self, person: Person, scenario: str, mode: Mode) -> Session:
        self.asked.append((person.id, scenario, mode))
        return next(iter(self.readings.values())).session

    def read(self, reader: Person, session: str) -> Reading:
        if self.talk and session == self.talk.session.id:
            return self.talk
        if session not in self.readings:
            raise NotFound("There is no such session.")
        return self.readings[session]

    def previous_score(self, reading: Reading) -> int | None:
        return self.previous

    def mine(self, person: Person, wanted: SessionFilter) -> list[Session]:
        found = [s for s in self.own if s.state == wanted.state]
        at = [s.id for s in found].index(wanted.cursor) + 1 if wanted.cursor else 0
        return found[at : at + wanted.limit]

    def shared(self, reader: Person, wanted: SessionFilter) -> list[tuple[Session, Person]]:
        self.asked.append(wanted)
        return [
            (session, owner)
            for session, owner in self.others
            if (wanted.owners is None or owner.id in wanted.owners)
            and wanted.outcome in (None, session.outcome)
        ][: wanted.limit]

    def reviewed_by(self, reader: Person) -> list[Person]:
        return sorted(self.reviewed, key=lambda person: person.name.casefold())

    def replay(self, person: Person, session: str, from_turn: int) -> Session:
        self.asked.append((session, from_turn))
        return self.readings[session].session

    def submit(self, person: Person, session: str) -> Session:
        self.asked.append((session, "submit"))
        return self.readings[session].session


@dataclass
class FakeHouse:
    sessions: FakeSessions


def make_app(house: FakeHouse, person: Person | None = REP) -> FastAPI:
    """The pages with this house and this person signed in, or nobody."""
    app = FastAPI()
    for router in routers:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    add_error_handlers(app)
    app.add_middleware(LockPages)

    def who(request: Request) -> Person:
        if person is None:
            raise NotSignedIn("Please sign in.")
        request.state.person = person
        return person

    app.dependency_overrides[signed_in] = who
    app.dependency_overrides[get_house] = lambda: house
    return app


def visit(house: FakeHouse, person: Person | None = REP) -> TestClient:
    """A browser of this person that stops at redirects."""
    return TestClient(make_app(house, person), follow_redirects=False)
