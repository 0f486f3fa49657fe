"""Quiz answers: which points they make, in which words; and what is no answer."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.domain.quiz.judging import JudgedAnswer, Mark, Unfit, Verdict, verdict
from coaching.domain.quiz.question import ANYTHING, Quiz, QuizPoint, QuizQuestion
from coaching.nlp.english import parse
from coaching.nlp.quiz import evaluate as evaluate_quiz
from coaching.nlp.quiz.ear import TrainedQuizEar
from coaching.nlp.quiz.features import FORMS, QuestionMatter, Taken, rows
from coaching.nlp.quiz.model import QUIZ, QuizMissing
from coaching.nlp.quiz.opposites import forms, negations, opposed
from coaching.nlp.quiz.train import inputs_hash, learn, main, trained
from coaching.nlp.quiz.units import MOST_UNITS, take_apart
from coaching.playbook import load_playbook
from coaching.playbook.quiz_answers import read_labelled_quiz
from encoder import Encoder

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def quiz() -> Quiz:
    return load_playbook(REPOSITORY / "playbook")[0].quiz


@pytest.fixture(scope="session")
def ear(quiz: Quiz, tmp_path_factory: pytest.TempPathFactory) -> TrainedQuizEar:
    """What was trained in this checkout, or trained now if that is out of date."""
    answers = read_labelled_quiz(REPOSITORY / "playbook/quiz/answers", quiz.questions)
    encoder = Encoder.load()
    inputs = inputs_hash(answers, quiz.questions, encoder.fingerprint)
    folder = REPOSITORY / QUIZ
    if not trained(folder, inputs):
        folder = tmp_path_factory.mktemp("quiz")
        learn(answers, quiz.questions, encoder, inputs).save(folder)
    return TrainedQuizEar.load(folder)


@pytest.fixture(scope="session")
def advance(quiz: Quiz) -> QuizQuestion:
    return quiz.questions["closing_advance"]


def marks(judged: JudgedAnswer) -> dict[str, Mark]:
    return {each.point: each.mark for each in judged.points}


def test_a_full_answer_in_other_words_is_right(ear: TrainedQuizEar, advance: QuizQuestion) -> None:
    text = "no, nothing happened: the customer commits to nothing and no day was agreed"
    judged = ear.judge(text, advance)
    assert verdict(advance, judged.points) is Verdict.FULL


def test_the_opposite_in_the_same_words_is_wrong(
    ear: TrainedQuizEar, advance: QuizQuestion
) -> None:
    text = "yes, that is an advance, the buyer agreed to do something"
    found = marks(ear.judge(text, advance))
    assert found["not_an_advance"] is Mark.WRONG
    assert Mark.HEARD not in found.values()


def test_the_evidence_is_the_exact_words(ear: TrainedQuizEar, advance: QuizQuestion) -> None:
    text = "Hm. I'd say it's just a continuation; there isn't any date."
    judged = ear.judge(text, advance)
    for point in judged.points:
        assert text[point.start : point.end] == point.quote
    quotes = {each.point: each.quote for each in judged.points}
    assert "date" in quotes["no_date"]


def test_a_list_of_names_is_an_answer_where_a_list_is_asked_for(
    ear: TrainedQuizEar, quiz: Quiz
) -> None:
    letters = quiz.questions["qualifying_bant_letters"]
    found = marks(ear.judge("budget authority need timing", letters))
    assert set(found.values()) == {Mark.HEARD}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Unfit.NO_WORDS),
        ("🙂🙂🙂", Unfit.NO_WORDS),
        ("... !!! ???", Unfit.NO_WORDS),
        ("buyer action date calendar commitment advance", Unfit.WORD_PILE),
        ("your buyer says send me something and we'll see, is that an advance?", Unfit.COPIED),
    ],
)
def test_what_is_no_answer_is_told_and_earns_nothing(
    ear: TrainedQuizEar, advance: QuizQuestion, text: str, why: Unfit
) -> None:
    judged = ear.judge(text, advance)
    assert judged.unfit is why
    assert set(marks(judged).values()) == {Mark.MISSING}


def test_a_wish_of_another_kind_is_far_from_any_answer(
    ear: TrainedQuizEar, advance: QuizQuestion
) -> None:
    assert ear.judge("show me my deals", advance).near < 0.6
    assert ear.judge("the buyer agreed to nothing", advance).near > 0.6


def test_a_question_is_known_by_its_form(ear: TrainedQuizEar, advance: QuizQuestion) -> None:
    assert ear.judge("what is an advance?", advance).asks
    assert not ear.judge("it is a continuation", advance).asks


def test_a_question_that_nobody_labelled_is_judged_by_its_wordings(ear: TrainedQuizEar) -> None:
    point = QuizPoint(
        id="boil",
        says="the water has to boil",
        wordings=("boiling water", "it must boil", "let it bubble", "at a hundred degrees"),
        wrong=("cold water", "it must not boil", "lukewarm is enough"),
    )
    tea = QuizQuestion("tea", "closing", "t", "How is tea made?", (point,), 1, "Boil it.", "x")
    assert marks(ear.judge("you bring the water to the boil first", tea)) == {"boil": Mark.HEARD}
    assert marks(ear.judge("my aunt lives in Leeds", tea)) == {"boil": Mark.MISSING}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=200))
def test_any_text_is_judged_with_words_that_are_in_it(
    ear: TrainedQuizEar, advance: QuizQuestion, text: str
) -> None:
    judged = ear.judge(text, advance)
    assert judged == ear.judge(text, advance)
    assert [each.point for each in judged.points] == [point.id for point in advance.points]
    for point in judged.points:
        assert text[point.start : point.end] == point.quote


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("quiz me on closing", "closing"),
        ("quiz me", ANYTHING),
        ("ask me something about SPIN", "schools"),
        ("test me on handling pushback", "objections"),
        ("can we do a few questions on demos", "presentation"),
        ("what do I still know about finding new leads?", "prospecting"),
        ("give me a random one", ANYTHING),
    ],
)
def test_the_part_is_found_by_what_it_means(
    ear: TrainedQuizEar, quiz: Quiz, text: str, part: str
) -> None:
    assert ear.part(text, quiz) == part


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("three questions on closing", 3),
        ("ask me 10 quick questions", 10),
        ("just one question please", 1),
        ("a couple of questions on BANT", 2),
        ("quiz me on the seven steps", None),
        ("quiz me", None),
    ],
)
def test_a_number_of_questions_is_read(ear: TrainedQuizEar, text: str, count: int | None) -> None:
    assert ear.count(text) == count


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("before presenting", "after presenting", True),
        ("the buyer acts", "the seller acts", True),
        ("the buyer acts", "the buyer acts", False),
        ("a lower price", "a short call", False),
    ],
)
def test_words_stand_against_each_other(one: str, other: str, against: bool) -> None:
    assert bool(opposed(forms(parse(one)[:]), forms(parse(other)[:]))) is against


def test_negations_are_counted() -> None:
    assert negations(parse("nobody said that it isn't")[:]) == 2
    assert negations(parse("everybody said that it is")[:]) == 0


def test_units_are_stretches_of_the_answer_and_few_enough() -> None:
    text = "No, no date; and the buyer, who is nice, does nothing. " * 60
    answer = take_apart(text)
    assert 0 < len(answer.units) <= MOST_UNITS
    assert all(text[unit.start : unit.end] == unit.text for unit in answer.units)


def test_every_unit_has_a_row_for_every_point(quiz: Quiz, advance: QuizQuestion) -> None:
    encoder = Encoder.load()
    matter = QuestionMatter.of(advance, encoder)
    taken = Taken.of("no, there is no date", advance, encoder)
    for place in range(len(advance.points)):
        assert rows(taken, matter, place).shape == (len(taken.answer.units), len(FORMS))


def test_without_training_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(QuizMissing, match="train"):
        TrainedQuizEar.load(tmp_path)


def test_training_twice_does_nothing_the_second_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = REPOSITORY / "playbook"
    assert main(["--playbook", str(folder), "--to", str(tmp_path / "quiz")]) == 0
    assert main(["--playbook", str(folder), "--to", str(tmp_path / "quiz")]) == 0
    assert "up to date" in capsys.readouterr().out


def test_the_evaluation_prints_its_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = REPOSITORY / "playbook"
    assert evaluate_quiz.main(["--playbook", str(folder), "--marked", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "heard" in printed
    assert "verdict agrees" in printed
