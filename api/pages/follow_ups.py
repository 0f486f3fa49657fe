"""One's follow-ups: overdue, due, and the last that were done."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.errors import status_of
from api.pages.contexts import FollowUpsPage, as_context
from api.pages.deal_forms import Texts, renamed, tried, when_of
from api.pages.deal_parts import FormTry
from api.pages.deal_views import NO_TRY, follow_up_view
from api.pages.parts import Option
from api.rendering import page
from api.signed_in import HouseDep, SignedIn
from coaching.bootstrap import House
from coaching.domain.deals.deal import Deal, DealState
from coaching.domain.errors import EntryRefused, FieldProblem, Refused
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.people import Person

router = APIRouter(prefix="/follow-ups")
_LATEST = 20


@router.get("")
def show_follow_ups(request: Request, person: SignedIn, house: HouseDep) -> Response:
    return page(request, "follow_ups.html", as_context(_page(house, person, NO_TRY)))


@router.post("")
def add_follow_up(request: Request, person: SignedIn, house: HouseDep, texts: Texts) -> Response:
    try:
        when = when_of(texts, person.time_zone)
        deal = texts.get("deal") or None
        house.follow_ups.schedule(person, texts.get("what", ""), when, deal)
    except (EntryRefused, Refused) as error:
        contract = _page(house, person, tried("new", renamed(error, "at", "time"), texts))
        return page(request, "follow_ups.html", as_context(contract), status_of(error))
    return RedirectResponse("/follow-ups", status_code=303)


@router.post("/{follow_up}")
def settle_follow_up(follow_up: str, person: SignedIn, house: HouseDep, texts: Texts) -> Response:
    version, state = texts.get("version", ""), texts.get("state", "")
    settling = {each.value: each for each in (FollowUpState.DONE, FollowUpState.CANCELLED)}
    if not version.isdecimal() or len(version) > 9 or state not in settling:
        raise EntryRefused(FieldProblem("state", "can become done or cancelled"))
    house.follow_ups.settle(person, follow_up, int(version), settling[state])
    deal = texts.get("deal", "")
    back = f"/deals/{deal}#follow-ups" if deal.replace("-", "").isalnum() else "/follow-ups"
    return RedirectResponse(back, status_code=303)


def _page(house: House, person: Person, again: FormTry) -> FollowUpsPage:
    found = house.follow_ups.mine(person)
    companies = house.follow_ups.companies(person, found)
    deals = house.deals.visible(person, DealState.OPEN)
    return follow_ups_page(found, person, companies, deals, house.follow_ups.now(), again)


def follow_ups_page(
    found: Sequence[FollowUp],
    reader: Person,
    companies: dict[str, str],
    deals: Sequence[Deal],
    now: datetime,
    again: FormTry = NO_TRY,
) -> FollowUpsPage:
    views = [follow_up_view(each, reader, companies, now) for each in found]
    settled = [each for each in views if each.settled is not None]
    settled.sort(key=lambda each: each.settled or now, reverse=True)
    waiting = [each for each in views if each.state in ("due", "snoozed")]
    return FollowUpsPage(
        overdue=tuple(each for each in views if each.state == "overdue"),
        due=tuple(waiting),
        settled=tuple(settled[:_LATEST]),
        deals=tuple(Option(deal.id, deal.company) for deal in deals),
        today=now.astimezone(ZoneInfo(reader.time_zone)).date(),
        tried=again,
    )
