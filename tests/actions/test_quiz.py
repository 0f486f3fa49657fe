"""The quiz, turn by turn. Rasa's part is played by the test, and the ear hears what is written:
`a=heard` for the point "a". The clock stands at Saturday 21 November 2026, 09:00 UTC."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from coaching.domain.quiz.events import QuizAnswered, QuizAsked, QuizLeft
from coaching.domain.quiz.judging import Verdict
from coaching.domain.quiz.spacing import Standing
from coaching.services.quiz.rounds import find_round
from tests.actions.talk import Talk
from tests.services.house import OTHER
from tests.services.quizzes import a_question, publish_quiz

RIGHT, PARTLY, WRONG = "a=heard b=heard", "a=heard", "a=wrong"
TODAY = date(2026, 11, 21)


@pytest.fixture
def quiz(talk: Talk) -> Talk:
    """A talk whose playbook has six questions on closing and one on the approach."""
    closing = [a_question(f"q{n}") for n in range(6)]
    publish_quiz(talk.house, *closing, a_question("opening", "approach"))
    return talk


def standings(talk: Talk) -> dict[str, Standing]:
    with talk.house.store.reading() as reads:
        return {each.question: each for each in reads.quiz_standings(talk.person.id)}


def asked(talk: Talk) -> str:
    """The id of the question that is open."""
    with talk.house.store.reading() as reads:
        playbook = talk.house.playbooks.latest(reads)
        found = find_round(reads, playbook, talk.stored())
    assert found is not None
    return found.asked.question


def is_open(talk: Talk) -> bool:
    with talk.house.store.reading() as reads:
        playbook = talk.house.playbooks.latest(reads)
        return find_round(reads, playbook, talk.stored()) is not None


def answer(talk: Talk, text: str, intent: str = "nlu_fallback") -> str:
    return talk.say(text, intent, confidence=0.3)


def test_a_quiz_asks_five_questions_unless_told_otherwise(quiz: Talk) -> None:
    said = quiz.say("quiz me on closing", "start_quiz")
    assert "1/5: What of q" in said
    assert quiz.labels() == ["Hint", "I don't know", "Stop here"]


def test_a_number_of_questions_is_kept_to(quiz: Talk) -> None:
    assert "1/2" in quiz.say("2 questions on closing", "start_quiz")
    answer(quiz, RIGHT)
    said = answer(quiz, RIGHT)
    assert "2 right" in said
    assert not is_open(quiz)


def test_no_more_is_asked_than_there_is(quiz: Talk) -> None:
    said = quiz.say("8 questions on closing", "start_quiz")
    assert "1/6" in said
    assert "no more than 6" in said


def test_ten_is_the_most(talk: Talk) -> None:
    publish_quiz(talk.house, *(a_question(f"q{n:02}") for n in range(14)))
    said = talk.say("30 questions on closing", "start_quiz")
    assert "1/10" in said
    assert "the most" in said


def test_nothing_is_asked_on_a_part_without_questions(quiz: Talk) -> None:
    said = quiz.say("quiz me on schools", "start_quiz")
    assert "no questions on the schools of selling" in said
    assert not is_open(quiz)
    assert "1/5" in quiz.tap("Anything else")


def test_a_button_names_the_part(quiz: Talk) -> None:
    said = quiz.say("Quiz me", "start_quiz", entities={"stage": "approach"})
    assert "What of opening?" in said


def test_an_answer_is_met_with_its_own_words_and_the_source(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    first = asked(quiz)
    said = answer(quiz, "well, a=heard and b=wrong")
    assert said.startswith("Partly right.")
    assert f"✓ {first} is a: “a=heard”" in said
    assert f"✗ {first} is b. You said: “b=wrong”" in said
    assert f"The answer to {first}. (Source: somebody, 1988)" in said
    assert "2/5" in said
    assert asked(quiz) != first


def test_what_is_missing_is_named(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    first = asked(quiz)
    assert f"– missing: {first} is b" in answer(quiz, PARTLY)


def test_what_cannot_be_told_is_not_marked(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    first = asked(quiz)
    said = answer(quiz, "a=heard b=unsure")
    assert "not mark it" in said
    assert f"The answer to {first}." in said
    assert standings(quiz)[first].result is Verdict.UNSURE


def test_standings_are_kept_with_the_turn(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    order = []
    for text in (RIGHT, PARTLY, WRONG):
        order.append(asked(quiz))
        answer(quiz, text)
    found = standings(quiz)
    assert [(found[id].result, (found[id].due - TODAY).days) for id in order] == [
        (Verdict.FULL, 1),
        (Verdict.PARTLY, 1),
        (Verdict.NOT_RIGHT, 0),
    ]


def test_the_sum_says_what_comes_back_when(quiz: Talk) -> None:
    quiz.say("4 questions on closing", "start_quiz")
    for text in (RIGHT, PARTLY, WRONG):
        answer(quiz, text)
    said = quiz.say("no idea", "say_unknown")
    assert "1 right, 1 partly right, 1 not right yet, 1 passed" in said
    assert "2 in the next quiz, 2 tomorrow" in said
    assert quiz.labels()[-1] == "Another round"


def test_what_was_wrong_is_asked_first_the_next_time(quiz: Talk) -> None:
    quiz.say("3 questions on closing", "start_quiz")
    answer(quiz, RIGHT)
    weak = asked(quiz)
    answer(quiz, WRONG)
    answer(quiz, RIGHT)
    said = quiz.say("quiz me on closing", "start_quiz")
    assert "Due again: 1." in said
    assert asked(quiz) == weak


def test_a_right_answer_comes_back_after_one_three_and_seven_days(quiz: Talk) -> None:
    days = []
    for _ in range(3):
        quiz.say("1 questions on approach", "start_quiz", entities={"stage": "approach"})
        answer(quiz, RIGHT)
        due = standings(quiz)["opening"].due
        today = quiz.house.clock.now().date()
        days.append((due - today).days)
        quiz.house.clock.pass_seconds((due - today) / timedelta(seconds=1))
    assert days == [1, 3, 7]


def test_the_quiz_of_one_person_is_nothing_to_another(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    answer(quiz, WRONG)
    quiz.person = OTHER
    quiz.session = quiz.house.sessions.begin_talk(OTHER)
    assert "All of it is new to you." in quiz.say("quiz me on closing", "start_quiz")


def test_stopping_keeps_what_was_answered(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    answer(quiz, RIGHT)
    said = quiz.say("stop", "leave_walk")
    assert "1 right" in said
    assert not is_open(quiz)
    assert len(standings(quiz)) == 1


def test_stopping_before_any_answer_counts_nothing(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    assert "right" not in quiz.say("stop", "leave_walk")
    assert standings(quiz) == {}


def test_a_hint_warns_of_the_usual_mistake_and_then_gives_a_point(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    first = asked(quiz)
    assert "wrong a 0" in quiz.tap("Hint")
    assert f"{first} is a" in quiz.say("another hint", "ask_hint")
    assert asked(quiz) == first
    assert standings(quiz) == {}


def test_why_says_why_this_one_is_asked(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    assert "not been asked this before" in quiz.say("why do you ask?", "ask_why")
    answer(quiz, WRONG)
    quiz.say("quiz me on closing", "start_quiz")
    assert "it was not right" in quiz.say("why?", "ask_why")


def test_a_digression_is_answered_and_the_question_asked_again(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    first = asked(quiz)
    said = quiz.say("show my deals", "list_deals")
    assert "Acme Bakeries" in said
    assert said.endswith(f"1/5: What of {first}?")
    assert asked(quiz) == first


def test_a_question_to_the_coach_is_no_answer(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    first = asked(quiz)
    said = quiz.say("near it, but what is next for acme?", "ask_next_step")
    assert "Acme Bakeries" in said
    assert asked(quiz) == first


def test_an_answer_counts_whatever_it_sounds_like(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    for intent in ("ask_next_step", "leave_walk", "list_deals"):
        assert "Partly right." in quiz.say(PARTLY, intent)
    assert len(standings(quiz)) == 3


def test_a_statement_on_selling_is_an_answer_even_if_wrong(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    assert "Not right yet." in quiz.say("near to it", "ask_closing_advice")


def test_a_wish_to_be_reminded_is_never_an_answer(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    said = quiz.say("remind me on Thursday at 3 to call Dana", "schedule_followup")
    assert "Thursday 26 November 2026" in said
    assert standings(quiz) == {}


def test_what_has_nothing_to_do_with_it_is_not_marked(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    first = asked(quiz)
    assert "not mark it" in answer(quiz, "bananas")
    assert asked(quiz) == first
    assert standings(quiz) == {}


def test_qualifying_takes_the_place_of_a_quiz_and_the_other_way_round(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    quiz.say("qualify acme", "qualify_deal")
    assert not is_open(quiz)
    assert "Back to Acme" in quiz.say("show my deals", "list_deals")
    quiz.say("quiz me on closing", "start_quiz")
    said = quiz.say("show my deals", "list_deals")
    assert "Back to Acme" not in said
    assert "Back to the quiz." in said


def test_a_question_that_was_taken_out_does_not_count(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    gone = asked(quiz)
    publish_quiz(quiz.house, *(a_question(f"q{n}") for n in range(6) if f"q{n}" != gone))
    said = answer(quiz, RIGHT)
    assert "taken out" in said
    assert asked(quiz) != gone
    assert standings(quiz) == {}


def test_a_quiz_whose_questions_are_all_gone_ends(quiz: Talk) -> None:
    quiz.say("quiz me on closing", "start_quiz")
    publish_quiz(quiz.house, a_question("opening", "approach"))
    answer(quiz, RIGHT)
    assert not is_open(quiz)


def test_everything_that_happened_is_kept(quiz: Talk) -> None:
    quiz.say("1 questions on approach", "start_quiz", entities={"stage": "approach"})
    answer(quiz, RIGHT)
    kept = quiz.house.events(quiz.session)
    assert [type(event) for event in kept] == [QuizAsked, QuizAnswered, QuizLeft]
    assert [point.quote for point in kept[1].points] == ["a=heard", "b=heard"]


def test_the_same_turn_always_asks_the_same(tmp_path: Path) -> None:
    first = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        talk = Talk(folder)
        publish_quiz(talk.house, *(a_question(f"q{n}") for n in range(6)))
        first.append(talk.say("quiz me on closing", "start_quiz"))
    assert first[0] == first[1]
