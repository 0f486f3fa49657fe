"""A decision as it travels from the actions through Rasa to the API, and Rasa's answer read."""

from collections.abc import Mapping
from typing import Any

from coaching.domain.events import event_from_record, event_to_record
from coaching.domain.records import Record, from_record, to_record
from coaching.domain.sessions import Button, Decision, Speaker, Spoken

KEY = "coach"


def decision_to_record(decision: Decision) -> Record:
    """Plain JSON values for the `custom` part of a bot message."""
    return {
        "said": [to_record(spoken) for spoken in decision.said],
        "events": [event_to_record(event) for event in decision.events],
        "reads": dict(decision.reads),
    }


def decision_from_messages(messages: list[Mapping[str, Any]]) -> Decision:
    """One decision out of the bot's messages in their order: what the actions decided, and plain
    responses as the coach's words. Raises ValueError for a message that is neither."""
    said: list[Spoken] = []
    events: list[Any] = []
    reads: dict[str, int] = {}
    for message in messages:
        record = (message.get("custom") or {}).get(KEY)
        if record is None:
            said.append(_plain(message))
            continue
        said.extend(from_record(Spoken, item) for item in record["said"])
        events.extend(event_from_record(item) for item in record["events"])
        reads.update({str(id): int(version) for id, version in record["reads"].items()})
    return Decision(tuple(said), tuple(events), reads)


def _plain(message: Mapping[str, Any]) -> Spoken:
    text = message.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("a bot message holds neither words nor a decision")
    buttons = tuple(
        Button(str(button["title"]), str(button["payload"]).lstrip("/"))
        for button in message.get("buttons") or ()
    )
    return Spoken(Speaker.COACH, text.strip(), buttons)
