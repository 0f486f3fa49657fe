"""Pages from templates: autoescaped, never cached, with the person in reach of the layout."""

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from starlette.templating import Jinja2Templates

_HERE = Path(__file__).parent
templates = Jinja2Templates(directory=_HERE / "templates")
templates.env.autoescape = True


def page(
    request: Request,
    template: str,
    context: dict[str, Any],
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> HTMLResponse:
    """Render a template; `person` is the one signed in, or None."""
    person = getattr(request.state, "person", None)
    return templates.TemplateResponse(
        request, template, {"person": person, **context}, status, headers
    )
