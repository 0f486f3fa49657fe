"""Whole sessions: begun, read, shared, replayed, each by those who may."""

import pytest

from coaching.domain.errors import NotFound, Refused
from coaching.domain.events import BuyerSpoke
from coaching.domain.ports import SessionFilter
from coaching.domain.sessions import Session, SessionState, Speaker
from tests.services.house import CHIEF, OTHER, REP, TestHouse


def ended_practice(house: TestHouse) -> Session:
    session = house.practice()
    while house.stored(session).state is not SessionState.ENDED:
        house.say(session, "pressure argue")
    return house.stored(session)


def test_a_practice_begins_with_the_buyers_line(house: TestHouse) -> None:
    reading = house.sessions.read(REP, house.practice().id)
    assert [turn.seq for turn in reading.turns] == [0]
    assert reading.turns[0].replies[0].speaker is Speaker.BUYER


def test_an_unknown_scenario_begins_nothing(house: TestHouse) -> None:
    with pytest.raises(NotFound):
        house.practice("no-such-scenario")
    assert house.sessions.mine(REP, SessionFilter()) == []


def test_a_private_practice_is_unknown_to_the_manager_until_it_is_shared(
    house: TestHouse,
) -> None:
    session = ended_practice(house)
    with pytest.raises(NotFound):
        house.sessions.read(CHIEF, session.id)
    assert house.sessions.shared(CHIEF, SessionFilter()) == []
    house.sessions.submit(REP, session.id)
    assert house.sessions.read(CHIEF, session.id).session.id == session.id
    assert [s.id for s, _ in house.sessions.shared(CHIEF, SessionFilter())] == [session.id]


def test_nobody_of_another_team_sees_a_shared_practice(house: TestHouse) -> None:
    session = ended_practice(house)
    house.sessions.submit(REP, session.id)
    with pytest.raises(NotFound):
        house.sessions.read(OTHER, session.id)
    assert house.sessions.shared(OTHER, SessionFilter()) == []


def test_a_coach_talk_is_nobody_elses(house: TestHouse) -> None:
    talk = house.sessions.begin_talk(REP)
    with pytest.raises(NotFound):
        house.sessions.read(CHIEF, talk.id)


def test_only_an_ended_practice_of_ones_own_can_be_shared(house: TestHouse) -> None:
    running = house.practice()
    with pytest.raises(Refused):
        house.sessions.submit(REP, running.id)
    with pytest.raises(NotFound):
        house.sessions.submit(OTHER, ended_practice(house).id)


def test_sharing_twice_changes_nothing_more(house: TestHouse) -> None:
    session = ended_practice(house)
    first = house.sessions.submit(REP, session.id)
    assert house.sessions.submit(REP, session.id) == first


def test_an_ended_practice_has_a_debrief_and_a_running_one_has_none(house: TestHouse) -> None:
    assert house.sessions.read(REP, house.practice().id).debrief is None
    ended = house.sessions.read(REP, ended_practice(house).id)
    assert ended.debrief is not None
    assert ended.debrief.score == ended.session.score


def test_reading_a_debrief_twice_gives_the_same(house: TestHouse) -> None:
    session = ended_practice(house)
    assert house.sessions.read(REP, session.id) == house.sessions.read(REP, session.id)


def test_a_replay_stands_where_the_old_practice_stood(house: TestHouse) -> None:
    session = house.practice()
    house.say(session, "acknowledge explore_open")
    before = house.events(session)[-1]
    house.say(session, "pressure")
    again = house.sessions.replay(REP, session.id, from_turn=2)
    events = house.events(again)
    assert events[-1] == before
    assert isinstance(before, BuyerSpoke)
    assert (again.trust, again.turns, again.replayed_from) == (before.state.trust, 2, session.id)
    assert house.say(again, "acknowledge").seq == 2


def test_a_turn_without_a_reply_cannot_be_replayed(house: TestHouse) -> None:
    session = house.practice()
    with pytest.raises(Refused):
        house.sessions.replay(REP, session.id, from_turn=1)
    with pytest.raises(NotFound):
        house.sessions.replay(OTHER, session.id, from_turn=1)


def test_there_is_one_running_talk_with_the_coach(house: TestHouse) -> None:
    assert house.sessions.begin_talk(REP).id == house.sessions.begin_talk(REP).id
