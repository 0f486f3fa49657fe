"""The reply rubric settles every edge case the way it was agreed."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from coaching.domain.objections import BRUSHOFFS, Nature, ObjectionLabel
from coaching.domain.practice.judging import Band, Concern, judge_reply
from coaching.domain.practice.moves import FAULTS, FoundMove, Hearing, Leaning, Move
from coaching.playbook import load_playbook

RUBRIC = load_playbook(Path(__file__).parents[2] / "playbook")[0].reply_rubric
PRICE = Concern(ObjectionLabel.PRICE_VALUE, Nature.TRUE)
KNOWN = Concern(ObjectionLabel.PRICE_VALUE, Nature.TRUE, understood=True)
SETTLED = Concern(ObjectionLabel.PRICE_VALUE, Nature.TRUE, understood=True, settled=True)
STOP = Concern(ObjectionLabel.STOP_CONTACT, Nature.STOP_CONTACT)
CONDITION = Concern(ObjectionLabel.CONTRACT_PROCUREMENT, Nature.CONDITION)
BUSY = Concern(ObjectionLabel.BRUSHOFF_BUSY, Nature.SMOKESCREEN)
GOOD, AVERAGE, POOR = Band.GOOD, Band.AVERAGE, Band.POOR


def hear(moves: Sequence[str], clear: bool = True, leaning: Leaning | None = None) -> Hearing:
    found = tuple(
        FoundMove(Move(name), name, at * 30, at * 30 + len(name), 0.9, f"moves.{name}")
        for at, name in enumerate(moves)
    )
    return Hearing(found, (), clear, "test", leaning)


SOUNDS_GOOD = Leaning(good=90, average=8, poor=2)
SOUNDS_AVERAGE = Leaning(good=20, average=70, poor=10)

HEARD_AS_A_WHOLE = [
    (STOP, "comply", SOUNDS_AVERAGE, AVERAGE, "reply.stop_partly"),
    (STOP, "comply", SOUNDS_GOOD, GOOD, "reply.stop_complied"),
    (CONDITION, "answer", SOUNDS_AVERAGE, AVERAGE, "reply.condition_answered"),
    (CONDITION, "comply", SOUNDS_GOOD, GOOD, "reply.condition_parted_well"),
    (PRICE, "answer explore_open", SOUNDS_GOOD, GOOD, "reply.met_then_asked"),
    (PRICE, "answer explore_open", SOUNDS_AVERAGE, AVERAGE, "reply.answered_then_asked"),
]

CASES = [
    # listen, acknowledge, explore, respond
    (PRICE, "explore_open", GOOD, "reply.explored"),
    (PRICE, "acknowledge explore_open", GOOD, "reply.explored"),
    (PRICE, "explore_closed", GOOD, "reply.explored"),
    (PRICE, "isolate", GOOD, "reply.explored"),
    (PRICE, "acknowledge explore_open answer confirm", GOOD, "reply.explored_first"),
    (PRICE, "restate confirm", GOOD, "reply.said_back_and_checked"),
    (PRICE, "answer", AVERAGE, "reply.answered"),
    (PRICE, "acknowledge answer evidence", AVERAGE, "reply.answered"),
    (PRICE, "answer explore_open", AVERAGE, "reply.answered_then_asked"),
    (PRICE, "answer confirm", AVERAGE, "reply.answered_and_checked"),
    (PRICE, "answer confirm isolate", AVERAGE, "reply.answered_then_asked"),
    (PRICE, "acknowledge", AVERAGE, "reply.heard_only"),
    (PRICE, "comply", AVERAGE, "reply.gave_up"),
    (PRICE, "advance", AVERAGE, "reply.advanced_early"),
    (PRICE, "confirm", AVERAGE, "reply.checked_only"),
    (PRICE, "", AVERAGE, "reply.nothing"),
    # later in a practice
    (KNOWN, "answer", GOOD, "reply.answered_understood"),
    (KNOWN, "evidence confirm isolate", GOOD, "reply.answered_and_confirmed"),
    (KNOWN, "confirm", GOOD, "reply.confirmed"),
    (KNOWN, "advance", AVERAGE, "reply.advanced_unsettled"),
    (SETTLED, "advance", GOOD, "reply.closed"),
    (SETTLED, "value", AVERAGE, "reply.talked_past_the_close"),
    (SETTLED, "vague_next", AVERAGE, "reply.vague_next"),
    # faults
    (PRICE, "vague_next", AVERAGE, "reply.vague_next"),
    (PRICE, "acknowledge explore_open vague_next", AVERAGE, "reply.vague_next"),
    (PRICE, "explore_closed pitch_first", POOR, "reply.pitched_first"),
    (PRICE, "acknowledge explore_open overpromise", POOR, "reply.overpromised"),
    (PRICE, "vague_next scripted", POOR, "reply.scripted"),
    (PRICE, "dismiss answer", POOR, "reply.dismissed"),
    # brush-offs
    (BUSY, "explore_closed", GOOD, "reply.brushoff_asked"),
    (BUSY, "acknowledge comply explore_open", GOOD, "reply.brushoff_asked"),
    (BUSY, "acknowledge advance", GOOD, "reply.brushoff_dated"),
    (BUSY, "advance", GOOD, "reply.brushoff_dated"),
    (BUSY, "acknowledge comply", AVERAGE, "reply.brushoff_left"),
    (BUSY, "vague_next", AVERAGE, "reply.vague_next"),
    (BUSY, "value", AVERAGE, "reply.answered"),
    (BUSY, "pressure advance", POOR, "reply.pressured"),
    # asked to stop
    (STOP, "comply", GOOD, "reply.stop_complied"),
    (STOP, "acknowledge comply", GOOD, "reply.stop_complied"),
    (STOP, "acknowledge", AVERAGE, "reply.stop_slow"),
    (STOP, "", AVERAGE, "reply.stop_slow"),
    (STOP, "comply explore_open", POOR, "reply.stop_ignored"),
    (STOP, "comply value", POOR, "reply.stop_ignored"),
    (STOP, "comply advance", POOR, "reply.stop_ignored"),
    (STOP, "comply vague_next", POOR, "reply.stop_ignored"),
    (STOP, "pitch_first", POOR, "reply.stop_ignored"),
    # conditions
    (CONDITION, "acknowledge comply advance", GOOD, "reply.condition_parted_with_date"),
    (CONDITION, "comply explore_closed", GOOD, "reply.condition_parted_asking"),
    (CONDITION, "acknowledge comply", AVERAGE, "reply.condition_parted"),
    (CONDITION, "acknowledge explore_closed", AVERAGE, "reply.condition_checked"),
    (CONDITION, "comply vague_next", AVERAGE, "reply.vague_next"),
    (CONDITION, "acknowledge advance", AVERAGE, "reply.condition_returning"),
    (CONDITION, "acknowledge", AVERAGE, "reply.condition_not_named"),
    (CONDITION, "value", POOR, "reply.condition_pushed"),
    (CONDITION, "evidence advance", POOR, "reply.condition_pushed"),
    (CONDITION, "answer", POOR, "reply.condition_worked_around"),
    (CONDITION, "dismiss", POOR, "reply.dismissed"),
]


@pytest.mark.parametrize(("concern", "moves", "band", "rule"), CASES)
def test_the_edge_cases_are_settled(concern: Concern, moves: str, band: Band, rule: str) -> None:
    judged = judge_reply(hear(moves.split()), concern, RUBRIC)
    assert (judged.band, judged.rule) == (band, rule)
    low, high = RUBRIC.limits[band]
    assert judged.score is not None
    assert low <= judged.score <= high


@pytest.mark.parametrize(("concern", "moves", "leaning", "band", "rule"), HEARD_AS_A_WHOLE)
def test_how_a_reply_sounds_decides_where_its_moves_do_not(
    concern: Concern, moves: str, leaning: Leaning, band: Band, rule: str
) -> None:
    judged = judge_reply(hear(moves.split(), leaning=leaning), concern, RUBRIC)
    assert (judged.band, judged.rule) == (band, rule)


def test_parts_that_the_whole_contradicts_are_not_scored() -> None:
    sounds_poor = Leaning(good=3, average=7, poor=90)
    judged = judge_reply(hear(["explore_open"], leaning=sounds_poor), PRICE, RUBRIC)
    assert (judged.band, judged.score, judged.rule) == (Band.NOT_SCORED, None, "reply.doubtful")
    assert judged.question


def test_later_replies_are_scored_by_their_moves_alone() -> None:
    sounds_poor = Leaning(good=3, average=7, poor=90)
    judged = judge_reply(hear(["answer"], leaning=sounds_poor), KNOWN, RUBRIC)
    assert judged.rule == "reply.answered_understood"


def test_every_rule_has_its_case() -> None:
    faults = {"pressured", "argued", "disparaged", "discounted"}
    tried = {rule for *_, rule in [*CASES, *HEARD_AS_A_WHOLE]}
    tried |= {f"reply.{fault}" for fault in faults}
    assert {rule.id for rule in RUBRIC.rules} - tried == {"reply.unclear"}


@pytest.mark.parametrize("concern", [PRICE, KNOWN, SETTLED, STOP, CONDITION, BUSY])
def test_what_was_not_understood_is_not_scored(concern: Concern) -> None:
    judged = judge_reply(hear(["explore_open"], clear=False), concern, RUBRIC)
    assert (judged.band, judged.score) == (Band.NOT_SCORED, None)


@pytest.mark.parametrize("concern", [PRICE, KNOWN, SETTLED, CONDITION, BUSY])
@pytest.mark.parametrize("fault", sorted(FAULTS - {Move.VAGUE_NEXT}))
def test_a_real_fault_is_poor_whatever_stands_beside_it(concern: Concern, fault: Move) -> None:
    judged = judge_reply(hear(["acknowledge", "explore_open", fault]), concern, RUBRIC)
    assert judged.band is Band.POOR


@pytest.mark.parametrize("label", sorted(BRUSHOFFS))
def test_all_brush_offs_are_judged_alike(label: ObjectionLabel) -> None:
    concern = Concern(label, Nature.SMOKESCREEN)
    assert judge_reply(hear(["comply"]), concern, RUBRIC).rule == "reply.brushoff_left"


def test_more_of_the_right_moves_score_higher_within_their_band() -> None:
    whole = judge_reply(hear(["acknowledge", "restate", "explore_open"]), PRICE, RUBRIC)
    bare = judge_reply(hear(["explore_open"]), PRICE, RUBRIC)
    closed = judge_reply(hear(["explore_closed"]), PRICE, RUBRIC)
    assert (closed.score or 0) < (bare.score or 0) < (whole.score or 0)


def test_the_bands_do_not_overlap() -> None:
    limits = [RUBRIC.limits[band] for band in (POOR, AVERAGE, GOOD)]
    assert limits == sorted(limits)
    assert all(a[1] < b[0] for a, b in pairwise(limits))
