"""The page to sign in on; its form is answered by `api/accounts.py`."""

from fastapi import APIRouter, Request, Response

from api.pages.contexts import LoginPage, as_context
from api.rendering import page

router = APIRouter()


@router.get("/login")
def show_login(request: Request, next: str = "/") -> Response:
    return page(request, "login.html", as_context(LoginPage(next=next)))
