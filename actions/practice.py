"""Rehearsing: replies to the buyer, and the controls beside them."""

from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import ActionTurn, Deciding, decide
from coaching.domain.sessions import Decision
from coaching.services import coach, practice, weakness
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


class _Control(Deciding):
    """A control decides the same way, whether it was a word or a button; in the talk with the
    coach it points to the practice that is meant."""

    beside: Callable[[Practice], Decision]
    elsewhere = staticmethod(coach.point_to_running_practice)

    def decision(self, turn: ActionTurn) -> Decision:
        if turn.in_practice:
            return self.in_practice(turn)
        return self.elsewhere(turn.reads, turn.playbook(), turn.session)

    def in_practice(self, turn: ActionTurn) -> Decision:
        return self.beside(turn.practice())


class GiveHint(_Control, Action):
    action = "action_ask_hint"
    beside = staticmethod(practice.give_hint)


class PausePractice(_Control, Action):
    action = "action_pause_practice"
    beside = staticmethod(practice.pause)


class ResumePractice(_Control, Action):
    action = "action_resume_practice"
    beside = staticmethod(practice.resume)


class EndPractice(_Control, Action):
    action = "action_end_practice"
    beside = staticmethod(practice.stop)


class ShowDebrief(_Control, Action):
    action = "action_ask_debrief"
    elsewhere = staticmethod(coach.point_to_last_debrief)

    def in_practice(self, turn: ActionTurn) -> Decision:
        return practice.show_debrief(turn.practice(), turn.talk())


class AskWeakness(Deciding, Action):
    action = "action_ask_weakness"

    def decision(self, turn: ActionTurn) -> Decision:
        playbook = turn.mind.playbooks.latest(turn.reads)
        return weakness.ask_weakness(turn.reads, turn.mind.playbooks, playbook, turn.session)


class RestartPractice(_Control, Action):
    action = "action_restart_practice"

    def in_practice(self, turn: ActionTurn) -> Decision:
        return practice.restart(turn.practice(), turn.seed)


class ReplayPractice(_Control, Action):
    action = "action_replay_practice"

    def in_practice(self, turn: ActionTurn) -> Decision:
        number = turn.entities.get("turn", "")
        asked = int(number) if number.isdecimal() else None
        return practice.replay(turn.practice(), turn.talk(), asked)


def _take_reply(turn: ActionTurn) -> Decision:
    return practice.take_reply(turn.practice(), turn.mind.ear, turn.text)
