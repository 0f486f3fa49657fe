"""Slack's three doors: checked, kept, and only then acknowledged."""

import time

import structlog
from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse

from api.slack.bodies import Envelope, Unreadable, read_envelope
from api.slack.figures import ACKNOWLEDGED, DELIVERIES
from api.slack.office import Office
from coaching.domain.errors import CoachError
from coaching.domain.post import Delivery, DeliveryKind

router = APIRouter(prefix="/slack", include_in_schema=False)
log = structlog.get_logger()


@router.post("/events")
async def events(request: Request) -> Response:
    """Messages and mentions; also Slack's question whether this address is ours."""
    return await _timed(request, DeliveryKind.EVENT)


@router.post("/commands")
async def commands(request: Request) -> Response:
    """Slash commands."""
    return await _timed(request, DeliveryKind.COMMAND)


@router.post("/interactivity")
async def interactivity(request: Request) -> Response:
    """Taps of buttons."""
    return await _timed(request, DeliveryKind.INTERACTION)


async def _timed(request: Request, kind: DeliveryKind) -> Response:
    began = time.perf_counter()
    answer = await _admit(request, kind)
    ACKNOWLEDGED.labels(str(kind)).observe(time.perf_counter() - began)
    return answer


async def _admit(request: Request, kind: DeliveryKind) -> Response:
    office: Office | None = getattr(request.app.state, "slack", None)
    if office is None:
        return PlainTextResponse("Slack is not set up here.", 404)
    text = office.signatures.proved(request.headers, await request.body())
    if text is None:
        return _refused("unsigned", 401, "This was not signed by Slack.")
    try:
        envelope = read_envelope(kind, text)
    except Unreadable:
        return _refused("unreadable", 400, "This cannot be read.")
    if envelope.challenge is not None:
        return JSONResponse({"challenge": envelope.challenge})
    team = office.web.known_team
    if team and team not in envelope.teams and envelope != Envelope():
        return _refused("foreign", 403, "This is not our workspace.")
    if envelope.key is None:
        DELIVERIES.labels("ignored").inc()
        return Response(status_code=200)
    return await _keep(office, kind, envelope, text)


async def _keep(office: Office, kind: DeliveryKind, envelope: Envelope, text: str) -> Response:
    assert envelope.key is not None, "the caller has looked"
    delivery = Delivery(
        envelope.key, kind, text, received_at=office.clock.now(), message=envelope.message
    )
    try:
        new = await run_in_threadpool(office.slack.receive, delivery)
    except CoachError as error:
        log.error("slack_delivery_not_kept", cause=type(error).__name__)
        return PlainTextResponse("Not kept. Send it again.", 503)
    DELIVERIES.labels("new" if new else "duplicate").inc()
    if new:
        office.receiver.wake()
    return Response(status_code=200)


def _refused(result: str, status: int, reason: str) -> Response:
    DELIVERIES.labels(result).inc()
    return PlainTextResponse(reason, status, {"X-Slack-No-Retry": "1"})
