"""One turn: stored before it is heard, answered once, failed for good."""

from dataclasses import replace

import pytest

from coaching.domain.errors import (
    Moved,
    NotAllowed,
    NotFound,
    Refused,
    StillAnswering,
    TurnReused,
)
from coaching.domain.events import PracticeEnded, PracticeSubmitted, ReplyAssessed
from coaching.domain.sessions import Decision, Speaker, Spoken, TurnState
from coaching.services.dialogue import FromBot, Said
from tests.services.house import OTHER, REP, TestHouse

WORDS = Decision(said=(Spoken(Speaker.BUYER, "Yes?"),))
STATE = {"events": []}


def test_a_turn_is_stored_as_received_before_anybody_hears_it(house: TestHouse) -> None:
    session = house.practice()
    house.accept(session, "acknowledge", "t-a")
    kept = house.converse.read(session.id, "t-a")
    assert (kept.state, kept.text, kept.seq) == (TurnState.RECEIVED, "acknowledge", 1)


def test_the_same_id_and_words_give_the_stored_turn(house: TestHouse) -> None:
    session = house.practice()
    first = house.accept(session, "acknowledge", "t-a")
    assert house.accept(session, "acknowledge", "t-a") == first
    assert house.stored(session).turns == 2


def test_the_same_id_with_other_words_is_refused(house: TestHouse) -> None:
    session = house.practice()
    house.accept(session, "acknowledge", "t-a")
    with pytest.raises(TurnReused):
        house.accept(session, "restate", "t-a")


def test_a_second_turn_waits_for_the_first(house: TestHouse) -> None:
    session = house.practice()
    house.accept(session, "acknowledge", "t-a")
    with pytest.raises(StillAnswering):
        house.accept(session, "restate", "t-b")
    assert house.stored(session).turns == 2


def test_a_foreign_session_looks_like_an_unknown_one(house: TestHouse) -> None:
    session = house.practice()
    for id in (session.id, "s-none"):
        with pytest.raises(NotFound):
            house.converse.accept(OTHER, id, "t-a", Said(text="hello"))


def test_an_answer_stores_words_events_and_state_together(house: TestHouse) -> None:
    session = house.practice()
    turn = house.say(session, "acknowledge explore_open")
    assert turn.state is TurnState.ANSWERED
    assert [reply.speaker for reply in turn.replies] == [Speaker.BUYER]
    assert isinstance(house.events(session)[2], ReplyAssessed)
    spoken = house.events(session)[-1]
    assert house.stored(session).trust == spoken.state.trust > (session.trust or 0)


def test_an_answer_to_something_that_moved_is_thrown_away(house: TestHouse) -> None:
    session = house.practice()
    turn = house.accept(session, "acknowledge")
    sent = house.converse.prepare(session.id, turn.id)
    assert sent is not None
    stale = replace(WORDS, reads={session.id: house.stored(session).version - 1})
    with pytest.raises(Moved):
        house.converse.answer(sent, FromBot(stale, STATE))
    assert house.converse.read(session.id, turn.id).state is TurnState.RECEIVED


def test_a_late_second_answer_changes_nothing(house: TestHouse) -> None:
    session = house.practice()
    turn = house.accept(session, "acknowledge")
    sent = house.converse.prepare(session.id, turn.id)
    assert sent is not None
    answer = FromBot(house.decide(sent), STATE)
    first = house.converse.answer(sent, answer)
    events = house.events(session)
    assert house.converse.answer(sent, answer) == first
    assert house.events(session) == events


def test_nobody_else_gets_a_turn_while_it_is_leased(house: TestHouse) -> None:
    session = house.practice()
    turn = house.accept(session, "acknowledge")
    assert house.converse.prepare(session.id, turn.id) is not None
    assert house.converse.prepare(session.id, turn.id) is None
    house.clock.pass_seconds(11)
    assert house.converse.lapsed() == [(session.id, turn.id)]
    assert house.converse.prepare(session.id, turn.id) is not None


