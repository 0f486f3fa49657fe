"""Signing in and out, for browsers and for programs."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.converting import person_shape
from api.limits import LOGIN_BY_ACCOUNT, LOGIN_BY_ADDRESS, Limits
from api.rendering import page
from api.shapes import LoginRequest, PersonShape, TokenRequest, TokenShape
from api.signed_in import HouseDep, LimitsDep, SignedIn, cookie_name
from coaching.bootstrap import House
from coaching.domain.errors import NotSignedIn, TooMany
from coaching.domain.people import Person
from coaching.services.people import ABSOLUTE

router = APIRouter(tags=["accounts"])


@router.post("/api/login")
def log_in(
    asked: LoginRequest, request: Request, response: Response, house: HouseDep, limits: LimitsDep
) -> PersonShape:
    """Sign in; the answer sets the session cookie."""
    person, secret = _sign_in(request, house, limits, asked.email, asked.password)
    _set_cookie(response, house, secret)
    return person_shape(person)


@router.post("/api/logout", status_code=204)
def log_out(request: Request, response: Response, house: HouseDep) -> None:
    """End this browser's session."""
    _sign_out(request, response, house)


@router.post("/api/tokens", status_code=201)
def issue_token(asked: TokenRequest, person: SignedIn, house: HouseDep) -> TokenShape:
    """A personal token; it is shown this once."""
    return TokenShape(token=house.people.issue_token(person, asked.name))


@router.get("/api/people/me")
def read_me(person: SignedIn) -> PersonShape:
    """Who is signed in."""
    return person_shape(person)


@router.post("/login", include_in_schema=False)
def log_in_by_form(
    request: Request,
    house: HouseDep,
    limits: LimitsDep,
    email: Annotated[str, Form(max_length=254)],
    password: Annotated[str, Form(max_length=256)],
    next: Annotated[str, Form(max_length=2_000)] = "/",
) -> Response:
    try:
        _, secret = _sign_in(request, house, limits, email, password)
    except (NotSignedIn, TooMany) as error:
        status = 429 if isinstance(error, TooMany) else 401
        context = {"problem": str(error), "email": email, "next": _local(next)}
        return page(request, "login.html", context, status)
    response = RedirectResponse(_local(next), status_code=303)
    _set_cookie(response, house, secret)
    return response


@router.post("/logout", include_in_schema=False)
def log_out_by_form(request: Request, house: HouseDep) -> Response:
    response = RedirectResponse("/login", status_code=303)
    _sign_out(request, response, house)
    return response


def _sign_in(
    request: Request, house: House, limits: Limits, email: str, password: str
) -> tuple[Person, str]:
    address = request.client.host if request.client else "unknown"
    limits.hit(LOGIN_BY_ADDRESS, "login", address)
    limits.hit(LOGIN_BY_ACCOUNT, "login", email.casefold())
    return house.people.sign_in(email, password)


def _sign_out(request: Request, response: Response, house: House) -> None:
    name = cookie_name(house.settings.secure_cookies)
    secret = request.cookies.get(name)
    if secret:
        house.people.sign_out(secret)
    response.delete_cookie(name, path="/", secure=house.settings.secure_cookies, httponly=True)


def _set_cookie(response: Response, house: House, secret: str) -> None:
    secure = house.settings.secure_cookies
    response.set_cookie(
        cookie_name(secure),
        secret,
        max_age=int(ABSOLUTE.total_seconds()),
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def _local(target: str) -> str:
    """The target if it stays on this site, else the home page."""
    parts = urlsplit(target)
    local = not parts.scheme and not parts.netloc and target.startswith("/")
    return target if local and not target.startswith(("//", "/\\")) else "/"
