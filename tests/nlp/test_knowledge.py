"""Finding entries by meaning and by words, on a small knowledge base of the playbook's own."""

from pathlib import Path

import numpy as np
import pytest

from coaching.domain.knowledge.entries import Correction, Entry, Knowledge
from coaching.domain.knowledge.finding import Aside, Sureness
from coaching.domain.stages import Market, Stage
from coaching.nlp.knowledge.finder import Finder
from coaching.nlp.knowledge.terms import stem, terms
from coaching.nlp.knowledge.vectors import encode_all
from coaching.playbook import load_playbook
from encoder import Encoder

REAL = load_playbook(Path(__file__).parents[2] / "playbook")[0].knowledge
ENCODER = Encoder.load()


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    return Finder(ENCODER, tmp_path_factory.mktemp("vectors"))


CLOSE = Entry(
    id="closing_do",
    title="How to close",
    stage=Stage.CLOSING,
    questions=(
        "how do I close",
        "how do I ask for the order",
        "what do I say when it is time to decide",
        "how to get the customer to commit",
    ),
    answer="Sum up what they gain, propose the next step and wait.",
    source="Rackham, 1988",
)
OPEN = Entry(
    id="approach_do",
    title="How to open",
    stage=Stage.APPROACH,
    questions=(
        "how do I open a first call",
        "what do I say in the first thirty seconds",
        "how do I start the conversation with a stranger",
        "good first lines on the phone",
    ),
    answer="Say who you are and why you call, and ask a question.",
    source="Seven steps of personal selling",
)
TRIAL = Entry(
    id="trial_close",
    title="Trial close",
    stage=Stage.CLOSING,
    questions=(
        "what is a trial close",
        "a test question before the close, what is that",
        "how do I check whether they are ready",
        "trial close?",
    ),
    answer="It asks for an opinion and not for the order.",
    source="Textbooks differ",
    corrections=(
        Correction(
            (
                "a trial close is the final signature",
                "the trial close ends the sale",
                "in a trial close they sign the contract",
            ),
            "A trial close comes before the close.",
        ),
    ),
)
SMALL = Knowledge(
    entries={entry.id: entry for entry in (CLOSE, OPEN, TRIAL)},
    situations=REAL.situations,
    markets=REAL.markets,
    asides=REAL.asides,
)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("how can I get them to sign", "closing_do"),
        ("trial close", "trial_close"),
        ("what is a trail close", "trial_close"),
        ("first words when I ring somebody I do not know", "approach_do"),
    ],
)
def test_the_entry_that_is_meant_comes_first(finder: Finder, question: str, entry: str) -> None:
    assert finder.find(question, SMALL).first == entry


def test_every_wording_finds_its_own_entry(finder: Finder) -> None:
    for entry in SMALL.entries.values():
        for wording in entry.questions:
            found = finder.find(wording, SMALL)
            assert (found.first, found.known) == (entry.id, True), wording


@pytest.mark.parametrize("question", ["how long do I boil an egg", "who won the cup", "qwer asdf"])
def test_what_nobody_wrote_down_is_unknown(finder: Finder, question: str) -> None:
    assert finder.find(question, REAL).sureness is Sureness.UNKNOWN


def test_the_stage_of_the_question_tips_the_scales(finder: Finder) -> None:
    asked = "what should I say"
    assert finder.find(asked, SMALL, Stage.APPROACH).first == "approach_do"
    assert finder.find(asked, SMALL, Stage.CLOSING).first in ("closing_do", "trial_close")


def test_a_believed_mistake_is_heard_and_a_question_about_it_is_not(finder: Finder) -> None:
    heard = finder.find("so the trial close is the final signature", SMALL).belief
    assert heard is not None
    assert (heard.entry, heard.correction) == ("trial_close", 0)
    assert finder.find("what is a trial close", SMALL).belief is None


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("why?", Aside.WHY),
        ("for example?", Aside.EXAMPLE),
        ("where does that come from?", Aside.SOURCE),
        ("tell me more", Aside.MORE),
        ("and for B2C?", Aside.MARKET),
        ("how do I open a first call", None),
        ("what is a trial close", None),
    ],
)
def test_a_word_on_the_last_answer_is_told_from_a_question(
    finder: Finder, text: str, aside: Aside | None
) -> None:
    assert finder.find(text, SMALL).aside is aside


@pytest.mark.parametrize("text", ["and for consumers?", "and in B2B?", "same for companies?"])
def test_a_market_alone_is_about_the_last_answer(finder: Finder, text: str) -> None:
    assert finder.find(text, REAL).aside is Aside.MARKET


@pytest.mark.parametrize("text", ["what is B2B", "how do I close with consumers"])
def test_a_question_about_a_market_is_a_question(finder: Finder, text: str) -> None:
    assert finder.find(text, REAL).aside is None


def test_the_market_comes_along(finder: Finder) -> None:
    assert finder.find("how do I close with a committee", SMALL).market is Market.B2B


@pytest.mark.parametrize(
    ("situation", "stage"),
    [
        ("I have her on the line for the first time and ask how they do it today", Stage.APPROACH),
        ("he says it costs too much", Stage.MEETING_OBJECTIONS),
        ("they bought last month and I call to hear if they are happy", Stage.FOLLOW_UP),
        ("I read their website before I ring them on Monday", Stage.PRE_APPROACH),
    ],
)
def test_a_situation_is_in_a_step(finder: Finder, situation: str, stage: Stage) -> None:
    assert finder.guess_step(situation, SMALL).steps[0][0] is stage


def test_a_situation_that_could_be_anything_is_not_guessed(finder: Finder) -> None:
    assert not finder.guess_step("hm", SMALL).sure


@pytest.mark.parametrize("text", ["", " ", "🙂", "?" * 500, "x" * 4000, "¿Qué es un cierre?"])
def test_any_text_is_found_the_same_twice(finder: Finder, text: str) -> None:
    assert finder.find(text, SMALL) == finder.find(text, SMALL)


def test_nothing_is_found_where_nothing_is_known(finder: Finder) -> None:
    assert finder.find("what is a trial close", Knowledge()).matches == ()


def test_vectors_are_kept_and_only_new_texts_are_encoded(tmp_path: Path) -> None:
    first = encode_all(["one", "two"], ENCODER, tmp_path)
    again = encode_all(["two", "three", "one"], ENCODER, tmp_path)
    assert np.array_equal(again[[2, 0]], first)
    assert np.array_equal(again[1], ENCODER.encode("three"))


def test_a_damaged_store_of_vectors_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "vectors.npz").write_bytes(b"no numbers")
    assert np.array_equal(encode_all(["one"], ENCODER, tmp_path)[0], ENCODER.encode("one"))


def test_endings_do_not_matter_to_terms() -> None:
    assert stem("closing") == stem("closes") == stem("close")
    assert terms("Don't close: BANT?") == ["dont", "clos", "bant"]


def test_every_wording_of_the_playbook_is_encoded_once(tmp_path: Path) -> None:
    knowledge = Knowledge(entries={CLOSE.id: CLOSE})
    Finder(ENCODER, tmp_path).shelf(knowledge)
    kept = (tmp_path / "vectors.npz").stat().st_mtime_ns
    Finder(ENCODER, tmp_path).shelf(knowledge)
    assert (tmp_path / "vectors.npz").stat().st_mtime_ns == kept
