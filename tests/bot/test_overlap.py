from __future__ import annotations

from bot.overlap import overlap

EXAMPLES = ["remind me to call Dana on Friday", "what can you do"]


def test_the_same_words_in_another_order_are_a_near_copy() -> None:
    found = overlap(EXAMPLES, ["on Friday remind me to call Dana"])
    assert found.words == 1


def test_another_wording_is_none() -> None:
    found = overlap(EXAMPLES, ["how do I find new customers in Leeds"])
    assert (found.words, found.sense) == (0, 0)


def test_the_same_message_is_a_copy_in_words_and_sense() -> None:
    found = overlap(EXAMPLES, ["WHAT can you do"])
    assert (found.words, found.sense) == (1, 1)
