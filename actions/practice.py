"""Rehearsing: replies to the buyer, and the controls beside them."""

from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import ActionTurn, decide
from coaching.domain.sessions import Decision
from coaching.services import coach, practice
from coaching.services.practice import Practice

GIVE_REPLY = "give_reply"


class TakeReply(Action):
    """The form's validation: hears the reply, and keeps the form asking for the next one."""

    def name(self) -> str:
        return "validate_practice_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if tracker.get_intent_of_latest_message() == GIVE_REPLY:
            decide(dispatcher, tracker, _take_reply)
        return [SlotSet("reply", None)]


class _Control:
    """A control decides the same way, whether it was a word or a button; in the talk with the
    coach it points to the practice that is meant."""

    intent: str
    decision: Callable[[Practice], Decision]
    elsewhere = staticmethod(coach.point_to_running_practice)

    def name(self) -> str:
        return f"action_{self.intent}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        decide(dispatcher, tracker, self._decide)
        return []

    def _decide(self, turn: ActionTurn) -> Decision:
        if turn.in_practice:
            return self._in_practice(turn)
        return self.elsewhere(turn.reads, turn.playbook(), turn.session)

    def _in_practice(self, turn: ActionTurn) -> Decision:
        return self.decision(turn.practice())


class GiveHint(_Control, Action):
    intent = "ask_hint"
    decision = staticmethod(practice.give_hint)


class PausePractice(_Control, Action):
    intent = "pause_practice"
    decision = staticmethod(practice.pause)


class ResumePractice(_Control, Action):
    intent = "resume_practice"
    decision = staticmethod(practice.resume)


class EndPractice(_Control, Action):
    intent = "end_practice"
    decision = staticmethod(practice.stop)


class ShowDebrief(_Control, Action):
    intent = "ask_debrief"
    elsewhere = staticmethod(coach.point_to_last_debrief)

    def _in_practice(self, turn: ActionTurn) -> Decision:
        return practice.show_debrief(turn.practice(), turn.talk())


class RestartPractice(_Control, Action):
    intent = "restart_practice"

    def _in_practice(self, turn: ActionTurn) -> Decision:
        return practice.restart(turn.practice(), turn.seed)


class ReplayPractice(_Control, Action):
    intent = "replay_practice"

    def _in_practice(self, turn: ActionTurn) -> Decision:
        number = turn.entities.get("turn", "")
        asked = int(number) if number.isdecimal() else None
        return practice.replay(turn.practice(), turn.talk(), asked)


def _take_reply(turn: ActionTurn) -> Decision:
    return practice.take_reply(turn.practice(), turn.mind.ear, turn.text)
