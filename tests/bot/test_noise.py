from __future__ import annotations

import pytest

from bot.noise import NOISES, loud, plain, typos, with_fillers

SAID = "What's next for Acme Ltd.? Remind me at 9:30, it's €1,200."


@pytest.mark.parametrize("name", NOISES)
def test_the_same_message_is_always_noisy_in_the_same_way(name: str) -> None:
    assert NOISES[name](SAID) == NOISES[name](SAID)


@pytest.mark.parametrize("name", NOISES)
@pytest.mark.parametrize("text", ["", "?", "ok", "👍"])
def test_nothing_is_too_short_to_be_typed_otherwise(name: str, text: str) -> None:
    assert isinstance(NOISES[name](text), str)


def test_typos_change_a_few_letters_only() -> None:
    long = "what should i do next with the deal at the harbour " * 10
    changed = typos(long)
    assert changed != long
    assert abs(len(changed) - len(long)) < 0.06 * len(long)


def test_plain_text_has_no_capitals_and_keeps_its_numbers() -> None:
    assert plain(SAID) == "what's next for acme ltd remind me at 9:30 it's €1,200"


def test_loud_text_has_no_small_letters() -> None:
    assert loud(SAID) == SAID.upper()


def test_fillers_stand_around_the_words() -> None:
    assert SAID in with_fillers(SAID)
    assert len(with_fillers(SAID)) > len(SAID)
