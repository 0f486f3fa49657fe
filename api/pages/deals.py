"""Deals on pages: which of them need someone, and each with what belongs to it."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.errors import status_of
from api.pages.contexts import NewDealPage, as_context
from api.pages.deal_forms import (
    Texts,
    deal_fields,
    moment_of,
    read_fields,
    renamed,
    tried,
    when_of,
)
from api.pages.deal_views import NO_TRY, deal_page, deals_page, stage_options
from api.rendering import page
from api.signed_in import HouseDep, SignedIn
from coaching.bootstrap import House
from coaching.domain.deals.deal import DealState
from coaching.domain.errors import EntryRefused, FieldProblem, Moved, Refused
from coaching.domain.people import Person

router = APIRouter(prefix="/deals")
ALL = "all"
Chosen = TypeVar("Chosen")


@router.get("")
def show_deals(
    request: Request,
    person: SignedIn,
    house: HouseDep,
    state: str = DealState.OPEN,
    new: str = "",
    changed: str = "",
    begin: Annotated[int, Query(alias="from", ge=0, le=1_000_000)] = 0,
) -> Response:
    board = house.deals.board(person, None)
    chosen = DealState(state) if state in set(DealState) else None
    if state != ALL and chosen is None:
        chosen = DealState.OPEN
    counted = new.isdecimal() and changed.isdecimal() and len(new + changed) < 10
    imported = (int(new), int(changed)) if counted else None
    contract = deals_page(board, person, house.sessions.scenarios(), chosen, imported, begin)
    return page(request, "deals.html", as_context(contract))


@router.get("/new")
def show_new_deal(request: Request, person: SignedIn, house: HouseDep) -> Response:
    contract = NewDealPage(stage_options(house.sessions.scenarios()), NO_TRY)
    return page(request, "deal_new.html", as_context(contract))


@router.post("/new")
def create_deal(request: Request, person: SignedIn, house: HouseDep, texts: Texts) -> Response:
    try:
        deal = house.deals.create(person, deal_fields(texts))
    except (EntryRefused, Refused) as error:
        stages = stage_options(house.sessions.scenarios())
        contract = NewDealPage(stages, tried("new", error, texts))
        return page(request, "deal_new.html", as_context(contract), status_of(error))
    return RedirectResponse(f"/deals/{deal.id}", status_code=303)


@router.get("/{deal}")
def show_deal(request: Request, deal: str, person: SignedIn, house: HouseDep) -> Response:
    contract = deal_page(house.deals.read(person, deal), person, house.sessions.scenarios())
    return page(request, "deal.html", as_context(contract))


@router.post("/{deal}")
def change_deal(
    request: Request, deal: str, person: SignedIn, house: HouseDep, texts: Texts
) -> Response:
    def change() -> None:
        version = texts.get("version", "")
        if not version.isdecimal() or len(version) > 9:
            raise EntryRefused(FieldProblem("version", "is missing; open the deal again"))
        house.deals.change(person, deal, int(version), deal_fields(texts))

    return _tried(request, deal, person, house, "change", texts, change)


@router.post("/{deal}/contacts")
def add_contact(
    request: Request, deal: str, person: SignedIn, house: HouseDep, texts: Texts
) -> Response:
    def add() -> None:
        sent = read_fields(texts, "name", "role", "title")
        role = _needed(sent["role"], "role")
        house.deals.add_contact(person, deal, sent["name"] or "", role, sent["title"])

    return _tried(request, deal, person, house, "people", texts, add)


@router.post("/{deal}/activities")
def add_activity(
    request: Request, deal: str, person: SignedIn, house: HouseDep, texts: Texts
) -> Response:
    def add() -> None:
        sent = read_fields(texts, "kind", "text", "day")
        kind = _needed(sent["kind"], "kind")
        now = house.deals.read(person, deal).now
        at = moment_of(sent["day"], person.time_zone, now)
        inbound = texts.get("from") == "buyer"
        house.deals.add_activity(person, deal, kind, sent["text"] or "", at, inbound)

    return _tried(request, deal, person, house, "activity", texts, add)


@router.post("/{deal}/objections")
def add_objection(
    request: Request, deal: str, person: SignedIn, house: HouseDep, texts: Texts
) -> Response:
    def add() -> None:
        sent = read_fields(texts, "label", "words")
        label = _needed(sent["label"], "label")
        house.deals.add_objection(person, deal, label, sent["words"] or "")

    return _tried(request, deal, person, house, "objections", texts, add)


@router.post("/{deal}/objections/{objection}/settle")
def settle_objection(deal: str, objection: str, person: SignedIn, house: HouseDep) -> Response:
    house.deals.settle_objection(person, deal, objection)
    return RedirectResponse(f"/deals/{deal}#objections", status_code=303)


@router.post("/{deal}/follow-ups")
def add_follow_up(
    request: Request, deal: str, person: SignedIn, house: HouseDep, texts: Texts
) -> Response:
    def add() -> None:
        when = when_of(texts, person.time_zone)
        house.follow_ups.schedule(person, texts.get("what", ""), when, deal)

    return _tried(request, deal, person, house, "follow-ups", texts, add)


def _tried(
    request: Request,
    deal: str,
    person: Person,
    house: House,
    form: str,
    texts: dict[str, str],
    act: Callable[[], None],
) -> Response:
    """Back to the deal, at the part that the form belongs to; or the page with the form as it was
    sent and what is wrong with it."""
    try:
        act()
    except (EntryRefused, Moved, Refused) as error:
        reading = house.deals.read(person, deal)
        shown = "day" if form == "activity" else "time"
        again = tried(form, renamed(error, "at", shown), texts)
        contract = deal_page(reading, person, house.sessions.scenarios(), again)
        return page(request, "deal.html", as_context(contract), status_of(error))
    return RedirectResponse(f"/deals/{deal}#{form}", status_code=303)


def _needed(value: Chosen | None, field: str) -> Chosen:
    if value is None:
        raise EntryRefused(FieldProblem(field, "must not be empty"))
    return value
