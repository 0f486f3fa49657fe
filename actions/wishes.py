"""Wishes that are met with a deal, whether it came with a button or was named afterwards."""

from typing import Any

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.turn import ActionTurn, Deciding
from coaching.domain.pointing import Shown
from coaching.domain.sessions import Decision
from coaching.services import exercises
from coaching.services.deals import (
    pipeline,
    preparing,
    qualifying,
    reporting,
    status,
    supposing,
)
from coaching.services.deals.report_hearing import ReportEar
from coaching.services.exercises import Trainee
from coaching.services.follow_ups import scheduling
from coaching.services.follow_ups.finding import Understanding
from coaching.services.taking_up import offer_follow_up, take_up

FORM = "qualification_form"


def understanding(turn: ActionTurn) -> Understanding:
    return Understanding(turn.mind.times, turn.mind.phrases)


def supposer(turn: ActionTurn) -> supposing.Supposing:
    mind = turn.mind
    return supposing.Supposing(mind.likeness, mind.times, mind.objections)


def report_ear(turn: ActionTurn) -> ReportEar:
    mind = turn.mind
    return ReportEar(mind.answers, mind.objections, mind.likeness, mind.phrases)


def trainee(turn: ActionTurn) -> Trainee:
    mind = turn.mind
    return Trainee(turn.reads, turn.playbook(), turn.session, mind.likeness, mind.phrases)


def meet(turn: ActionTurn, wish: str, deal: str, words: str) -> Decision:
    """The wish with this deal; `words` are those that told of it, without the deal's name perhaps.
    Without a wish, what is next."""
    asker = turn.asker()
    if wish == qualifying.QUALIFY:
        return qualifying.begin(asker, turn.mind.answers, words, deal)
    if wish == status.STATUS:
        return status.ask_status(asker, words, turn.at, deal)
    if wish == preparing.PREPARE:
        return preparing.prepare_call(asker, words, turn.at, deal)
    if wish == reporting.LOG:
        moment = scheduling.Moment(turn.seq, turn.at, words)
        return reporting.log_call(asker, report_ear(turn), moment, deal)
    if wish == supposing.WHAT_IF:
        return supposing.ask_what_if(asker, supposer(turn), words, turn.at, deal)
    return pipeline.ask_next_step(asker, words, turn.at, deal)


def go_on(turn: ActionTurn) -> Decision | None:
    """What the message takes up of what was just shown or said; None if it takes up nothing."""
    taken = take_up(turn.asker(), turn.moment())
    if taken is None:
        return None
    if taken.what is Shown.SCENARIOS:
        return exercises.open_scenario(trainee(turn), taken.id, turn.seed)
    if taken.what is Shown.FOLLOW_UPS:
        return offer_follow_up(turn.asker(), taken.id)
    return meet(turn, taken.wish, taken.id, turn.text)


def open_form(decided: Decision) -> list[dict[str, Any]]:
    """Rasa's events that open the form, if the decision began a walk."""
    if not qualifying.opens(decided):
        return []
    return [ActiveLoop(FORM), SlotSet("requested_slot", "answer")]


class GoingOn(Deciding):
    """An action whose message may go on with what was shown before, and so may begin a walk."""

    def decision(self, turn: ActionTurn) -> Decision:
        return go_on(turn) or self.otherwise(turn)

    def otherwise(self, turn: ActionTurn) -> Decision:
        raise LookupError(f"{self.action} decides nothing")

    def follow(self, decided: Decision) -> list[dict[str, Any]]:
        return open_form(decided)
