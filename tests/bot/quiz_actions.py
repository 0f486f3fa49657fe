"""What the project's actions answer in a quiz, in its barest form."""

from __future__ import annotations

from typing import Any

LAST_ANSWER = "and that is the last one"

_OTHER_WISHES = {"list_deals", "schedule_followup", "ask_next_step", "ask_concept", "start_quiz"}
_OTHER_WISHES |= {"thank", "qualify_deal", "list_followups"}


def answer(call: dict[str, Any]) -> dict[str, Any]:
    """One deciding action a turn; whatever Rasa calls after it decides nothing."""
    tracker = call["tracker"]
    message = tracker["latest_message"]
    action = call["next_action"]
    if _decided(tracker["events"]):
        return _reply()
    if action == "action_begin_quiz":
        return _reply("asked", *_opening("quiz_form", "quiz_answer"))
    if action == "action_begin_qualification":
        return _reply("qualifying", *_opening("qualification_form", "answer"))
    if action == "validate_quiz_form":
        return _take(message["intent"]["name"], message["text"])
    if action == "validate_qualification_form":
        if message["intent"]["name"] == "start_quiz":
            return _reply()
        return _reply("qualified", _slot("answer"))
    return _reply(action)


def _decided(events: list[dict[str, Any]]) -> bool:
    said = max(at for at, event in enumerate(events) if event["event"] == "user")
    return any("custom" in (event.get("data") or {}) for event in events[said:])


def _opening(form: str, slot: str) -> list[dict[str, Any]]:
    return [{"event": "active_loop", "name": form}, _slot("requested_slot", slot)]


def _take(intent: str, text: str) -> dict[str, Any]:
    if intent in _OTHER_WISHES:
        return _reply()
    if intent == "leave_walk":
        return _reply("left", _slot("quiz_answer"), _slot("requested_slot"))
    if text == LAST_ANSWER:
        return _reply("ended", _slot("quiz_answer"), _slot("requested_slot"))
    return _reply(f"judged: {text}", _slot("quiz_answer"))


def _slot(name: str, value: str | None = None) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


def _reply(decided: str | None = None, *events: dict[str, Any]) -> dict[str, Any]:
    responses = [{"custom": {"decided": decided}}] if decided else []
    return {"events": list(events), "responses": responses}
