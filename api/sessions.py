"""Conversations and their turns."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from starlette.concurrency import run_in_threadpool

from api.converting import (
    debrief_shape,
    exchange_shape,
    person_shape,
    session_shape,
    transcript_shape,
)
from api.limits import TURNS_BY_PERSON
from api.shapes import (
    DebriefShape,
    ExchangeShape,
    Id,
    ListedSession,
    ReplayRequest,
    SessionRequest,
    SessionsShape,
    TranscriptShape,
    TurnRequest,
)
from api.signed_in import DispatcherDep, HouseDep, LimitsDep, SignedIn
from coaching.bootstrap import House
from coaching.domain.errors import Refused, StillAnswering
from coaching.domain.people import Person
from coaching.domain.playbook import Playbook
from coaching.domain.ports import SessionFilter
from coaching.domain.sessions import Mode, SessionKind, Turn, TurnState
from coaching.services.dialogue import Said

router = APIRouter(prefix="/api/sessions", tags=["sessions"])
_WAIT_FOR_OTHER_SECONDS = 2.0
_LONGEST_PAGE = 200
PathId = Annotated[Id, Path()]


@router.post("", status_code=201)
def begin_session(asked: SessionRequest, person: SignedIn, house: HouseDep) -> TranscriptShape:
    """Begin a practice (it already holds the buyer's first line), or go on with the coach talk."""
    if asked.scenario is None:
        session = house.sessions.begin_talk(person)
    else:
        session = house.sessions.begin_practice(person, asked.scenario, Mode(asked.mode))
    return transcript_shape(house.sessions.read(person, session.id))


@router.get("")
def list_sessions(
    person: SignedIn,
    house: HouseDep,
    shared: bool = False,
    kind: SessionKind | None = None,
    scenario: Annotated[Id | None, Query()] = None,
    cursor: Annotated[Id | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=_LONGEST_PAGE)] = 50,
) -> SessionsShape:
    """One's own sessions, or, with `shared`, those that one's people have shared; newest first."""
    wanted = SessionFilter(kind=kind, scenario=scenario, cursor=cursor, limit=limit)
    found = (
        house.sessions.shared(person, wanted)
        if shared
        else [(session, person) for session in house.sessions.mine(person, wanted)]
    )
    items = [
        ListedSession(**session_shape(session, None).model_dump(), person=person_shape(owner))
        for session, owner in found
    ]
    return SessionsShape(items=items, next=items[-1].id if len(items) == limit else None)


@router.get("/{session}")
def read_session(session: PathId, person: SignedIn, house: HouseDep) -> TranscriptShape:
    """The transcript with moves, evidence, rule ids, playbook and analyser hashes."""
    return transcript_shape(house.sessions.read(person, session))


@router.get("/{session}/debrief")
def read_debrief(session: PathId, person: SignedIn, house: HouseDep) -> DebriefShape:
    """The debrief of a practice that has ended."""
    reading = house.sessions.read(person, session)
    if reading.debrief is None:
        raise Refused("There is a debrief once the practice has ended.")
    return debrief_shape(reading, house.sessions.previous_score(reading))


@router.post("/{session}/submit")
def submit(session: PathId, person: SignedIn, house: HouseDep) -> TranscriptShape:
    """Make an ended practice visible to one's manager."""
    house.sessions.submit(person, session)
    return transcript_shape(house.sessions.read(person, session))


@router.post("/{session}/replay", status_code=201)
def replay(
    session: PathId, asked: ReplayRequest, person: SignedIn, house: HouseDep
) -> TranscriptShape:
    """A new practice that stands where this one stood before `from_turn`."""
    again = house.sessions.replay(person, session, asked.from_turn)
    return transcript_shape(house.sessions.read(person, again.id))


@router.put("/{session}/turns/{client_turn_id}", responses={202: {"model": ExchangeShape}})
async def take_turn(
    session: PathId,
    client_turn_id: PathId,
    asked: TurnRequest,
    person: SignedIn,
    house: HouseDep,
    dispatcher: DispatcherDep,
    limits: LimitsDep,
    response: Response,
) -> ExchangeShape:
    """Say something. The same id and body again give the stored turn; 202 means that the answer is
    still to come: ask again with the same id and body after `Retry-After` seconds."""
    if not await run_in_threadpool(house.converse.knows, session, client_turn_id):
        limits.hit(TURNS_BY_PERSON, "turn", person.id)
    said = Said(text=asked.text, payload=asked.payload_id)
    try:
        kept = await run_in_threadpool(house.converse.accept, person, session, client_turn_id, said)
    except StillAnswering:
        await dispatcher.settle_waiting(session, _WAIT_FOR_OTHER_SECONDS)
        kept = await run_in_threadpool(house.converse.accept, person, session, client_turn_id, said)
    if kept.state is TurnState.RECEIVED:
        kept = await dispatcher.bring_home(session, client_turn_id)
    if kept.state is TurnState.RECEIVED:
        response.status_code = 202
        response.headers["Retry-After"] = "2"
    return await run_in_threadpool(_exchange, house, person, kept)


def _exchange(house: House, person: Person, kept: Turn) -> ExchangeShape:
    exchange = house.sessions.exchange(person, kept.session, kept.id)
    return exchange_shape(exchange, _playbook(house, exchange.session.playbook))


def _playbook(house: House, hash: str | None) -> Playbook | None:
    if hash is None:
        return None
    with house.store.reading() as reads:
        return house.playbooks.get(reads, hash)
