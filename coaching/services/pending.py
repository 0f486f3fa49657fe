"""What the coach proposed in the turn before and waits for a yes to."""

from typing import TypeVar

from coaching.domain.events import CallHeard, FollowUpMoveProposed, FollowUpProposed
from coaching.domain.ports import Reads
from coaching.domain.sessions import Session

P = TypeVar("P", FollowUpProposed, FollowUpMoveProposed, CallHeard)
PROPOSALS = (FollowUpProposed, FollowUpMoveProposed, CallHeard)


def find_open(
    reads: Reads, session: Session, kind: type[P], now: int, seq: int | None = None
) -> tuple[int, P] | None:
    """The proposal of this kind that the turn before turn `now` made, or the one of turn `seq`,
    with its turn; None if there is none."""
    at = now - 1 if seq is None else seq
    told = reads.last_event(session.id, kind.__name__)
    if told is None or (seq is None and told.seq != at):
        return None
    found = [told] if told.seq == at else reads.events_of_turn(session.id, at)
    event = next((each.event for each in found if isinstance(each.event, kind)), None)
    return (at, event) if event is not None else None


def waits_for_yes(reads: Reads, session: Session, now: int) -> bool:
    """True if a yes or no in turn `now` answers something that the turn before proposed."""
    latest = (reads.last_event(session.id, kind.__name__) for kind in PROPOSALS)
    return any(told is not None and told.seq == now - 1 for told in latest)
