"""Questions in a talk, turn by turn: answers, words on the last answer, and steps."""

from collections.abc import Callable
from pathlib import Path

import pytest

from actions import advice, knowledge
from coaching.domain.knowledge.entries import Entry
from coaching.domain.stages import Stage
from coaching.services.knowledge.answering import why_of_last
from tests.actions import talk as talks
from tests.actions.talk import Talk


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Talk:
    rules = {
        "ask_concept": knowledge.AnswerQuestion,
        "ask_topic": knowledge.AnswerQuestion,
        "ask_which_step": knowledge.FindStep,
        "ask_closing_advice": advice.AdviseOnStage,
    }
    monkeypatch.setattr(talks, "RULES", {**talks.RULES, **rules})
    return Talk(tmp_path)


def entry(talk: Talk, id: str) -> Entry:
    return talk.playbook().knowledge.entries[id]


def some(talk: Talk, fits: Callable[[Entry], object]) -> Entry:
    return next(each for each in talk.playbook().knowledge.entries.values() if fits(each))


def test_a_question_is_answered_with_related_topics_to_tap(asked: Talk) -> None:
    known = talked = some(asked, lambda e: len(e.related) >= 2)
    assert asked.say(known.id, "ask_concept").startswith(talked.answer)
    first = entry(asked, known.related[0])
    assert asked.labels()[0] == first.title
    assert asked.tap(first.title).startswith(first.answer)


def test_no_answer_has_more_than_three_buttons(asked: Talk) -> None:
    for id in list(asked.playbook().knowledge.entries)[:40]:
        asked.say(id, "ask_concept")
        assert len(asked.labels()) <= 3


def test_a_word_on_the_last_answer_is_about_that_answer(asked: Talk) -> None:
    known = some(asked, lambda e: e.why and e.example and e.b2b and e.b2c)
    asked.say(known.id, "ask_concept")
    assert (known.why or "") in asked.say("why", "ask_concept")
    assert (known.example or "") in asked.say("example", "ask_concept")
    assert known.source.rstrip(".") in asked.say("source", "ask_concept")
    assert (known.b2c or "") in asked.say("market", "ask_concept")
    assert (known.b2b or "") in asked.say("more", "ask_concept")


def test_what_an_entry_has_not_is_said_plainly(asked: Talk) -> None:
    known = some(asked, lambda e: not e.example)
    asked.say(known.id, "ask_concept")
    assert "no example" in asked.say("example", "ask_concept")


def test_a_word_on_an_answer_without_an_answer_is_unknown(asked: Talk) -> None:
    assert "I do not know" in asked.say("why", "ask_concept")


def test_what_is_unknown_is_said_and_the_nearest_is_offered(asked: Talk) -> None:
    assert "I do not know" in asked.say("how to boil an egg", "ask_concept")
    assert len(asked.labels()) == 2


def test_a_wrong_premise_is_set_right_in_the_talk(asked: Talk) -> None:
    said = asked.say("who at Gartner invented BANT", "ask_concept")
    assert said.startswith("BANT comes from IBM")


def test_the_reason_behind_the_last_answer_can_be_asked_for(asked: Talk) -> None:
    known = some(asked, lambda e: e.why)
    asked.say(known.id, "ask_concept")
    with asked.house.store.reading() as reads:
        inquiry = knowledge.Inquiry(reads, asked.playbook(), asked.session, asked.mind.librarian)
        found = why_of_last(inquiry)
    assert found is not None
    seq, decision = found
    assert seq == 0
    assert (known.why or "") in decision.said[0].text


def test_advice_on_a_step_answers_the_question_that_was_asked(asked: Talk) -> None:
    said = asked.say("how about a trial_close then", "ask_closing_advice")
    assert said.startswith(entry(asked, "trial_close").answer)


def test_advice_in_other_words_says_how_the_step_is_done(asked: Talk) -> None:
    said = asked.say("how do I bring this home", "ask_closing_advice")
    assert said.startswith(entry(asked, "closing_do").answer)


def test_a_button_for_advice_gives_the_card_of_the_step(asked: Talk) -> None:
    said = asked.say("Closing", "ask_closing_advice")
    assert asked.playbook().stages[Stage.CLOSING].what in said


def test_a_situation_is_told_its_step_and_what_ends_it(asked: Talk) -> None:
    said = asked.say("I am in the closing now", "ask_which_step")
    guide = asked.playbook().stages[Stage.CLOSING]
    assert "step 6 of 7" in said
    assert guide.done_when in said
    assert asked.labels()


def test_a_situation_between_two_steps_is_asked_about(asked: Talk) -> None:
    asked.say("approach or presentation or so", "ask_which_step")
    names = [entry(asked, f"{s}_what").title for s in (Stage.APPROACH, Stage.PRESENTATION)]
    guides = [asked.playbook().stages[s].name for s in (Stage.APPROACH, Stage.PRESENTATION)]
    assert asked.labels() in (names, guides)


def test_a_situation_that_says_nothing_is_asked_about_in_words(asked: Talk) -> None:
    assert "cannot tell" in asked.say("hm", "ask_which_step")
