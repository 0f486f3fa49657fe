"""How the coach understands a text, for any other program."""

from datetime import datetime
from zoneinfo import ZoneInfo

from fastapi import APIRouter

from api.bot import BotUnheard
from api.shapes import MeaningShape, TextRequest, TimeRequest, TimeShape
from api.signed_in import BotDep, HouseDep, SignedIn
from coaching.domain.errors import Unreachable
from coaching.domain.follow_ups.times import When
from coaching.services.follow_ups.saying_times import say_when

router = APIRouter(prefix="/api/analysis", tags=["analysis"])


@router.post("/messages")
async def understand_message(asked: TextRequest, person: SignedIn, bot: BotDep) -> MeaningShape:
    """What a message to the coach means; nothing is stored."""
    try:
        return MeaningShape.model_validate(await bot.parse(asked.text))
    except BotUnheard as error:
        raise Unreachable("The coach cannot be reached just now. Try again shortly.") from error


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


def _written(when: When) -> str:
    """A day, or a time with the offset of its zone on that day."""
    if when.at is None:
        return when.day.isoformat()
    wall = datetime.combine(when.day, when.at, ZoneInfo(when.zone))
    return wall.replace(fold=when.fold).isoformat()
