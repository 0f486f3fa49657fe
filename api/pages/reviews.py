"""What managers read: the list of shared practices, and one practice with its evidence."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.pages.clock import local
from api.pages.contexts import ReviewsPage, as_context
from api.pages.parts import Option, ReviewRow
from api.pages.reviewing import review_page
from api.rendering import page
from api.signed_in import HouseDep, SignedIn
from coaching.domain.errors import NotFound
from coaching.domain.people import Person, Role
from coaching.domain.playbook import Playbook
from coaching.domain.ports import SessionFilter
from coaching.domain.practice.debrief import PASS_MARK
from coaching.domain.sessions import Mode, Session
from coaching.domain.stages import Outcome

router = APIRouter(prefix="/reviews")
_A_PAGE = 50


def managing(person: SignedIn) -> Person:
    """The person, who reviews others. Raises NotFound: for anyone else there is no such page."""
    if person.role not in (Role.MANAGER, Role.ADMIN):
        raise NotFound("There is no such page.")
    return person


Managing = Annotated[Person, Depends(managing)]


@router.get("")
def show_reviews(
    request: Request,
    person: Managing,
    house: HouseDep,
    rep: str = "",
    outcome: str = "",
    older: str | None = None,
) -> Response:
    reps = house.sessions.reviewed_by(person)
    wanted = _wanted(reps, rep, outcome, older)
    found = house.sessions.shared(person, wanted)
    contract = reviews_page(house.sessions.scenarios(), person, reps, found, wanted)
    return page(request, "reviews.html", as_context(contract))


@router.get("/{session}")
def show_review(request: Request, session: str, person: SignedIn, house: HouseDep) -> Response:
    contract = review_page(house.sessions.read(person, session), person)
    return page(request, "review.html", as_context(contract))


def reviews_page(
    playbook: Playbook,
    reader: Person,
    reps: Iterable[Person],
    found: Sequence[tuple[Session, Person]],
    wanted: SessionFilter,
) -> ReviewsPage:
    """`found` holds one practice more than a page where there are older ones."""
    shown = found[:_A_PAGE]
    return ReviewsPage(
        rows=tuple(_row(session, owner, playbook, reader) for session, owner in shown),
        reps=tuple(Option(rep.id, rep.name) for rep in reps),
        outcomes=tuple(str(outcome) for outcome in Outcome),
        rep=next(iter(wanted.owners or ()), ""),
        outcome=wanted.outcome or "",
        first_page=wanted.cursor is None,
        older=shown[-1][0].id if len(found) > _A_PAGE else None,
    )


def _wanted(reps: Iterable[Person], rep: str, outcome: str, older: str | None) -> SessionFilter:
    known = rep in {person.id for person in reps}
    return SessionFilter(
        owners=frozenset({rep}) if known else None,
        outcome=outcome if outcome in set(Outcome) else None,
        limit=_A_PAGE + 1,
        cursor=older,
    )


def _row(session: Session, owner: Person, playbook: Playbook, reader: Person) -> ReviewRow:
    scenario = playbook.scenarios.get(session.scenario or "")
    return ReviewRow(
        id=session.id,
        rep=owner.name,
        title=scenario.title if scenario else None,
        ended=local(session.ended_at or session.created_at, reader),
        outcome=session.outcome,
        score=session.score,
        why=_why(session),
    )


def _why(session: Session) -> tuple[str, ...]:
    reasons = ["official" if session.mode is Mode.OFFICIAL else "shared"]
    if session.score is None:
        reasons.append("not_scored")
    elif session.score < PASS_MARK:
        reasons.append("below_pass")
    return tuple(reasons)
