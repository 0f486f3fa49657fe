"""Events survive the way to JSON and back unchanged."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain import events as e
from coaching.domain.practice.buyer import BuyerState
from coaching.domain.practice.judging import Assessment, Band
from coaching.domain.practice.moves import FoundMove, HeardTopic, Move
from coaching.domain.sessions import Mode
from coaching.domain.stages import Outcome

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
numbers = st.integers(0, 100)
moves = st.builds(FoundMove, st.sampled_from(Move), words, numbers, numbers, st.floats(0, 1), words)
states = st.builds(
    BuyerState,
    trust=numbers,
    patience=numbers,
    opened=st.lists(words, max_size=3).map(tuple),
    said=st.lists(words, max_size=5).map(tuple),
    counts=st.dictionaries(st.sampled_from([str(move) for move in Move]), numbers),
    replies=numbers,
    settled=st.booleans(),
    seconds=numbers,
)
assessments = st.builds(
    Assessment,
    st.sampled_from(Band),
    st.none() | numbers,
    words,
    words,
    st.lists(moves, max_size=4).map(tuple),
    st.none() | words,
)
topics = st.lists(st.builds(HeardTopic, words, st.floats(0, 1), words), max_size=2).map(tuple)
events = st.one_of(
    st.builds(
        e.PracticeOpened,
        words,
        st.sampled_from(Mode),
        numbers,
        words,
        st.none() | words,
        numbers,
    ),
    st.builds(e.ReplyAssessed, words, assessments, topics, words),
    st.builds(e.BuyerSpoke, words, words, words, states),
    st.builds(e.HintGiven, st.sampled_from(Move), st.integers(1, 2)),
    st.builds(e.PracticeEnded, st.none() | st.sampled_from(Outcome), words, words),
    st.just(e.PracticePaused()),
    st.just(e.PracticeResumed()),
    st.just(e.PracticeSubmitted()),
)


@given(events)
def test_an_event_comes_back_as_it_was(event: e.Event) -> None:
    record = json.loads(json.dumps(e.event_to_record(event)))
    assert e.event_from_record(record) == event


def test_a_judgement_from_before_the_coach_asked_has_no_question() -> None:
    told = e.ReplyAssessed("Hm.", Assessment(Band.NOT_SCORED, None, "You …", "reply.x"), (), "a")
    record = e.event_to_record(told)
    del record["body"]["assessment"]["question"]
    assert e.event_from_record(record) == told


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"type": "Nothing", "body": {}},
        {"type": "HintGiven", "body": None},
        {"type": "HintGiven", "body": {"move": "confirm"}},
        {"type": "HintGiven", "body": {"move": "dance", "step": 1}},
        {"type": "HintGiven", "body": {"move": "confirm", "step": "1"}},
        {"type": "HintGiven", "body": {"move": "confirm", "step": 1, "more": 2}},
        {"type": "PracticeEnded", "body": {"outcome": "bliss", "ending": "", "cause": ""}},
    ],
)
def test_a_record_that_does_not_fit_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        e.event_from_record(record)
