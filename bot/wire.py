"""The shapes that go over the wire between the API and the bot."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import OutputChannel
from rasa.shared.core.events import Event

BODY_LIMIT = 256 * 1024

_ENTITY_KEYS = ("entity", "value", "role", "group", "start", "end")


class Malformed(ValueError):
    """The body is not what the route takes. The message names the field, and no value."""


@dataclass(frozen=True)
class TurnRequest:
    """One thing said, and the dialogue it was said in."""

    turn_id: str
    conversation_id: str
    text: str
    parse_data: dict[str, Any] | None
    history: list[Event]
    metadata: dict[str, Any]


class Collector(OutputChannel):
    """Keeps every message whole, where Rasa's own collector splits texts at blank lines."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "coach"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        parts = {
            "text": message.get("text"),
            "response": message.get("utter_action"),
            "buttons": message.get("buttons"),
            "custom": message.get("custom"),
        }
        self.messages.append({key: part for key, part in parts.items() if part})


def read_turn(body: bytes, intents: Collection[str]) -> TurnRequest:
    """Read the body of a turn; ready-made parse data may only name one of `intents`.

    Raises Malformed.
    """
    data = _object(body)
    text = _text(data, "text", may_be_empty=data.get("parse_data") is not None)
    return TurnRequest(
        turn_id=_text(data, "turn_id"),
        conversation_id=_text(data, "conversation_id"),
        text=text,
        parse_data=_parse_data(data.get("parse_data"), text, intents),
        history=_history(data.get("state")),
        metadata=_mapping(data.get("metadata", {}), "metadata"),
    )


def read_text(body: bytes) -> str:
    """Read the body of a parse. Raises Malformed."""
    return _text(_object(body), "text")


def understood(parse_data: dict[str, Any]) -> dict[str, Any]:
    """What the bot took a message for, as `{intent, confidence, ranking}`."""
    intent = parse_data.get("intent") or {}
    ranking = parse_data.get("intent_ranking") or [intent]
    return {
        **_guess(intent, "intent"),
        "ranking": [_guess(guess, "name") for guess in ranking if guess.get("name")],
    }


def plain_entities(entities: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entities without notes on how they were found."""
    return [{key: entity[key] for key in _ENTITY_KEYS if key in entity} for entity in entities]


def _guess(intent: dict[str, Any], key: str) -> dict[str, Any]:
    return {key: intent.get("name"), "confidence": float(intent.get("confidence") or 0.0)}


def _object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body, parse_constant=_refuse_constant)
        # A lone surrogate passes as JSON, but nobody downstream can write it.
        json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Malformed("The body is not a JSON object in UTF-8.") from None
    return _mapping(data, "body")


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _mapping(value: object, field: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Malformed(f"{field}: an object is expected.")
    return value


def _text(data: dict[str, Any], field: str, may_be_empty: bool = False) -> str:
    value = data.get(field)
    if not isinstance(value, str) or not (value or may_be_empty):
        raise Malformed(f"{field}: a text is expected.")
    return value


def _parse_data(value: object, text: str, intents: Collection[str]) -> dict[str, Any] | None:
    if value is None:
        return None
    data = _mapping(value, "parse_data")
    intent = _mapping(data.get("intent"), "parse_data.intent")
    if intent.get("name") not in intents:
        raise Malformed("parse_data.intent.name: the model knows no such intent.")
    found = data.get("entities", [])
    if not isinstance(found, list) or not all(
        isinstance(entity, dict) and isinstance(entity.get("entity"), str) and "value" in entity
        for entity in found
    ):
        raise Malformed("parse_data.entities: a list of {entity, value} is expected.")
    confidence = intent.get("confidence", 1.0)
    if isinstance(confidence, bool) or not isinstance(confidence, (int, float)):
        raise Malformed("parse_data.intent.confidence: a number is expected.")
    guess = {"name": intent["name"], "confidence": float(confidence)}
    return {"text": text, "intent": guess, "intent_ranking": [guess], "entities": found}


def _history(state: object) -> list[Event]:
    if state is None:
        return []
    events = _mapping(state, "state").get("events")
    if not isinstance(events, list):
        raise Malformed("state.events: a list is expected.")
    try:
        history = [Event.from_parameters(event) for event in events]
    except Exception:  # whatever an event of Rasa does not like in its parameters, it raises
        raise Malformed("state.events: not a dialogue state of this bot.") from None
    if None in history:
        raise Malformed("state.events: not a dialogue state of this bot.")
    return history
