"""Choosing what to practise, and what to offer when the coach is not sure what was meant."""

from rasa_sdk import Action

from actions.turn import ActionTurn, Deciding
from actions.wishes import GoingOn, report_ear, trainee, understanding
from coaching.domain.sessions import Decision
from coaching.domain.stages import Stage
from coaching.services import coach, exercises
from coaching.services.deals import reporting
from coaching.services.follow_ups import moving, scheduling

STAGE_OF_PRACTICE = {
    "practise_prospecting": Stage.PROSPECTING,
    "practise_pre_approach": Stage.PRE_APPROACH,
    "practise_approach": Stage.APPROACH,
    "practise_presentation": Stage.PRESENTATION,
    "practise_objections": Stage.MEETING_OBJECTIONS,
    "practise_closing": Stage.CLOSING,
    "practise_follow_up": Stage.FOLLOW_UP,
}
_NOT_READINGS = frozenset({"nlu_fallback", "out_of_scope"})


class ListScenarios(Deciding, Action):
    action = "action_list_scenarios"

    def decision(self, turn: ActionTurn) -> Decision:
        return exercises.list_scenarios(trainee(turn), STAGE_OF_PRACTICE[turn.intent])


class ChooseScenario(GoingOn, Action):
    action = "action_choose_scenario"

    def otherwise(self, turn: ActionTurn) -> Decision:
        return exercises.choose_scenario(trainee(turn), turn.text, turn.seed, turn.seq)


class OpenScenario(Deciding, Action):
    action = "action_open_scenario"

    def decision(self, turn: ActionTurn) -> Decision:
        return exercises.open_scenario(trainee(turn), turn.entities.get("scenario"), turn.seed)


class SuggestReadings(GoingOn, Action):
    """Words that are not understood may be the time that a follow-up waits for, the report that
    was asked for, or one of what was just shown."""

    action = "action_suggest_readings"

    def decision(self, turn: ActionTurn) -> Decision:
        asker, moment = turn.asker(), turn.moment()
        met = (
            scheduling.meet_with_time(asker, turn.mind.times, moment)
            or moving.meet_with_time(asker, understanding(turn), moment)
            or reporting.meet(asker, report_ear(turn), moment)
        )
        return met or super().decision(turn)

    def otherwise(self, turn: ActionTurn) -> Decision:
        found = exercises.meet(trainee(turn), turn.text, turn.seed, turn.seq)
        if found is not None:
            return found
        readings = [name for name in turn.ranking if name not in _NOT_READINGS]
        return coach.suggest_readings(turn.reads, turn.playbook(), turn.session, readings, turn.seq)
