"""Choosing what to rehearse, and small talk."""

import pytest

from coaching.domain.events import PracticeOpened
from tests.actions.talk import Talk


def opened(talk: Talk) -> list[str]:
    events = talk.house.events(talk.session)
    return [event.scenario for event in events if isinstance(event, PracticeOpened)]


def test_a_step_shows_its_own_exercises(talk: Talk) -> None:
    talk.say("practise objections", "practise_objections")
    titles = {
        s.title for s in talk.playbook().scenarios.values() if s.stage == "meeting_objections"
    }
    assert set(talk.labels()) <= titles


def test_a_step_without_an_exercise_says_so_and_offers_its_quiz(talk: Talk) -> None:
    """When the first exercise for follow-up is written, this test needs another step."""
    said = talk.say("practise following up", "practise_follow_up")
    assert "no rehearsal for follow-up yet" in said
    assert talk.labels()[0] == "Quiz me on follow-up"


@pytest.mark.parametrize(
    ("words", "scenario"),
    [
        ("the payroll one", "price-payroll"),
        ("something with a hospital", "condition-hospital"),
        ("let me talk to Dana Whitlock", "price-payroll"),
        ("the clinic", "brushoff-clinic"),
    ],
)
def test_an_exercise_is_found_by_what_it_is_about(talk: Talk, words: str, scenario: str) -> None:
    talk.say(words, "choose_scenario")
    assert opened(talk) == [scenario]


def test_an_exercise_is_chosen_by_its_place_and_by_how_hard_it_is(talk: Talk) -> None:
    talk.say("practise the first call", "practise_approach")
    titles = talk.labels()
    talk.say("number two", "choose_scenario")
    talk.say("practise the first call", "practise_approach")
    talk.say("the easiest one please", "choose_scenario")
    by_title = {s.title: s for s in talk.playbook().scenarios.values()}
    levels = {title: by_title[title].level.number for title in titles}
    easiest = min(titles, key=levels.__getitem__)
    assert opened(talk) == [by_title[titles[1]].id, by_title[easiest].id]


def test_of_several_that_are_equally_easy_one_may_choose(talk: Talk) -> None:
    talk.say("practise objections", "practise_objections")
    talk.tap(talk.labels()[0])
    talk.say("practise objections", "practise_objections")
    by_title = {s.title: s for s in talk.playbook().scenarios.values()}
    levels = {title: by_title[title].level.number for title in talk.labels()}
    assert "More than one fits" in talk.say("the easiest one please", "choose_scenario")
    easiest = {title for title, level in levels.items() if level == min(levels.values())}
    assert set(talk.labels()) == easiest


def test_exercises_that_were_tried_come_last(talk: Talk) -> None:
    talk.say("practise the first call", "practise_approach")
    first = talk.labels()[0]
    talk.tap(first)
    talk.say("practise the first call", "practise_approach")
    assert talk.labels()[-1] == first


def test_exercises_that_were_not_tried_push_the_others_off_a_long_list(talk: Talk) -> None:
    talk.say("practise objections", "practise_objections")
    first = talk.labels()[0]
    talk.tap(first)
    assert "more: describe the buyer" in talk.say("practise objections", "practise_objections")
    assert first not in talk.labels()


def test_small_talk_is_answered_by_what_it_is_about(talk: Talk) -> None:
    assert "software" in talk.say("are you a robot?", "make_smalltalk") or "program" in talk.say(
        "are you a robot?", "make_smalltalk"
    )


def test_there_is_not_enough_data_before_three_practices(talk: Talk) -> None:
    said = talk.say("where am I weak", "ask_weakness")
    assert "not enough data" in said
    assert "that I could judge: 0" in said
