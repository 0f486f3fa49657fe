"""The ears for any other program: one reply judged as the first to a buyer's words."""

from itertools import product

import pytest

from coaching.domain.objections import HeardObjection, Nature, ObjectionLabel
from coaching.domain.practice.judging import Band
from coaching.services.analysis import Analysis
from tests.fakes import LiteralEar
from tests.services.house import TestHouse

PRICE = HeardObjection(ObjectionLabel.PRICE_VALUE, 0.8, Nature.TRUE, ())
CONDITION = HeardObjection(ObjectionLabel.BUDGET_NONE, 0.7, Nature.CONDITION, ())
STOP = HeardObjection(ObjectionLabel.STOP_CONTACT, 0.9, Nature.STOP_CONTACT, ())
NONE = HeardObjection(None, 0.6, None, ())


class AlwaysHears:
    """Hears the same in all words."""

    def __init__(self, heard: HeardObjection) -> None:
        self._heard = heard

    def hear(self, text: str) -> HeardObjection:
        return self._heard


def analysis(house: TestHouse, heard: HeardObjection) -> Analysis:
    return Analysis(house.store, house.playbooks, LiteralEar(), AlwaysHears(heard))


def test_an_objection_is_what_the_ear_hears(house: TestHouse) -> None:
    assert analysis(house, PRICE).hear_objection("It costs too much.") == PRICE


def test_a_reply_is_judged_as_one_to_what_was_heard(house: TestHouse) -> None:
    judged = analysis(house, CONDITION).judge("There is no money till May.", "evidence advance")
    assert (judged.label, judged.confidence, judged.nature) == (
        CONDITION.label,
        0.7,
        Nature.CONDITION,
    )
    assert judged.assessment.rule == "reply.condition_pushed"
    assert [found.quote for found in judged.assessment.moves] == ["evidence", "advance"]


def test_a_given_label_is_taken_and_the_nature_stays(house: TestHouse) -> None:
    judged = analysis(house, CONDITION).judge("…", "comply", ObjectionLabel.PRICE_VALUE)
    assert (judged.label, judged.confidence, judged.nature) == (
        ObjectionLabel.PRICE_VALUE,
        1.0,
        Nature.CONDITION,
    )
    assert judged.assessment.rule == "reply.condition_parted"


def test_a_given_label_decides_by_which_rules_is_judged(house: TestHouse) -> None:
    judged = analysis(house, PRICE).judge("…", "explore_open", ObjectionLabel.STOP_CONTACT)
    assert judged.assessment.rule == "reply.stop_ignored"


def test_an_objection_that_is_none_is_an_ordinary_true_concern(house: TestHouse) -> None:
    judged = analysis(house, NONE).judge("Good morning.", "explore_open")
    assert (judged.label, judged.confidence, judged.nature) == (None, 0.6, None)
    assert judged.assessment.rule == "reply.explored"


def test_a_label_can_be_given_where_none_is_heard(house: TestHouse) -> None:
    judged = analysis(house, NONE).judge("…", "comply", ObjectionLabel.BRUSHOFF_BUSY)
    assert (judged.label, judged.nature) == (ObjectionLabel.BRUSHOFF_BUSY, None)
    assert judged.assessment.rule == "reply.brushoff_left"


def test_a_reply_that_is_not_scored_is_asked_about(house: TestHouse) -> None:
    judged = analysis(house, PRICE).judge("It costs too much.", "hm").assessment
    assert (judged.band, judged.score) == (Band.NOT_SCORED, None)
    assert judged.question is not None
    assert judged.question.endswith("?")


@pytest.mark.parametrize("reply", ["comply", "explore_open answer", "pitch_first", "hm"])
def test_the_same_words_are_judged_the_same(house: TestHouse, reply: str) -> None:
    first, again = analysis(house, STOP), analysis(house, STOP)
    assert first.judge("Stop.", reply) == first.judge("Stop.", reply) == again.judge("Stop.", reply)


def test_every_label_and_nature_can_be_judged(house: TestHouse) -> None:
    for label, nature in product(ObjectionLabel, Nature):
        judged = analysis(house, HeardObjection(label, 0.5, nature, ())).judge("…", "acknowledge")
        assert judged.assessment.score is not None
        assert judged.assessment.question is None
