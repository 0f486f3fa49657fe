"""The running talk with the coach."""

from fastapi import APIRouter, Request, Response

from api.pages.contexts import TalkPage, as_context
from api.pages.talking import coach_lines
from api.rendering import page
from api.signed_in import HouseDep, SignedIn
from coaching.services.sessions import Reading

router = APIRouter()
_LATEST = 40


@router.get("/talk")
def show_talk(
    request: Request, person: SignedIn, house: HouseDep, earlier: bool = False
) -> Response:
    session = house.sessions.begin_talk(person)
    contract = talk_page(house.sessions.read(person, session.id), earlier)
    return page(request, "talk.html", as_context(contract))


def talk_page(reading: Reading, earlier: bool) -> TalkPage:
    """The talk, or, unless the earlier turns are asked for too, its latest turns."""
    turns = reading.turns if earlier else reading.turns[-_LATEST:]
    return TalkPage(
        session=reading.session.id,
        lines=coach_lines(turns),
        hidden=len(reading.turns) - len(turns),
        next_turn=reading.session.turns,
    )
