"""Choosing what to practise, and what to offer when the coach is not sure what was meant."""

from rasa_sdk import Action

from actions.turn import ActionTurn, Deciding
from coaching.domain.sessions import Decision
from coaching.services import coach
from coaching.services.follow_ups import scheduling

_NOT_READINGS = frozenset({"nlu_fallback", "out_of_scope"})


class ListScenarios(Deciding, Action):
    action = "action_list_scenarios"

    def decision(self, turn: ActionTurn) -> Decision:
        return coach.list_scenarios(turn.playbook())


class OpenScenario(Deciding, Action):
    action = "action_open_scenario"

    def decision(self, turn: ActionTurn) -> Decision:
        return coach.open_scenario(turn.playbook(), turn.entities.get("scenario"), turn.seed)


class SuggestReadings(Deciding, Action):
    """Where a follow-up waits for its time, words that are not understood may be that time."""

    action = "action_suggest_readings"

    def decision(self, turn: ActionTurn) -> Decision:
        met = scheduling.meet_with_time(turn.asker(), turn.mind.times, turn.moment())
        if met is not None:
            return met
        readings = [name for name in turn.ranking if name not in _NOT_READINGS]
        return coach.suggest_readings(turn.playbook(), readings)
