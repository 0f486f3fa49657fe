"""The application: one FastAPI process that is the door, the writer and the dispatcher."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.staticfiles import StaticFiles

from api import (
    accounts,
    analysis,
    deals,
    follow_ups,
    health,
    knowledge,
    metrics,
    next_steps,
    notices,
    quiz,
    scenarios,
    sessions,
)
from api.bot import BotClient
from api.dispatch import Dispatcher
from api.errors import add_error_handlers
from api.guard import MAX_BODY, LockPages, LogRequests, RefuseCrossSite
from api.limits import Limits
from api.logs import set_up_logs
from api.pages import routers as page_routers
from api.reminders import Reminders
from api.slack.door import router as slack_router
from api.slack.office import open_office
from coaching.bootstrap import open_house
from coaching.config import Settings

_STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application; the database is opened when it starts. Raises ValueError for unsafe
    settings and PlaybookBroken, at the start, with every problem of the playbook."""
    settings = settings or Settings()
    set_up_logs(settings.log_level)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.house = open_house(settings)
        app.state.bot = BotClient(settings)
        app.state.limits = Limits(settings.rate_limits)
        app.state.dispatcher = Dispatcher(app.state.house.converse, app.state.bot)
        app.state.dispatcher.start()
        app.state.slack = open_office(settings, app.state.house, app.state.dispatcher)
        if app.state.slack:
            app.state.slack.start()
        app.state.reminders = Reminders(app.state.house.reminding)
        app.state.reminders.start()
        yield
        await app.state.reminders.stop()
        if app.state.slack:
            await app.state.slack.stop()
        await app.state.dispatcher.stop()
        await app.state.bot.close()
        app.state.house.store.close()

    app = FastAPI(
        title="Sales Coach", version="0.1.0", lifespan=lifespan, docs_url=None, redoc_url=None
    )
    for module in (
        accounts,
        scenarios,
        sessions,
        analysis,
        deals,
        next_steps,
        follow_ups,
        notices,
        quiz,
        health,
        knowledge,
        metrics,
    ):
        app.include_router(module.router)
    app.include_router(slack_router)
    for router in page_routers:
        app.include_router(router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    add_error_handlers(app)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=MAX_BODY)
    app.add_middleware(RefuseCrossSite)
    app.add_middleware(LockPages)
    app.add_middleware(metrics.CountRequests)
    app.add_middleware(LogRequests)
    return app
