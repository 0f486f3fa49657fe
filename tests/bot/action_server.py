"""A real HTTP action server with a small script, which misbehaves when told to."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from aiohttp import web

CLOSING_WORDS = "we are done"

Script = Callable[["dict[str, Any]"], "dict[str, Any]"]


class ActionServer:
    """Listens on a free port in a thread of its own.

    `behaviour` is `answer`, `fail`, `hang`, `dawdle`, `drop`, `garbage`, `wrong_shape`,
    `speechless`, `decline` or `decline_wrongly`; `calls` holds the body of every call. The
    script says what well behaved answers are: those of the tiny assistant, unless told.
    """

    def __init__(self, script: Script | None = None) -> None:
        self._script = script or answer
        self.behaviour = "answer"
        self.calls: list[dict[str, Any]] = []
        self.port = free_port()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._site: web.TCPSite | None = None

    def __enter__(self) -> ActionServer:
        self._thread.start()
        self._do(self._prepare())
        self._do(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/webhook"

    @property
    def names_called(self) -> list[str]:
        return [call["next_action"] for call in self.calls]

    @contextlib.contextmanager
    def refusing(self) -> Iterator[None]:
        """Nobody listens on the port."""
        self._do(self._site.stop())
        try:
            yield
        finally:
            self._do(self._listen())

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _prepare(self) -> None:
        app = web.Application(client_max_size=2**24)
        app.router.add_post("/webhook", self._webhook)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()

    async def _listen(self) -> None:
        self._site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await self._site.start()

    async def _close(self) -> None:
        await self._runner.cleanup()
        hanging = asyncio.all_tasks() - {asyncio.current_task()}
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)

    async def _webhook(self, request: web.Request) -> web.Response:
        call = await request.json()
        self.calls.append(call)
        said = call["tracker"]["latest_message"]["text"]
        if self.behaviour == "fail":
            # The SDK's server, too, answers an error with the request it could not handle.
            return web.json_response({"error": "broken", "request_body": call}, status=500)
        if self.behaviour == "hang":
            await asyncio.sleep(60)
        if self.behaviour == "dawdle":
            await asyncio.sleep(4)  # in time for the one call, too late for the turn
        if self.behaviour == "drop":
            request.transport.abort()
        if self.behaviour == "garbage":
            return web.Response(text=f"<html>{said}", content_type="application/json")
        if self.behaviour == "wrong_shape":
            return web.json_response({"events": [{"event": "slot", "told": said}], "responses": []})
        if self.behaviour == "speechless":
            return web.json_response({"events": [], "responses": [{"response": "utter_nothing"}]})
        if self.behaviour == "decline":
            refusal = {"action_name": call["next_action"], "error": f"not for {said}"}
            return web.json_response(refusal, status=400)
        if self.behaviour == "decline_wrongly":
            return web.json_response({"error": said}, status=400)
        return web.json_response(self._script(call))


def answer(call: dict[str, Any]) -> dict[str, Any]:
    """What the tiny assistant decides."""
    tracker = call["tracker"]
    message = tracker["latest_message"]
    action = call["next_action"]
    if action == "action_greet":
        name = message["metadata"].get("name", "stranger")
        greeting = {"response": "utter_greet", "name": name}
        return _reply(greeting, {"custom": {"metadata": message["metadata"]}})
    if action == "validate_practice_form":
        return _take_reply(tracker["slots"]["reply"])
    if action == "action_price":
        button = {"title": "Fine", "payload": "p-1"}
        return _reply({"text": "Ten a month.", "buttons": [button]})
    return _reply({"custom": {"action": action, "scenario": tracker["slots"]["scenario"]}})


def _take_reply(reply: str | None) -> dict[str, Any]:
    if reply is None:
        return _reply()
    events = [{"event": "slot", "name": "reply", "value": None}]
    if reply == CLOSING_WORDS:
        events.append({"event": "slot", "name": "requested_slot", "value": None})
    return _reply({"custom": {"assessed": reply}}, events=events)


def _reply(*responses: dict[str, Any], events: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    return {"events": list(events), "responses": list(responses)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
