"""A deal and what belongs to it: people, activities, objections, what is known of the buyer."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coaching.domain.follow_ups.follow_up import FollowUp
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Market, Stage


class DealState(StrEnum):
    OPEN = "open"
    WON = "won"
    LOST = "lost"
    PARKED = "parked"


class ContactRole(StrEnum):
    ECONOMIC_BUYER = "economic_buyer"
    CHAMPION = "champion"
    USER = "user"
    BLOCKER = "blocker"
    PROCUREMENT = "procurement"
    LEGAL = "legal"
    OTHER = "other"


class ActivityKind(StrEnum):
    CALL = "call"
    MAIL = "mail"
    MEETING = "meeting"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Deal:
    """What a company or household may buy, where it stands, and whose it is.

    `amount` is in whole units of `currency` (ISO 4217). `next_step` is what the buyer agreed to,
    `next_step_on` its day. `stage_since` is when the deal came into its stage.
    """

    id: str
    company: str
    market: Market
    stage: Stage
    state: DealState
    owner: str
    team: str
    created_at: datetime
    stage_since: datetime
    version: int = 1
    amount: int | None = None
    currency: str | None = None
    close_date: date | None = None
    next_step: str | None = None
    next_step_on: date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    id: str
    deal: str
    name: str
    role: ContactRole
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that happened with the buyer. `inbound` means that it came from the buyer."""

    id: str
    deal: str
    kind: ActivityKind
    at: datetime
    text: str
    inbound: bool = False


@dataclass(frozen=True, slots=True)
class RaisedObjection:
    """An objection in the buyer's words; open until it is settled."""

    id: str
    deal: str
    label: ObjectionLabel
    words: str
    raised_at: datetime
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one letter of a framework: 0 absent, 1 vague, 2 specific, with the rep's
    words as evidence."""

    deal: str
    framework: str
    letter: str
    score: int
    evidence: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class DealFile:
    """A deal with everything that belongs to it; activities newest first, contacts by name,
    objections oldest first, follow-ups those that are still due, soonest first."""

    deal: Deal
    contacts: tuple[Contact, ...] = ()
    activities: tuple[Activity, ...] = ()
    objections: tuple[RaisedObjection, ...] = ()
    known: tuple[Known, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
