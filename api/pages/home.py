"""Home: what to practise, what to go on with, how it went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from api.pages.briefing import card_of
from api.pages.clock import local
from api.pages.contexts import HomePage, as_context
from api.pages.parts import FinishedPractice, RunningPractice
from api.rendering import page
from api.signed_in import HouseDep, SignedIn
from coaching.domain.people import Person
from coaching.domain.playbook import Playbook
from coaching.domain.ports import SessionFilter
from coaching.domain.practice.debrief import PASS_MARK
from coaching.domain.sessions import Mode, Session, SessionKind, SessionState
from coaching.services.sessions import Sessions

router = APIRouter()
_A_PAGE = 10
_MOST_RUNNING = 10


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks for, unchecked; unknown values count as none."""

    level: str = ""
    market: str = ""
    older: str | None = None


@router.get("/")
def show_home(
    request: Request,
    person: SignedIn,
    house: HouseDep,
    level: str = "",
    market: str = "",
    older: str | None = None,
) -> Response:
    playbook = house.sessions.scenarios()
    running = _running(house.sessions, person)
    finished = house.sessions.mine(person, _filter(SessionState.ENDED, _A_PAGE + 1, older))
    chosen = Chosen(level, market, older)
    return page(
        request, "home.html", as_context(home_page(playbook, person, running, finished, chosen))
    )


def home_page(
    playbook: Playbook,
    person: Person,
    running: Iterable[Session],
    finished: Sequence[Session],
    chosen: Chosen,
) -> HomePage:
    """`finished` holds one session more than a page where there are older ones."""
    scenarios = sorted(playbook.scenarios.values(), key=lambda s: (s.level.number, s.title))
    shown = finished[:_A_PAGE]
    levels = tuple(sorted({scenario.level.number for scenario in scenarios}))
    markets = tuple(sorted({str(scenario.market) for scenario in scenarios}))
    at_level = next((number for number in levels if str(number) == chosen.level), None)
    in_market = chosen.market if chosen.market in markets else None
    return HomePage(
        scenarios=tuple(
            card_of(scenario, playbook)
            for scenario in scenarios
            if at_level in (None, scenario.level.number) and in_market in (None, scenario.market)
        ),
        scenario_count=len(scenarios),
        levels=levels,
        markets=markets,
        level=at_level,
        market=in_market,
        running=tuple(_running_practice(session, playbook, person) for session in running),
        finished=tuple(_finished_practice(session, playbook, person) for session in shown),
        first_page=chosen.older is None,
        older=shown[-1].id if len(finished) > _A_PAGE else None,
    )


def seen_by(session: Session) -> str:
    """Who can read a practice: `private`, `shared` or `official`."""
    if session.mode is Mode.OFFICIAL:
        return "official"
    return "shared" if session.submitted_at else "private"


def _running(sessions: Sessions, person: Person) -> list[Session]:
    found = [
        session
        for state in (SessionState.OPEN, SessionState.PAUSED)
        for session in sessions.mine(person, _filter(state, _MOST_RUNNING, None))
    ]
    return sorted(found, key=lambda session: session.created_at, reverse=True)


def _filter(state: SessionState, limit: int, cursor: str | None) -> SessionFilter:
    return SessionFilter(kind=SessionKind.PRACTICE, state=state, limit=limit, cursor=cursor)


def _running_practice(session: Session, playbook: Playbook, person: Person) -> RunningPractice:
    scenario = playbook.scenarios.get(session.scenario or "")
    return RunningPractice(
        id=session.id,
        title=scenario.title if scenario else None,
        buyer=scenario.buyer.name if scenario else None,
        state=session.state,
        mode=session.mode,
        turns=session.turns - 1,
        began=local(session.created_at, person),
    )


def _finished_practice(session: Session, playbook: Playbook, person: Person) -> FinishedPractice:
    scenario = playbook.scenarios.get(session.scenario or "")
    return FinishedPractice(
        id=session.id,
        title=scenario.title if scenario else None,
        ended=local(session.ended_at or session.created_at, person),
        outcome=session.outcome,
        score=session.score,
        passed=None if session.score is None else session.score >= PASS_MARK,
        seen=seen_by(session),
    )
