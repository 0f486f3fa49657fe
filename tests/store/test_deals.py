"""Deals with their people, activities, objections and what is known; several at a glance."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from coaching.domain.deals.deal import ActivityKind, ContactRole, Deal, DealFile, DealState
from coaching.domain.errors import Moved, Refused
from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.objections import ObjectionLabel
from coaching.domain.ports.deals import DealFilter
from coaching.domain.stages import Market, Stage
from coaching.store.engine import SqlStore
from tests.store.factories import (
    DEAL,
    NOW,
    PERSON,
    TEAM,
    a_bare_deal,
    a_contact,
    a_deal,
    a_follow_up,
    a_known_letter,
    a_person,
    a_team,
    an_activity,
    an_objection,
    later,
    strike,
)

MINE = DealFilter(owners=frozenset({PERSON}))


def _file(store: SqlStore, id: str = DEAL) -> DealFile:
    with store.reading() as reads:
        found = reads.deal_file(id)
    assert found is not None
    return found


def _fill(store: SqlStore, deal: str = DEAL) -> DealFile:
    """One of everything for a deal that is stored; what belongs to it, as it should come back."""
    file = DealFile(
        a_deal(deal),
        (a_contact(f"{deal}-c", deal=deal),),
        (an_activity(f"{deal}-a", deal=deal),),
        (an_objection(f"{deal}-o", deal=deal),),
        (a_known_letter(deal=deal),),
        (a_follow_up(f"{deal}-f", deal=deal),),
    )
    with store.writing() as writes:
        writes.add_contact(file.contacts[0])
        writes.add_activity(file.activities[0])
        writes.add_objection(file.objections[0])
        writes.record_known(file.known[0])
        writes.add_follow_up(file.follow_ups[0])
        writes.commit()
    return file


@pytest.mark.parametrize("deal", [a_deal(), a_bare_deal()], ids=["full", "bare"])
def test_a_deal_comes_back_as_it_was(store: SqlStore, deal: Deal) -> None:
    strike(store, deal)
    with store.reading() as reads:
        assert reads.deal(DEAL) == deal
        assert reads.deal("d-none") is None
        assert reads.deal_file("d-none") is None


def test_every_value_of_every_closed_set_can_be_kept(store: SqlStore) -> None:
    varied = [
        *(a_deal(f"d-{market}", market=market) for market in Market),
        *(a_deal(f"d-{stage}", stage=stage) for stage in Stage),
        *(a_deal(f"d-{state}", state=state) for state in DealState),
    ]
    strike(store, a_deal(), *varied)
    people = [a_contact(f"c-{role}", role=role, name=role) for role in ContactRole]
    happened = [an_activity(f"a-{kind}", kind=kind) for kind in ActivityKind]
    raised = [an_objection(f"o-{label}", label=label) for label in ObjectionLabel]
    with store.writing() as writes:
        for contact in people:
            writes.add_contact(contact)
        for activity in happened:
            writes.add_activity(activity)
        for objection in raised:
            writes.add_objection(objection)
        writes.commit()
    file = _file(store)
    assert set(file.contacts) == set(people)
    assert set(file.activities) == set(happened)
    assert set(file.objections) == set(raised)
    with store.reading() as reads:
        assert [reads.deal(deal.id) for deal in varied] == varied


@pytest.mark.parametrize(
    "wrong", [{"market": "b2g"}, {"stage": "demo"}, {"state": "closed"}], ids=str
)
def test_a_word_outside_of_a_closed_set_is_a_mistake(
    store: SqlStore, wrong: dict[str, str]
) -> None:
    with pytest.raises(IntegrityError):
        strike(store, a_deal(**wrong))


def test_an_instant_is_no_day(store: SqlStore) -> None:
    with pytest.raises(StatementError, match="an instant is no day"):
        strike(store, a_deal(close_date=NOW))


@pytest.mark.parametrize("amount", [2**63, -(2**63) - 1, 10**30])
def test_an_amount_that_no_column_holds_is_refused(store: SqlStore, amount: int) -> None:
    with pytest.raises(Refused, match="cannot be kept"):
        strike(store, a_deal(amount=amount))


def test_deals_are_by_company_and_of_any_of_the_owners_or_teams(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_team(a_team("t-south"))
        writes.add_person(a_person("p-bob"), "x")
        writes.commit()
    small = a_bare_deal("d-2", company="acme")
    first = a_deal("d-3", company="Aardvark")
    bobs = a_deal("d-4", company="Zebra", owner="p-bob")
    far = a_deal("d-5", company="Yak", owner="p-bob", team="t-south")
    strike(store, far, small, a_deal(), first, bobs)
    ann, bob, north = frozenset({PERSON}), frozenset({"p-bob"}), frozenset({TEAM})
    with store.reading() as reads:
        assert reads.deals(DealFilter(owners=ann)) == [first, a_deal(), small]
        assert reads.deals(DealFilter(owners=ann | bob)) == [first, a_deal(), small, far, bobs]
        assert reads.deals(DealFilter(teams=north)) == [first, a_deal(), small, bobs]
        assert reads.deals(DealFilter(owners=bob, teams=north)) == [
            *(first, a_deal(), small),
            *(far, bobs),
        ]
        assert reads.deals(DealFilter()) == []
        assert reads.deals(DealFilter(owners=frozenset({"NUL \0"}))) == []


def test_saving_makes_the_next_version_and_changes_every_field(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_team(a_team("t-south"))
        writes.add_person(a_person("p-bob"), "x")
        writes.commit()
    strike(store, a_bare_deal(), a_deal("d-other"))
    changed: dict[str, Any] = {
        "company": "Acme Ltd",
        "market": Market.B2C,
        "stage": Stage.FOLLOW_UP,
        "state": DealState.WON,
        "owner": "p-bob",
        "team": "t-south",
        "stage_since": later(9),
    }
    with store.writing() as writes:
        writes.save_deal(a_deal(version=99, **changed), 1)
        writes.commit()
    with store.reading() as reads:
        assert reads.deal(DEAL) == a_deal(version=2, **changed)
        assert reads.deal("d-other") == a_deal("d-other")


def test_the_second_of_two_that_read_the_same_version_is_told(store: SqlStore) -> None:
    strike(store)
    with store.writing() as writes:
        writes.save_deal(a_deal(stage=Stage.APPROACH), 1)
        writes.commit()
    with pytest.raises(Moved), store.writing() as writes:
        writes.save_deal(a_deal(stage=Stage.FOLLOW_UP), 1)
    with pytest.raises(Moved), store.writing() as writes:
        writes.save_deal(a_deal("d-none"), 1)
    assert _file(store).deal == a_deal(stage=Stage.APPROACH, version=2)


def test_a_file_holds_everything_of_its_deal_and_nothing_else(store: SqlStore) -> None:
    strike(store, a_deal(), a_deal("d-2", company="Beta"), a_deal("d-3", company="Cobb"))
    first, second = _fill(store), _fill(store, "d-2")
    assert _file(store) == first
    with store.reading() as reads:
        files = reads.deal_files(MINE)
    bare = DealFile(a_deal("d-3", company="Cobb"))
    assert [file.deal.id for file in files] == [DEAL, "d-2", "d-3"]
    assert [file.contacts for file in files] == [first.contacts, second.contacts, ()]
    assert files[2] == bare
    assert [_file(store, file.deal.id) for file in files] == files


def test_files_are_of_the_deals_that_are_wanted(store: SqlStore) -> None:
    strike(store)
    with store.reading() as reads:
        assert reads.deal_files(DealFilter(teams=frozenset({TEAM}))) == [DealFile(a_deal())]
        assert reads.deal_files(DealFilter(teams=frozenset({"t-none"}))) == []


def test_people_are_by_name(store: SqlStore) -> None:
    strike(store)
    with store.writing() as writes:
        for number, name in enumerate(("zoe", "Émile", "Adam", "ben", "Adam")):
            writes.add_contact(a_contact(f"c-{number}", name=name, title=None))
        writes.commit()
    assert [contact.id for contact in _file(store).contacts] == ["c-2", "c-4", "c-3", "c-0", "c-1"]


def test_activities_are_newest_first_and_objections_oldest_first(store: SqlStore) -> None:
    strike(store)
    with store.writing() as writes:
        for number, seconds in enumerate((5, 9, 1)):
            writes.add_activity(an_activity(f"a-{number}", at=later(seconds), inbound=False))
            writes.add_objection(an_objection(f"o-{number}", raised_at=later(seconds)))
        writes.commit()
    file = _file(store)
    assert [activity.id for activity in file.activities] == ["a-1", "a-0", "a-2"]
    assert [objection.id for objection in file.objections] == ["o-2", "o-0", "o-1"]


def test_the_follow_ups_of_a_file_are_those_still_due_soonest_first(store: SqlStore) -> None:
    strike(store)
    late = a_follow_up("f-late", deal=DEAL, due_at=later(-9), reminded_at=later(-9))
    soon = a_follow_up("f-soon", deal=DEAL, due_at=later(9))
    with store.writing() as writes:
        for state in FollowUpState:
            if state is not FollowUpState.DUE:
                writes.add_follow_up(a_follow_up(f"f-{state}", deal=DEAL, state=state))
        for follow_up in (soon, late, a_follow_up("f-other")):
            writes.add_follow_up(follow_up)
        writes.commit()
    assert _file(store).follow_ups == (late, soon)


def test_an_objection_is_settled_once(store: SqlStore) -> None:
    strike(store)
    with store.writing() as writes:
        writes.add_objection(an_objection("o-1"))
        writes.add_objection(an_objection("o-2"))
        writes.settle_objection("o-1", later(5))
        writes.settle_objection("o-1", later(99))
        writes.commit()
    assert _file(store).objections == (
        an_objection("o-1", settled_at=later(5)),
        an_objection("o-2"),
    )


def test_what_is_known_takes_the_place_of_what_was_known(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_person(a_person("p-bob"), "x")
        writes.commit()
    strike(store)
    vague = a_known_letter(score=1, evidence="something with orders")
    specific = a_known_letter(score=2, evidence="two days a month", at=later(9), by="p-bob")
    budget = a_known_letter(letter="budget", score=0, evidence="")
    other = a_known_letter(framework="meddic", letter="need")
    with store.writing() as writes:
        for known in (vague, other, budget, specific):
            writes.record_known(known)
        writes.commit()
    assert _file(store).known == (budget, specific, other)


@pytest.mark.parametrize("score", [-1, 3])
def test_a_score_is_0_1_or_2(store: SqlStore, score: int) -> None:
    strike(store)
    with pytest.raises(IntegrityError), store.writing() as writes:
        writes.record_known(a_known_letter(score=score))


@pytest.mark.parametrize("lost", [{"owner": "p-none"}, {"team": "t-none"}], ids=str)
def test_a_deal_belongs_to_somebody_who_is_there(store: SqlStore, lost: dict[str, str]) -> None:
    with pytest.raises(IntegrityError):
        strike(store, a_deal(**lost))


def test_times_of_a_deal_are_instants(store: SqlStore) -> None:
    strike(store)
    naive: datetime = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError, match="without a zone"), store.writing() as writes:
        writes.add_activity(an_activity(at=naive))
