"""Visits to the pages of deals, and a deal with something of everything."""

from datetime import date
from typing import Any

from starlette.testclient import TestClient

from coaching.domain.deals.deal import ActivityKind, ContactRole, Deal, Known
from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.follow_ups.times import When
from coaching.domain.objections import ObjectionLabel
from coaching.domain.people import Person
from coaching.domain.stages import Stage
from tests.pages.deal_house import DealHouse
from tests.pages.house import visit
from tests.pages.test_safety import Seen
from tests.services.house import REP

FULL = {
    "company": "Acme Bakeries",
    "market": "b2b",
    "stage": "presentation",
    "state": "open",
    "amount": "24,000",
    "currency": "GBP",
    "close_date": "2026-12-18",
    "next_step": "A pilot in one shop",
    "next_step_on": "2026-12-01",
}


def see(house: DealHouse, person: Person = REP) -> TestClient:
    return visit(house, person)  # type: ignore[arg-type]


def full_deal(house: DealHouse, words: str = "They retype every order.") -> Deal:
    """A deal with something of everything."""
    made = house.deal(REP, words[:150], close_date=date(2026, 11, 1), stage=Stage.CLOSING)
    house.deals.add_contact(REP, made.id, words[:150], ContactRole.CHAMPION, words[:150])
    house.deals.add_activity(REP, made.id, ActivityKind.CALL, words, inbound=True)
    raised = house.deals.add_objection(REP, made.id, ObjectionLabel.NEED_NONE, words)
    house.deals.settle_objection(REP, made.id, raised.id)
    house.deals.add_objection(REP, made.id, ObjectionLabel.PRICE_VALUE, words)
    tomorrow = When(date(2026, 11, 22), None, "UTC")
    done = house.follow_ups.schedule(REP, words, tomorrow, made.id)
    house.follow_ups.settle(REP, done.id, done.version, FollowUpState.DONE)
    house.follow_ups.schedule(REP, words, tomorrow, made.id)
    known = Known(made.id, "bant", "need", 2, words, house.clock.now(), REP.id)
    with house.store.writing() as writes:
        writes.record_known(known)
        writes.commit()
    return made


def text_of(answer: Any) -> str:
    return " ".join(Seen(answer.text).text.split())
