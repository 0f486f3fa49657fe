"""The two environments meet in names: what `domain.yml` and `data/` say and what Python says."""

import re
import tomllib
from pathlib import Path
from typing import Any

from rasa_sdk.executor import ActionExecutor
from ruamel.yaml import YAML

from actions.advice import STAGE_OF_INTENT
from actions.practice import GIVE_REPLY
from coaching.domain.practice.controls import Control
from coaching.playbook import load_playbook
from coaching.services.coach import OPEN_SCENARIO
from coaching.services.deals.choosing import OPEN_DEAL
from coaching.services.dialogue import ASK_CAPABILITIES
from coaching.services.dialogue import GIVE_REPLY as SENT_INTENT
from coaching.services.follow_ups.scheduling import CHOOSE
from coaching.services.opening import PRACTICE_DIALOGUE

ROOT = Path(__file__).parents[2]
NOT_TRAINED = {OPEN_SCENARIO, OPEN_DEAL, CHOOSE, GIVE_REPLY, Control.REPLAY, "ask_topic"}
SLOTS_AT_MOST = 6
LONGEST_STORY = 10


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = YAML(typ="safe", pure=True).load(path)
    return content


DOMAIN = read(ROOT / "domain.yml")
INTENTS = set(DOMAIN["intents"])


def documents(folder: str) -> list[dict[str, Any]]:
    return [read(path) for path in sorted((ROOT / "data" / folder).glob("*.yml"))]


def rules() -> list[dict[str, Any]]:
    return [rule for document in documents("rules") for rule in document["rules"]]


def test_every_action_of_the_domain_exists_and_the_other_way_round() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert set(executor.actions) == set(DOMAIN["actions"])


def test_intents_named_in_python_exist() -> None:
    named = {*STAGE_OF_INTENT, *Control, GIVE_REPLY, SENT_INTENT, OPEN_SCENARIO, ASK_CAPABILITIES}
    assert named <= INTENTS


def test_every_intent_has_one_rule_but_for_replies_which_the_form_takes() -> None:
    first_steps = [rule["steps"][0] for rule in rules()]
    answered = [step["intent"] for step in first_steps if "intent" in step]
    assert sorted(answered) == sorted((INTENTS - {GIVE_REPLY}) | {"nlu_fallback"})


def test_every_rule_ends_in_something_that_exists() -> None:
    known = set(DOMAIN["actions"]) | set(DOMAIN["responses"])
    called = {step["action"] for rule in rules() for step in rule["steps"] if "action" in step}
    assert called <= known | set(DOMAIN["forms"])


def test_every_intent_that_people_type_is_trained_and_no_other() -> None:
    trained = {item["intent"] for document in documents("nlu") for item in document["nlu"]}
    assert trained == INTENTS - NOT_TRAINED


def test_no_example_stands_under_two_intents() -> None:
    seen: dict[str, str] = {}
    for document in documents("nlu"):
        for item in document["nlu"]:
            for line in item["examples"].splitlines():
                text = re.sub(r"\W+", " ", line).strip().lower()
                assert seen.setdefault(text, item["intent"]) == item["intent"], line


def test_the_state_of_a_new_practice_names_an_existing_form_and_slot() -> None:
    events = {event["event"]: event for event in PRACTICE_DIALOGUE["events"]}
    form = DOMAIN["forms"][events["active_loop"]["name"]]
    assert form["required_slots"] == [events["slot"]["value"]]


def test_slots_are_few_and_never_steer_the_dialogue() -> None:
    slots = DOMAIN["slots"]
    assert len(slots) <= SLOTS_AT_MOST
    assert all(slot["influence_conversation"] is False for slot in slots.values())


def test_stories_are_short_and_have_names_of_their_own() -> None:
    stories = [story for document in documents("stories") for story in document["stories"]]
    assert len({story["story"] for story in stories}) == len(stories)
    assert all(len(story["steps"]) <= LONGEST_STORY for story in stories)


def test_every_intent_that_can_be_offered_as_a_reading_is_worded() -> None:
    playbook, _ = load_playbook(ROOT / "playbook")
    offered = {word.removeprefix("reading.") for word in playbook.words if "reading." in word}
    assert set(STAGE_OF_INTENT) | {"practise_objections"} <= offered <= INTENTS


def test_both_environments_have_the_same_onnxruntime() -> None:
    versions = set()
    for lock in ("uv.lock", "bot/uv.lock"):
        packages = tomllib.loads((ROOT / lock).read_text())["package"]
        versions |= {p["version"] for p in packages if p["name"] == "onnxruntime"}
    assert versions == {"1.23.2"}
