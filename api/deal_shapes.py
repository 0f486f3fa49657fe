"""The JSON shapes of deals, what belongs to them, and follow-ups."""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Field,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from api.shapes import Id, Request, Words
from coaching.domain.deals.deal import ActivityKind, ContactRole, DealState
from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Market, Stage

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _day(written: object) -> date:
    if isinstance(written, str) and _DAY.fullmatch(written):
        with suppress(ValueError):
            return date.fromisoformat(written)
    raise PydanticCustomError("day", "must be a day of the calendar, such as 2026-12-18")


def _moment(written: object) -> object:
    if not isinstance(written, str):
        raise PydanticCustomError("moment", "must be a time such as 2026-12-18T14:30:00+01:00")
    return written


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[AwareDatetime, BeforeValidator(_moment)]
Whole = Annotated[int, Field(strict=True)]
Version = Annotated[int, Field(strict=True, ge=1, le=2_000_000_000)]
Line = Annotated[Words, Field(max_length=2_000)]
Note = Annotated[Words, Field(max_length=8_000)]
_NEVER_EMPTY = ("company", "market", "stage", "state")


class DealFields(Request):
    amount: Whole | None = None
    currency: Line | None = None
    close_date: Day | None = None
    next_step: Line | None = None
    next_step_on: Day | None = None


class NewDeal(DealFields):
    company: Line
    market: Market = Market.B2B
    stage: Stage = Stage.PROSPECTING
    state: DealState = DealState.OPEN


class DealChange(DealFields):
    """Only the fields that are given change; null empties a field that may be empty."""

    version: Version
    company: Line | None = None
    market: Market | None = None
    stage: Stage | None = None
    state: DealState | None = None

    @field_validator(*_NEVER_EMPTY)
    @classmethod
    def _never_empty(cls, value: Any) -> Any:
        if value is None:
            raise PydanticCustomError("empty", "cannot be emptied; leave it out to keep it")
        return value

    def changes(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.model_fields_set - {"version"}}


class NewContact(Request):
    name: Line
    role: ContactRole = ContactRole.OTHER
    title: Line | None = None


class NewActivity(Request):
    kind: ActivityKind
    text: Note
    at: Moment | None = None
    inbound: bool = False


class NewObjection(Request):
    label: ObjectionLabel
    words: Line
    raised_at: Moment | None = None


class NewFollowUp(Request):
    """`day` for a day, `at` for a time of it; `tz` (IANA name) is one's own unless given."""

    what: Line
    deal: Id | None = None
    day: Day | None = None
    at: Moment | None = None
    tz: Annotated[Words, Field(max_length=100)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "NewFollowUp":
        if (self.day is None) == (self.at is None):
            raise PydanticCustomError("one", "give either day or at")
        return self


class SettledFollowUp(Request):
    version: Version
    state: FollowUpState

    @field_validator("state")
    @classmethod
    def _settles(cls, state: FollowUpState) -> FollowUpState:
        if state not in (FollowUpState.DONE, FollowUpState.CANCELLED):
            raise PydanticCustomError("state", "can become done or cancelled")
        return state


class DealShape(BaseModel):
    id: str
    company: str
    market: Market
    stage: Stage
    state: DealState
    amount: int | None
    currency: str | None
    close_date: date | None
    next_step: str | None
    next_step_on: date | None
    owner: str
    team: str
    created_at: datetime
    stage_since: datetime
    version: int


class ContactShape(BaseModel):
    id: str
    deal: str
    name: str
    role: ContactRole
    title: str | None


class ActivityShape(BaseModel):
    id: str
    deal: str
    kind: ActivityKind
    at: datetime
    text: str
    inbound: bool


class ObjectionShape(BaseModel):
    id: str
    deal: str
    label: ObjectionLabel
    words: str
    raised_at: datetime
    settled_at: datetime | None


class FollowUpShape(BaseModel):
    """`at` is null for a follow-up on a day without a time; `due_at` is when it is due."""

    id: str
    what: str
    deal: str | None
    state: FollowUpState
    day: date
    at: datetime | None
    tz: str
    due_at: datetime
    version: int


class WholeDealShape(DealShape):
    contacts: list[ContactShape]
    activities: list[ActivityShape]
    objections: list[ObjectionShape]
    follow_ups: list[FollowUpShape]


class DealsShape(BaseModel):
    items: list[DealShape]
    next: str | None


class FollowUpsShape(BaseModel):
    items: list[FollowUpShape]
    next: str | None


class LetterShape(BaseModel):
    """`score` is 0 absent, 1 vague, 2 specific; `evidence` the rep's words, null where nobody has
    said anything."""

    letter: str
    name: str
    score: int
    evidence: str | None
    age_days: int | None


class QualificationShape(BaseModel):
    """`gap` is the first letter that is not specific, `ask_next` the question to put to the
    buyer about it; both are null where nothing is missing."""

    framework: str
    letters: list[LetterShape]
    gap: str | None
    ask_next: str | None


class ImportProblemShape(BaseModel):
    field: str
    reason: str


class ImportRowShape(BaseModel):
    line: int
    company: str
    result: str
    changes: list[str]
    problems: list[ImportProblemShape]


class ImportShape(BaseModel):
    """`saved` is false for a dry run, and where a row is refused: then nothing was stored.
    `left_out` names the columns that mean nothing here."""

    saved: bool
    new: int
    changed: int
    unchanged: int
    refused: int
    left_out: list[str]
    rows: list[ImportRowShape]
