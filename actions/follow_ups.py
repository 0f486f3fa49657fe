"""Follow-ups by talk, and the yes and no that proposals wait for."""

from dataclasses import replace

from rasa_sdk import Action

from actions.turn import ActionTurn, Deciding
from actions.wishes import GoingOn, understanding
from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.sessions import Decision
from coaching.services import coach
from coaching.services.deals import reporting
from coaching.services.follow_ups import due_list, moving, scheduling


class ScheduleFollowUp(Deciding, Action):
    action = "action_schedule_followup"
    in_talk_only = True

    def decision(self, turn: ActionTurn) -> Decision:
        asker, moment = turn.asker(), turn.moment()
        if not turn.entities and not asker.requests.is_request(turn.text):
            met = moving.meet_with_time(asker, understanding(turn), moment)
            if met is not None:
                return met
        deal, task = turn.entities.get("deal"), turn.entities.get("task")
        return scheduling.schedule(asker, turn.mind.times, moment, deal, task)


class ChooseTime(Deciding, Action):
    action = "action_choose_time"
    in_talk_only = True

    def decision(self, turn: ActionTurn) -> Decision:
        number = turn.number("choice")
        seq, choice = turn.number("proposal"), -1 if number is None else number
        moved = moving.choose(turn.asker(), turn.moment(), seq, choice)
        return moved or scheduling.choose(turn.asker(), turn.moment(), seq, choice)


class MoveFollowUp(Deciding, Action):
    """Before it is kept, a proposal that is read back may be changed in the same words."""

    action = "action_move_followup"
    in_talk_only = True

    def decision(self, turn: ActionTurn) -> Decision:
        asker, given = turn.asker(), turn.entities.get("follow_up")
        moment = replace(turn.moment(), text=turn.entities.get("task") or turn.text)
        if given is None:
            met = scheduling.meet_with_time(asker, turn.mind.times, moment)
            if met is not None:
                return met
        return moving.move(asker, understanding(turn), moment, given)


class Affirm(GoingOn, Action):
    action = "action_affirm"

    def decision(self, turn: ActionTurn) -> Decision:
        asker, moment, seq = turn.asker(), turn.moment(), turn.number("proposal")
        decided = (
            scheduling.affirm(asker, turn.mind.times, moment, seq)
            or moving.affirm(asker, understanding(turn), moment, seq)
            or reporting.affirm(asker, moment, seq, turn.number("choice"))
        )
        return decided or super().decision(turn)

    def otherwise(self, turn: ActionTurn) -> Decision:
        return coach.take_yes(turn.playbook())


class Deny(GoingOn, Action):
    action = "action_deny"

    def decision(self, turn: ActionTurn) -> Decision:
        asker, moment, seq = turn.asker(), turn.moment(), turn.number("proposal")
        decided = (
            scheduling.deny(asker, turn.mind.times, moment, seq)
            or moving.deny(asker, understanding(turn), moment, seq)
            or reporting.deny(asker, moment, seq)
        )
        return decided or super().decision(turn)

    def otherwise(self, turn: ActionTurn) -> Decision:
        return coach.take_no(turn.playbook())


class ListFollowUps(Deciding, Action):
    action = "action_list_followups"

    def decision(self, turn: ActionTurn) -> Decision:
        return due_list.list_due(turn.asker(), turn.moment())


class _Settle(Deciding):
    state: FollowUpState
    in_talk_only = True

    def decision(self, turn: ActionTurn) -> Decision:
        given = turn.entities.get("follow_up")
        means = understanding(turn)
        return due_list.settle(turn.asker(), means, turn.moment(), self.state, given)


class FinishFollowUp(_Settle, Action):
    action = "action_finish_followup"
    state = FollowUpState.DONE


class CancelFollowUp(_Settle, Action):
    action = "action_cancel_followup"
    state = FollowUpState.CANCELLED
