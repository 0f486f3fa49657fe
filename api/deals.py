"""Deals and what belongs to them."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Query, Response, UploadFile

from api.deal_converting import (
    activity_shape,
    contact_shape,
    deal_shape,
    import_shape,
    objection_shape,
    qualification_shape,
    whole_deal_shape,
)
from api.deal_shapes import (
    ActivityShape,
    ContactShape,
    DealChange,
    DealShape,
    DealsShape,
    ImportShape,
    NewActivity,
    NewContact,
    NewDeal,
    NewObjection,
    ObjectionShape,
    QualificationShape,
    WholeDealShape,
)
from api.shapes import Id
from api.signed_in import HouseDep, SignedIn
from api.uploads import RoomyRoute, read_upload
from coaching.domain.deals.deal import DealState

router = APIRouter(prefix="/api/deals", tags=["deals"], route_class=RoomyRoute)
_LONGEST_PAGE = 200
PathId = Annotated[Id, Path()]


@router.get("")
def list_deals(
    person: SignedIn,
    house: HouseDep,
    state: DealState | None = None,
    cursor: Annotated[Id | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=_LONGEST_PAGE)] = 50,
) -> DealsShape:
    """One's own deals, and for a manager those of the teams listed for them, by company."""
    found = house.deals.visible(person, state)
    ids = [deal.id for deal in found]
    at = ids.index(cursor) + 1 if cursor in ids else 0
    items = [deal_shape(deal) for deal in found[at : at + limit]]
    return DealsShape(items=items, next=items[-1].id if at + limit < len(found) else None)


@router.post("", status_code=201)
def create_deal(asked: NewDeal, person: SignedIn, house: HouseDep) -> DealShape:
    """A new deal of one's own."""
    return deal_shape(house.deals.create(person, asked.model_dump()))


@router.get("/export.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def export_deals(person: SignedIn, house: HouseDep) -> Response:
    """One's own deals as a file that spreadsheets open and `import` takes back unchanged."""
    headers = {"Content-Disposition": 'attachment; filename="deals.csv"'}
    return Response(house.imports.export(person), media_type="text/csv", headers=headers)


@router.post("/import")
def import_deals(
    person: SignedIn,
    house: HouseDep,
    file: Annotated[UploadFile, File(description="CSV, UTF-8, at most 1 MB and 5,000 rows.")],
    dry_run: Annotated[bool, Form()] = False,
) -> ImportShape:
    """Add and change one's own deals by a file, all of it or nothing; `dry_run` only says what
    would happen."""
    content = read_upload(file)
    plan = (house.imports.preview if dry_run else house.imports.run)(person, content)
    return import_shape(plan, saved=not dry_run and not plan.refused)


@router.get("/{deal}")
def read_deal(deal: PathId, person: SignedIn, house: HouseDep) -> WholeDealShape:
    """A deal with its people, activities, objections and the follow-ups that are due."""
    return whole_deal_shape(house.deals.read(person, deal).file)


@router.patch("/{deal}")
def change_deal(deal: PathId, asked: DealChange, person: SignedIn, house: HouseDep) -> DealShape:
    """Change the given fields; `version` is the one that was read, another one gives a 409."""
    return deal_shape(house.deals.change(person, deal, asked.version, asked.changes()))


@router.post("/{deal}/contacts", status_code=201)
def add_contact(deal: PathId, asked: NewContact, person: SignedIn, house: HouseDep) -> ContactShape:
    """Somebody on the buyer's side."""
    added = house.deals.add_contact(person, deal, asked.name, asked.role, asked.title)
    return contact_shape(added)


@router.post("/{deal}/activities", status_code=201)
def add_activity(
    deal: PathId, asked: NewActivity, person: SignedIn, house: HouseDep
) -> ActivityShape:
    """Something that happened: now, unless `at` says when; `inbound` if it came from the buyer."""
    added = house.deals.add_activity(person, deal, asked.kind, asked.text, asked.at, asked.inbound)
    return activity_shape(added)


@router.post("/{deal}/objections", status_code=201)
def add_objection(
    deal: PathId, asked: NewObjection, person: SignedIn, house: HouseDep
) -> ObjectionShape:
    """What the buyer holds against it, in their words."""
    added = house.deals.add_objection(person, deal, asked.label, asked.words, asked.raised_at)
    return objection_shape(added)


@router.post("/{deal}/objections/{objection}/settle")
def settle_objection(
    deal: PathId, objection: PathId, person: SignedIn, house: HouseDep
) -> ObjectionShape:
    """The objection is out of the way."""
    return objection_shape(house.deals.settle_objection(person, deal, objection))


@router.get("/{deal}/qualification")
def read_qualification(deal: PathId, person: SignedIn, house: HouseDep) -> QualificationShape:
    """What is known of the buyer, letter by letter, and what to ask next."""
    return qualification_shape(house.deals.read(person, deal))
