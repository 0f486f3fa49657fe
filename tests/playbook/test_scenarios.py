"""Every scenario is played to its ends: won, and lost in each of the usual ways."""

import pytest

from coaching.domain.practice.buyer import next_move
from coaching.domain.practice.moves import FAULTS, Move
from coaching.domain.stages import Outcome
from tests.playbook.rehearsal import (
    ACK,
    ADVANCE,
    ANSWER,
    CLOSED,
    COMPLY,
    CONFIRM,
    EVIDENCE,
    ISOLATE,
    OPEN,
    PLAYBOOK,
    SCENARIOS,
    VALUE,
    Rehearsal,
    Reply,
    assert_nothing_leaked,
    hear,
)

WINNING: dict[str, list[tuple[list[Reply], str]]] = {
    "price-payroll": [
        (
            [
                (ACK, OPEN, "compared_with"),
                (Move.RESTATE, ISOLATE, "last_switch"),
                (ACK, EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "step_agreed",
        ),
        (
            [
                (ACK, OPEN, "last_switch"),
                (OPEN, "who_signs"),
                (EVIDENCE, CONFIRM),
                (CONFIRM,),
                (ADVANCE,),
            ],
            "signed",
        ),
        ([(OPEN, "last_switch"), (ACK, ANSWER), (ADVANCE,)], "step_agreed"),
    ],
    "brushoff-clinic": [
        ([(ACK, CLOSED, "alone_at_desk"), (ADVANCE,)], "call_agreed"),
        ([(CLOSED, "alone_at_desk"), (VALUE,), (ADVANCE,)], "call_agreed"),
        ([(ACK, ADVANCE)], "slot_agreed"),
        ([(ADVANCE,)], "slot_agreed"),
    ],
    "condition-hospital": [
        ([(ACK, CLOSED, "tender"), (COMPLY, ADVANCE)], "parted_with_date"),
        ([(Move.RESTATE, COMPLY, ADVANCE)], "parted_with_date"),
        ([(CLOSED, "scope"), (OPEN, "tender"), (COMPLY,)], "parted_knowing"),
        ([(CLOSED, "tender"), (ACK, ADVANCE)], "parted_knowing"),
        ([(ACK, COMPLY)], "parted"),
    ],
}
PITCH, DISCOUNT, PRESSURE = (Move.PITCH_FIRST,), (Move.DISCOUNT_UNASKED,), (Move.PRESSURE,)
VAGUE = (Move.VAGUE_NEXT,)
LOSING: dict[str, list[tuple[list[Reply], str]]] = {
    "price-payroll": [
        ([PITCH, PITCH, PITCH], "pitch_first"),
        ([DISCOUNT, DISCOUNT, DISCOUNT], "discount_unasked"),
        ([PRESSURE, PRESSURE, PRESSURE], "pressure"),
        ([(CLOSED,)] * 25, "patience"),
        ([PITCH, DISCOUNT, (Move.DISMISS,), PRESSURE, (Move.DISPARAGE,)], "trust"),
        ([VAGUE, VAGUE], "talk_goes_on"),
        ([(OPEN, "last_switch"), (EVIDENCE,), VAGUE], "left_vague"),
        ([(OPEN, "last_switch"), (EVIDENCE,), (COMPLY,)], "left_open"),
        ([(ACK, COMPLY)], "gave_up"),
    ],
    "brushoff-clinic": [
        ([PITCH, PITCH], "pitch_first"),
        ([DISCOUNT, DISCOUNT], "discount_unasked"),
        ([PRESSURE, PRESSURE], "pressure"),
        ([(ANSWER,)] * 7, "patience"),
        ([PITCH, DISCOUNT, PRESSURE], "trust"),
        ([VAGUE], "accepted_info"),
        ([(ACK, COMPLY)], "left_politely"),
    ],
    "condition-hospital": [
        ([PITCH, PITCH], "pitch_first"),
        ([DISCOUNT, DISCOUNT], "discount_unasked"),
        ([(Move.DISMISS,), (Move.DISMISS,), (Move.DISMISS,)], "dismiss"),
        ([(CLOSED,)] * 13, "patience"),
        ([PITCH, DISCOUNT, PRESSURE], "trust"),
        ([(EVIDENCE,), (EVIDENCE,)], "pushed"),
        ([(ADVANCE,), (ADVANCE,)], "pushed"),
        ([VAGUE], "sent_something"),
    ],
}


def cases(paths: dict[str, list[tuple[list[Reply], str]]]) -> list[tuple[str, list[Reply], str]]:
    return [(scenario, *path) for scenario, found in sorted(paths.items()) for path in found]


def test_every_scenario_is_won_and_lost_here() -> None:
    assert sorted(WINNING) == SCENARIOS == sorted(LOSING)


def test_every_ending_is_reached_here() -> None:
    for id, scenario in PLAYBOOK.scenarios.items():
        reached = {ending for _, ending in WINNING[id] + LOSING[id]}
        assert {ending.id for ending in scenario.endings} <= reached


@pytest.mark.parametrize(("scenario", "replies", "ending"), cases(WINNING))
def test_good_talks_win(scenario: str, replies: list[Reply], ending: str) -> None:
    talk = Rehearsal(scenario).play(replies)
    assert talk.last.ended is not None
    assert talk.last.ended.ending == ending
    assert talk.last.ended.outcome in talk.scenario.wins
    assert talk.trust[-1] >= talk.trust[0]


@pytest.mark.parametrize(("scenario", "replies", "ending"), cases(LOSING))
def test_poor_talks_lose_with_a_stated_cause(
    scenario: str, replies: list[Reply], ending: str
) -> None:
    talk = Rehearsal(scenario).play(replies)
    assert talk.last.ended is not None
    assert talk.last.ended.ending == ending
    assert talk.last.ended.outcome not in talk.scenario.wins
    assert talk.last.ended.cause


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("fault", sorted(FAULTS - {Move.VAGUE_NEXT}))
def test_a_fault_costs_trust(scenario: str, fault: Move) -> None:
    talk = Rehearsal(scenario).play([(fault,)])
    assert talk.trust[1] < talk.trust[0]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_following_the_hints_wins(scenario: str) -> None:
    talk = Rehearsal(scenario)
    facts = [fact.id for fact in talk.scenario.facts if fact.is_cause] or [
        fact.id for fact in talk.scenario.facts
    ]
    for _ in range(len(talk.scenario.path)):
        if talk.last.ended is None:
            talk.say(hear((next_move(talk.scenario, talk.last.state), *facts)))
    assert talk.last.ended is not None
    assert talk.last.ended.outcome in talk.scenario.wins


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_cause_stays_locked_until_it_is_asked_for(scenario: str, seed: int) -> None:
    talk = Rehearsal(scenario, seed)
    for moves in ((ACK,), (OPEN,), (ANSWER,), (ISOLATE,), (EVIDENCE, CONFIRM)):
        if talk.last.ended is None:
            talk.say(hear(moves))
    assert talk.last.state.opened == ()
    assert_nothing_leaked(talk)


def test_answering_the_surface_brings_a_second_objection() -> None:
    talk = Rehearsal("price-payroll").play([(VALUE,), (ANSWER,), (EVIDENCE,)])
    assert [turn.beat for turn in talk.turns[1:]] == ["second", "second", "unconvinced"]


def test_a_cause_needs_the_trust_that_a_pitch_has_cost() -> None:
    talk = Rehearsal("price-payroll").play([PITCH, (CLOSED, "last_switch")])
    assert talk.last.state.opened == ()
    talk.say(hear((ACK, OPEN, "last_switch")))
    assert talk.say(hear((ACK, OPEN, "last_switch"))).state.opened == ("last_switch",)


def test_the_hidden_cause_differs_in_at_least_a_third_of_the_scenarios() -> None:
    hidden = [s for s in PLAYBOOK.scenarios.values() if s.hidden_cause]
    assert len(hidden) * 3 >= len(PLAYBOOK.scenarios)
    assert all(s.hidden_cause != s.objection_label for s in hidden)


def test_a_condition_is_won_by_parting_only() -> None:
    for scenario in PLAYBOOK.scenarios.values():
        if scenario.nature == "condition":
            assert scenario.wins == {Outcome.DISQUALIFIED}


GOOD_AVERAGE_POOR: dict[str, tuple[list[Reply], list[Reply], list[Reply]]] = {
    "price-payroll": (
        WINNING["price-payroll"][0][0],
        [(ACK,), (ANSWER,), (EVIDENCE,), VAGUE, VAGUE],
        [PITCH, DISCOUNT, PITCH, PITCH],
    ),
    "brushoff-clinic": (
        WINNING["brushoff-clinic"][0][0],
        [(ACK, COMPLY)],
        [PITCH, PITCH],
    ),
    "condition-hospital": (
        WINNING["condition-hospital"][0][0],
        [(ACK, OPEN), VAGUE],
        [PITCH, (Move.DISMISS,), PITCH],
    ),
}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_good_rep_scores_above_an_average_above_a_poor_one(scenario: str) -> None:
    results = [
        Rehearsal(scenario).play(replies).debrief() for replies in GOOD_AVERAGE_POOR[scenario]
    ]
    good, average, poor = (result.score or 0 for result in results)
    assert good >= 85
    assert good > average > poor
    assert [result.passed for result in results] == [True, False, False]
    assert results[0].won
    assert results[2].stop is not None


def test_a_promise_caps_the_score_of_a_won_talk() -> None:
    replies = [(ACK, OPEN, "last_switch"), (EVIDENCE, Move.OVERPROMISE), (ACK, CONFIRM), (ADVANCE,)]
    result = Rehearsal("price-payroll").play(replies).debrief()
    assert result.won
    assert result.score == 40
    assert result.capped


def test_the_same_talk_again_says_the_same() -> None:
    replies = WINNING["price-payroll"][0][0]
    first, again = (Rehearsal("price-payroll", 3).play(replies) for _ in range(2))
    assert first.turns == again.turns
    assert first.debrief() == again.debrief()
