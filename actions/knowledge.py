"""Questions about selling, and which step somebody is in."""

from rasa_sdk import Action

from actions.turn import ActionTurn, Deciding
from coaching.domain.sessions import Decision
from coaching.services.knowledge import answering, steps
from coaching.services.knowledge.answering import Inquiry


def inquiry(turn: ActionTurn) -> Inquiry:
    """The question of a turn, with the means to answer it."""
    return Inquiry(turn.reads, turn.playbook(), turn.session, turn.mind.librarian)


class AnswerQuestion(Deciding, Action):
    action = "action_answer_question"

    def decision(self, turn: ActionTurn) -> Decision:
        return answering.answer_question(inquiry(turn), turn.text, turn.entities.get("topic"))


class FindStep(Deciding, Action):
    action = "action_find_step"

    def decision(self, turn: ActionTurn) -> Decision:
        return steps.find_step(inquiry(turn), turn.text)
