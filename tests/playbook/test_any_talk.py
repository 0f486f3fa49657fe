"""Whatever is said, the buyer has an answer, repeats nothing and gives nothing away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.domain.practice.moves import FAULTS, Hearing, Move
from tests.playbook.rehearsal import (
    ACK,
    ADVANCE,
    ANSWER,
    CLOSED,
    CONFIRM,
    OPEN,
    PLAYBOOK,
    RESTATE,
    SCENARIOS,
    VALUE,
    Rehearsal,
    assert_no_line_comes_back,
    assert_nothing_leaked,
    hear,
)

LEAVING = frozenset({"trust", "patience", *map(str, FAULTS)})
GENTLE = st.builds(
    hear,
    st.lists(
        st.sampled_from([ACK, RESTATE, OPEN, CLOSED, CONFIRM, ANSWER, VALUE, ADVANCE]),
        max_size=2,
        unique=True,
    ),
    st.just(True),
)


def hearings(scenario: str) -> st.SearchStrategy[list[Hearing]]:
    """Up to 25 replies: any moves with any of the scenario's facts, or gentle moves only."""
    facts = [fact.id for fact in PLAYBOOK.scenarios[scenario].facts]
    moves = st.lists(st.sampled_from([*Move, *facts]), max_size=4, unique=True)
    any_kind = st.lists(st.builds(hear, moves, st.booleans()), max_size=25)
    return any_kind | st.lists(GENTLE, min_size=15, max_size=25)


@pytest.mark.parametrize("scenario", SCENARIOS)
@settings(max_examples=100, deadline=None)
@given(data=st.data(), seed=st.integers(0, 2**31))
def test_any_talk_goes_on_or_ends_with_a_line(
    scenario: str, data: st.DataObject, seed: int
) -> None:
    talk = Rehearsal(scenario, seed)
    for hearing in data.draw(hearings(scenario)):
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
