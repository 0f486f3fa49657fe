"""What to do in each stage of the selling process."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import ActionTurn, decide
from coaching.domain.sessions import Decision
from coaching.domain.stages import Stage
from coaching.services import coach

STAGE_OF_INTENT = {
    "ask_prospecting_advice": Stage.PROSPECTING,
    "ask_pre_approach_advice": Stage.PRE_APPROACH,
    "ask_approach_advice": Stage.APPROACH,
    "ask_presentation_advice": Stage.PRESENTATION,
    "ask_objection_advice": Stage.MEETING_OBJECTIONS,
    "ask_closing_advice": Stage.CLOSING,
    "ask_follow_up_advice": Stage.FOLLOW_UP,
}


class AdviseOnStage(Action):
    def name(self) -> str:
        return "action_advise_on_stage"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        decide(dispatcher, tracker, _advise)
        return []


def _advise(turn: ActionTurn) -> Decision:
    return coach.advise_on_stage(turn.playbook(), STAGE_OF_INTENT[turn.intent])
