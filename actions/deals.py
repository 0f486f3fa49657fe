"""Deals by talk: the next step of one, how it stands, what if; before a call and after it."""

from rasa_sdk import Action

from actions.turn import ActionTurn, Deciding
from actions.wishes import report_ear, supposer
from coaching.domain.sessions import Decision
from coaching.services.deals import pipeline, preparing, reporting, status, supposing


class AskNextStep(Deciding, Action):
    action = "action_ask_next_step"

    def decision(self, turn: ActionTurn) -> Decision:
        return pipeline.ask_next_step(turn.asker(), turn.text, turn.at, turn.entities.get("deal"))


class ListDeals(Deciding, Action):
    action = "action_list_deals"

    def decision(self, turn: ActionTurn) -> Decision:
        return pipeline.list_deals(turn.asker())


class AskDealStatus(Deciding, Action):
    action = "action_ask_deal_status"

    def decision(self, turn: ActionTurn) -> Decision:
        return status.ask_status(turn.asker(), turn.text, turn.at, turn.entities.get("deal"))


class AskWhatIf(Deciding, Action):
    action = "action_ask_what_if"

    def decision(self, turn: ActionTurn) -> Decision:
        given = turn.entities
        text = given.get("task") or turn.text
        return supposing.ask_what_if(
            turn.asker(), supposer(turn), text, turn.at, given.get("deal"), given.get("change")
        )


class PrepareCall(Deciding, Action):
    action = "action_prepare_call"

    def decision(self, turn: ActionTurn) -> Decision:
        return preparing.prepare_call(turn.asker(), turn.text, turn.at, turn.entities.get("deal"))


class LogCall(Deciding, Action):
    action = "action_log_call"
    in_talk_only = True

    def decision(self, turn: ActionTurn) -> Decision:
        asker, ear = turn.asker(), report_ear(turn)
        met = reporting.meet(asker, ear, turn.moment())
        return met or reporting.log_call(asker, ear, turn.moment(), turn.entities.get("deal"))
