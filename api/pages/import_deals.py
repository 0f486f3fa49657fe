"""Deals from a file: looked at first, then stored."""

import base64
import binascii

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from api.pages.contexts import ImportPage, as_context
from api.pages.deal_parts import ImportRowView, ImportView
from api.rendering import page
from api.signed_in import HouseDep, SignedIn
from api.uploads import MOST_SENT, RoomyRoute
from coaching.bootstrap import House
from coaching.domain.deals.importing import Fate, ImportPlan, PlannedRow
from coaching.domain.deals.sheets import LARGEST
from coaching.domain.errors import EntryRefused
from coaching.domain.people import Person

router = APIRouter(prefix="/deals", route_class=RoomyRoute)
_MOST_SHOWN = 300
_ORDER = (Fate.REFUSED, Fate.CHANGED, Fate.NEW, Fate.UNCHANGED)


@router.get("/import")
def show_import(request: Request, person: SignedIn) -> Response:
    return page(request, "import.html", as_context(ImportPage(None, None)))


@router.post("/import")
async def import_deals(request: Request, person: SignedIn, house: HouseDep) -> Response:
    """First with a file, to be looked at; then with `content`, the same file, to be stored."""
    async with request.form(max_files=1, max_fields=4, max_part_size=MOST_SENT) as sent:
        file, kept = sent.get("file"), sent.get("content")
        content = await file.read(LARGEST + 1) if isinstance(file, UploadFile) else b""
    if isinstance(kept, str):
        return await run_in_threadpool(_save, request, person, house, kept)
    return await run_in_threadpool(_look, request, person, house, content)


def _look(request: Request, person: Person, house: House, content: bytes) -> Response:
    try:
        plan = house.imports.preview(person, content)
    except EntryRefused as error:
        return _refused(request, error)
    contract = ImportPage(None, import_view(plan, content))
    return page(request, "import.html", as_context(contract))


def _save(request: Request, person: Person, house: House, kept: str) -> Response:
    try:
        content = base64.b64decode(kept, validate=True)
        plan = house.imports.run(person, content)
    except EntryRefused as error:
        return _refused(request, error)
    except (binascii.Error, ValueError):
        return page(request, "import.html", as_context(ImportPage("", None)), 422)
    if plan.refused:
        contract = ImportPage(None, import_view(plan, content))
        return page(request, "import.html", as_context(contract), 409)
    counts = f"new={plan.count(Fate.NEW)}&changed={plan.count(Fate.CHANGED)}"
    return RedirectResponse(f"/deals?state=all&{counts}", status_code=303)


def _refused(request: Request, error: EntryRefused) -> Response:
    reason = "; ".join(each.reason for each in error.problems)
    return page(request, "import.html", as_context(ImportPage(reason, None)), 422)


def import_view(plan: ImportPlan, content: bytes) -> ImportView:
    rows = sorted(plan.rows, key=lambda row: (_ORDER.index(row.fate), row.line))
    return ImportView(
        rows=tuple(_row(row) for row in rows[:_MOST_SHOWN]),
        hidden=max(0, len(rows) - _MOST_SHOWN),
        counts={fate.value: plan.count(fate) for fate in _ORDER},
        left_out=plan.left_out,
        content=base64.b64encode(content).decode("ascii"),
    )


def _row(row: PlannedRow) -> ImportRowView:
    return ImportRowView(
        line=row.line,
        company=row.company,
        fate=row.fate,
        changes=row.changes,
        problems=tuple((each.field, each.reason) for each in row.problems),
    )
