"""What the core needs of a store for deals and follow-ups; parts of `Reads` and `Writes`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from coaching.domain.deals.deal import Activity, Contact, Deal, DealFile, Known, RaisedObjection
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState


@dataclass(frozen=True, slots=True)
class DealFilter:
    """Deals of any of these owners or any of these teams."""

    owners: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()


class DealReads(Protocol):
    def deal(self, id: str) -> Deal | None: ...
    def deals(self, wanted: DealFilter) -> Sequence[Deal]:
        """By company; one query."""
        ...

    def deal_file(self, id: str) -> DealFile | None:
        """The deal with everything that belongs to it; a constant number of queries."""
        ...

    def deal_files(self, wanted: DealFilter) -> Sequence[DealFile]:
        """The same for many deals; the number of queries does not grow with them."""
        ...

    def follow_up(self, id: str) -> FollowUp | None: ...
    def follow_ups(self, person: str, state: FollowUpState | None = None) -> Sequence[FollowUp]:
        """The person's, soonest first."""
        ...

    def due_follow_ups(self, now: datetime, limit: int) -> Sequence[FollowUp]:
        """In state `due`, not reminded of yet, with `due_at` not after `now`; oldest first."""
        ...


class DealWrites(Protocol):
    def add_deal(self, deal: Deal) -> None: ...
    def save_deal(self, deal: Deal, read_version: int) -> None:
        """Store the deal as version `read_version + 1`; raises Moved if the stored version is
        another one."""
        ...

    def add_contact(self, contact: Contact) -> None: ...
    def add_activity(self, activity: Activity) -> None: ...
    def add_objection(self, objection: RaisedObjection) -> None: ...
    def settle_objection(self, id: str, at: datetime) -> None: ...
    def record_known(self, known: Known) -> None:
        """Keep what is known of a letter; it takes the place of what was known before."""
        ...

    def add_follow_up(self, follow_up: FollowUp) -> None: ...
    def save_follow_up(self, follow_up: FollowUp, read_version: int) -> None:
        """As `save_deal`."""
        ...
