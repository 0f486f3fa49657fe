"""Deals and follow-ups as JSON shapes."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from api.deal_shapes import (
    ActivityShape,
    ContactShape,
    DealShape,
    FollowUpShape,
    ImportProblemShape,
    ImportRowShape,
    ImportShape,
    LetterShape,
    NewFollowUp,
    ObjectionShape,
    QualificationShape,
    WholeDealShape,
)
from coaching.domain.deals.deal import Activity, Contact, Deal, DealFile, RaisedObjection
from coaching.domain.deals.entries import is_zone
from coaching.domain.deals.importing import Fate, ImportPlan
from coaching.domain.errors import EntryRefused, FieldProblem
from coaching.domain.follow_ups.follow_up import FollowUp
from coaching.domain.follow_ups.times import When
from coaching.domain.people import Person
from coaching.domain.records import to_record
from coaching.services.deals.keeping import DealReading


def deal_shape(deal: Deal) -> DealShape:
    return DealShape.model_validate(to_record(deal))


def contact_shape(contact: Contact) -> ContactShape:
    return ContactShape.model_validate(to_record(contact))


def activity_shape(activity: Activity) -> ActivityShape:
    return ActivityShape.model_validate(to_record(activity))


def objection_shape(objection: RaisedObjection) -> ObjectionShape:
    return ObjectionShape.model_validate(to_record(objection))


def follow_up_shape(follow_up: FollowUp) -> FollowUpShape:
    zone = ZoneInfo(follow_up.zone)
    return FollowUpShape(
        id=follow_up.id,
        what=follow_up.what,
        deal=follow_up.deal,
        state=follow_up.state,
        day=follow_up.day,
        at=follow_up.due_at.astimezone(zone) if follow_up.at else None,
        tz=follow_up.zone,
        due_at=follow_up.due_at.astimezone(zone),
        version=follow_up.version,
    )


def whole_deal_shape(file: DealFile) -> WholeDealShape:
    return WholeDealShape(
        **deal_shape(file.deal).model_dump(),
        contacts=[contact_shape(each) for each in file.contacts],
        activities=[activity_shape(each) for each in file.activities],
        objections=[objection_shape(each) for each in file.objections],
        follow_ups=[follow_up_shape(each) for each in file.follow_ups],
    )


def qualification_shape(reading: DealReading) -> QualificationShape:
    standing, zone = reading.qualification, ZoneInfo(reading.owner.time_zone)
    today = reading.now.astimezone(zone).date()
    letters = [
        LetterShape(
            letter=each.letter.id,
            name=each.letter.name,
            score=each.score,
            evidence=each.known.evidence if each.known else None,
            age_days=max(0, (today - each.known.at.astimezone(zone).date()).days)
            if each.known
            else None,
        )
        for each in standing.letters
    ]
    gap = standing.gap
    return QualificationShape(
        framework=standing.framework.id,
        letters=letters,
        gap=gap.letter.id if gap else None,
        ask_next=gap.letter.ask_buyer if gap else None,
    )


def import_shape(plan: ImportPlan, saved: bool) -> ImportShape:
    return ImportShape(
        saved=saved,
        new=plan.count(Fate.NEW),
        changed=plan.count(Fate.CHANGED),
        unchanged=plan.count(Fate.UNCHANGED),
        refused=plan.count(Fate.REFUSED),
        left_out=list(plan.left_out),
        rows=[
            ImportRowShape(
                line=row.line,
                company=row.company,
                result=row.fate,
                changes=list(row.changes),
                problems=[
                    ImportProblemShape(field=each.field, reason=each.reason)
                    for each in row.problems
                ],
            )
            for row in plan.rows
        ],
    )


def when_of(asked: NewFollowUp, person: Person) -> When:
    """The day or time that was asked for. Raises EntryRefused for an unknown zone."""
    zone = asked.tz if asked.tz is not None else person.time_zone
    if not is_zone(zone):
        raise EntryRefused(FieldProblem("tz", "is not a time zone I know, such as Europe/London"))
    if asked.at is None:
        assert asked.day is not None, "one of both is given"
        return When(asked.day, None, zone)
    return _wall(asked.at, zone)


def _wall(at: datetime, zone: str) -> When:
    try:
        local = at.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
        local.astimezone(UTC)
    except OverflowError:
        raise EntryRefused(FieldProblem("at", "lies outside the calendar")) from None
    return When(local.date(), local.time().replace(fold=0), zone, local.fold)
