"""What the core needs to find answers."""

from typing import Protocol

from coaching.domain.knowledge.entries import Knowledge
from coaching.domain.knowledge.finding import Finding, StepGuess
from coaching.domain.stages import Stage


class Librarian(Protocol):
    """Finds what answers a question. The same question and knowledge always give the same."""

    def find(self, question: str, knowledge: Knowledge, stage: Stage | None = None) -> Finding:
        """The entries that may answer, best first; those of the stage, if one is given, before
        others that are as near."""
        ...

    def guess_step(self, situation: str, knowledge: Knowledge) -> StepGuess:
        """The step of the process that somebody in this situation is likely in."""
        ...
