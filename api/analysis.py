"""How the coach understands a text, for any other program."""

from fastapi import APIRouter

from api.bot import BotUnheard
from api.shapes import MeaningShape, TextRequest
from api.signed_in import BotDep, SignedIn
from coaching.domain.errors import Unreachable

router = APIRouter(prefix="/api/analysis", tags=["analysis"])


@router.post("/messages")
async def understand_message(asked: TextRequest, person: SignedIn, bot: BotDep) -> MeaningShape:
    """What a message to the coach means; nothing is stored."""
    try:
        return MeaningShape.model_validate(await bot.parse(asked.text))
    except BotUnheard as error:
        raise Unreachable("The coach cannot be reached just now. Try again shortly.") from error
