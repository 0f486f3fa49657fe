from __future__ import annotations

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.wishes import WishProposer, WishSplitter, halves

CONTEXT = ExecutionContext(GraphSchema({}), node_name="run_wishes")
SETTINGS = {
    "wishes": ["ask_next_step", "schedule_followup", "log_call"],
    "margin": 0.45,
    "doubt": 0.5,
    "cuts": 3,
    "least_words": 2,
}

# What each text would be understood as, by itself.
HEARD = {
    "remind me friday": {"schedule_followup": 0.95},
    "what's next for acme and remind me friday": {"ask_next_step": 0.6, "schedule_followup": 0.4},
    "I called them": {"log_call": 0.5, "schedule_followup": 0.4},
    "I called them, remind me friday": {"schedule_followup": 0.9},
    "I met them": {"log_call": 0.99},
    "I met them and what's next for acme": {"ask_next_step": 0.95},
    "what's next for acme": {"ask_next_step": 0.98},
    "I rang the office": {"log_call": 0.9},
    "I rang the office, remind me friday": {"schedule_followup": 0.99},
    "they have 60k": {"give_fact": 0.95},
    "they have 60k and remind me friday": {"give_fact": 0.8, "schedule_followup": 0.2},
    "call them friday": {"schedule_followup": 0.9},
    "call them friday, remind me friday": {"schedule_followup": 0.9},
}


@pytest.fixture
def storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    return LocalModelStorage(tmp_path_factory.mktemp("storage"))


def understood(storage: LocalModelStorage, text: str) -> dict[str, object]:
    proposer, splitter = (
        kind.create({**kind.get_default_config(), **SETTINGS}, storage, Resource("w"), CONTEXT)
        for kind in (WishProposer, WishSplitter)
    )
    messages = proposer.process([Message({TEXT: text})])
    for message in messages:
        heard = HEARD.get(message.get(TEXT), {"out_of_scope": 0.5})
        ranking = [{"name": name, "confidence": sure} for name, sure in heard.items()]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    [decided] = splitter.process(messages)
    return decided.as_dict(only_output_properties=True)


def test_two_sure_halves_are_two_wishes(storage: LocalModelStorage) -> None:
    found = understood(storage, "what's next for acme and remind me friday")
    assert found["intent"] == {"name": "ask_next_step", "confidence": 0.98}
    assert found["intent_ranking"][0] == found["intent"]
    assert found["first_wish"] == {"text": "what's next for acme"}
    assert found["second_wish"] == {
        "text": "remind me friday",
        "intent": "schedule_followup",
        "confidence": 0.95,
    }


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I called them, remind me friday", "schedule_followup"),  # the first half is unsure
        ("they have 60k and remind me friday", "give_fact"),  # a fact is no wish
        ("call them friday, remind me friday", "schedule_followup"),  # twice the same
        ("what's next for acme", "ask_next_step"),
    ],
)
def test_anything_else_is_one_message(storage: LocalModelStorage, text: str, intent: str) -> None:
    found = understood(storage, text)
    assert found["intent"]["name"] == intent
    assert "second_wish" not in found
    assert "first_wish" not in found


def test_the_story_before_a_sure_wish_is_only_offered(storage: LocalModelStorage) -> None:
    found = understood(storage, "I met them and what's next for acme")
    assert found["intent"] == {"name": "ask_next_step", "confidence": 0.95}
    assert "first_wish" not in found
    assert found["second_wish"] == {
        "text": "I met them",
        "intent": "log_call",
        "confidence": 0.99,
    }


def test_a_message_that_is_surely_one_wish_is_not_cut(storage: LocalModelStorage) -> None:
    found = understood(storage, "I rang the office, remind me friday")
    assert found["intent"] == {"name": "schedule_followup", "confidence": 0.99}
    assert "second_wish" not in found


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("do this and do that", "do this", "do that"),
        ("Do this. Then do that", "Do this.", "do that"),
        ("do this, and also do that", "do this", "do that"),
        ("do this; do that", "do this", "do that"),
        ("do this\ndo that", "do this", "do that"),
        ("do this plus do that", "do this", "do that"),
        ("do this, do that", "do this", "do that"),
        ("do this? oh and do that", "do this?", "do that"),
        ("do this - do that", "do this", "do that"),
        ("do this... do that", "do this", "do that"),
    ],
)
def test_a_message_is_cut_where_a_thought_may_end(text: str, first: str, second: str) -> None:
    [cut] = halves(text, at_most=3, least_words=2)
    assert (cut.first, cut.second) == (first, second)


@pytest.mark.parametrize(
    "text", ["", "and", "do this", "sand and", "handle the brand", "a 1,200.50 deal", "and then"]
)
def test_there_is_not_always_a_place_to_cut(text: str) -> None:
    assert halves(text, at_most=3, least_words=2) == []


def test_the_end_of_a_sentence_comes_before_a_comma() -> None:
    cuts = halves("call Ann, Bob and Cy today. what is next", at_most=2, least_words=2)
    assert cuts[0].second == "what is next"


def test_there_are_never_more_cuts_than_allowed() -> None:
    assert len(halves("do it and " * 40 + "do it", at_most=3, least_words=1)) == 3
