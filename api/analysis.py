"""How the coach understands a text, for any other program."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

from api.analysis_shapes import (
    HeardObjectionShape,
    JudgedObjectionShape,
    JudgedReplyShape,
    LikelyLabelShape,
    ObjectionRequest,
    ReplyRequest,
)
from api.bot import BotUnheard
from api.converting import move_shape
from api.shapes import MeaningShape, TextRequest, TimeRequest, TimeShape
from api.signed_in import BotDep, HouseDep, SignedIn
from coaching.bootstrap import House
from coaching.domain.entities import Entity, EntityKind
from coaching.domain.errors import Unreachable
from coaching.domain.follow_ups.times import When
from coaching.domain.people import Person
from coaching.services.deals.choosing import seen_deals
from coaching.services.deals.naming import name_companies
from coaching.services.follow_ups.saying_times import say_when

router = APIRouter(prefix="/api/analysis", tags=["analysis"])


@router.post("/messages")
async def understand_message(
    asked: TextRequest, person: SignedIn, bot: BotDep, house: HouseDep
) -> MeaningShape:
    """What a message to the coach means, and what it names: `company` (with the ids of the deals
    of the asking person that it can be), `money`, `person`, `role`, `objection`. Nothing is
    stored."""
    try:
        heard = dict(await bot.parse(asked.text))
    except BotUnheard as error:
        raise Unreachable("The coach cannot be reached just now. Try again shortly.") from error
    named = await run_in_threadpool(_named, asked.text, person, house)
    return MeaningShape.model_validate({**heard, "entities": [*heard["entities"], *named]})


def _named(text: str, person: Person, house: House) -> list[dict[str, Any]]:
    with house.store.reading() as reads:
        deals = seen_deals(reads, person)
    return [_entity(each) for each in name_companies(text, deals, house.entities.find(text))]


def _entity(entity: Entity) -> dict[str, Any]:
    """As Rasa writes entities: `value` is what the words mean, `start` and `end` where they are."""
    shared = {
        "entity": str(entity.kind),
        "start": entity.start,
        "end": entity.end,
        "confidence": entity.confidence,
    }
    if entity.money is not None:
        money = entity.money
        value: Any = {
            "low": float(money.low),
            "high": float(money.high),
            "currency": money.currency,
            "about": money.about,
        }
        return {**shared, "value": value}
    if entity.label is not None:
        return {**shared, "value": str(entity.label)}
    if entity.kind is EntityKind.COMPANY:
        return {**shared, "value": entity.words, "deals": [deal.id for deal in entity.deals]}
    return {**shared, "value": entity.words}


@router.post("/times")
def read_time(asked: TimeRequest, person: SignedIn, house: HouseDep) -> TimeShape:
    """What a text says about a day or a time, for somebody in that zone; nothing is stored."""
    reading = house.times.read(asked.text, asked.now.astimezone(ZoneInfo(asked.tz)))
    when = reading.when
    reads_as = None
    if when is not None:
        with house.store.reading() as reads:
            reads_as = say_when(house.playbooks.latest(reads), when)
    return TimeShape(
        status=reading.status,
        value=None if when is None else _written(when),
        precision=None if when is None else "day" if when.at is None else "minute",
        candidates=[_written(each) for each in reading.candidates],
        span=reading.span,
        reads_as=reads_as,
        rule=reading.rule or None,
    )


@router.post("/objections")
def hear_objection(
    asked: ObjectionRequest, person: SignedIn, house: HouseDep
) -> HeardObjectionShape:
    """What a buyer's words hold against buying, and what stands behind it; label and nature are
    null where it is no objection. Nothing is stored."""
    heard = house.analysis.hear_objection(asked.text)
    return HeardObjectionShape(
        label=heard.label,
        confidence=heard.confidence,
        nature=heard.nature,
        ranking=[
            LikelyLabelShape(label=each.label, confidence=each.confidence) for each in heard.ranking
        ],
    )


@router.post("/replies")
def judge_reply(asked: ReplyRequest, person: SignedIn, house: HouseDep) -> JudgedReplyShape:
    """What a reply to a buyer does, with the words that show it, and how it is judged as the first
    reply. A given `objection_label` is taken as it is; without one, and where the buyer's words are
    no objection, it is judged as a reply to an ordinary true concern. Nothing is stored."""
    judged = house.analysis.judge(asked.objection, asked.reply, asked.objection_label)
    assessment = judged.assessment
    return JudgedReplyShape(
        objection=JudgedObjectionShape(
            label=judged.label, confidence=judged.confidence, nature=judged.nature
        ),
        moves=[move_shape(found) for found in assessment.moves],
        band=assessment.band,
        score=assessment.score,
        reason=assessment.reason,
        question=assessment.question,
    )


def _written(when: When) -> str:
    """A day, or a time with the offset of its zone on that day."""
    if when.at is None:
        return when.day.isoformat()
    wall = datetime.combine(when.day, when.at, ZoneInfo(when.zone))
    return wall.replace(fold=when.fold).isoformat()
