import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.nlp.clauses import MOST_CLAUSES, MOST_TOKENS, read
from coaching.nlp.english import LONGEST, plain


def split(text: str) -> list[str]:
    return [clause.text for clause in read(text).clauses]


@pytest.mark.parametrize(
    ("reply", "clauses"),
    [
        (
            "Fair point, what would make it worth a second look?",
            ["Fair point", "what would make it worth a second look"],
        ),
        (
            "I hear you, but everybody says that.",
            ["I hear you", "but everybody says that"],
        ),
        (
            "We can start with two desks; the rest waits until spring.",
            ["We can start with two desks", "the rest waits until spring"],
        ),
        (
            "sure i get it how do you do it today",
            ["sure i get it", "how do you do it today"],
        ),
        (
            "Makes sense - what did the audit find?",
            ["Makes sense", "what did the audit find"],
        ),
    ],
)
def test_parts_main_clauses_contrasts_and_loose_openings(reply: str, clauses: list[str]) -> None:
    assert split(reply) == clauses


@pytest.mark.parametrize(
    "reply",
    [
        "Next week, we could meet for 20 minutes",
        "Before I quote anything, what happens when a delivery is late",
        "Setting the price aside, is there anything else in the way",
        "Is it the price, the timing, or the people",
        "that's the sticking point, isn't it",
        "I think you want a smaller start",
    ],
)
def test_keeps_together_what_completes_a_clause(reply: str) -> None:
    assert split(reply) == [reply]


def test_places_count_code_points_also_after_emoji_and_combining_characters() -> None:
    reply = "👩‍🔧 cafe\u0301 first 😀! What broke, exactly?\n\n“Nothing” is fine too."
    for clause in read(reply).clauses:
        assert reply[clause.start : clause.end] == clause.text
    assert "What broke, exactly" in split(reply)


def test_a_line_break_ends_a_sentence() -> None:
    assert split("thanks for the straight answer\nwhat comes first for you this year") == [
        "thanks for the straight answer",
        "what comes first for you this year",
    ]


def test_shouting_is_read_like_speaking() -> None:
    assert plain("WHAT WOULD HAVE TO CHANGE?") == "what would have to change?"
    assert plain("The CFO of IBM asked") == "The CFO of IBM asked"


def test_nothing_in_nothing_out() -> None:
    assert split("") == []
    assert split(" \n … !!! ") == []


def test_monsters_are_capped() -> None:
    run_on = read("price and value " * 200)
    assert all(len(clause.words) <= MOST_TOKENS for clause in run_on.clauses)
    assert len(read("I see it. " * 400).clauses) == MOST_CLAUSES


any_text = st.text(max_size=LONGEST)
wordy = st.lists(
    st.sampled_from(["I", "hear", "you", "but", "what", "price", ",", "?", "\n", "😀", "-", "n't"]),
    max_size=600,
).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(any_text, wordy))
def test_any_text_is_split_into_exact_ordered_slices(text: str) -> None:
    clauses = read(text).clauses
    assert all(text[c.start : c.end] == c.text and c.text for c in clauses)
    ends = [0, *(c.end for c in clauses)]
    assert all(end <= c.start for end, c in zip(ends, clauses, strict=False))


def test_reading_time_grows_in_line_with_the_text() -> None:
    sentence = "well we tried that and nobody used it so what would be different this time, "

    def seconds(times: int) -> float:
        text = sentence * times
        best = 9.9
        for _ in range(3):
            begun = time.process_time()
            read(text)
            best = min(best, time.process_time() - begun)
        return best

    read(sentence)
    short, long = seconds(12), seconds(48)
    assert long < 4 * 2.5 * short
