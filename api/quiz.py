"""How one stands with the quiz's questions."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from api.signed_in import HouseDep, SignedIn
from coaching.domain.quiz.judging import Verdict

router = APIRouter(prefix="/api/quiz", tags=["quiz"])


class StandingShape(BaseModel):
    """A question that was asked, its part, how it was answered last, and when it comes back."""

    question: str
    part: str
    result: Verdict
    answered_on: date
    due_on: date
    is_due: bool
    times: int


class StandingsShape(BaseModel):
    due: int
    items: list[StandingShape]


@router.get("/standing")
def list_standings(person: SignedIn, house: HouseDep) -> StandingsShape:
    """One's own standings, soonest due first; nobody else sees them."""
    today, found = house.quiz.mine(person)
    items = [
        StandingShape(
            question=standing.question,
            part=part,
            result=standing.result,
            answered_on=standing.answered_on,
            due_on=standing.due,
            is_due=standing.due <= today,
            times=standing.times,
        )
        for standing, part in found
    ]
    return StandingsShape(due=sum(item.is_due for item in items), items=items)
