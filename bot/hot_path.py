"""Everything we change inside Rasa, in one place and for one version of it.

Three fixes on the path of every turn:
1. A failed action call fails the whole turn. Rasa swallows it and answers 200.
2. The schema of action answers is compiled once. Rasa checks the schema itself against
   its meta-schema on every call: 24 ms, where the answer takes 0.3 ms.
3. The class of an event is looked up once per name. Rasa walks all event classes for
   every event it reads.

And what a Rasa without memory must not do: take text for commands, let the state of a
conversation expire, or hide a failing tracker store behind one of its own.
"""

from __future__ import annotations

import asyncio
import functools
import json
import os
from typing import TYPE_CHECKING, Any

import aiohttp
import jsonschema
import rasa
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.policies import rule_policy
from rasa.core.processor import MessageProcessor
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, deserialise_events
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.endpoints import ClientResponseError

from bot.quiet_logs import keep_words_out_of_logs
from bot.tracker_store import TravellingTrackerStore
from bot.turn import Cause, TurnFailed, whereabouts

if TYPE_CHECKING:
    from rasa.core.channels.channel import OutputChannel
    from rasa.core.nlg import NaturalLanguageGenerator
    from rasa.core.policies.policy import PolicyPrediction
    from rasa.core.tracker_store import TrackerStore
    from rasa.shared.core.trackers import DialogueStateTracker

KNOWN_RASA = "3.6.21"
ACTION_TIMEOUT_S = 5

_answer_format = RemoteAction.action_response_format_spec()
_ACTION_ANSWER = jsonschema.validators.validator_for(_answer_format)(_answer_format)


def apply() -> None:
    """Change Rasa for this process. Doing it twice is doing it once.

    Raises RasaException when this is another Rasa than the one the changes are made for.
    """
    require_known_rasa(rasa.__version__)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    keep_words_out_of_logs()
    RemoteAction.run = _run_remote_action
    RemoteAction._validate_action_result = _validate_action_result
    Event.resolve_by_type = staticmethod(_event_class)
    MessageProcessor._run_action = _run_action
    MessageProcessor.is_action_limit_reached = _fail_at_action_limit
    MessageProcessor._has_session_expired = _never_expired
    RegexMessageHandler.process = _NoCommands.process
    rule_policy.DEFAULT_ACTION_MAPPINGS.clear()
    Agent._create_tracker_store = staticmethod(_tracker_store_unwrapped)


def require_known_rasa(version: str) -> None:
    """Raise RasaException unless `version` is the one this module was written against."""
    if version != KNOWN_RASA:
        raise RasaException(
            f"The bot changes the inside of Rasa {KNOWN_RASA}, but this is Rasa {version}. "
            f"Check every change in bot/hot_path.py against it before starting."
        )


# --- 1. A failed action call fails the turn ------------------------------------------


