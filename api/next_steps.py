"""The next step of a deal, as it stands and as it would be."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from api.shapes import Id, Request, Words
from api.signed_in import HouseDep, SignedIn
from coaching.bootstrap import SystemClock
from coaching.domain.deals.deal import DealState
from coaching.domain.next_step.advice import Advice
from coaching.domain.stages import Stage
from coaching.services.deals.next_step import advise_if, advise_on_deal

router = APIRouter(prefix="/api/deals", tags=["deals"])
PathId = Annotated[Id, Path()]


def present() -> datetime:
    """The instant for which the advice is given."""
    return SystemClock().now()


Now = Annotated[datetime, Depends(present)]
_LARGEST_AMOUNT = 10**12


class Supposed(Request):
    """What would be different; a field that is left out stays as it is, null empties it."""

    stage: Stage = Stage.PROSPECTING
    state: DealState = DealState.OPEN
    close_date: date | None = None
    amount: Annotated[StrictInt, Field(ge=0, le=_LARGEST_AMOUNT)] | None = None
    next_step: Annotated[Words, Field(max_length=400)] | None = None
    next_step_on: date | None = None
    economic_buyer: StrictBool = False
    objection_settled: StrictBool = False


class SupposeRequest(Request):
    model_config = ConfigDict(extra="forbid", validate_by_name=False, validate_by_alias=True)

    supposed: Annotated[Supposed, Field(alias="if")]


class ActionShape(BaseModel):
    verb: str
    object: str
    who: str
    by: date


class BecauseShape(BaseModel):
    rule: str
    field: str
    value: str
    age_days: int | None
    text: str


class GapShape(BaseModel):
    field: str
    text: str


class NotChosenShape(BaseModel):
    rule: str
    why: str


class AdviceShape(BaseModel):
    """`action` is null where there is nothing to do; `stand` says how a deal stands that no rule
    decides on; `confidence` is 0 to 1."""

    stage: str
    action: ActionShape | None
    stand: str | None
    because: list[BecauseShape]
    gaps: list[GapShape]
    not_chosen: list[NotChosenShape]
    confidence: float
    as_of: datetime


@router.get("/{deal}/next-step")
def read_next_step(deal: PathId, person: SignedIn, house: HouseDep, now: Now) -> AdviceShape:
    """One action, why, what is missing, and what was not chosen."""
    with house.store.reading() as reads:
        return advice_shape(advise_on_deal(reads, house.playbooks, person, deal, now))


@router.post("/{deal}/next-step")
def suppose_next_step(
    deal: PathId, asked: SupposeRequest, person: SignedIn, house: HouseDep, now: Now
) -> AdviceShape:
    """The same with something changed, on a copy: nothing is stored."""
    change = asked.supposed.model_dump(exclude_unset=True)
    with house.store.reading() as reads:
        return advice_shape(advise_if(reads, house.playbooks, person, deal, now, change))


def advice_shape(advice: Advice) -> AdviceShape:
    """The JSON of an advice."""
    return AdviceShape.model_validate(advice, from_attributes=True)
