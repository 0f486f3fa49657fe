"""What a rep tells of a buyer: letters, scores, exact words; and what tells nothing."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.domain.deals.qualification import ABSENT, SPECIFIC, VAGUE, FoundFact, Understood
from coaching.nlp.answers import evaluate as evaluate_answers
from coaching.nlp.answers.ear import TrainedAnswers
from coaching.nlp.answers.evaluate import report, truth_of
from coaching.nlp.answers.features import LETTERS
from coaching.nlp.answers.fragments import MOST_FRAGMENTS, read_fragments
from coaching.nlp.answers.model import ANSWERS, AnswersMissing
from coaching.nlp.answers.train import ANSWER_EXAMPLES, inputs_hash, learn, main, trained
from coaching.playbook.answer_examples import AnswerExample, MarkedWords, read_answer_examples
from encoder import Encoder

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> TrainedAnswers:
    """What was trained in this checkout, or trained now (a minute) if that is out of date."""
    examples = read_answer_examples(REPOSITORY / ANSWER_EXAMPLES, frozenset(LETTERS))
    encoder = Encoder.load()
    inputs = inputs_hash(examples, encoder.fingerprint)
    folder = REPOSITORY / ANSWERS
    if not trained(folder, inputs):
        folder = tmp_path_factory.mktemp("answers")
        learn(examples, encoder, inputs).save(folder)
    return TrainedAnswers.load(folder)


def told(understood: Understood) -> dict[str, tuple[int, str]]:
    return {fact.letter: (fact.score, fact.quote) for fact in understood.facts}


def test_one_message_may_tell_of_several_letters(answers: TrainedAnswers) -> None:
    text = "they lose 2 days a month retyping orders, the CFO signs, go-live in march"
    found = told(answers.understand(text, "need"))
    assert found["need"] == (SPECIFIC, "they lose 2 days a month retyping orders")
    assert found["authority"] == (SPECIFIC, "the CFO signs")
    assert found["timing"] == (SPECIFIC, "go-live in march")
    assert "budget" not in found


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("authority", "the CFO"),
        ("authority", "her husband"),
        ("budget", "around 40k"),
        ("timing", "march"),
        ("need", "20 % scrap"),
    ],
)
def test_a_bare_answer_is_read_in_the_light_of_the_question(
    answers: TrainedAnswers, asked: str, answer: str
) -> None:
    assert told(answers.understand(answer, asked)) == {asked: (SPECIFIC, answer)}


@pytest.mark.parametrize(
    ("asked", "answer", "quote"),
    [
        ("authority", "no, the CFO, not the owner", "the CFO"),
        ("authority", "The owner. No wait, it's his daughter who signs.", "his daughter"),
        ("timing", "may... sorry june", "june"),
        ("budget", "30k, sorry, 50k", "50k"),
    ],
)
def test_the_last_word_counts(answers: TrainedAnswers, asked: str, answer: str, quote: str) -> None:
    found = told(answers.understand(answer, asked))
    assert quote in found[asked][1]
    assert found[asked][1] in answer
    assert not found[asked][1].startswith(("30k", "may", "The owner"))


@pytest.mark.parametrize("asked", LETTERS)
@pytest.mark.parametrize(
    "text", ["don't know", "haven't asked", "skip", "why do you ask?", "let's stop here", "hello"]
)
def test_passing_and_asking_back_tell_nothing(
    answers: TrainedAnswers, asked: str, text: str
) -> None:
    assert answers.understand(text, asked).facts == ()


@pytest.mark.parametrize(
    ("asked", "text", "letter"),
    [
        ("budget", "Our price is 24,000.", "budget"),
        ("timing", "I'll call them on Tuesday.", "timing"),
        ("authority", "I spoke with the receptionist.", "authority"),
        ("need", "Another customer of mine lost 30k through bad data.", "need"),
        ("budget", "How do I ask for the budget?", "budget"),
    ],
)
def test_what_is_not_of_this_buyer_is_no_fact(
    answers: TrainedAnswers, asked: str, text: str, letter: str
) -> None:
    assert letter not in told(answers.understand(text, asked))


@pytest.mark.parametrize(
    ("asked", "text", "score"),
    [
        ("budget", "no budget this year", ABSENT),
        ("budget", "they have some money", VAGUE),
        ("budget", "they have set aside 40,000 euros", SPECIFIC),
        ("timing", "there is no deadline", ABSENT),
        ("timing", "they want it soon", VAGUE),
        ("timing", "they decide on 3 June", SPECIFIC),
        ("authority", "somebody higher up decides", VAGUE),
        ("authority", "the managing director decides", SPECIFIC),
        ("need", "they want to be more efficient", VAGUE),
    ],
)
def test_absent_vague_and_specific_are_told_apart(
    answers: TrainedAnswers, asked: str, text: str, score: int
) -> None:
    assert told(answers.understand(text, asked))[asked][0] == score


@pytest.mark.parametrize("text", ["", "   ", "?!", "😀", "\ud800", "[need 2: x]"])
def test_odd_texts_are_understood_too(answers: TrainedAnswers, text: str) -> None:
    for fact in answers.understand(text, "need").facts:
        assert text[fact.start : fact.end] == fact.quote


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                [
                    "the CFO",
                    "signs",
                    "40k",
                    "in march",
                    ",",
                    "no",
                    "sorry",
                    ".",
                    "they",
                    "lose",
                    "5%",
                    "👩‍🔧",
                ]
            ),
            max_size=40,
        ).map(" ".join),
    ),
    asked=st.sampled_from([*LETTERS, "", "champion"]),
)
def test_quotes_are_exact_in_order_and_one_a_letter(
    answers: TrainedAnswers, text: str, asked: str
) -> None:
    facts = answers.understand(text, asked).facts
    assert all(text[fact.start : fact.end] == fact.quote != "" for fact in facts)
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)
    assert len({fact.letter for fact in facts}) == len(facts)
    assert answers.understand(text, asked).facts == facts


def test_a_date_and_a_sum_are_fragments_of_their_own() -> None:
    reading = read_fragments("She wants two crowns before the wedding in May for under 900.")
    assert [fragment.text for fragment in reading.clauses] == [
        "She wants two crowns",
        "before the wedding",
        "in May",
        "for under 900",
    ]


def test_the_longest_message_has_an_end() -> None:
    assert len(read_fragments("and so, " * 2_000).clauses) <= MOST_FRAGMENTS


def test_an_untrained_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnswersMissing, match=r"answers\.train"):
        TrainedAnswers.load(tmp_path)


def test_training_without_examples_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--examples", str(tmp_path), "--to", str(tmp_path / "out")]) == 1
    assert "no examples" in capsys.readouterr().err


def test_the_report_counts_false_facts_and_shared_words() -> None:
    example = AnswerExample("need", "it leaks, ok", (MarkedWords("need", 2, 0, 8),))
    nothing = AnswerExample("need", "ok then", ())
    found = [
        Understood((FoundFact("need", 1, "it leaks", 0, 8),)),
        Understood((FoundFact("budget", 1, "ok", 0, 2),)),
    ]
    lines = report([truth_of(example), truth_of(nothing)], found).splitlines()
    need = next(line for line in lines if line.startswith("need")).split()
    assert need == ["need", "1", "1.00", "1.00", "1.00", "0.00", "1.00"]
    assert lines[-1] == "messages without facts: 1, with a false fact: 1"


def test_the_report_shows_no_sentence(tmp_path: Path) -> None:
    assert evaluate_answers.read_labelled_answers(tmp_path) == ()
