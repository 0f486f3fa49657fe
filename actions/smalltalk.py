"""Being sociable."""

from rasa_sdk import Action

from actions.turn import ActionTurn, Deciding
from coaching.domain.sessions import Decision
from coaching.services import smalltalk


class MakeSmalltalk(Deciding, Action):
    action = "action_make_smalltalk"

    def decision(self, turn: ActionTurn) -> Decision:
        return smalltalk.make_smalltalk(turn.playbook(), turn.mind.likeness, turn.text, turn.seed)
