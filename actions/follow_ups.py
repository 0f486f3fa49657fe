"""Follow-ups by talk, and the yes and no that they wait for."""

from rasa_sdk import Action

from actions.turn import ActionTurn, Deciding
from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.sessions import Decision
from coaching.services import coach
from coaching.services.follow_ups import due_list, scheduling


class ScheduleFollowUp(Deciding, Action):
    action = "action_schedule_followup"

    def decision(self, turn: ActionTurn) -> Decision:
        deal, task = turn.entities.get("deal"), turn.entities.get("task")
        return scheduling.schedule(turn.asker(), turn.mind.times, turn.moment(), deal, task)


class ChooseTime(Deciding, Action):
    action = "action_choose_time"

    def decision(self, turn: ActionTurn) -> Decision:
        choice = turn.number("choice")
        return scheduling.choose(
            turn.asker(), turn.moment(), turn.number("proposal"), -1 if choice is None else choice
        )


class Affirm(Deciding, Action):
    action = "action_affirm"

    def decision(self, turn: ActionTurn) -> Decision:
        decided = scheduling.affirm(
            turn.asker(), turn.mind.times, turn.moment(), turn.number("proposal")
        )
        return decided or coach.take_yes(turn.playbook())


class Deny(Deciding, Action):
    action = "action_deny"

    def decision(self, turn: ActionTurn) -> Decision:
        decided = scheduling.deny(
            turn.asker(), turn.mind.times, turn.moment(), turn.number("proposal")
        )
        return decided or coach.take_no(turn.playbook())


class ListFollowUps(Deciding, Action):
    action = "action_list_followups"

    def decision(self, turn: ActionTurn) -> Decision:
        return due_list.list_due(turn.asker(), turn.moment())


class _Settle(Deciding):
    state: FollowUpState

    def decision(self, turn: ActionTurn) -> Decision:
        given = turn.entities.get("follow_up")
        return due_list.settle(turn.asker(), turn.moment(), self.state, given)


class FinishFollowUp(_Settle, Action):
    action = "action_finish_followup"
    state = FollowUpState.DONE


class CancelFollowUp(_Settle, Action):
    action = "action_cancel_followup"
    state = FollowUpState.CANCELLED
