"""Every scenario is played to its ends: won, lost in each of the usual ways, and at random."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.domain.buyer import BuyerTurn, next_move, open_talk, respond, understood
from coaching.domain.debrief import Debrief, debrief
from coaching.domain.events import (
    BuyerSpoke,
    PracticeEnded,
    PracticeOpened,
    ReplyAssessed,
)
from coaching.domain.judging import Assessment, Concern, judge_reply
from coaching.domain.moves import FAULTS, FoundMove, HeardTopic, Hearing, Move
from coaching.domain.sessions import Mode
from coaching.domain.stages import Outcome
from coaching.domain.talk import Told, tell
from coaching.playbook import load_playbook

PLAYBOOK, DOCUMENTS = load_playbook(Path(__file__).parents[2] / "playbook")
SCENARIOS = sorted(PLAYBOOK.scenarios)
LEAVING = frozenset({"trust", "patience", *map(str, FAULTS)})
Reply = Sequence[Move | str]

ACK, OPEN, CLOSED, ISOLATE = Move.ACKNOWLEDGE, Move.EXPLORE_OPEN, Move.EXPLORE_CLOSED, Move.ISOLATE
ANSWER, EVIDENCE, VALUE = Move.ANSWER, Move.EVIDENCE, Move.VALUE
CONFIRM, ADVANCE, COMPLY = Move.CONFIRM, Move.ADVANCE, Move.COMPLY


def hear(reply: Reply, clear: bool = True) -> Hearing:
    """A hearing of these moves in their order; a plain string is a fact that is asked for."""
    moves = tuple(
        FoundMove(move, move.value, at * 20, at * 20 + len(move.value), 0.9, f"moves.{move}")
        for at, move in enumerate(part for part in reply if isinstance(part, Move))
    )
    topics = tuple(HeardTopic(part, 0.9, "?") for part in reply if not isinstance(part, Move))
    return Hearing(moves, topics, clear, "test")


class Rehearsal:
    """A practice on its way; `events` are what the store would keep."""

    def __init__(self, scenario: str, seed: int = 7) -> None:
        self.scenario = PLAYBOOK.scenarios[scenario]
        self.seed = seed
        self.turns: list[BuyerTurn] = [open_talk(self.scenario, seed)]
        self.assessments: list[Assessment] = []
        opened = PracticeOpened(scenario, Mode.PRIVATE, seed, PLAYBOOK.hash)
        self.told = [Told(0, opened), Told(0, self._spoke())]

    @property
    def last(self) -> BuyerTurn:
        return self.turns[-1]

    @property
    def trust(self) -> list[int]:
        return [turn.state.trust for turn in self.turns]

    def say(self, hearing: Hearing) -> BuyerTurn:
        scenario, state = self.scenario, self.last.state
        concern = Concern(
            scenario.objection_label,
            scenario.nature,
            understood(scenario, state),
            state.settled,
        )
        assessment = judge_reply(hearing, concern, PLAYBOOK.reply_rubric)
        self.assessments.append(assessment)
        self.turns.append(respond(scenario, self.seed, state, hearing, assessment))
        seq = len(self.turns) - 1
        self.told += [
            Told(seq, ReplyAssessed("…", assessment, hearing.topics, "test")),
            Told(seq, self._spoke()),
        ]
        ended = self.last.ended
        if ended:
            self.told.append(Told(seq, PracticeEnded(ended.outcome, ended.ending, ended.cause)))
        return self.last

    def play(self, replies: Iterable[Reply]) -> "Rehearsal":
        """Say one reply after the other; the talk must not end before the last one."""
        for reply in replies:
            assert self.last.ended is None, f"ended early with {self.last.ended}"
            self.say(hear(reply))
        return self

    def debrief(self) -> Debrief:
        return debrief(self.scenario, PLAYBOOK.rubrics[self.scenario.rubric], tell(self.told))

    def _spoke(self) -> BuyerSpoke:
        turn = self.last
        return BuyerSpoke(turn.line.id, turn.line.text, turn.beat, turn.state)


WINNING: dict[str, list[tuple[list[Reply], str]]] = {
    "price-payroll": [
        (
            [
                (ACK, OPEN, "compared_with"),
                (Move.RESTATE, ISOLATE, "last_switch"),
                (ACK, EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "step_agreed",
        ),
        (
            [
                (ACK, OPEN, "last_switch"),
                (OPEN, "who_signs"),
                (EVIDENCE, CONFIRM),
                (CONFIRM,),
                (ADVANCE,),
            ],
            "signed",
        ),
        ([(OPEN, "last_switch"), (ACK, ANSWER), (ADVANCE,)], "step_agreed"),
    ],
    "brushoff-clinic": [
        ([(ACK, CLOSED, "alone_at_desk"), (ADVANCE,)], "call_agreed"),
        ([(CLOSED, "alone_at_desk"), (VALUE,), (ADVANCE,)], "call_agreed"),
        ([(ACK, ADVANCE)], "slot_agreed"),
        ([(ADVANCE,)], "slot_agreed"),
    ],
    "condition-hospital": [
        ([(ACK, CLOSED, "tender"), (COMPLY, ADVANCE)], "parted_with_date"),
        ([(Move.RESTATE, COMPLY, ADVANCE)], "parted_with_date"),
        ([(CLOSED, "scope"), (OPEN, "tender"), (COMPLY,)], "parted_knowing"),
        ([(CLOSED, "tender"), (ACK, ADVANCE)], "parted_knowing"),
        ([(ACK, COMPLY)], "parted"),
    ],
}
PITCH, DISCOUNT, PRESSURE = (Move.PITCH_FIRST,), (Move.DISCOUNT_UNASKED,), (Move.PRESSURE,)
VAGUE = (Move.VAGUE_NEXT,)
LOSING: dict[str, list[tuple[list[Reply], str]]] = {
    "price-payroll": [
        ([PITCH, PITCH, PITCH], "pitch_first"),
        ([DISCOUNT, DISCOUNT, DISCOUNT], "discount_unasked"),
        ([PRESSURE, PRESSURE, PRESSURE], "pressure"),
        ([(CLOSED,)] * 25, "patience"),
        ([PITCH, DISCOUNT, (Move.DISMISS,), PRESSURE, (Move.DISPARAGE,)], "trust"),
        ([VAGUE, VAGUE], "talk_goes_on"),
        ([(OPEN, "last_switch"), (EVIDENCE,), VAGUE], "left_vague"),
        ([(OPEN, "last_switch"), (EVIDENCE,), (COMPLY,)], "left_open"),
        ([(ACK, COMPLY)], "gave_up"),
    ],
    "brushoff-clinic": [
        ([PITCH, PITCH], "pitch_first"),
        ([DISCOUNT, DISCOUNT], "discount_unasked"),
        ([PRESSURE, PRESSURE], "pressure"),
        ([(ANSWER,)] * 7, "patience"),
        ([PITCH, DISCOUNT, PRESSURE], "trust"),
        ([VAGUE], "accepted_info"),
        ([(ACK, COMPLY)], "left_politely"),
    ],
    "condition-hospital": [
        ([PITCH, PITCH], "pitch_first"),
        ([DISCOUNT, DISCOUNT], "discount_unasked"),
        ([(Move.DISMISS,), (Move.DISMISS,), (Move.DISMISS,)], "dismiss"),
        ([(CLOSED,)] * 13, "patience"),
        ([PITCH, DISCOUNT, PRESSURE], "trust"),
        ([(EVIDENCE,), (EVIDENCE,)], "pushed"),
        ([(ADVANCE,), (ADVANCE,)], "pushed"),
        ([VAGUE], "sent_something"),
    ],
}


def cases(paths: dict[str, list[tuple[list[Reply], str]]]) -> list[tuple[str, list[Reply], str]]:
    return [(scenario, *path) for scenario, found in sorted(paths.items()) for path in found]


def test_every_scenario_is_won_and_lost_here() -> None:
    assert sorted(WINNING) == SCENARIOS == sorted(LOSING)


def test_every_ending_is_reached_here() -> None:
    for id, scenario in PLAYBOOK.scenarios.items():
        reached = {ending for _, ending in WINNING[id] + LOSING[id]}
        assert {ending.id for ending in scenario.endings} <= reached


@pytest.mark.parametrize(("scenario", "replies", "ending"), cases(WINNING))
def test_good_talks_win(scenario: str, replies: list[Reply], ending: str) -> None:
    talk = Rehearsal(scenario).play(replies)
    assert talk.last.ended is not None
    assert talk.last.ended.ending == ending
    assert talk.last.ended.outcome in talk.scenario.wins
    assert talk.trust[-1] >= talk.trust[0]


@pytest.mark.parametrize(("scenario", "replies", "ending"), cases(LOSING))
def test_poor_talks_lose_with_a_stated_cause(
    scenario: str, replies: list[Reply], ending: str
) -> None:
    talk = Rehearsal(scenario).play(replies)
    assert talk.last.ended is not None
    assert talk.last.ended.ending == ending
    assert talk.last.ended.outcome not in talk.scenario.wins
    assert talk.last.ended.cause


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("fault", sorted(FAULTS - {Move.VAGUE_NEXT}))
def test_a_fault_costs_trust(scenario: str, fault: Move) -> None:
    talk = Rehearsal(scenario).play([(fault,)])
    assert talk.trust[1] < talk.trust[0]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_following_the_hints_wins(scenario: str) -> None:
    talk = Rehearsal(scenario)
    facts = [fact.id for fact in talk.scenario.facts if fact.is_cause] or [
        fact.id for fact in talk.scenario.facts
    ]
    for _ in range(len(talk.scenario.path)):
        if talk.last.ended is None:
            talk.say(hear((next_move(talk.scenario, talk.last.state), *facts)))
    assert talk.last.ended is not None
    assert talk.last.ended.outcome in talk.scenario.wins


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_cause_stays_locked_until_it_is_asked_for(scenario: str, seed: int) -> None:
    talk = Rehearsal(scenario, seed)
    for moves in ((ACK,), (OPEN,), (ANSWER,), (ISOLATE,), (EVIDENCE, CONFIRM)):
        if talk.last.ended is None:
            talk.say(hear(moves))
    assert talk.last.state.opened == ()
    assert_nothing_leaked(talk)


def test_answering_the_surface_brings_a_second_objection() -> None:
    talk = Rehearsal("price-payroll").play([(VALUE,), (ANSWER,), (EVIDENCE,)])
    assert [turn.beat for turn in talk.turns[1:]] == ["second", "second", "unconvinced"]


def test_a_cause_needs_the_trust_that_a_pitch_has_cost() -> None:
    talk = Rehearsal("price-payroll").play([PITCH, (CLOSED, "last_switch")])
    assert talk.last.state.opened == ()
    talk.say(hear((ACK, OPEN, "last_switch")))
    assert talk.say(hear((ACK, OPEN, "last_switch"))).state.opened == ("last_switch",)


def test_the_hidden_cause_differs_in_at_least_a_third_of_the_scenarios() -> None:
    hidden = [s for s in PLAYBOOK.scenarios.values() if s.hidden_cause]
    assert len(hidden) * 3 >= len(PLAYBOOK.scenarios)
    assert all(s.hidden_cause != s.objection_label for s in hidden)


def test_a_condition_is_won_by_parting_only() -> None:
    for scenario in PLAYBOOK.scenarios.values():
        if scenario.nature == "condition":
            assert scenario.wins == {Outcome.DISQUALIFIED}


GOOD_AVERAGE_POOR: dict[str, tuple[list[Reply], list[Reply], list[Reply]]] = {
    "price-payroll": (
        WINNING["price-payroll"][0][0],
        [(ACK,), (ANSWER,), (EVIDENCE,), VAGUE, VAGUE],
        [PITCH, DISCOUNT, PITCH, PITCH],
    ),
    "brushoff-clinic": (
        WINNING["brushoff-clinic"][0][0],
        [(ACK, COMPLY)],
        [PITCH, PITCH],
    ),
    "condition-hospital": (
        WINNING["condition-hospital"][0][0],
        [(ACK, OPEN), VAGUE],
        [PITCH, (Move.DISMISS,), PITCH],
    ),
}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_good_rep_scores_above_an_average_above_a_poor_one(scenario: str) -> None:
    results = [
        Rehearsal(scenario).play(replies).debrief() for replies in GOOD_AVERAGE_POOR[scenario]
    ]
    good, average, poor = (result.score or 0 for result in results)
    assert good >= 85
    assert good > average > poor
    assert [result.passed for result in results] == [True, False, False]
    assert results[0].won
    assert results[2].stop is not None


def test_a_promise_caps_the_score_of_a_won_talk() -> None:
    replies = [(ACK, OPEN, "last_switch"), (EVIDENCE, Move.OVERPROMISE), (ACK, CONFIRM), (ADVANCE,)]
    result = Rehearsal("price-payroll").play(replies).debrief()
    assert result.won
    assert result.score == 40
    assert result.capped


HEARINGS = st.builds(
    hear,
    st.lists(
        st.sampled_from([*Move]) | st.sampled_from(["last_switch", "compared_with", "tender"]),
        max_size=4,
        unique=True,
    ),
    st.booleans(),
)
GENTLE = st.builds(
    hear,
    st.lists(
        st.sampled_from([ACK, Move.RESTATE, OPEN, CLOSED, CONFIRM, ANSWER, VALUE, ADVANCE]),
        max_size=2,
        unique=True,
    ),
    st.just(True),
)


@settings(max_examples=300, deadline=None)
@given(
    scenario=st.sampled_from(SCENARIOS),
    seed=st.integers(0, 2**31),
    hearings=st.lists(HEARINGS, max_size=25) | st.lists(GENTLE, min_size=15, max_size=25),
)
def test_any_talk_goes_on_or_ends_with_a_line(
    scenario: str, seed: int, hearings: list[Hearing]
) -> None:
    talk = Rehearsal(scenario, seed)
    for hearing in hearings:
        turn = talk.say(hearing)
        assert turn.line.text
        assert 0 <= turn.state.trust <= 100
        assert 0 <= turn.state.patience <= 100
        if turn.ended:
            assert turn.ended.cause
            assert turn.ended.ending in LEAVING | {e.id for e in talk.scenario.endings}
            break
    assert_nothing_leaked(talk)
    assert_no_line_comes_back(talk)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("reply", [(), (ACK,), (OPEN,), (CLOSED,), (ANSWER,), (CONFIRM,)])
def test_a_rep_who_says_one_thing_only_never_hears_a_line_twice(
    scenario: str, reply: tuple[Move, ...]
) -> None:
    talk = Rehearsal(scenario)
    while talk.last.ended is None and len(talk.turns) < 60:
        talk.say(hear(reply))
    assert talk.last.ended is not None, "every talk ends"
    assert_no_line_comes_back(talk)


def test_the_same_talk_again_says_the_same() -> None:
    replies = WINNING["price-payroll"][0][0]
    first, again = (Rehearsal("price-payroll", 3).play(replies) for _ in range(2))
    assert first.turns == again.turns
    assert first.debrief() == again.debrief()


def assert_no_line_comes_back(talk: Rehearsal) -> None:
    said = talk.last.state.said
    for at, line in enumerate(said):
        assert line not in said[max(0, at - 12) : at]


def assert_nothing_leaked(talk: Rehearsal) -> None:
    facts = DOCUMENTS[f"scenarios/{talk.scenario.id}.yml"]["facts"]
    for turn in talk.turns:
        for fact in facts:
            if fact["id"] not in turn.state.opened:
                for secret in fact["giveaways"]:
                    assert secret.casefold() not in turn.line.text.casefold()
