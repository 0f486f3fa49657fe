"""Two questions in one, and the market that a question is about."""

import pytest

from coaching.domain.knowledge.markets import market_of
from coaching.domain.knowledge.splitting import compared, parts, told_of, without_opening
from coaching.domain.stages import Market

MARKETS = {
    Market.B2B: ("company", "companies", "business to business", "committee"),
    Market.B2C: ("consumer", "household", "private customers"),
}


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        ("MEDDIC or CHAMP?", ("MEDDIC", "CHAMP")),
        ("what is the difference between LAER and LAARC?", ("LAER", "LAARC")),
        ("BANT vs. SPIN", ("BANT", "SPIN")),
        ("how does a lead differ from a prospect", ("lead", "prospect")),
        ("compare Sandler with Challenger", ("Sandler", "Challenger")),
        ("is BANT better than CHAMP", ("BANT", "CHAMP")),
    ],
)
def test_two_things_side_by_side_are_told_apart(question: str, pair: tuple[str, str]) -> None:
    assert compared(question) == pair


@pytest.mark.parametrize(
    "question",
    [
        "what is BANT",
        "how do I close",
        "do I ring on the same day or do I wait for the answer of the buyer first",
    ],
)
def test_a_plain_question_compares_nothing(question: str) -> None:
    assert compared(question) is None


def test_two_questions_are_taken_apart() -> None:
    assert parts("What is BANT? And who invented it at all?") == (
        "What is BANT",
        "And who invented it at all?",
    )
    assert parts("what is a lead and how do I find one") == ("what is a lead", "how do I find one")


def test_a_question_without_a_second_one_stays_whole() -> None:
    assert parts("how do I find and keep customers?") == ("how do I find and keep customers?",)


def test_what_is_told_is_kept_without_the_question_for_the_step() -> None:
    assert told_of("they signed yesterday, which step is that?") == "they signed yesterday"
    assert told_of("which step am I in") == "which step am I in"


def test_an_opening_falls_away() -> None:
    assert without_opening("and what about SPIN?") == "SPIN?"
    assert without_opening("what is SPIN?") == "what is SPIN?"


@pytest.mark.parametrize(
    ("question", "market"),
    [
        ("how do I close with a buying committee", Market.B2B),
        ("and for a household?", Market.B2C),
        ("business-to-business closing", Market.B2B),
        ("companies or private customers, what is different", None),
        ("which company invented it", None),
        ("does our company need that", None),
        ("how do I close", None),
    ],
)
def test_the_market_is_the_one_that_is_named(question: str, market: Market | None) -> None:
    assert market_of(question, MARKETS) is market
