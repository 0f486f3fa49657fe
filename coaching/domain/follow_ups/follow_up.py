"""A follow-up: what to do, for which deal, when; due once, reminded of once."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from coaching.domain.follow_ups.times import When


class FollowUpState(StrEnum):
    DUE = "due"
    DONE = "done"
    SNOOZED = "snoozed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`day`, `at`, `zone` and `fold` are the wall time as it was confirmed; `due_at` is the
    instant. `session` is the talk where it was asked for and where the reminder goes;
    `reminded_at` is set in the unit of work that stores the reminder."""

    id: str
    person: str
    what: str
    day: date
    at: time | None
    zone: str
    due_at: datetime
    created_at: datetime
    fold: int = 0
    deal: str | None = None
    session: str | None = None
    state: FollowUpState = FollowUpState.DUE
    version: int = 1
    reminded_at: datetime | None = None
    settled_at: datetime | None = None

    @property
    def when(self) -> When:
        return When(self.day, self.at, self.zone, self.fold)
