"""A deal's file, if something were so."""

from datetime import date

import pytest

from coaching.domain.deals.deal import ContactRole, DealFile, DealState
from coaching.domain.next_step.suppositions import SILENCE, Supposed, Supposition, then
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Stage
from tests.store.factories import NOW, a_contact, a_deal, a_known_letter, an_objection

FILE = DealFile(
    a_deal(),
    contacts=(a_contact(role=ContactRole.ECONOMIC_BUYER),),
    objections=(an_objection(),),
    known=(a_known_letter(),),
)


def after(kind: Supposition, **fields: object) -> DealFile:
    return then(FILE, Supposed(kind, "they said so", **fields), NOW).file  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", list(Supposition))
def test_nothing_of_the_file_itself_changes(kind: Supposition) -> None:
    before = repr(FILE)
    then(FILE, Supposed(kind, "so"), NOW)
    assert repr(FILE) == before


def test_a_yes_is_a_step_that_was_agreed_on_and_a_contact_of_today() -> None:
    file = after(Supposition.AGREED, day=date(2026, 12, 1))
    assert (file.deal.next_step, file.deal.next_step_on) == ("they said so", date(2026, 12, 1))
    assert file.activities[0].at == NOW


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (Supposition.BOUGHT, DealState.WON),
        (Supposition.LOST, DealState.LOST),
        (Supposition.ON_HOLD, DealState.PARKED),
    ],
)
def test_an_end_is_a_state(kind: Supposition, state: DealState) -> None:
    assert after(kind).deal.state is state


def test_silence_is_looked_at_from_its_end() -> None:
    state = then(FILE, Supposed(Supposition.SILENT, "nothing"), NOW)
    assert (state.file, state.now) == (FILE, NOW + SILENCE)


def test_an_objection_is_open_and_settling_closes_all() -> None:
    raised = after(Supposition.OBJECTING, objection=ObjectionLabel.PRICE_VALUE)
    assert raised.objections[-1].label is ObjectionLabel.PRICE_VALUE
    assert all(each.settled_at for each in after(Supposition.SETTLED).objections)


def test_whoever_decides_can_come_and_go() -> None:
    assert after(Supposition.DECIDER_OUT).contacts == ()
    assert any(known.letter == "authority" for known in after(Supposition.DECIDER_IN).known)


def test_money_is_known_to_be_there_or_known_to_be_missing() -> None:
    scores = [
        next(known.score for known in after(kind).known if known.letter == "budget")
        for kind in (Supposition.BUDGET_THERE, Supposition.BUDGET_GONE)
    ]
    assert scores == [2, 0]


def test_a_stage_and_a_close_date_are_taken_as_told() -> None:
    assert after(Supposition.STAGE, stage=Stage.APPROACH).deal.stage is Stage.APPROACH
    day = date(2027, 3, 1)
    assert after(Supposition.CLOSE_MOVES, day=day).deal.close_date == day
