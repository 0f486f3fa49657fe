"""What we change inside Rasa, piece by piece, against a real action server."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from statistics import median
from typing import Any

import jsonschema
import pytest
from action_server import ActionServer, free_port
from places import TINY_ASSISTANT
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.policies import rule_policy
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.model_training import train_nlu
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.utils.common import all_subclasses
from rasa.utils.endpoints import EndpointConfig

from bot import hot_path
from bot.tracker_store import TravellingTrackerStore
from bot.turn import Cause, TurnFailed

SECRET = "Zanzibar-4711"
DOMAIN = Domain.load(TINY_ASSISTANT / "domain.yml")

hot_path.apply()


# --- the version it is made for --------------------------------------------------------


@pytest.mark.parametrize("version", ["3.6.20", "3.6.22", "3.7.0", "4.0.0"])
def test_another_rasa_is_refused_in_a_plain_sentence(version: str) -> None:
    with pytest.raises(RasaException, match=f"but this is Rasa {version}\\. Check every change"):
        hot_path.require_known_rasa(version)


def test_changing_rasa_twice_is_changing_it_once() -> None:
    changed = (RemoteAction.run, MessageProcessor._run_action, Event.resolve_by_type)
    hot_path.apply()
    assert (RemoteAction.run, MessageProcessor._run_action, Event.resolve_by_type) == changed


# --- a failed action call fails the turn -----------------------------------------------


def test_a_well_behaved_action_is_heard(actions: ActionServer) -> None:
    events = _call(actions.url, "action_greet")
    assert [event.text for event in events if isinstance(event, BotUttered)] == [
        "Hello, stranger.\n\nWhat shall we practise?",
        None,
    ]


def test_the_events_of_an_action_follow_its_words(actions: ActionServer) -> None:
    events = _call(actions.url, "validate_practice_form")
    assert isinstance(events[0], BotUttered)
    assert events[1:] == [SlotSet("reply", None)]


@pytest.mark.parametrize(
    ("behaviour", "cause", "reason"),
    [
        ("fail", Cause.ACTION_FAILED, "HTTP 500"),
        ("garbage", Cause.ACTION_FAILED, "the answer cannot be read"),
        ("wrong_shape", Cause.ACTION_FAILED, "the answer cannot be read"),
        ("speechless", Cause.ACTION_FAILED, "a response has no text"),
        ("decline_wrongly", Cause.ACTION_FAILED, "HTTP 400"),
        ("drop", Cause.ACTION_UNREACHABLE, "ServerDisconnectedError"),
        ("hang", Cause.TIMED_OUT, "no answer within 5 s"),
    ],
)
def test_a_misbehaving_action_fails_the_turn_with_its_cause(
    actions: ActionServer, behaviour: str, cause: Cause, reason: str
) -> None:
    actions.behaviour = behaviour
    with pytest.raises(TurnFailed) as failure:
        _call(actions.url, "action_greet")
    assert failure.value.cause is cause
    assert failure.value.detail.startswith("action_greet: ")
    assert reason in failure.value.detail
    assert SECRET not in str(failure.value)
    assert _quotes_no_other_error(failure.value)


def _quotes_no_other_error(error: BaseException) -> bool:
    return error.__context__ is None or (error.__cause__ is None and error.__suppress_context__)


def test_a_missing_action_server_fails_the_turn() -> None:
    with pytest.raises(TurnFailed) as failure:
        _call(f"http://127.0.0.1:{free_port()}/webhook", "action_greet")
    assert failure.value.cause is Cause.ACTION_UNREACHABLE


def test_an_action_may_decline(actions: ActionServer) -> None:
    actions.behaviour = "decline"
    with pytest.raises(ActionExecutionRejection) as declined:
        _call(actions.url, "action_greet")
    assert declined.value.action_name == "action_greet"
    assert SECRET not in str(declined.value)


def test_no_one_in_rasa_can_swallow_a_failed_turn() -> None:
    assert not issubclass(TurnFailed, Exception)


class _Broken(Action):
    def name(self) -> str:
        return "action_broken"

    async def run(self, *_: Any) -> list[Event]:
        raise ValueError(SECRET)


def test_an_error_inside_rasas_own_actions_fails_the_turn_too() -> None:
    action = hot_path._FailingAloud(_Broken())
    with pytest.raises(TurnFailed) as failure:
        asyncio.run(action.run(CollectingOutputChannel(), None, _tracker(), DOMAIN))
    assert failure.value.cause is Cause.BOT_FAILED
    assert failure.value.detail.startswith("action_broken: ValueError at test_hot_path.py:")
    assert SECRET not in str(failure.value)


def test_a_walk_in_circles_fails_the_turn() -> None:
    processor = MessageProcessor.__new__(MessageProcessor)
    processor.max_number_of_predictions = 10
    tracker = _tracker()
    for _ in range(10):
        tracker.update(ActionExecuted("action_greet"))
    with pytest.raises(TurnFailed, match="no end after 10 actions"):
        processor.is_action_limit_reached(tracker, True)


# --- work done once --------------------------------------------------------------------

ANSWERS: list[Any] = [
    {"events": [], "responses": []},
    {},
    {"events": [{"event": "slot", "timestamp": None, "name": "reply", "value": {"any": 1}}]},
    {"events": [{"event": "followup", "timestamp": None, "name": "action_greet"}]},
    {"events": [{"event": "slot", "value": 1}]},
    {"events": [{"event": "unheard_of"}]},
    {"events": {}, "responses": []},
    {"events": [], "responses": ["text"]},
    {"events": [], "responses": None},
    None,
    [],
    "text",
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_judged_as_rasa_judges_it(answer: Any) -> None:
    assert _accepts(_ours, answer) == _accepts(_rasas, answer)


def test_judging_an_answer_is_five_times_as_fast() -> None:
    answer = {"events": ANSWERS[2]["events"] * 3, "responses": [{"text": "Well."}]}
    assert 5 * _seconds(_ours, answer) < _seconds(_rasas, answer)


def _seconds(judge: Any, answer: Any) -> float:
    times = []
    for _ in range(9):
        begun = time.perf_counter()
        judge(answer)
        times.append(time.perf_counter() - begun)
    return median(times)


def _ours(answer: Any) -> None:
    RemoteAction("action_greet", None)._validate_action_result(answer)


def _rasas(answer: Any) -> None:
    jsonschema.validate(answer, RemoteAction.action_response_format_spec())


def _accepts(judge: Any, answer: Any) -> bool:
    try:
        judge(answer)
    except jsonschema.ValidationError:
        return False
    return True


def test_every_event_is_known_by_its_name() -> None:
    first_by_name: dict[str, type[Event]] = {}
    for event in all_subclasses(Event):
        first_by_name.setdefault(event.type_name, event)
    assert len(first_by_name) > 20
    assert {name: Event.resolve_by_type(name) for name in first_by_name} == first_by_name


def test_an_unknown_event_is_refused_every_time() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="Unknown event name"):
            Event.resolve_by_type("unheard_of")


# --- without memory and without commands -----------------------------------------------


@pytest.mark.parametrize("text", ["/restart", '/greet{"scenario":"x"}', "\u00a0/greet"])
def test_the_reader_of_commands_reads_nothing(text: str) -> None:
    message = Message({"text": text})
    assert RegexMessageHandler().process([message], DOMAIN) == [message]
    assert message.data == {"text": text}


def test_a_model_may_be_trained_in_a_changed_rasa(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where Rasa puts its cache
    config, nlu = TINY_ASSISTANT / "config.yml", TINY_ASSISTANT / "data/nlu.yml"
    assert train_nlu(str(config), str(nlu), str(tmp_path)) is not None


def test_no_intent_overrules_the_rules() -> None:
    assert rule_policy.DEFAULT_ACTION_MAPPINGS == {}


def test_a_conversation_may_rest_for_a_year() -> None:
    processor = MessageProcessor.__new__(MessageProcessor)
    processor.domain = DOMAIN
    tracker = _tracker()
    tracker.update(UserUttered("hello", timestamp=time.time() - 365 * 24 * 3600))
    assert not processor._has_session_expired(tracker)


def test_only_our_store_is_left_unwrapped() -> None:
    ours = TravellingTrackerStore(DOMAIN)
    assert Agent(tracker_store=ours).tracker_store is ours
    other = Agent(tracker_store=InMemoryTrackerStore(DOMAIN)).tracker_store
    assert isinstance(other, FailSafeTrackerStore)


def _tracker() -> DialogueStateTracker:
    said = UserUttered(f"I am {SECRET}", {"name": "greet", "confidence": 1.0})
    events = [SessionStarted(), ActionExecuted("action_listen"), said, SlotSet("reply", SECRET)]
    return DialogueStateTracker.from_events("c-1", events, DOMAIN.slots)


def _call(url: str, action: str) -> list[Event]:
    nlg = TemplatedNaturalLanguageGenerator(DOMAIN.responses)
    remote = RemoteAction(action, EndpointConfig(url=url))
    return asyncio.run(remote.run(CollectingOutputChannel(), nlg, _tracker(), DOMAIN))
