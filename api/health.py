"""Is the process alive, and is everything it needs there?"""

from typing import Any

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool

from api.bot import BotUnheard
from api.signed_in import BotDep, HouseDep
from coaching.domain.errors import CoachError

router = APIRouter(tags=["operations"])


@router.get("/healthz")
def alive() -> dict[str, str]:
    """The process answers; says nothing about the parts behind it."""
    return {"status": "alive"}


@router.get("/readyz")
async def ready(house: HouseDep, bot: BotDep, response: Response) -> dict[str, Any]:
    """200 when a turn could be answered now; else 503 with the reasons."""
    missing: list[str] = []
    model = None
    try:
        await run_in_threadpool(house.store.ping)
    except CoachError as error:
        missing.append(f"database: {error}")
    try:
        model = (await bot.health()).get("model_id")
    except BotUnheard as error:
        missing.append(f"bot: {error.cause}")
    if missing:
        response.status_code = 503
    return {"ready": not missing, "missing": missing, "model": model}
