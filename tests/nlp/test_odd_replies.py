"""What the ear makes of texts that are no replies, or hardly. None of them is a lesson."""

import pytest

from coaching.domain.practice.moves import EXPLORING, FAULTS, Move
from coaching.nlp.replies.ear import TrainedEar
from tests.nlp.test_ear import PRICE, heard


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "   ",
        "😀😀",
        "asdf qwer zxcv uiop",
        "Das geht leider nicht, wir liefern morgen",
        "12 34",
    ],
)
def test_what_is_not_english_is_not_clear(ear: TrainedEar, reply: str) -> None:
    hearing = ear.hear_plain(reply, PRICE)
    assert hearing.moves == ()
    assert not hearing.clear


@pytest.mark.parametrize(
    "reply",
    [
        "That's too expensive for what it does.",
        '"too expensive for what it does"',
        "(pauses, looks at the price list)",
        "https://example.com/pricing?ref=123",
    ],
)
def test_what_is_said_to_nobody_is_no_reply(ear: TrainedEar, reply: str) -> None:
    hearing = ear.hear_plain(reply, PRICE)
    assert not hearing.clear
    assert hearing.moves == ()


@pytest.mark.xfail(strict=True, reason="taken for a reply to the buyer, as often as not")
@pytest.mark.parametrize(
    "reply",
    [
        "coach can you give me a hint here, i have no idea what to say to him",
        "what would be a good answer to that?",
        "Why did I only get 40 points for the last one?",
        "milk, bread, batteries, call the dentist",
    ],
)
def test_what_is_said_to_the_coach_or_to_oneself_is_no_reply(ear: TrainedEar, reply: str) -> None:
    assert not ear.hear_plain(reply, PRICE).clear


@pytest.mark.xfail(strict=True, reason="heard as waving the concern away")
def test_a_worn_acknowledgement_by_itself_is_no_fault(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("I completely understand, nobody likes a bill like that.", PRICE)
    assert not heard(hearing) & FAULTS


@pytest.mark.xfail(strict=True, reason="heard as a graceful exit")
def test_a_curse_at_parting_is_a_fault(ear: TrainedEar) -> None:
    assert heard(ear.hear_plain("Then go to hell, see if I care.", PRICE)) & FAULTS


@pytest.mark.parametrize(
    "reply",
    [
        "You must be joking. Only an idiot would say that.",
        "People like you are the reason this trade is dying.",
    ],
)
def test_hostile_words_to_the_buyer_are_a_reply_and_a_fault(ear: TrainedEar, reply: str) -> None:
    hearing = ear.hear_plain(reply, PRICE)
    assert hearing.clear
    assert heard(hearing) & (FAULTS - {Move.VAGUE_NEXT})


def test_a_buyer_s_word_taken_up_in_a_question_is_a_reply(ear: TrainedEar) -> None:
    hearing = ear.hear_plain("Too expensive for what it does: what does it not do yet?", PRICE)
    assert hearing.clear
    assert heard(hearing) & EXPLORING
