"""The walks that a talk may be in: the qualifying of a deal, a quiz. At most one is open."""

from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads
from coaching.domain.sessions import Decision, Session, Spoken
from coaching.services.deals import qualifying
from coaching.services.quiz import rounds, walk


def opens(decision: Decision) -> bool:
    """True if a walk is open after this decision."""
    return qualifying.opens(decision) or rounds.opens(decision)


def closes(decision: Decision) -> bool:
    """True if a walk is over with this decision."""
    return qualifying.closes(decision) or rounds.closes(decision)


def reminder(reads: Reads, playbook: Playbook, session: Session) -> Spoken | None:
    """After a digression: the question that is still open, or None without one."""
    return walk.reminder(reads, playbook, session) or qualifying.reminder(reads, playbook, session)