def test_the_third_failed_try_fails_the_turn_for_good(house: TestHouse) -> None:
    session = house.practice()
    turn = house.accept(session, "acknowledge")
    states = []
    for _ in range(3):
        sent = house.converse.prepare(session.id, turn.id)
        assert sent is not None
        states.append(house.converse.miss(sent, counted=True).state)
        house.clock.pass_seconds(2)
    assert states == [TurnState.RECEIVED, TurnState.RECEIVED, TurnState.FAILED]
    assert house.converse.prepare(session.id, turn.id) is None


def test_a_turn_that_nobody_could_hear_is_tried_for_a_minute(house: TestHouse) -> None:
    session = house.practice()
    turn = house.accept(session, "acknowledge")
    for _ in range(29):
        sent = house.converse.prepare(session.id, turn.id)
        assert sent is not None
        assert house.converse.miss(sent, counted=False).state is TurnState.RECEIVED
        house.clock.pass_seconds(2)
    house.clock.pass_seconds(2)
    assert house.converse.prepare(session.id, turn.id) is None
    assert house.converse.read(session.id, turn.id).state is TurnState.FAILED


def test_after_a_failure_the_person_can_go_on(house: TestHouse) -> None:
    session = house.practice()
    turn = house.accept(session, "acknowledge")
    house.clock.pass_seconds(61)
    assert house.converse.prepare(session.id, turn.id) is None
    assert house.say(session, "acknowledge").state is TurnState.ANSWERED


def test_a_coach_talk_cannot_cause_what_belongs_to_a_practice(house: TestHouse) -> None:
    talk = house.sessions.begin_talk(REP)
    turn = house.accept(talk, "hello")
    sent = house.converse.prepare(talk.id, turn.id)
    assert sent is not None
    for event in (PracticeEnded(None, "stopped", ""), PracticeSubmitted()):
        with pytest.raises(NotAllowed):
            house.converse.answer(sent, FromBot(Decision(events=(event,)), STATE))


def test_an_ended_practice_takes_no_more_replies(house: TestHouse) -> None:
    session = house.practice()
    while house.stored(session).outcome is None:
        house.say(session, "pressure argue")
    with pytest.raises(Refused):
        house.accept(session, "acknowledge")
    assert house.accept(session, "debrief").state is TurnState.RECEIVED


@pytest.mark.parametrize("text", ["hint", "HINT.", " pause ", "Stop practice!", "debrief"])
def test_control_words_lay_the_loop_aside(house: TestHouse, text: str) -> None:
    session = house.practice()
    turn = house.accept(session, text)
    sent = house.converse.prepare(session.id, turn.id)
    assert sent is not None
    assert (sent.laid_aside, sent.dialogue) == (True, None)
    assert sent.parse is not None


def test_words_to_the_coach_are_left_to_be_understood(house: TestHouse) -> None:
    session = house.practice()
    turn = house.accept(session, "Coach, how do I close this?")
    sent = house.converse.prepare(session.id, turn.id)
    assert sent is not None
    assert (sent.text, sent.parse, sent.laid_aside) == ("how do I close this?", None, True)


def test_calling_the_coach_without_a_word_asks_what_it_can_do(house: TestHouse) -> None:
    session = house.practice()
    turn = house.accept(session, "coach,")
    sent = house.converse.prepare(session.id, turn.id)
    assert sent is not None
    assert sent.parse is not None
    assert (sent.parse["intent"]["name"], sent.laid_aside) == ("ask_capabilities", True)


@pytest.mark.parametrize("text", ["/restart", "can you give me a hint about your budget?", "stop"])
def test_everything_else_is_a_reply_to_the_buyer(house: TestHouse, text: str) -> None:
    session = house.practice()
    turn = house.accept(session, text)
    sent = house.converse.prepare(session.id, turn.id)
    assert sent is not None
    assert sent.parse is not None
    assert (sent.parse["intent"]["name"], sent.text) == ("give_reply", text)
