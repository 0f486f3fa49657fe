"""Every scenario is played to its ends: won, and lost in each of the usual ways."""

import pytest

from coaching.domain.practice.buyer import next_move
from coaching.domain.practice.moves import FAULTS, Move
from coaching.domain.stages import Outcome
from tests.playbook.losing_talks import DISCOUNT, DISMISS, LOSING, PITCH, VAGUE
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
from tests.playbook.winning_talks import WINNING


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


def test_a_wish_to_be_left_alone_is_won_by_stopping_only() -> None:
    for scenario in PLAYBOOK.scenarios.values():
        if scenario.nature == "stop_contact":
            assert scenario.wins == {Outcome.STOP_CONTACT}


@pytest.mark.parametrize("late", [ACK, OPEN, ANSWER, CONFIRM, *sorted(FAULTS)])
def test_stopping_after_anything_else_does_not_pass(late: Move) -> None:
    talk = Rehearsal("stop-contact-household").play([(late,)])
    if talk.last.ended is None:
        talk.say(hear((ACK, COMPLY)))
    result = talk.debrief()
    assert result.passed == (late is ACK)


ARGUED_AND_LEFT: list[Reply] = [(ACK,), (ANSWER,), (EVIDENCE,), VAGUE, VAGUE]
QUIZZED_AND_LEFT: list[Reply] = [(ACK,), (ANSWER,), (CLOSED,), VAGUE, VAGUE]
LEFT_AT_ONCE: list[Reply] = [(ACK, COMPLY)]
AVERAGE_POOR: dict[str, tuple[list[Reply], list[Reply]]] = {
    "authority-brewery": (QUIZZED_AND_LEFT, [PITCH, DISCOUNT, PITCH]),
    "brushoff-clinic": (LEFT_AT_ONCE, [PITCH, PITCH]),
    "budget-school": (ARGUED_AND_LEFT, [PITCH, DISCOUNT, PITCH, PITCH]),
    "busy-restaurant": (LEFT_AT_ONCE, [PITCH, PITCH, PITCH]),
    "condition-hospital": ([(ACK, OPEN), VAGUE], [PITCH, DISMISS, PITCH]),
    "contract-agency": (ARGUED_AND_LEFT, [PITCH, DISCOUNT, PITCH, PITCH]),
    "feature-museum": (QUIZZED_AND_LEFT, [PITCH, DISCOUNT, PITCH]),
    "integration-clinic": (ARGUED_AND_LEFT, [PITCH, PITCH]),
    "need-bakery": (ARGUED_AND_LEFT, [PITCH, DISCOUNT, PITCH, PITCH]),
    "past-failure-logistics": (ARGUED_AND_LEFT, [PITCH, DISCOUNT, PITCH]),
    "price-kitchen": ([(ACK,), (ANSWER,), VAGUE], [PITCH, PITCH]),
    "price-payroll": (ARGUED_AND_LEFT, [PITCH, DISCOUNT, PITCH, PITCH]),
    "rival-gym": (ARGUED_AND_LEFT, [PITCH, DISCOUNT, PITCH, PITCH]),
    "security-bank": (ARGUED_AND_LEFT, [PITCH, PITCH]),
    "send-info-council": (LEFT_AT_ONCE, [PITCH, PITCH]),
    "status-quo-workshop": ([(ACK,), (ANSWER,), VAGUE], [PITCH, PITCH]),
    "stop-contact-household": ([(CLOSED, Move.DISMISS), (ACK, COMPLY)], [PITCH, PITCH]),
    "timing-hotel": (ARGUED_AND_LEFT, [PITCH, DISCOUNT, PITCH]),
    "trust-solar": (ARGUED_AND_LEFT, [PITCH, DISCOUNT, PITCH]),
}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_good_rep_scores_above_an_average_above_a_poor_one(scenario: str) -> None:
    best = WINNING[scenario][0][0]
    talks = (best, *AVERAGE_POOR[scenario])
    results = [Rehearsal(scenario).play(replies).debrief() for replies in talks]
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
