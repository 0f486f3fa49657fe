"""Where somebody is weak, from their own finished practices."""

from pathlib import Path

import pytest

from coaching.domain.sessions import Decision
from coaching.services.dialogue import FromBot
from coaching.services.opening import PRACTICE_DIALOGUE
from coaching.services.practice import find_practice, stop
from coaching.services.weakness import ask_weakness, finished
from tests.services.house import REP, TestHouse


@pytest.fixture
def house(tmp_path: Path) -> TestHouse:
    return TestHouse(tmp_path)


def practise(house: TestHouse, *replies: str) -> None:
    """One practice with these replies, stopped after them."""
    session = house.practice()
    for reply in replies:
        house.say(session, reply)
    turn = house.accept(session, "stop practice")
    sent = house.converse.prepare(session.id, turn.id)
    assert sent is not None
    with house.store.reading() as reads:
        decided = stop(find_practice(reads, house.playbooks, session.id))
    house.converse.answer(sent, FromBot(decided, PRACTICE_DIALOGUE))


def asked(house: TestHouse) -> Decision:
    talk = house.sessions.begin_talk(REP)
    with house.store.reading() as reads:
        playbook = house.playbooks.latest(reads)
        return ask_weakness(reads, house.playbooks, playbook, talk)


def test_two_practices_are_not_enough(house: TestHouse) -> None:
    for _ in range(2):
        practise(house, "acknowledge explore_open")
    said = asked(house).said[0]
    assert "that I could judge: 2." in said.text


def test_three_say_which_points_are_lost_and_what_is_behind_it(house: TestHouse) -> None:
    for _ in range(3):
        practise(house, "acknowledge explore_open", "acknowledge")
    said = asked(house).said[0]
    assert "last 3 finished practices (6 replies)" in said.text
    assert "over 3 practices with 6 replies" in said.text
    (button,) = said.buttons
    assert button.intent == "open_scenario"
    assert button.entities["scenario"]


def test_only_what_could_be_judged_counts_and_only_ones_own(house: TestHouse) -> None:
    practise(house, "mumble")
    practise(house, "acknowledge")
    with house.store.reading() as reads:
        assert len(finished(reads, house.playbooks, REP.id)) == 1
        assert finished(reads, house.playbooks, "u-other") == []
