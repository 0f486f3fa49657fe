"""What the ear makes of replies that set traps. None of these sentences is an example."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.domain.practice.moves import EXPLORING, FAULTS, Hearing, Move
from coaching.nlp.replies.classifier import EarMissing
from coaching.nlp.replies.ear import TrainedEar

PRICE = "That's too expensive for what it does."
RIVAL = "We already work with Brightline and they're fine."
STOP = "Please stop calling me and delete my number."


def heard(hearing: Hearing) -> set[Move]:
    return {found.move for found in hearing.moves}


def test_a_nod_before_but_is_no_acknowledgement(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("I understand, but our quality has its price.", PRICE)
    assert Move.DISMISS in heard(hearing)
    assert Move.ACKNOWLEDGE not in heard(hearing)
    assert "moves.dismiss.nod_then_but" in {found.rule for found in hearing.moves}


def test_but_before_an_honest_question_is_not_dismissive_by_rule(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("I see that, but what would you compare it with?", PRICE)
    assert "moves.dismiss.nod_then_but" not in {found.rule for found in hearing.moves}


@pytest.mark.parametrize(
    "reply",
    [
        "What are you comparing it with?",
        "curious what you're comparing it with",
        "Walk me through how you arrived at that.",
        "WHAT ARE YOU COMPARING IT WITH",
    ],
)
def test_an_open_question_explores_in_any_form(ear: TrainedEar, reply: str) -> None:
    hearing = ear.hear_plain(reply, PRICE)
    assert heard(hearing) & EXPLORING == {Move.EXPLORE_OPEN}
    assert not heard(hearing) & FAULTS


def test_a_blunt_excellent_reply_has_no_fault(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("Too expensive compared to what?", PRICE)
    assert Move.EXPLORE_OPEN in heard(hearing)
    assert not heard(hearing) & FAULTS


def test_a_price_is_no_proof(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("It costs €49 a month per seat.", PRICE)
    assert Move.EVIDENCE not in heard(hearing)


def test_feel_felt_found_is_a_formula_across_sentences(ear: TrainedEar) -> None:
    reply = "I know how you feel. Others felt the same. What they found is that it pays off."
    hearing = ear.hear_plain(reply, PRICE)
    formula = next(found for found in hearing.moves if found.move is Move.SCRIPTED)
    assert formula.rule == "moves.scripted.feel_felt_found"
    assert formula.quote == reply.removesuffix(".")
    assert Move.ACKNOWLEDGE not in heard(hearing)


def test_a_discount_needs_no_word_for_it(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("I'll throw in the first two months for free.", PRICE)
    assert Move.DISCOUNT_UNASKED in heard(hearing)


def test_terms_that_were_asked_for_are_an_answer(ear: TrainedEar) -> None:
    asked = "Can you give us a better price if we take thirty seats?"
    hearing = ear.hear_plain("For thirty seats I can take 10 % off the first year.", asked)
    assert Move.DISCOUNT_UNASKED not in heard(hearing)
    assert Move.ANSWER in heard(hearing)


def test_a_list_of_features_pitches(ear: TrainedEar) -> None:
    reply = "We have dashboards, alerts, single sign-on, an app, reports and 24/7 support!"
    assert Move.PITCH_FIRST in heard(ear.hear_plain(reply, PRICE))


def test_a_token_question_does_not_excuse_the_list(ear: TrainedEar) -> None:
    reply = (
        "Right? Anyway, we have dashboards, alerts, single sign-on, an app, reports and support."
    )
    assert Move.PITCH_FIRST in heard(ear.hear_plain(reply, PRICE))


def test_after_a_stop_every_question_is_a_second_try(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("Okay. What would have to change for you to talk to us?", STOP)
    assert Move.DISMISS in heard(hearing)


def test_immediate_compliance_is_heard(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("Understood, your number is deleted and nobody will call.", STOP)
    assert Move.COMPLY in heard(hearing)
    assert Move.DISMISS not in heard(hearing)


def test_a_dated_step_with_an_owner_is_an_advance(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("I'll bring the sample on Thursday at 9, to your workshop.", RIVAL)
    assert Move.ADVANCE in heard(hearing)
    assert Move.VAGUE_NEXT not in heard(hearing)


def test_a_step_that_nobody_owns_is_vague(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("Okay, let's touch base at some point.", RIVAL)
    assert Move.VAGUE_NEXT in heard(hearing)
    assert Move.ADVANCE not in heard(hearing)


def test_fair_praise_of_a_rival_is_no_fault(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("Brightline does solid work, no question about it.", RIVAL)
    assert not heard(hearing) & FAULTS


def test_a_promise_needs_no_guarantee_to_be_too_much(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("It will never fail again, not once.", "We tried it and it failed.")
    assert Move.OVERPROMISE in heard(hearing)


def test_keywords_in_a_row_earn_nothing(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("understand value question evidence advance confirm", PRICE)
    assert hearing.moves == ()


def test_a_rhetorical_question_is_pressure_and_no_exploring(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("Do you really want to keep losing money?", PRICE)
    assert Move.PRESSURE in heard(hearing)
    assert not heard(hearing) & EXPLORING


def test_small_talk_is_no_exploring(ear: TrainedEar) -> None:
    assert not heard(ear.hear_plain("How was your holiday?", PRICE)) & EXPLORING


def test_closed_small_talk_is_no_exploring(ear: TrainedEar) -> None:
    assert not heard(ear.hear_plain("Did you watch the match last night?", PRICE)) & EXPLORING


def test_praise_with_customers_who_left_is_no_fault(ear: TrainedEar) -> None:
    reply = "They're a good choice, plenty of our customers came from there with a smile."
    assert not heard(ear.hear_plain(reply, RIVAL)) & FAULTS


@pytest.mark.parametrize(
    ("reply", "move"),
    [
        ("Hartmann Logistics cut returns by 31 % in five months with it.", Move.EVIDENCE),
        ("That's a fair point, it is a lot of money for a small team.", Move.ACKNOWLEDGE),
        ("Is the price the only thing that keeps you from going ahead?", Move.ISOLATE),
        ("Does that take care of your worry about the fee?", Move.CONFIRM),
        ("You can pay monthly instead of a year ahead.", Move.ANSWER),
        ("You told me late vans cost you 2,000 a week, and this would stop that.", Move.VALUE),
        ("You're wrong about that, it's cheap.", Move.ARGUE),
        ("The offer ends tonight, so you should decide now.", Move.PRESSURE),
    ],
)
def test_plain_cases_of_a_move_are_heard(ear: TrainedEar, reply: str, move: Move) -> None:
    assert move in heard(ear.hear_plain(reply, PRICE))


def test_a_short_courtesy_is_clear_and_no_move(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("ok", PRICE)
    assert hearing.clear
    assert hearing.moves == ()


def test_quotes_are_exact_beside_emoji_and_combining_characters(ear: TrainedEar) -> None:
    reply = "👩‍🔧 cafe\u0301 😀! What are you comparing it with? 🙏"
    hearing = ear.hear_plain(reply, PRICE)
    assert [f.quote for f in hearing.moves if f.move is Move.EXPLORE_OPEN] == [
        "What are you comparing it with"
    ]
    assert all(reply[f.start : f.end] == f.quote for f in hearing.moves)


texts = st.one_of(
    st.text(max_size=4_000),
    st.lists(
        st.sampled_from(
            ["I", "hear", "you", "but", "what", "price", "?", "guarantee", "free", "."]
        ),
        max_size=300,
    ).map(" ".join),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts, st.text(max_size=80))
def test_any_text_can_be_heard(ear: TrainedEar, reply: str, said: str) -> None:
    hearing = ear.hear_plain(reply, said)
    for found in hearing.moves:
        assert reply[found.start : found.end] == found.quote
        assert 0 <= found.confidence <= 1
        assert round(found.confidence, 2) == found.confidence
        assert found.rule.startswith(f"moves.{found.move}")
    assert hearing == ear.hear_plain(reply, said)


def test_moves_come_in_the_order_of_their_words(ear: TrainedEar) -> None:
    reply = "What are you comparing it with? I'll send you the sheet on Friday at noon."
    starts = [found.start for found in ear.hear_plain(reply, PRICE).moves]
    assert starts == sorted(starts)
    assert len(starts) >= 2


def test_four_thousand_characters_are_heard_in_time(ear: TrainedEar) -> None:
    reply = ("I hear you and I wonder what you compare it with, because it matters. " * 60)[:4_000]
    begun = time.process_time()
    ear.hear_plain(reply, PRICE)
    assert time.process_time() - begun < 3


def test_the_analyser_names_itself(ear: TrainedEar) -> None:
    assert len(ear.hear_plain("ok", PRICE).analyser) == 64


def test_an_untrained_ear_says_so(tmp_path: Path) -> None:
    with pytest.raises(EarMissing, match=r"run coaching\.nlp\.replies\.train"):
        TrainedEar.load(tmp_path)
