"""Every error of the core becomes one RFC 9457 problem document, or a page that says it."""

from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from api.rendering import page
from coaching.domain.errors import (
    CoachError,
    EntryRefused,
    Moved,
    NotAllowed,
    NotFound,
    NotSignedIn,
    PlaybookBroken,
    Refused,
    StillAnswering,
    StoreUnavailable,
    TooMany,
    TurnReused,
    Unreachable,
)

RETRY_SECONDS = 2
STATUS: dict[type[CoachError], int] = {
    NotFound: 404,
    TurnReused: 422,
    EntryRefused: 422,
    StillAnswering: 409,
    Refused: 409,
    Moved: 409,
    NotAllowed: 403,
    NotSignedIn: 401,
    TooMany: 429,
    StoreUnavailable: 503,
    Unreachable: 503,
    PlaybookBroken: 500,
}


def status_of(error: CoachError) -> int:
    """The HTTP status of an error: that of its nearest mapped class."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def add_error_handlers(app: FastAPI) -> None:
    """Register the handlers that turn errors into answers."""
    app.add_exception_handler(CoachError, _coach_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)


async def _coach_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, CoachError)
    if isinstance(error, NotSignedIn) and _wants_page(request):
        return RedirectResponse(f"/login?next={quote(_target(request))}", status_code=303)
    headers = {}
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.wait_seconds)
    elif isinstance(error, StillAnswering | StoreUnavailable | Unreachable):
        headers["Retry-After"] = str(RETRY_SECONDS)
    named = error.problems if isinstance(error, EntryRefused) else ()
    problems = [{"field": each.field, "reason": each.reason} for each in named]
    return _answer(request, status_of(error), str(error), problems, headers)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    problems = [
        {"field": ".".join(str(part) for part in item["loc"][1:]) or "body", "reason": item["msg"]}
        for item in error.errors()
    ]
    detail = "; ".join(f"{problem['field']}: {problem['reason']}" for problem in problems)
    return _answer(request, 422, detail, errors=problems)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, str(error.detail), headers=error.headers or {})


async def _unexpected(request: Request, error: Exception) -> Response:
    return _answer(request, 500, "Something went wrong here. Nothing was changed; try again.")


def _answer(
    request: Request,
    status: int,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    headers: object = None,
) -> Response:
    extra = {str(k): str(v) for k, v in headers.items()} if isinstance(headers, dict) else {}
    if _wants_page(request):
        return page(request, "error.html", {"status": status, "detail": detail}, status, extra)
    body: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = errors
    return JSONResponse(body, status, extra, media_type="application/problem+json")


def _wants_page(request: Request) -> bool:
    return not request.url.path.startswith(("/api/", "/healthz", "/readyz", "/metrics"))


def _target(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query if request.method == "GET" else "/"
