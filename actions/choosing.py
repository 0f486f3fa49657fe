"""Choosing what to practise, and what to offer when the coach is not sure what was meant."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import decide
from coaching.services import coach

_NOT_READINGS = frozenset({"nlu_fallback", "out_of_scope"})


class ListScenarios(Action):
    def name(self) -> str:
        return "action_list_scenarios"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        decide(dispatcher, tracker, lambda turn: coach.list_scenarios(turn.playbook()))
        return []


class OpenScenario(Action):
    def name(self) -> str:
        return "action_open_scenario"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        decide(
            dispatcher,
            tracker,
            lambda turn: coach.open_scenario(
                turn.playbook(), turn.entities.get("scenario"), turn.seed
            ),
        )
        return []


class SuggestReadings(Action):
    def name(self) -> str:
        return "action_suggest_readings"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        decide(
            dispatcher,
            tracker,
            lambda turn: coach.suggest_readings(
                turn.playbook(), [name for name in turn.ranking if name not in _NOT_READINGS]
            ),
        )
        return []
