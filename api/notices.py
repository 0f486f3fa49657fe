"""What is new for somebody, for pages to ask now and then."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.signed_in import HouseDep, SignedIn

router = APIRouter(prefix="/api/notices", tags=["notices"])


class NoticeShape(BaseModel):
    """A reminder that was given and is not ticked off yet; `session` is the talk it stands in."""

    kind: str
    follow_up: str
    text: str
    at: datetime
    session: str | None
    in_browser: bool


class NoticesShape(BaseModel):
    items: list[NoticeShape]


@router.get("")
def list_notices(person: SignedIn, house: HouseDep) -> NoticesShape:
    """Reminders that wait for the person, newest first."""
    return NoticesShape(
        items=[
            NoticeShape(
                kind="reminder",
                follow_up=notice.follow_up.id,
                text=notice.text,
                at=notice.at,
                session=notice.follow_up.session,
                in_browser=notice.in_browser,
            )
            for notice in house.reminding.given(person)
        ]
    )
