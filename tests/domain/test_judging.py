"""A reply's band comes from its moves and their order, by the real reply rubric."""

from pathlib import Path

import pytest

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.judging import Band, Concern, judge_reply
from coaching.domain.practice.moves import FoundMove, Hearing, Move
from coaching.playbook import load_playbook

RUBRIC = load_playbook(Path(__file__).parents[2] / "playbook")[0].reply_rubric
PRICE = Concern(ObjectionLabel.PRICE_VALUE, Nature.TRUE)
BRUSH_OFF = Concern(ObjectionLabel.BRUSHOFF_BUSY, Nature.SMOKESCREEN)
CONDITION = Concern(ObjectionLabel.CONTRACT_PROCUREMENT, Nature.CONDITION)
STOP = Concern(ObjectionLabel.STOP_CONTACT, Nature.STOP_CONTACT)


def hearing(words: str, clear: bool = True) -> Hearing:
    """Moves in the order in which their names stand."""
    found = [
        FoundMove(Move(name), name, place, place + 1, 0.9, "test")
        for place, name in enumerate(words.split())
    ]
    return Hearing(tuple(found), (), clear, "test")


@pytest.mark.parametrize(
    ("concern", "words", "band"),
    [
        (PRICE, "explore_open", Band.GOOD),
        (PRICE, "acknowledge explore_open", Band.GOOD),
        (PRICE, "answer", Band.AVERAGE),
        (PRICE, "explore_open vague_next", Band.AVERAGE),
        (PRICE, "vague_next", Band.AVERAGE),
        (PRICE, "acknowledge explore_open overpromise", Band.POOR),
        (PRICE, "explore_closed pitch_first", Band.POOR),
        (PRICE, "dismiss", Band.POOR),
        (PRICE, "comply", Band.AVERAGE),
        (BRUSH_OFF, "explore_closed", Band.GOOD),
        (BRUSH_OFF, "advance", Band.GOOD),
        (BRUSH_OFF, "comply", Band.AVERAGE),
        (BRUSH_OFF, "pressure", Band.POOR),
        (CONDITION, "acknowledge comply advance", Band.GOOD),
        (CONDITION, "explore_closed", Band.AVERAGE),
        (CONDITION, "answer pressure", Band.POOR),
        (STOP, "comply", Band.GOOD),
        (STOP, "comply explore_open", Band.POOR),
        (STOP, "answer", Band.POOR),
    ],
)
def test_the_band_follows_the_taxonomy(concern: Concern, words: str, band: Band) -> None:
    assert judge_reply(hearing(words), concern, RUBRIC).band is band


def test_what_is_not_clear_is_not_scored() -> None:
    result = judge_reply(hearing("", clear=False), PRICE, RUBRIC)
    assert (result.band, result.score) == (Band.NOT_SCORED, None)


def test_the_coach_asks_where_there_is_no_score_and_only_there() -> None:
    asks = {rule.id: rule.asks for rule in RUBRIC.rules}
    unclear = judge_reply(hearing("", clear=False), PRICE, RUBRIC)
    assert unclear.question == asks["reply.unclear"]
    for words in ("explore_open", "answer", "argue", ""):
        assert judge_reply(hearing(words), PRICE, RUBRIC).question is None


def test_a_concern_without_a_label_is_an_ordinary_one() -> None:
    nameless = Concern(None, Nature.TRUE)
    for words in ("explore_open", "answer", "comply", "advance", "pressure", ""):
        assert judge_reply(hearing(words), nameless, RUBRIC) == judge_reply(
            hearing(words), PRICE, RUBRIC
        )


def test_the_score_stays_within_its_band() -> None:
    everything = " ".join(move for move in Move if move not in ("vague_next",))
    for words in (everything, "explore_open", "answer", "argue"):
        result = judge_reply(hearing(words), PRICE, RUBRIC)
        low, high = RUBRIC.limits[result.band]
        assert result.score is not None
        assert low <= result.score <= high


def test_every_rule_says_why_in_one_sentence() -> None:
    for rule in RUBRIC.rules:
        assert rule.reason.endswith((".", "?"))
        assert rule.id.startswith("reply.")