async def _run_remote_action(
    self: RemoteAction,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> list[Event]:
    answer = await _ask_action_server(self, tracker, domain)
    responses = answer.get("responses", [])
    # Counted first: Rasa takes the responses apart, and leaves out what it has no text for.
    to_say = len(responses)
    try:
        said = await self._utter_responses(responses, output_channel, nlg, tracker)
        events = deserialise_events(answer.get("events", []))
    except Exception as error:
        detail = f"{self.name()}: the answer cannot be used ({whereabouts(error)})"
        raise TurnFailed(Cause.ACTION_FAILED, detail) from None
    if len(said) < to_say:
        raise TurnFailed(Cause.ACTION_FAILED, f"{self.name()}: a response has no text")
    return [*said, *events]


async def _ask_action_server(
    action: RemoteAction, tracker: DialogueStateTracker, domain: Domain
) -> dict[str, Any]:
    """One call, answered in time and in shape.

    Raises ActionExecutionRejection when the action declines, which Rasa's rules expect,
    and TurnFailed for anything else.
    """
    name = action.name()
    if action.action_endpoint is None:
        raise TurnFailed(Cause.BOT_FAILED, "No action server is configured.")
    try:
        answer = await action.action_endpoint.request(
            json=action._action_call_format(tracker, domain),
            method="post",
            timeout=ACTION_TIMEOUT_S,
        )
        action._validate_action_result(answer)
        return answer
    # `from None`: the errors below quote the whole conversation.
    except asyncio.TimeoutError:
        detail = f"{name}: no answer within {ACTION_TIMEOUT_S} s"
        raise TurnFailed(Cause.TIMED_OUT, detail) from None
    except ClientResponseError as error:
        raise _declined_or_failed(name, error) from None
    except aiohttp.ClientConnectionError as error:
        detail = f"{name}: {type(error).__name__}"
        raise TurnFailed(Cause.ACTION_UNREACHABLE, detail) from None
    except (aiohttp.ClientError, ValueError, jsonschema.ValidationError) as error:
        detail = f"{name}: the answer cannot be read ({type(error).__name__})"
        raise TurnFailed(Cause.ACTION_FAILED, detail) from None


def _declined_or_failed(name: str, error: ClientResponseError) -> BaseException:
    if error.status == 400:
        try:
            return ActionExecutionRejection(json.loads(error.text)["action_name"])
        except (ValueError, KeyError, TypeError):
            pass
    return TurnFailed(Cause.ACTION_FAILED, f"{name}: HTTP {error.status}")


class _FailingAloud(Action):
    """An action whose errors end the turn, where Rasa would log them and go on."""

    def __init__(self, action: Action) -> None:
        self._action = action

    def name(self) -> str:
        return self._action.name()

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        try:
            return await self._action.run(output_channel, nlg, tracker, domain)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            detail = f"{self.name()}: {whereabouts(error)}"
            raise TurnFailed(Cause.BOT_FAILED, detail) from None

    def event_for_successful_execution(self, prediction: PolicyPrediction) -> Event:
        return self._action.event_for_successful_execution(prediction)


_rasa_run_action = MessageProcessor._run_action


async def _run_action(
    self: MessageProcessor,
    action: Action,
    tracker: DialogueStateTracker,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    prediction: PolicyPrediction,
) -> bool:
    return await _rasa_run_action(
        self, _FailingAloud(action), tracker, output_channel, nlg, prediction
    )


_rasa_is_action_limit_reached = MessageProcessor.is_action_limit_reached


def _fail_at_action_limit(
    self: MessageProcessor, tracker: DialogueStateTracker, should_predict_another_action: bool
) -> bool:
    """Rasa stops here with whatever it has said so far, in the middle of a walk."""
    if _rasa_is_action_limit_reached(self, tracker, should_predict_another_action):
        detail = f"no end after {self.max_number_of_predictions} actions"
        raise TurnFailed(Cause.BOT_FAILED, detail)
    return False


# --- 2. and 3. Work done once ---------------------------------------------------------


def _validate_action_result(self: RemoteAction, result: object) -> bool:
    _ACTION_ANSWER.validate(result)
    return True


_event_class = functools.lru_cache(maxsize=256)(Event.resolve_by_type)


# --- A Rasa without memory and without commands ---------------------------------------


class _NoCommands:
    def process(self, messages: list[Message], domain: Domain | None = None) -> list[Message]:
        """Instead of the only reader of `/intent{...}`: a leading slash means nothing.

        Rasa reads these annotations when it trains, so their names exist at run time.
        """
        return messages


def _never_expired(self: MessageProcessor, tracker: DialogueStateTracker) -> bool:
    """An expired session would drop the active loop of whoever comes back after lunch."""
    return False


_rasa_create_tracker_store = Agent._create_tracker_store


def _tracker_store_unwrapped(store: TrackerStore | None, domain: Domain) -> TrackerStore:
    if not isinstance(store, TravellingTrackerStore):
        return _rasa_create_tracker_store(store, domain)
    store.domain = domain
    return store
