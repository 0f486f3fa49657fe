"""Only a whole message that is a control word controls a practice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.practice.controls import (
    CONTROL_WORDS,
    Control,
    Controlled,
    ToBuyer,
    ToCoach,
    read_practice_text,
)


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("hint", Control.HINT),
        ("Hint?!", Control.HINT),
        ("  PAUSE\n", Control.PAUSE),
        ("resume.", Control.RESUME),
        ("Restart…", Control.RESTART),
        ("stop  practice", Control.STOP),
        ("End practice", Control.STOP),
        ("debrief", Control.DEBRIEF),
    ],
)
def test_control_words_in_any_case_with_any_ending(text: str, control: Control) -> None:
    assert read_practice_text(text) == Controlled(control)


def test_a_replay_names_its_turn() -> None:
    assert read_practice_text("Replay from turn 12.") == Controlled(Control.REPLAY, 12)


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "a hint",
        "could you give me a hint about your budget?",
        "pause there for a second",
        "let's resume on Thursday",
        "replay from turn one",
        "end practice now please",
        "/restart",
        "the coach, he said no",
        "coaching, that is what we do",
        "restart the contract in May",
        "next Thursday at 3",
        "what's next for this deal?",
    ],
)
def test_everything_else_is_for_the_buyer(text: str) -> None:
    assert read_practice_text(text) == ToBuyer(text)


@pytest.mark.parametrize(
    "text", ["coach, how do I close?", "Coach: how do I close?", " COACH ,how do I close?"]
)
def test_words_with_the_address_are_for_the_coach(text: str) -> None:
    assert read_practice_text(text) == ToCoach("how do I close?")


@given(st.text(max_size=300))
def test_any_text_is_exactly_one_of_the_three(text: str) -> None:
    read = read_practice_text(text)
    if isinstance(read, Controlled) and read.control is not Control.REPLAY:
        bare = " ".join(text.split()).lower()
        assert any(bare.startswith(word) for word in (*CONTROL_WORDS, "end practice"))
    if isinstance(read, ToBuyer):
        assert read.text == text
