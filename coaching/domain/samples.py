"""Sample people, deals and practices, as values; their days count from the day of loading."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coaching.domain.deals.deal import (
    Activity,
    ActivityKind,
    Contact,
    ContactRole,
    Deal,
    DealFile,
    DealState,
    Known,
    RaisedObjection,
)
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.follow_ups.times import When
from coaching.domain.objections import ObjectionLabel
from coaching.domain.people import Person, Team
from coaching.domain.stages import Market, Stage

FRAMEWORK = "bant"
_WORKED_AT = time(11)
_ASKED_BEFORE = timedelta(days=3)
_FRIDAY = 4
_TO_MONDAY = (0, 2, 1)


@dataclass(frozen=True, slots=True)
class SamplePractice:
    """What a sample person said in a practice, this many days ago."""

    person: str
    scenario: str
    days_ago: int
    submit: bool
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleContact:
    name: str
    role: ContactRole
    title: str | None = None


@dataclass(frozen=True, slots=True)
class SampleActivity:
    days_ago: int
    kind: ActivityKind
    text: str
    inbound: bool = False


@dataclass(frozen=True, slots=True)
class SampleObjection:
    label: ObjectionLabel
    words: str
    days_ago: int
    settled: bool = False


@dataclass(frozen=True, slots=True)
class SampleKnown:
    letter: str
    score: int
    evidence: str
    days_ago: int


@dataclass(frozen=True, slots=True)
class SampleFollowUp:
    """`at` is a time of day in the owner's zone; without it the day alone is meant."""

    what: str
    in_days: int
    at: time | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class SampleDeal:
    """A deal with its days counted from the day of loading: `…_days_ago` and `stage_days` back,
    `…in_days` on, where a negative number lies in the past."""

    id: str
    company: str
    market: Market
    stage: Stage
    state: DealState
    owner: str
    team: str
    created_days_ago: int
    stage_days: int
    amount: int | None = None
    currency: str | None = None
    closes_in_days: int | None = None
    next_step: str | None = None
    next_step_in_days: int | None = None
    contacts: tuple[SampleContact, ...] = ()
    activities: tuple[SampleActivity, ...] = ()
    objections: tuple[SampleObjection, ...] = ()
    known: tuple[SampleKnown, ...] = ()
    follow_ups: tuple[SampleFollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleHouse:
    password: str
    teams: tuple[Team, ...]
    people: tuple[Person, ...]
    deals: tuple[SampleDeal, ...]
    practices: tuple[SamplePractice, ...]


def living_deal(sample: SampleDeal, zone: str, now: datetime) -> DealFile:
    """The deal as if it had been worked on until `now`, on the calendar of its owner's zone. Its
    follow-ups hold the done ones as well.

    No work falls on a weekend: what was moves back to the Friday, what will be moves on to the
    Monday. Nothing that was is later than `now`.
    """
    days = _Days(now, zone)
    id, owner = sample.id, sample.owner
    return DealFile(
        _deal(sample, days),
        tuple(_contact(f"{id}-c{n}", id, each) for n, each in enumerate(sample.contacts)),
        tuple(_activity(f"{id}-a{n}", id, each, days) for n, each in enumerate(sample.activities)),
        tuple(_objection(f"{id}-o{n}", id, each, days) for n, each in enumerate(sample.objections)),
        tuple(_known(id, owner, each, days) for each in sample.known),
        tuple(
            _follow_up(f"{id}-f{n}", sample, each, days) for n, each in enumerate(sample.follow_ups)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """Working days around the day of loading."""

    now: datetime
    zone: str

    def on(self, in_days: int) -> date:
        day = self.now.astimezone(ZoneInfo(self.zone)).date() + timedelta(days=in_days)
        past_friday = max(0, day.weekday() - _FRIDAY)
        return day + timedelta(days=-past_friday if in_days < 0 else _TO_MONDAY[past_friday])

    def on_if(self, in_days: int | None) -> date | None:
        return None if in_days is None else self.on(in_days)

    def ago(self, days: int) -> datetime:
        return min(self.now, When(self.on(-days), _WORKED_AT, self.zone).instant())


def _deal(sample: SampleDeal, days: _Days) -> Deal:
    return Deal(
        id=sample.id,
        company=sample.company,
        market=sample.market,
        stage=sample.stage,
        state=sample.state,
        owner=sample.owner,
        team=sample.team,
        created_at=days.ago(sample.created_days_ago),
        stage_since=days.ago(sample.stage_days),
        amount=sample.amount,
        currency=sample.currency,
        close_date=days.on_if(sample.closes_in_days),
        next_step=sample.next_step,
        next_step_on=days.on_if(sample.next_step_in_days),
    )


def _contact(id: str, deal: str, sample: SampleContact) -> Contact:
    return Contact(id, deal, sample.name, sample.role, sample.title)


def _activity(id: str, deal: str, sample: SampleActivity, days: _Days) -> Activity:
    at = days.ago(sample.days_ago)
    return Activity(id, deal, sample.kind, at, sample.text, sample.inbound)


def _objection(id: str, deal: str, sample: SampleObjection, days: _Days) -> RaisedObjection:
    raised = days.ago(sample.days_ago)
    settled = days.ago(max(0, sample.days_ago - 2)) if sample.settled else None
    return RaisedObjection(id, deal, sample.label, sample.words, raised, settled)


def _known(deal: str, owner: str, sample: SampleKnown, days: _Days) -> Known:
    at = days.ago(sample.days_ago)
    return Known(deal, FRAMEWORK, sample.letter, sample.score, sample.evidence, at, owner)


def _follow_up(id: str, deal: SampleDeal, sample: SampleFollowUp, days: _Days) -> FollowUp:
    """One whose hour has struck was reminded of then, so that a new house begins quietly."""
    when = When(days.on(sample.in_days), sample.at, days.zone)
    due_at = when.instant()
    struck = min(due_at, days.now)
    return FollowUp(
        id=id,
        person=deal.owner,
        what=sample.what,
        day=when.day,
        at=when.at,
        zone=when.zone,
        due_at=due_at,
        created_at=struck - _ASKED_BEFORE,
        deal=deal.id,
        state=FollowUpState.DONE if sample.done else FollowUpState.DUE,
        reminded_at=due_at if due_at <= days.now else None,
        settled_at=struck if sample.done else None,
    )
