"""What the project's actions answer in a qualification, in its barest form."""

from __future__ import annotations

from typing import Any

LAST_ANSWER = "and that is all of it"

_TAKEN = {"give_fact", "say_unknown", "ask_why"}
_LEAVES = {"leave_walk", "end_practice"}


def answer(call: dict[str, Any]) -> dict[str, Any]:
    """One deciding action a turn; whatever Rasa calls after it decides nothing."""
    tracker = call["tracker"]
    message = tracker["latest_message"]
    action = call["next_action"]
    if _decided(tracker["events"]):
        return _reply()
    if action == "action_begin_qualification":
        deal = next((e["value"] for e in message["entities"] if e["entity"] == "deal"), None)
        return _begin(deal) if deal else _reply("which deal?")
    if action == "validate_qualification_form":
        return _take(message["intent"]["name"], message["text"])
    return _reply(action)


def _decided(events: list[dict[str, Any]]) -> bool:
    said = max(at for at, event in enumerate(events) if event["event"] == "user")
    return any("custom" in (event.get("data") or {}) for event in events[said:])


def _begin(deal: str) -> dict[str, Any]:
    opened = {"event": "active_loop", "name": "qualification_form"}
    asked = {"event": "slot", "name": "requested_slot", "value": "answer"}
    return _reply(f"begun: {deal}", opened, asked)


def _take(intent: str, text: str) -> dict[str, Any]:
    kept = {"event": "slot", "name": "answer", "value": None}
    ended = {"event": "slot", "name": "requested_slot", "value": None}
    if intent in _LEAVES:
        return _reply("left", kept, ended)
    if intent not in _TAKEN:
        return _reply()
    if text == LAST_ANSWER:
        return _reply("ended", kept, ended)
    return _reply(f"taken: {text}", kept)


def _reply(decided: str | None = None, *events: dict[str, Any]) -> dict[str, Any]:
    responses = [{"custom": {"decided": decided}}] if decided else []
    return {"events": list(events), "responses": responses}
