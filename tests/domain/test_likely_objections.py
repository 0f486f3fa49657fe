"""Which objections to expect, by what a deal's file holds and lacks."""

from datetime import timedelta

from coaching.domain.deals.deal import Activity, DealFile
from coaching.domain.deals.facts import DealFacts
from coaching.domain.deals.likely_objections import Ground, likely_objections
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Stage
from tests.domain.next_steps import BANT
from tests.store.factories import NOW, a_deal, a_known_letter, an_objection

LETTERS = ("need", "timing", "authority", "budget")


def facts(file: DealFile) -> DealFacts:
    return DealFacts(file, BANT, NOW, "UTC")


def known(**scores: int) -> tuple:
    return tuple(a_known_letter(letter=letter, score=score) for letter, score in scores.items())


def test_what_is_still_open_comes_first() -> None:
    raised = an_objection(settled_at=None, label=ObjectionLabel.TRUST_PROOF)
    found = likely_objections(facts(DealFile(a_deal(), objections=(raised,))))
    assert (found[0].label, found[0].ground) == (ObjectionLabel.TRUST_PROOF, Ground.OPEN)
    assert found[0].words == raised.words


def test_a_missing_budget_is_expected_before_what_nobody_asked() -> None:
    file = DealFile(a_deal(), known=known(need=2, budget=0))
    first, second = likely_objections(facts(file))[:2]
    assert (first.label, first.ground) == (ObjectionLabel.BUDGET_NONE, Ground.ABSENT)
    assert (second.label, second.ground) == (ObjectionLabel.TIMING_PRIORITY, Ground.UNKNOWN)


def test_a_buyer_who_is_known_well_gets_what_is_usual_in_the_step() -> None:
    everything = known(need=2, timing=2, authority=2, budget=2)
    found = likely_objections(facts(DealFile(a_deal(stage=Stage.CLOSING), known=everything)))
    assert {each.ground for each in found} == {Ground.USUAL}


def test_weeks_of_silence_make_a_not_now_likely() -> None:
    old = Activity("a-1", "d-1", kind="call", at=NOW - timedelta(days=40), text="spoke")  # type: ignore[arg-type]
    everything = known(need=2, timing=2, authority=2, budget=2)
    found = likely_objections(facts(DealFile(a_deal(), activities=(old,), known=everything)))
    assert (found[0].label, found[0].ground) == (ObjectionLabel.TIMING_PRIORITY, Ground.QUIET)


def test_each_objection_is_told_once() -> None:
    twice = tuple(an_objection(f"o-{n}", label=ObjectionLabel.PRICE_VALUE) for n in range(3))
    found = likely_objections(facts(DealFile(a_deal(), objections=twice)), most=9)
    labels = [each.label for each in found]
    assert len(labels) == len(set(labels))
