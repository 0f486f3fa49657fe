"""The qualification walk: a form of Rasa's; every message in it is decided by the core."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.knowledge import inquiry
from actions.turn import ActionTurn, Deciding, decide, decided_before
from actions.wishes import FORM, GoingOn, meet, open_form, report_ear, understanding
from coaching.domain.events import NotUnderstood
from coaching.domain.sessions import Decision
from coaching.services import coach
from coaching.services.deals import qualifying, reasons, reporting
from coaching.services.follow_ups import moving, scheduling
from coaching.services.knowledge.answering import why_of_last
from coaching.services.pending import waits_for_yes
from coaching.services.taking_up import take_up

# A yes or no goes to what was read back in the turn before, not to the walk.
_ANSWERS = frozenset({"affirm", "deny"})
_GOING_ON = frozenset({"affirm", "deny", "nlu_fallback", "choose_scenario"})


class BeginQualification(Deciding, Action):
    action = "action_begin_qualification"
    in_talk_only = True

    def decision(self, turn: ActionTurn) -> Decision:
        return qualifying.begin(
            turn.asker(), turn.mind.answers, turn.text, turn.entities.get("deal")
        )

    def follow(self, decided: Decision) -> list[dict[str, Any]]:
        return open_form(decided)


class TakeAnswer(Action):
    """The form's validation. Without slot events Rasa takes the message for something else and
    asks its rules, while the form stays open."""

    def name(self) -> str:
        return f"validate_{FORM}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if decided_before(tracker):
            return [SlotSet("answer", None)]
        decided = decide(dispatcher, tracker, _take)
        if decided is None:
            return []
        closed = [] if qualifying.opens(decided) else [SlotSet("requested_slot", None)]
        return [SlotSet("answer", None), *closed]


class CloseQualification(Deciding, Action):
    """Follows the form that closed itself: by then the turn has been decided."""

    action = "action_close_qualification"

    def decision(self, turn: ActionTurn) -> Decision:
        return coach.no_walk(turn.playbook())


class LeaveQualification(CloseQualification):
    action = "action_leave_qualification"


class SayUnknown(CloseQualification):
    action = "action_say_unknown"


class AskWhy(Deciding, Action):
    """Why the last answer or the last advice on a deal says so, whichever came later."""

    action = "action_ask_why"

    def decision(self, turn: ActionTurn) -> Decision:
        given = [
            why_of_last(inquiry(turn)),
            reasons.why_of_last(turn.asker(), turn.at),
        ]
        known = [each for each in given if each is not None]
        if not known:
            return coach.no_why(turn.playbook())
        return max(known, key=lambda each: each[0])[1]


class TakeLooseFact(GoingOn, Action):
    """Something told of a buyer outside a walk: it may be the time that a follow-up waits for, the
    report that was asked for, or the beginning of a walk on the deal that the talk is about."""

    action = "action_take_loose_fact"
    in_talk_only = True

    def decision(self, turn: ActionTurn) -> Decision:
        asker, moment = turn.asker(), turn.moment()
        met = (
            reporting.meet(asker, report_ear(turn), moment)
            or scheduling.meet_with_time(asker, turn.mind.times, moment)
            or moving.meet_with_time(asker, understanding(turn), moment)
        )
        return met or super().decision(turn)

    def otherwise(self, turn: ActionTurn) -> Decision:
        return qualifying.offer(turn.asker())


class OpenDeal(Deciding, Action):
    """A deal was chosen by button; `wish` says what for, and `task` holds the words of it."""

    action = "action_open_deal"

    def decision(self, turn: ActionTurn) -> Decision:
        deal, wish = turn.entities.get("deal", ""), turn.entities.get("wish", "")
        if wish == scheduling.SCHEDULE:
            proposal = turn.number("proposal")
            return scheduling.attach(turn.asker(), turn.moment(), proposal, deal)
        return meet(turn, wish, deal, turn.entities.get("task") or turn.text)

    def follow(self, decided: Decision) -> list[dict[str, Any]]:
        return open_form(decided)


def _take(turn: ActionTurn) -> Decision | None:
    walk = qualifying.find_walk(turn.reads, turn.playbook(), turn.session)
    if walk is None:
        return coach.no_walk(turn.playbook())
    if turn.intent in _ANSWERS and waits_for_yes(turn.reads, turn.session, turn.seq):
        return None
    if turn.intent in _GOING_ON and _goes_on_elsewhere(turn):
        return None
    unsure = turn.reads.last_event(turn.session.id, NotUnderstood.__name__)
    again = unsure is not None and unsure.seq == turn.seq - 1
    heard = qualifying.Heard(turn.text, turn.intent, turn.confidence, again)
    return qualifying.take(walk, turn.playbook(), turn.mind.answers, heard)


def _goes_on_elsewhere(turn: ActionTurn) -> bool:
    """True if the message takes up something that was shown beside the walk just before."""
    taken = take_up(turn.asker(), turn.moment())
    return taken is not None and taken.wish != qualifying.QUALIFY
