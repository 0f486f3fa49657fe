"""The JSON shapes of the API; requests refuse unknown fields."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from coaching.domain.deals.entries import is_zone
from coaching.domain.follow_ups.times import TimeStatus

MAX_TEXT = 4_000
FIRST_YEAR, LAST_YEAR = 1900, 8000


def _storable(text: str) -> str:
    if "\0" in text:
        raise ValueError("must not contain NUL characters")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("must not contain half of a character (a lone surrogate)")
    return text


def _written_moment(written: object) -> object:
    if not isinstance(written, str):
        raise ValueError("must be a time with its offset, such as 2026-12-18T14:30:00+01:00")
    return written


def _plausible(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"must lie between the years {FIRST_YEAR} and {LAST_YEAR}")
    return moment


def _known_zone(zone: str) -> str:
    if not is_zone(zone):
        raise ValueError("is not a time zone I know, such as Europe/London")
    return zone


Words = Annotated[str, AfterValidator(_storable)]
Id = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._:-]+$")]


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class LoginRequest(Request):
    email: Annotated[Words, Field(min_length=3, max_length=254)]
    password: Annotated[Words, Field(min_length=1, max_length=256)]


class TokenRequest(Request):
    name: Annotated[Words, Field(min_length=1, max_length=80)]


class SessionRequest(Request):
    kind: Annotated[str, Field(pattern="^(coach|practice)$")]
    scenario: Id | None = None
    mode: Annotated[str, Field(pattern="^(private|official)$")] = "private"

    @model_validator(mode="after")
    def _practice_needs_scenario(self) -> "SessionRequest":
        if (self.kind == "practice") != (self.scenario is not None):
            raise ValueError("a practice needs a scenario, a coach session has none")
        return self


class TurnRequest(Request):
    text: Annotated[Words, Field(min_length=1, max_length=MAX_TEXT)] | None = None
    payload_id: Id | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "TurnRequest":
        if (self.text is None) == (self.payload_id is None):
            raise ValueError("give either text or payload_id")
        if self.text is not None and not self.text.strip():
            raise ValueError("text must hold more than blanks")
        return self


class ReplayRequest(Request):
    from_turn: Annotated[int, Field(ge=1, le=100_000)]


class TextRequest(Request):
    text: Annotated[Words, Field(min_length=1, max_length=MAX_TEXT)]


class TimeRequest(Request):
    """`now` is when the text is said, `tz` (IANA name) the zone of who says it."""

    text: Annotated[Words, Field(min_length=1, max_length=MAX_TEXT)]
    now: Annotated[AwareDatetime, BeforeValidator(_written_moment), AfterValidator(_plausible)]
    tz: Annotated[str, AfterValidator(_known_zone)]


class PersonShape(BaseModel):
    id: str
    name: str
    role: str
    time_zone: str


class TokenShape(BaseModel):
    token: str


class ButtonShape(BaseModel):
    payload_id: str
    label: str


class ReplyShape(BaseModel):
    speaker: str
    text: str
    buttons: list[ButtonShape]
    aside: bool
    opens: str | None = None


class MoveShape(BaseModel):
    move: str
    quote: str
    start: int
    end: int
    confidence: float
    rule: str


class AssessmentShape(BaseModel):
    """Without a score the coach asks its `question` instead; else that is null."""

    band: str
    score: int | None
    reason: str
    rule: str
    moves: list[MoveShape]
    question: str | None = None


class TurnShape(BaseModel):
    id: str
    seq: int
    state: str
    text: str | None
    received_at: datetime
    failure: str | None = None
    assessment: AssessmentShape | None = None


class ScenarioShape(BaseModel):
    id: str
    title: str
    stage: str
    market: str
    level: int
    objection_label: str
    rubric: list[str]


class ScenariosShape(BaseModel):
    items: list[ScenarioShape]
    next: str | None = None


class SessionShape(BaseModel):
    id: str
    kind: str
    state: str
    mode: str | None = None
    scenario: str | None = None
    turn: int
    trust: int | None = None
    patience: int | None = None
    outcome: str | None = None
    cause: str | None = None
    score: int | None = None
    created_at: datetime
    ended_at: datetime | None = None
    submitted_at: datetime | None = None
    playbook: str | None = None
    parent: str | None = None
    replayed_from: str | None = None
    controls: list[ButtonShape] = []


class ExchangeShape(BaseModel):
    """A turn with what came back and how the session stands after it."""

    turn: TurnShape
    replies: list[ReplyShape]
    session: SessionShape


class TranscriptTurn(BaseModel):
    turn: TurnShape
    replies: list[ReplyShape]
    trust: int | None = None
    patience: int | None = None
    hint: str | None = None


class TranscriptShape(SessionShape):
    person: PersonShape
    analyser: list[str] = []
    turns: list[TranscriptTurn]


class ListedSession(SessionShape):
    person: PersonShape


class SessionsShape(BaseModel):
    items: list[ListedSession]
    next: str | None


class MeaningShape(BaseModel):
    intent: str
    confidence: float
    ranking: list[dict[str, Any]]
    entities: list[dict[str, Any]]


class TimeShape(BaseModel):
    """Times as RFC 3339 with offset, days as YYYY-MM-DD; `rule` is a number of `docs/dates.md`."""

    status: TimeStatus
    value: str | None
    precision: Literal["minute", "day"] | None
    candidates: list[str]
    span: tuple[int, int] | None
    reads_as: str | None
    rule: str | None


class DebriefShape(BaseModel):
    """Documented in `docs/api.md`; the parts are those of `coaching.domain.practice.debrief`."""

    session: str
    scenario: str
    outcome: str | None
    won: bool
    cause: str
    score: int | None
    passed: bool | None
    capped: str | None
    criteria: list[dict[str, Any]]
    focus: str | None
    keep: str | None
    start: str | None
    stop: str | None
    hints: int
    curve: list[dict[str, int]]
    guides: list[dict[str, Any]]
    change: int | None
    next_drill: str | None
