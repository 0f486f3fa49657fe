"""One's own follow-ups."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.deal_converting import follow_up_shape, when_of
from api.deal_shapes import FollowUpShape, FollowUpsShape, NewFollowUp, SettledFollowUp
from api.shapes import Id
from api.signed_in import HouseDep, SignedIn
from coaching.domain.follow_ups.follow_up import FollowUpState

router = APIRouter(prefix="/api/follow-ups", tags=["follow-ups"])
_LONGEST_PAGE = 200
PathId = Annotated[Id, Path()]


@router.get("")
def list_follow_ups(
    person: SignedIn,
    house: HouseDep,
    state: FollowUpState | None = None,
    cursor: Annotated[Id | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=_LONGEST_PAGE)] = 50,
) -> FollowUpsShape:
    """One's own follow-ups, soonest first."""
    found = house.follow_ups.mine(person, state)
    ids = [each.id for each in found]
    at = ids.index(cursor) + 1 if cursor in ids else 0
    items = [follow_up_shape(each) for each in found[at : at + limit]]
    return FollowUpsShape(items=items, next=items[-1].id if at + limit < len(found) else None)


@router.post("", status_code=201)
def schedule_follow_up(asked: NewFollowUp, person: SignedIn, house: HouseDep) -> FollowUpShape:
    """A follow-up on a day (`day`) or at a time (`at`, with offset); `tz` is one's own zone unless
    given."""
    when = when_of(asked, person)
    return follow_up_shape(house.follow_ups.schedule(person, asked.what, when, asked.deal))


@router.patch("/{follow_up}")
def settle_follow_up(
    follow_up: PathId, asked: SettledFollowUp, person: SignedIn, house: HouseDep
) -> FollowUpShape:
    """Tick it off (`done`) or drop it (`cancelled`); `version` is the one that was read."""
    settled = house.follow_ups.settle(person, follow_up, asked.version, asked.state)
    return follow_up_shape(settled)
