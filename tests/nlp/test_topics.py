from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from coaching.domain.objections import ObjectionLabel
from coaching.domain.practice.moves import HeardTopic
from coaching.domain.practice.scenario import Fact, Scenario
from coaching.nlp.clauses import read
from coaching.nlp.english import parse
from coaching.nlp.replies.ear import TrainedEar
from coaching.nlp.replies.topics import Topics
from coaching.nlp.structure import shapes
from coaching.playbook import build_playbook, load_playbook
from encoder import Encoder

PRICE = "That's too expensive for what it does."
FACTS = (
    Fact(
        "budget",
        (
            "What budget do you have for this?",
            "How much is set aside for it this year?",
            "Which budget would it come from?",
        ),
        is_cause=False,
        trust_needed=0,
    ),
    Fact(
        "past_failure",
        (
            "What went wrong with the last system?",
            "Have you tried something like this before?",
            "What happened at the last roll-out?",
        ),
        is_cause=True,
        trust_needed=40,
    ),
    Fact(
        "decider",
        (
            "Who else has a say in this?",
            "Who signs the contract in the end?",
            "How do decisions like this get made in your firm?",
        ),
        is_cause=False,
        trust_needed=0,
    ),
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def asked(reply: str, encoder: Encoder) -> list[str]:
    return [topic.fact for topic in topics_of(reply, FACTS, encoder)]


def topics_of(reply: str, facts: Sequence[Fact], encoder: Encoder) -> Sequence[HeardTopic]:
    reading = read(reply)
    asked = Topics.of(facts, encoder).asked(reading, shapes(reading, parse(PRICE)[:]))
    return tuple(topic for topic, _ in asked)


def test_a_question_opens_the_fact_it_asks_for(encoder: Encoder) -> None:
    assert asked("I hear you. What broke last time you tried one?", encoder)[0] == "past_failure"
    assert asked("who else would have to agree", encoder)[0] == "decider"


def test_a_statement_asks_for_nothing(encoder: Encoder) -> None:
    assert asked("Your budget is set aside for this year.", encoder) == []


def test_a_question_about_something_else_asks_for_nothing(encoder: Encoder) -> None:
    assert asked("How is the weather where you are?", encoder) == []


def test_the_closest_fact_comes_first_with_the_words_of_the_question(encoder: Encoder) -> None:
    reply = "Fair enough. Who signs it, and which budget does it come from?"
    topics = topics_of(reply, FACTS, encoder)
    closeness = [topic.closeness for topic in topics]
    assert closeness == sorted(closeness, reverse=True)
    assert {"decider", "budget"} >= {topic.fact for topic in topics} != set()
    assert all(topic.quote in reply for topic in topics)


def test_a_scenario_without_facts_has_no_topics(encoder: Encoder) -> None:
    assert topics_of("What happened?", (), encoder) == ()


def scenarios() -> dict[str, Scenario]:
    _, documents = load_playbook(Path(__file__).resolve().parents[2] / "playbook")
    return dict(build_playbook(documents).scenarios)


def test_every_question_of_the_playbook_opens_its_own_fact(ear: TrainedEar) -> None:
    for scenario in scenarios().values():
        for fact in scenario.facts:
            for question in fact.asked_by:
                found = ear.hear(question, PRICE, scenario).topics
                if found:  # a question in a form that the grammar does not see opens nothing
                    assert fact.id == found[0].fact, question


def test_a_scenario_about_stopping_counts_every_question_as_a_second_try(ear: TrainedEar) -> None:
    scenario = scenarios()["price-payroll"]
    told_to_stop = replace(scenario, objection_label=ObjectionLabel.STOP_CONTACT)
    found = ear.hear("What would have to change?", "I said no.", told_to_stop).moves
    assert "moves.dismiss.after_stop" in {move.rule for move in found}
