"""The buyer is a pure function of scenario, seed and what was heard."""

from dataclasses import replace
from pathlib import Path

from coaching.domain.practice.buyer import BuyerTurn, next_move, open_talk, respond, understood
from coaching.domain.practice.judging import Concern, judge_reply
from coaching.domain.practice.moves import HeardTopic, Move
from coaching.domain.stages import Outcome
from coaching.playbook import load_playbook
from tests.fakes import LiteralEar

PLAYBOOK = load_playbook(Path(__file__).parents[2] / "playbook")[0]
PRICE = PLAYBOOK.scenarios["price-payroll"]
CAUSE = next(iter(PRICE.causes()))


def play(*replies: str, seed: int = 3) -> list[BuyerTurn]:
    turns = [open_talk(PRICE, seed)]
    for text in replies:
        hearing = LiteralEar().hear(text, "", PRICE)
        judged = judge_reply(
            hearing, Concern(PRICE.objection_label, PRICE.nature), PLAYBOOK.reply_rubric
        )
        turns.append(respond(PRICE, seed, turns[-1].state, hearing, judged))
    return turns


def test_the_same_talk_is_answered_the_same() -> None:
    words = (f"acknowledge explore_open ask:{CAUSE}", "evidence", "pressure")
    assert play(*words) == play(*words)


def test_another_seed_may_choose_other_words_but_never_another_state() -> None:
    words = (f"acknowledge explore_open ask:{CAUSE}", "evidence", "pressure")
    for seed in range(5):
        for ours, theirs in zip(play(*words), play(*words, seed=seed), strict=True):
            assert replace(ours.state, said=()) == replace(theirs.state, said=())


def test_a_fact_comes_out_only_when_asked_for_with_a_question() -> None:
    assert play(f"acknowledge ask:{CAUSE}")[-1].state.opened == ()
    assert play("explore_open")[-1].state.opened == ()
    assert play(f"explore_open ask:{CAUSE}")[-1].state.opened == (CAUSE,)


def test_a_fault_in_the_same_breath_keeps_the_fact_locked() -> None:
    assert play(f"explore_open ask:{CAUSE} argue")[-1].state.opened == ()


def test_of_two_facts_asked_for_the_closer_one_comes_out() -> None:
    ids = [fact.id for fact in PRICE.facts if fact.trust_needed <= PRICE.trust]
    opening = open_talk(PRICE, 1)
    hearing = LiteralEar().hear("explore_open", "", PRICE)
    judged = judge_reply(
        hearing, Concern(PRICE.objection_label, PRICE.nature), PLAYBOOK.reply_rubric
    )
    for order in (ids, ids[::-1]):
        topics = tuple(HeardTopic(id, 0.9 - n / 10, "") for n, id in enumerate(order))
        turn = respond(PRICE, 1, opening.state, replace(hearing, topics=topics), judged)
        assert turn.state.opened == (order[0],)


def test_answering_before_the_cause_is_known_brings_another_objection() -> None:
    assert play("answer")[-1].beat == "second"


def test_exploring_raises_trust_and_pitching_lowers_it() -> None:
    start = open_talk(PRICE, 3).state.trust
    assert play("acknowledge explore_open")[-1].state.trust > start
    assert play("pitch_first")[-1].state.trust < start


def test_pressing_on_ends_the_talk_with_a_stated_cause() -> None:
    turn = play("pressure")[-1]
    replies = ["pressure"]
    while turn.ended is None:
        replies.append("pressure")
        turn = play(*replies)[-1]
    assert turn.ended.outcome is Outcome.NO_SALE
    assert turn.ended.cause
    assert len(replies) <= PRICE.level.leaving.faults[Move.PRESSURE]


def test_a_hint_names_what_is_missing_next() -> None:
    opening = open_talk(PRICE, 3).state
    assert next_move(PRICE, opening) is PRICE.path[0]
    known = play(f"acknowledge restate explore_open ask:{CAUSE}")[-1].state
    assert understood(PRICE, known)
    assert next_move(PRICE, known) not in (Move.ACKNOWLEDGE, Move.EXPLORE_OPEN)
