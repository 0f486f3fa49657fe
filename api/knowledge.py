"""What the coach knows about selling, for any other program."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.shapes import MAX_TEXT, Request, Words
from api.signed_in import HouseDep, SignedIn
from coaching.domain.knowledge.entries import Entry
from coaching.domain.stages import Market, Stage
from coaching.services.knowledge.desk import AnswerStatus

router = APIRouter(prefix="/api/knowledge", tags=["knowledge"])


class QuestionRequest(Request):
    """A question about selling; the market, if given, comes before one that the question names."""

    question: Annotated[Words, Field(min_length=1, max_length=MAX_TEXT)]
    market: Market | None = None


class NearestShape(BaseModel):
    entry: str
    title: str


class SourceShape(BaseModel):
    title: str


class AnswerShape(BaseModel):
    """`entry`, `title` and `source` are those of the first answer, null where nothing is known;
    `answer` is what the coach says, `sources` holds one for each answer in it."""

    status: AnswerStatus
    entry: str | None
    title: str | None
    answer: str
    source: str | None
    sources: list[SourceShape]
    market: Market | None
    confidence: float
    corrections: list[str]
    nearest: list[NearestShape]


class EntryShape(BaseModel):
    id: str
    title: str
    stage: Stage | None
    folklore: bool
    source: str


class EntriesShape(BaseModel):
    items: list[EntryShape]


@router.get("")
def list_entries(person: SignedIn, house: HouseDep) -> EntriesShape:
    """Everything that can be answered, by id."""
    return EntriesShape(items=[_entry_shape(entry) for entry in house.knowledge.entries()])


@router.post("/ask")
def answer_question(asked: QuestionRequest, person: SignedIn, house: HouseDep) -> AnswerShape:
    """What the coach answers, with its source, what of the question it sets right, and what is
    nearest; nothing is stored."""
    told = house.knowledge.ask(asked.question, asked.market)
    answer, first = told.answer, told.answer.first
    return AnswerShape(
        status=told.status,
        entry=first.id if first else None,
        title=first.title if first else None,
        answer=told.text,
        source=first.source if first else None,
        sources=[SourceShape(title=entry.source) for entry in answer.entries],
        market=answer.market,
        confidence=answer.confidence,
        corrections=list(answer.corrections),
        nearest=[NearestShape(entry=entry.id, title=entry.title) for entry in answer.nearest],
    )


def _entry_shape(entry: Entry) -> EntryShape:
    return EntryShape(
        id=entry.id,
        title=entry.title,
        stage=entry.stage,
        folklore=entry.folklore,
        source=entry.source,
    )
