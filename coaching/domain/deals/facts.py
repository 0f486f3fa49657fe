"""What a deal's file says on a day of its owner's calendar; what is not in it is not known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coaching.domain.deals.deal import (
    Activity,
    ActivityKind,
    Contact,
    ContactRole,
    DealFile,
    RaisedObjection,
)
from coaching.domain.deals.qualification import (
    SPECIFIC,
    VAGUE,
    Framework,
    LetterStanding,
    qualification,
)
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.next_step.advice import BantLetter, DealFact
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Stage

_SPOKEN_TO_FIRST = (
    ContactRole.ECONOMIC_BUYER,
    ContactRole.CHAMPION,
    ContactRole.USER,
    ContactRole.OTHER,
    ContactRole.PROCUREMENT,
    ContactRole.LEGAL,
    ContactRole.BLOCKER,
)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DealFacts:
    """A file, looked at now in the zone of the deal's owner (IANA name; an unknown one counts as
    UTC). Ages are whole days between dates of that calendar, never below 0."""

    file: DealFile
    framework: Framework
    now: datetime
    zone: str

    @property
    def today(self) -> date:
        return self.day_of(self.now)

    def day_of(self, at: datetime) -> date:
        return at.astimezone(_zone(self.zone)).date()

    def age(self, at: datetime) -> int:
        return self.days_since(self.day_of(at))

    def days_since(self, day: date) -> int:
        return max((self.today - day).days, 0)

    @property
    def open_objections(self) -> tuple[RaisedObjection, ...]:
        """Oldest first."""
        return tuple(each for each in self.file.objections if each.settled_at is None)

    @property
    def stop_contact(self) -> RaisedObjection | None:
        """The wish not to be contacted, unless the buyer has taken it back."""
        wishes = (o for o in self.open_objections if o.label is ObjectionLabel.STOP_CONTACT)
        return next(wishes, None)

    @property
    def letters(self) -> tuple[LetterStanding, ...]:
        return qualification(self.framework, self.file.known).letters

    def letter(self, id: str) -> LetterStanding | None:
        """How a letter stands; None for one that the framework does not have."""
        return next((each for each in self.letters if each.letter.id == id), None)

    @property
    def knows_economic_buyer(self) -> bool:
        """A contact has that role, or it is specifically known who decides."""
        authority = self.letter(BantLetter.AUTHORITY)
        return any(c.role is ContactRole.ECONOMIC_BUYER for c in self.file.contacts) or (
            authority is not None and authority.score >= SPECIFIC
        )

    @property
    def last_contact(self) -> Activity | None:
        """The newest thing that happened with the buyer; a note to oneself is none."""
        happened = (each for each in self.file.activities if each.kind is not ActivityKind.NOTE)
        return max(happened, key=lambda each: each.at, default=None)

    @property
    def agreed_day(self) -> date | None:
        """The day of what the buyer agreed to, unless it is past."""
        day = self.file.deal.next_step_on
        return day if day is not None and day >= self.today else None

    @property
    def next_date(self) -> date | None:
        """The nearest date ahead: an agreed day, or a follow-up that is due later."""
        days = [self.day_of(each.due_at) for each in self.file.follow_ups if self._ahead(each)]
        return min([*days, *([self.agreed_day] if self.agreed_day else [])], default=None)

    def _ahead(self, follow_up: FollowUp) -> bool:
        """A follow-up for a time is ahead until that time, one for a day until that day is over."""
        if follow_up.state not in (FollowUpState.DUE, FollowUpState.SNOOZED):
            return False
        if follow_up.at is None:
            return follow_up.day >= self.now.astimezone(_zone(follow_up.zone)).date()
        return follow_up.due_at > self.now

    @property
    def spoken_to(self) -> Contact | None:
        """Whom to speak to first: whoever signs, then a champion, blockers last; by name."""
        by_role = {role: place for place, role in enumerate(_SPOKEN_TO_FIRST)}
        return min(self.file.contacts, key=lambda c: (by_role[c.role], c.name), default=None)

    @property
    def touched_at(self) -> datetime:
        """When the file last learnt something."""
        return max(self._moments())

    def _moments(self) -> Iterable[datetime]:
        yield self.file.deal.created_at
        yield self.file.deal.stage_since
        yield from (each.at for each in self.file.activities)
        yield from (each.at for each in self.file.known)
        for objection in self.file.objections:
            yield objection.settled_at or objection.raised_at

    def has(self, fact: DealFact) -> bool:
        """Whether a fact that a stage may ask for is in the file."""
        deal, last = self.file.deal, self.last_contact
        return {
            DealFact.CONTACT: bool(self.file.contacts),
            DealFact.RESEARCH: self._researched(),
            DealFact.CALL_GOAL: bool(deal.next_step) or self.next_date is not None,
            DealFact.ECONOMIC_BUYER: self.knows_economic_buyer,
            DealFact.NO_OPEN_OBJECTION: not self.open_objections,
            DealFact.DATED_ADVANCE: bool(deal.next_step) and self.agreed_day is not None,
            DealFact.DELIVERY_CHECK: (
                deal.stage is Stage.FOLLOW_UP and last is not None and last.at >= deal.stage_since
            ),
            DealFact.NEXT_DATE: self.next_date is not None,
            DealFact.AMOUNT: deal.amount is not None,
            DealFact.CLOSE_DATE: deal.close_date is not None and deal.close_date >= self.today,
        }[fact]

    def _researched(self) -> bool:
        """Something is known beforehand: a note, an earlier contact, a letter."""
        return bool(self.file.activities) or any(each.score >= VAGUE for each in self.letters)


def working_day(today: date, days: int) -> date:
    """The day `days` working days (Monday to Friday) after today; with 0 today itself, or the next
    working day at a weekend."""
    day = today
    while days > 0 or day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY:
            days -= 1
    return day


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
