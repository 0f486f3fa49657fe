"""A practice in its course, and how one begins, is repeated and is shared."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.pages.briefing import briefing_of
from api.pages.contexts import PracticePage, as_context
from api.pages.home import seen_by
from api.pages.talking import practice_in, practice_lines
from api.rendering import page
from api.signed_in import HouseDep, SignedIn
from coaching.domain.sessions import Mode
from coaching.services.sessions import Reading

router = APIRouter(prefix="/practices")


@router.post("")
def begin_practice(
    person: SignedIn,
    house: HouseDep,
    scenario: Annotated[str, Form(max_length=100)],
    mode: Annotated[Mode, Form()] = Mode.PRIVATE,
) -> Response:
    session = house.sessions.begin_practice(person, scenario, mode)
    return RedirectResponse(f"/practices/{session.id}", status_code=303)


@router.get("/{session}")
def show_practice(request: Request, session: str, person: SignedIn, house: HouseDep) -> Response:
    reading = house.sessions.read(person, session)
    if reading.owner.id != person.id:
        return RedirectResponse(f"/reviews/{session}", status_code=303)
    return page(request, "practice.html", as_context(practice_page(reading)))


@router.post("/{session}/replay")
def replay_practice(
    session: str,
    person: SignedIn,
    house: HouseDep,
    from_turn: Annotated[int, Form(ge=1, le=100_000)],
) -> Response:
    again = house.sessions.replay(person, session, from_turn)
    return RedirectResponse(f"/practices/{again.id}", status_code=303)


@router.post("/{session}/share")
def share_practice(session: str, person: SignedIn, house: HouseDep) -> Response:
    house.sessions.submit(person, session)
    return RedirectResponse(f"/practices/{session}/debrief#sharing", status_code=303)


def practice_page(reading: Reading) -> PracticePage:
    """Raises NotFound if the session is no practice."""
    scenario, playbook, talk = practice_in(reading)
    session = reading.session
    return PracticePage(
        session=session.id,
        state=session.state,
        seen=seen_by(session),
        replay_of=session.replayed_from,
        replay_turn=talk.opened.from_turn,
        briefing=briefing_of(scenario, playbook),
        lines=practice_lines(reading.turns, talk),
        next_turn=session.turns,
        trust=talk.state.trust,
        patience=talk.state.patience,
        cause=talk.ended.cause if talk.ended else "",
    )
