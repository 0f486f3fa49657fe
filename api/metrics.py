"""Figures for Prometheus."""

import time

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUESTS = Counter("coach_requests_total", "Requests by route and status.", ["route", "status"])
SECONDS = Histogram("coach_request_seconds", "Seconds a request took, by route.", ["route"])
router = APIRouter(tags=["operations"])


@router.get("/metrics")
def metrics() -> Response:
    """The figures of this process in Prometheus' text format."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


class CountRequests:
    """Counts and times requests by route template, so that ids never become labels."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        finally:
            route = getattr(scope.get("route"), "path", None) or "unrouted"
            REQUESTS.labels(route, status).inc()
            SECONDS.labels(route).observe(time.perf_counter() - began)
