"""A debrief is a pure function of the events and the playbook, and each point shows its words."""

from pathlib import Path

import pytest

from coaching.domain.events import BuyerSpoke, PracticeEnded, PracticeOpened, ReplyAssessed
from coaching.domain.practice.buyer import open_talk, respond, understood
from coaching.domain.practice.debrief import HIGHEST, Debrief, debrief
from coaching.domain.practice.judging import Concern, judge_reply
from coaching.domain.practice.moves import Move
from coaching.domain.practice.talk import Talk, Told, tell
from coaching.domain.sessions import Mode
from coaching.playbook import load_playbook
from tests.fakes import LiteralEar

PLAYBOOK = load_playbook(Path(__file__).parents[2] / "playbook")[0]
SCENARIO = PLAYBOOK.scenarios["price-payroll"]
RUBRIC = PLAYBOOK.rubrics[SCENARIO.rubric]
CAUSE = next(fact.id for fact in SCENARIO.facts if fact.is_cause)
WINNING = (
    f"acknowledge explore_open ask:{CAUSE}",
    "restate explore_open",
    "acknowledge evidence value",
    "confirm",
    "advance",
)


def play(*replies: str) -> Talk:
    turn = open_talk(SCENARIO, 7)
    told = [
        Told(0, PracticeOpened(SCENARIO.id, Mode.PRIVATE, 7, PLAYBOOK.hash)),
        Told(0, BuyerSpoke(turn.line.id, turn.line.text, turn.beat, turn.state)),
    ]
    for seq, text in enumerate(replies, start=1):
        before = turn.state
        hearing = LiteralEar().hear(text, turn.line.text, SCENARIO)
        concern = Concern(
            SCENARIO.objection_label,
            SCENARIO.nature,
            understood(SCENARIO, before),
            before.settled,
        )
        judged = judge_reply(hearing, concern, PLAYBOOK.reply_rubric)
        turn = respond(SCENARIO, 7, before, hearing, judged)
        told.append(Told(seq, ReplyAssessed(text, judged, hearing.topics, "literal")))
        told.append(Told(seq, BuyerSpoke(turn.line.id, turn.line.text, turn.beat, turn.state)))
        if turn.ended:
            ended = PracticeEnded(turn.ended.outcome, turn.ended.ending, turn.ended.cause)
            told.append(Told(seq, ended))
            break
    return tell(told)


def judged(*replies: str) -> Debrief:
    return debrief(SCENARIO, RUBRIC, play(*replies))


def test_a_talk_won_well_passes_and_says_so() -> None:
    result = judged(*WINNING)
    assert (result.won, result.passed) == (True, True)
    assert result.cause


def test_the_same_talk_gives_the_same_debrief() -> None:
    assert judged(*WINNING) == judged(*WINNING)


def test_every_point_shows_its_words() -> None:
    talk = play(*WINNING)
    texts = {seq: reply.text for seq, reply in talk.replies()}
    for criterion in debrief(SCENARIO, RUBRIC, talk).criteria:
        assert criterion.rule
        if criterion.score == HIGHEST:
            assert criterion.quotes
        for quote in criterion.quotes:
            assert texts[quote.turn][quote.start : quote.end] == quote.text


def test_words_that_hold_two_moves_are_quoted_once() -> None:
    for criterion in judged(*WINNING).criteria:
        assert len(set(criterion.quotes)) == len(criterion.quotes)


def test_pitching_scores_less_than_answering_and_answering_less_than_exploring() -> None:
    scores = [
        judged("pitch_first", "discount_unasked pressure", "argue").score,
        judged("answer", "evidence", "advance").score,
        judged(*WINNING).score,
    ]
    assert scores == sorted(set(scores), key=lambda score: score or 0)


def test_a_promise_caps_the_result_whatever_else_went_well() -> None:
    honest = judged(*WINNING)
    capped = judged(*WINNING[:-1], "overpromise", "advance")
    assert capped.capped
    assert (capped.score or 0) <= RUBRIC.cap < (honest.score or 0)


def test_there_is_one_focus_and_it_is_what_cost_most() -> None:
    result = judged("answer", "evidence", "advance")
    lost = {c.criterion: c.weight * (HIGHEST - c.score) for c in result.criteria}
    assert result.focus == max(lost, key=lambda id: lost[id])


def test_the_fault_that_cost_most_trust_is_the_one_to_stop() -> None:
    assert judged("argue", "vague_next").stop is Move.ARGUE
    assert judged("acknowledge explore_open").stop is None


def test_without_a_reply_that_could_be_judged_there_is_no_score() -> None:
    result = judged("zzz", "qqq")
    assert (result.score, result.passed, result.focus) == (None, None, None)


@pytest.mark.parametrize("rubric", PLAYBOOK.rubrics.values(), ids=lambda rubric: rubric.id)
def test_a_rubric_has_at_most_six_criteria(rubric: object) -> None:
    assert 1 <= len(rubric.criteria) <= 6  # type: ignore[attr-defined]
