"""What to do in each stage of the selling process."""

from rasa_sdk import Action

from actions.knowledge import inquiry
from actions.turn import ActionTurn, Deciding
from coaching.domain.sessions import Decision
from coaching.domain.stages import Stage
from coaching.services.knowledge import steps

STAGE_OF_INTENT = {
    "ask_prospecting_advice": Stage.PROSPECTING,
    "ask_pre_approach_advice": Stage.PRE_APPROACH,
    "ask_approach_advice": Stage.APPROACH,
    "ask_presentation_advice": Stage.PRESENTATION,
    "ask_objection_advice": Stage.MEETING_OBJECTIONS,
    "ask_closing_advice": Stage.CLOSING,
    "ask_follow_up_advice": Stage.FOLLOW_UP,
}


class AdviseOnStage(Deciding, Action):
    action = "action_advise_on_stage"

    def decision(self, turn: ActionTurn) -> Decision:
        return steps.advise_on_stage(inquiry(turn), STAGE_OF_INTENT[turn.intent], turn.text)
