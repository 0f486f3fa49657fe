from __future__ import annotations

from collections import Counter

from bot.learning_curve import draw

EXAMPLES = [(f"{intent} {number}", intent) for intent in "ab" for number in range(30)]
EXAMPLES += [("c 1", "c"), ("c 2", "c")]


def test_a_draw_takes_as_many_of_each_intent_as_there_are() -> None:
    assert Counter(intent for _, intent in draw(EXAMPLES, 10, 0)) == {"a": 10, "b": 10, "c": 2}


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    assert draw(EXAMPLES, 10, 0) == draw(EXAMPLES[::-1], 10, 0)
    assert draw(EXAMPLES, 10, 0) != draw(EXAMPLES, 10, 1)
