"""Who uses the coach, and what each may see."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coaching.domain.deals.deal import Deal
from coaching.domain.sessions import Mode, Session, SessionKind, SessionState


class Role(StrEnum):
    TRAINEE = "trainee"
    REP = "rep"
    MANAGER = "manager"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Team:
    id: str
    name: str
    shares_practices: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """`teams` are those the person belongs to, `manages` those listed for a manager or admin."""

    id: str
    name: str
    email: str
    role: Role
    time_zone: str
    teams: frozenset[str] = frozenset()
    manages: frozenset[str] = frozenset()
    active: bool = True


@dataclass(frozen=True, slots=True)
class Login:
    """A browser session or a personal token; only the hash of its secret is kept."""

    person: str
    secret_hash: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


def may_read(person: Person, session: Session, owner: Person) -> bool:
    """The visibility table: one's own talk always; a report's practice once it is submitted, or
    official and ended; a coach talk never."""
    if session.person == person.id:
        return True
    if person.role not in (Role.MANAGER, Role.ADMIN) or not (person.manages & owner.teams):
        return False
    if session.kind is not SessionKind.PRACTICE:
        return False
    official = session.mode is Mode.OFFICIAL and session.state is SessionState.ENDED
    return session.submitted_at is not None or official


def may_speak(person: Person, session: Session) -> bool:
    """Only the person whose talk it is may add to it."""
    return session.person == person.id


def may_see_deal(person: Person, deal: Deal) -> bool:
    """One's own deals; a manager or admin also those of the teams listed for them. A trainee has
    none."""
    if person.role is Role.TRAINEE:
        return False
    manages = person.manages if person.role in (Role.MANAGER, Role.ADMIN) else frozenset()
    return deal.owner == person.id or deal.team in manages


def may_change_deal(person: Person, deal: Deal) -> bool:
    """Only the owner changes a deal."""
    return person.role is not Role.TRAINEE and deal.owner == person.id
