"""The qualification walk: a form of Rasa's; every message in it is decided by the core."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import ActionTurn, Deciding, decide, decided_before
from coaching.domain.sessions import Decision
from coaching.services import coach
from coaching.services.deals import pipeline, qualifying
from coaching.services.follow_ups import scheduling

FORM = "qualification_form"
# A yes or no goes to the follow-up that was read back in the turn before, not to the walk.
_ANSWERS = frozenset({"affirm", "deny"})


class BeginQualification(Deciding, Action):
    action = "action_begin_qualification"

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
    action = "action_ask_why"

    def decision(self, turn: ActionTurn) -> Decision:
        return coach.no_why(turn.playbook())


class TakeLooseFact(Deciding, Action):
    """Something told of a buyer outside a walk: it may be the time that a follow-up waits for, or
    the beginning of a walk on the deal that the talk is about."""

    action = "action_take_loose_fact"

    def decision(self, turn: ActionTurn) -> Decision:
        met = scheduling.meet_with_time(turn.asker(), turn.mind.times, turn.moment())
        return met or qualifying.offer(turn.asker())


class OpenDeal(Deciding, Action):
    """A deal was chosen by button; `wish` says what for."""

    action = "action_open_deal"

    def decision(self, turn: ActionTurn) -> Decision:
        deal, asker = turn.entities.get("deal", ""), turn.asker()
        wish = turn.entities.get("wish")
        if wish == qualifying.QUALIFY:
            return qualifying.begin(asker, turn.mind.answers, turn.text, deal)
        if wish == scheduling.SCHEDULE:
            return scheduling.attach(asker, turn.moment(), turn.number("proposal"), deal)
        return pipeline.ask_next_step(asker, turn.text, turn.at, deal)

    def follow(self, decided: Decision) -> list[dict[str, Any]]:
        return open_form(decided)


def open_form(decided: Decision) -> list[dict[str, Any]]:
    """Rasa's events that open the form, if the decision began a walk."""
    if not qualifying.opens(decided):
        return []
    return [ActiveLoop(FORM), SlotSet("requested_slot", "answer")]


def _take(turn: ActionTurn) -> Decision | None:
    walk = qualifying.find_walk(turn.reads, turn.playbook(), turn.session)
    if walk is None:
        return coach.no_walk(turn.playbook())
    if turn.intent in _ANSWERS and scheduling.find_pending(turn.asker(), turn.moment()):
        return None
    heard = qualifying.Heard(turn.text, turn.intent, turn.confidence)
    return qualifying.take(walk, turn.playbook(), turn.mind.answers, heard)
