"""The bot's only door: one request is one turn, and brings and takes its own state."""

from __future__ import annotations

import asyncio
import functools
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import hot_path
from bot.tracker_store import TravellingTrackerStore
from bot.turn import Cause, TurnFailed, TurnInFlight, current_turn, whereabouts
from bot.wire import (
    BODY_LIMIT,
    Collector,
    Malformed,
    TurnRequest,
    plain_entities,
    read_text,
    read_turn,
    understood,
)

TURN_DEADLINE_S = 7.0  # more than one action call may take, less than the API waits

_FALLBACK_INTENT = "nlu_fallback"

logger = logging.getLogger(__name__)

hot_path.apply()

Answer = Awaitable["dict[str, Any]"]
Route = Callable[[Request], Coroutine[Any, Any, HTTPResponse]]


class CoachChannel(InputChannel):
    """`turn` answers what was said, `parse` only understands it, `health` needs no token."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()

    @classmethod
    def name(cls) -> str:
        return "coach"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> CoachChannel:
        """Raises RasaException when there is no token: the door would stand open."""
        token = (credentials or {}).get("token")
        if not isinstance(token, str) or not token.strip():
            raise RasaException(
                "The bot's channel has no token. Set COACH_INTERNAL_TOKEN to the secret "
                "that the API sends, and start again."
            )
        return cls(token.strip())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("coach_channel")
        routes.listener("before_server_start")(_limit_requests)
        routes.listener("after_server_start")(_require_travelling_state)
        routes.add_route(self._with_token(_turn), "/turn", methods=["POST"], name="turn")
        routes.add_route(self._with_token(_parse), "/parse", methods=["POST"], name="parse")
        routes.add_route(_health, "/health", methods=["GET"], name="health")
        return routes

    def _with_token(self, route: Route) -> Route:
        @functools.wraps(route)
        async def guarded(request: Request) -> HTTPResponse:
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            # Headers come with undecodable bytes as surrogates.
            given = token.strip().encode("utf-8", "surrogateescape")
            matches = hmac.compare_digest(given, self._token)
            if scheme.lower() != "bearer" or not matches:
                return _json(401, {"detail": "The token is missing or wrong."})
            return await route(request)

        return guarded


async def _turn(request: Request) -> HTTPResponse:
    async def answer() -> dict[str, Any]:
        agent: Agent = request.app.ctx.agent
        processor = _processor(agent)
        turn = read_turn(request.body, processor.domain.intents)
        taken = _take(processor, turn)
        return {**await asyncio.wait_for(taken, TURN_DEADLINE_S), "model_id": agent.model_id}

    return await _answered(answer())


async def _parse(request: Request) -> HTTPResponse:
    async def answer() -> dict[str, Any]:
        text = read_text(request.body)
        parsed = await _understand(_processor(request.app.ctx.agent), text)
        return {**understood(parsed), "entities": plain_entities(parsed["entities"])}

    return await _answered(answer())


async def _health(request: Request) -> HTTPResponse:
    """Ready means that a sentence is understood: a model half loaded guesses nothing."""

    async def answer() -> dict[str, Any]:
        agent: Agent = request.app.ctx.agent
        parsed = await _understand(_processor(agent), "How are you today?")
        guesses = {guess["name"] for guess in understood(parsed)["ranking"]}
        if not guesses - {_FALLBACK_INTENT}:
            raise TurnFailed(Cause.BOT_FAILED, "The model recognises no intent.")
        return {"model_id": agent.model_id, "ready": True}

    return await _answered(answer())


async def _take(processor: MessageProcessor, turn: TurnRequest) -> dict[str, Any]:
    """Let Rasa take the turn. Raises TurnFailed or whatever Rasa fails with."""
    in_flight = TurnInFlight(turn.conversation_id, turn.history)
    current_turn.set(in_flight)
    said = Collector()
    # The processor, not the agent: the agent locks a conversation that is not kept here,
    # and its lock is polled once a second.
    await processor.handle_message(_message(turn, said))
    if in_flight.window is None or in_flight.heard is None:
        raise TurnFailed(Cause.BOT_FAILED, "The turn left no state.")
    return {
        "turn_id": turn.turn_id,
        "messages": said.messages,
        "state": {"events": in_flight.window},
        "understood": understood(in_flight.heard.parse_data),
    }


def _message(turn: TurnRequest, output: Collector) -> UserMessage:
    message = UserMessage(
        output_channel=output,
        sender_id=turn.conversation_id,
        parse_data=turn.parse_data,
        input_channel=CoachChannel.name(),
        message_id=turn.turn_id,
        metadata=turn.metadata,
    )
    # Set afterwards: the constructor strips, and quotes are counted in what was written.
    message.text = turn.text
    return message


async def _understand(processor: MessageProcessor, text: str) -> dict[str, Any]:
    message = UserMessage(input_channel=CoachChannel.name())
    message.text = text
    return await processor.parse_message(message)


def _processor(agent: Agent) -> MessageProcessor:
    if not agent.is_ready():
        raise TurnFailed(Cause.BOT_FAILED, "No model is loaded.")
    return agent.processor


async def _answered(answer: Answer) -> HTTPResponse:
    """Every way an answer can end, as a response."""
    try:
        return _json(200, await answer)
    except Malformed as error:
        return _json(422, {"detail": str(error)})
    except TurnFailed as failure:
        return _failed(failure.cause, failure.detail)
    except asyncio.TimeoutError:
        return _failed(Cause.TIMED_OUT, f"no answer within {TURN_DEADLINE_S:.0f} s")
    except Exception as error:
        return _failed(Cause.BOT_FAILED, whereabouts(error))


def _failed(cause: Cause, detail: str) -> HTTPResponse:
    logger.error("No answer, %s: %s", cause.value, detail)
    return _json(503, {"cause": cause.value, "detail": detail})


def _json(status: int, body: dict[str, Any]) -> HTTPResponse:
    return HTTPResponse(
        json.dumps(body, ensure_ascii=False), status, content_type="application/json"
    )


async def _limit_requests(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
    app.config.REQUEST_MAX_SIZE = BODY_LIMIT
    app.config.FALLBACK_ERROR_FORMAT = "json"


async def _require_travelling_state(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
    """Rasa falls back to memory when it finds no tracker store, and keeps a URL whose
    variable is unset as it stands: both would only show when someone speaks."""
    agent: Agent = app.ctx.agent
    if not isinstance(agent.tracker_store, TravellingTrackerStore):
        raise RasaException("endpoints.yml must name bot.tracker_store.TravellingTrackerStore.")
    if agent.action_endpoint is None or "$" in str(agent.action_endpoint.url):
        raise RasaException("endpoints.yml must name the action server: set COACH_ACTIONS_PORT.")
