"""The quiz: a form of Rasa's; every message in it is decided by the core."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import ActionTurn, Deciding, decide, decided_before
from coaching.domain.sessions import Decision
from coaching.services import coach
from coaching.services.pending import waits_for_yes
from coaching.services.quiz import walk
from coaching.services.quiz.rounds import find_round, opens

FORM = "quiz_form"
SLOT = "quiz_answer"
# A yes or no goes to what was read back in the turn before, not to the quiz.
_ANSWERS = frozenset({"affirm", "deny"})


class BeginQuiz(Deciding, Action):
    action = "action_begin_quiz"

    def decision(self, turn: ActionTurn) -> Decision:
        return walk.begin(turn.asker(), turn.mind.quiz, heard(turn), turn.entities.get("stage"))

    def follow(self, decided: Decision) -> list[dict[str, Any]]:
        return [ActiveLoop(FORM), SlotSet("requested_slot", SLOT)] if opens(decided) else []


class TakeQuizAnswer(Action):
    """The form's validation. Without slot events Rasa takes the message for something else and
    asks its rules, while the form stays open."""

    def name(self) -> str:
        return f"validate_{FORM}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if decided_before(tracker):
            return [SlotSet(SLOT, None)]
        decided = decide(dispatcher, tracker, take)
        if decided is None:
            return []
        closed = [] if opens(decided) else [SlotSet("requested_slot", None)]
        return [SlotSet(SLOT, None), *closed]


class CloseQuiz(Deciding, Action):
    """Follows the form that closed itself: by then the turn has been decided."""

    action = "action_close_quiz"

    def decision(self, turn: ActionTurn) -> Decision:
        return coach.no_walk(turn.playbook())


def take(turn: ActionTurn) -> Decision | None:
    """What a message in the quiz leads to; None if it is a wish of another kind."""
    open_round = find_round(turn.reads, turn.playbook(), turn.session)
    if open_round is None:
        return coach.no_walk(turn.playbook())
    if turn.intent in _ANSWERS and waits_for_yes(turn.reads, turn.session, turn.seq):
        return None
    return walk.take(open_round, turn.asker(), turn.mind.quiz, heard(turn))


def heard(turn: ActionTurn) -> walk.Heard:
    """The turn's message as the quiz takes it."""
    return walk.Heard(turn.text, turn.intent, turn.confidence, turn.at, turn.seed)
