import pytest

from coaching.nlp.clauses import read
from coaching.nlp.english import parse
from coaching.nlp.structure import Shape, shapes

BUYER = "The yearly fee is more than our present supplier takes."


def shape(reply: str) -> Shape:
    return shapes(read(reply), parse(BUYER)[:])[-1]


@pytest.mark.parametrize(
    "reply",
    [
        "what happens when a van breaks down",
        "curious what your drivers make of it",
        "walk me through the last invoice run",
        "help me understand where the fee pinches",
        "I'd love to hear how you chose them",
        "Compared with what?",
    ],
)
def test_a_question_needs_no_question_mark(reply: str) -> None:
    assert shape(reply).asks


@pytest.mark.parametrize(
    "reply",
    [
        "I know what you mean",
        "what I need is your signature",
        "I'll tell you what happens next",
        "that makes sense when money is short",
        "we help people who lose time",
    ],
)
def test_a_wh_word_alone_is_no_question(reply: str) -> None:
    assert not shape(reply).asks


@pytest.mark.parametrize(
    ("reply", "is_open"),
    [
        ("what would you change about it", 1),
        ("how do your people feel about that", 1),
        ("tell me more about the fee", 1),
        ("how many vans do you run", 0),
        ("when does the contract end", 0),
        ("is it the fee that bothers you", 0),
    ],
)
def test_open_or_closed_goes_by_what_the_buyer_can_say(reply: str, is_open: float) -> None:
    assert shape(reply).open_stem == is_open


def test_listed_options_and_single_facts_are_marked() -> None:
    assert shape("is it the fee, the notice period or something else").options
    assert shape("who signs it").single_fact
    assert shape("is it the fee").polar


def test_a_step_has_a_person_and_a_time() -> None:
    step = shape("I'll bring the sheet on Thursday at 10")
    assert step.commits
    assert step.time
    vague = shape("somebody will send something soon")
    assert not vague.commits
    assert not vague.time
    assert vague.hedges == 2


def test_figures_money_and_names_are_counted() -> None:
    proof = shape("Nordbank cut errors by 38 % in 2023")
    assert proof.figures > 0
    assert proof.percent
    assert proof.names > 0
    assert shape("it costs €400 a month").money


def test_overlap_is_in_lemmas() -> None:
    assert shape("so the yearly fees are the point").overlap > 0
    assert shape("do you like tea").overlap == 0


def test_what_was_asked_before_is_known() -> None:
    first, second = shapes(read("What do you use now? We have nine modules."), parse(BUYER)[:])
    assert (first.asked_before, second.asked_before) == (0, 1)
    assert second.is_last
