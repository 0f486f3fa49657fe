"""Who is asking, and the house they ask in."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.bot import BotClient
from api.dispatch import Dispatcher
from api.limits import Limits
from coaching.bootstrap import House
from coaching.domain.errors import NotSignedIn
from coaching.domain.people import Person

_bearer = HTTPBearer(auto_error=False, description="A personal token.")


def cookie_name(secure: bool) -> str:
    """Browsers only take a `__Host-` cookie over HTTPS; plain HTTP on loopback has its own."""
    return "__Host-coach" if secure else "coach"


def get_house(request: Request) -> House:
    house: House = request.app.state.house
    return house


def get_dispatcher(request: Request) -> Dispatcher:
    dispatcher: Dispatcher = request.app.state.dispatcher
    return dispatcher


def get_bot(request: Request) -> BotClient:
    bot: BotClient = request.app.state.bot
    return bot


def get_limits(request: Request) -> Limits:
    limits: Limits = request.app.state.limits
    return limits


HouseDep = Annotated[House, Depends(get_house)]
DispatcherDep = Annotated[Dispatcher, Depends(get_dispatcher)]
BotDep = Annotated[BotClient, Depends(get_bot)]
LimitsDep = Annotated[Limits, Depends(get_limits)]


def signed_in(
    request: Request,
    house: HouseDep,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Person:
    """The person of the bearer token, or else of the cookie; with a token no cookie counts.
    Raises NotSignedIn."""
    if bearer is not None:
        person = house.people.by_token(bearer.credentials)
    else:
        secret = request.cookies.get(cookie_name(house.settings.secure_cookies))
        if not secret:
            raise NotSignedIn("Please sign in.")
        person = house.people.by_cookie(secret)
    request.state.person = person
    return person


SignedIn = Annotated[Person, Depends(signed_in)]
