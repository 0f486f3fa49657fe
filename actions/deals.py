"""Deals by talk: the next step of one, and which there are."""

from rasa_sdk import Action

from actions.turn import ActionTurn, Deciding
from coaching.domain.sessions import Decision
from coaching.services.deals import pipeline


class AskNextStep(Deciding, Action):
    action = "action_ask_next_step"

    def decision(self, turn: ActionTurn) -> Decision:
        return pipeline.ask_next_step(turn.asker(), turn.text, turn.at, turn.entities.get("deal"))


class ListDeals(Deciding, Action):
    action = "action_list_deals"

    def decision(self, turn: ActionTurn) -> Decision:
        return pipeline.list_deals(turn.asker())
