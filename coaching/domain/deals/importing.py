"""What a sheet of deals would change: row by row, before anything is stored."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from coaching.domain.deals.checks import ENTERED, checked_deal, differences
from coaching.domain.deals.deal import (
    Activity,
    ActivityKind,
    Contact,
    ContactRole,
    Deal,
    DealFile,
    DealState,
)
from coaching.domain.deals.entries import company_key
from coaching.domain.deals.import_rows import Entry, read_entry
from coaching.domain.deals.sheets import Column, Sheet
from coaching.domain.errors import EntryRefused, FieldProblem
from coaching.domain.stages import Market, Stage

_NOON = time(12)


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Importer:
    """Whose deals these become, and when; `zone` (IANA name) is the calendar of the days."""

    owner: str
    team: str
    zone: str
    now: datetime


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row does. `deal` is as it would be stored, `stored` as it is; `contact` and `activity`
    are what is added. What is new has no id yet. `changes` names the columns that make a
    difference, `problems` those that are refused (`row` for the row as a whole)."""

    line: int
    company: str
    fate: Fate
    problems: tuple[FieldProblem, ...] = ()
    changes: tuple[str, ...] = ()
    deal: Deal | None = None
    stored: Deal | None = None
    contact: Contact | None = None
    activity: Activity | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    rows: tuple[PlannedRow, ...]
    left_out: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """One refused row keeps the whole file out."""
        return any(row.fate is Fate.REFUSED for row in self.rows)

    def count(self, fate: Fate) -> int:
        return sum(row.fate is fate for row in self.rows)


def plan_import(sheet: Sheet, own: Sequence[DealFile], importer: Importer) -> ImportPlan:
    """What the sheet would do to the importer's own deals. A row belongs to the deal that its
    reference names, else to the one of the same company, spelling and case aside; else it is new.
    A blank cell leaves what is stored."""
    entries = [read_entry(row) for row in sheet.rows]
    _refuse_twins(entries)
    by_id = {file.deal.id: file for file in own}
    by_company: dict[str, list[DealFile]] = defaultdict(list)
    for file in own:
        by_company[company_key(file.deal.company)].append(file)
    rows = [_plan(entry, _find(entry, by_id, by_company), importer) for entry in entries]
    return ImportPlan(_once(rows), sheet.left_out)


def _refuse_twins(entries: Sequence[Entry]) -> None:
    """Two rows for one deal: neither is taken, each names the other's line."""
    rows: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        reference = entry.values.get(Column.REFERENCE)
        if reference is not None:
            rows[f"reference {reference}"].append(entry)
        elif entry.company:
            rows[f"company {company_key(entry.company)}"].append(entry)
    for twins in rows.values():
        for entry in twins if len(twins) > 1 else ():
            other = next(each for each in twins if each is not entry)
            column = Column.REFERENCE if Column.REFERENCE in entry.values else Column.COMPANY
            entry.refuse(column, f"stands in line {other.row.line} as well")


def _find(
    entry: Entry, by_id: Mapping[str, DealFile], by_company: Mapping[str, list[DealFile]]
) -> DealFile | None:
    reference = entry.values.get(Column.REFERENCE)
    if reference is not None:
        if reference not in by_id:
            entry.refuse(Column.REFERENCE, "is no deal of yours; leave it empty for a new one")
        return by_id.get(reference)
    found = by_company.get(company_key(entry.company), []) if entry.company else []
    if len(found) > 1:
        entry.refuse(
            Column.COMPANY, f"names {len(found)} of your deals; say which one by its reference"
        )
    return found[0] if found else None


def _plan(entry: Entry, file: DealFile | None, importer: Importer) -> PlannedRow:
    stored = file.deal if file else None
    deal = _deal(entry, stored, importer)
    contact = _contact(entry, file)
    activity = _activity(entry, file, importer)
    line, company = entry.row.line, entry.company
    if entry.problems:
        return PlannedRow(line, company, Fate.REFUSED, tuple(entry.problems))
    changes = list(differences(stored, deal)) if stored else []
    changes += [Column.CONTACT_NAME.value] if contact else []
    changes += [Column.LAST_ACTIVITY_ON.value] if activity else []
    fate = (Fate.CHANGED if changes else Fate.UNCHANGED) if stored else Fate.NEW
    return PlannedRow(
        line, company, fate, (), tuple(changes) if stored else (), deal, stored, contact, activity
    )


def _deal(entry: Entry, stored: Deal | None, importer: Importer) -> Deal:
    named = {name: entry.values[Column(name)] for name in ENTERED if Column(name) in entry.values}
    before = stored or Deal(
        id="",
        company=entry.company,
        market=Market.B2B,
        stage=Stage.PROSPECTING,
        state=DealState.OPEN,
        owner=importer.owner,
        team=importer.team,
        created_at=importer.now,
        stage_since=importer.now,
    )
    after = replace(before, **named)
    if after.stage != before.stage:
        after = replace(after, stage_since=importer.now)
    try:
        return checked_deal(after)
    except EntryRefused as error:
        told = {each.field for each in entry.problems}
        entry.problems += [each for each in error.problems if each.field not in told]
        return after


def _contact(entry: Entry, file: DealFile | None) -> Contact | None:
    """The contact that the row adds; none where the deal has it. A contact that the deal has in
    another role cannot be changed here."""
    name = entry.values.get(Column.CONTACT_NAME)
    if not name:
        return None
    role, title = entry.values.get(Column.CONTACT_ROLE), entry.values.get(Column.CONTACT_TITLE)
    for known in file.contacts if file else ():
        if _words(known.name.casefold()) == name.casefold():
            if role not in (None, known.role):
                entry.refuse(Column.CONTACT_ROLE, f"{known.name} is on the deal as {known.role}")
            if title not in (None, known.title):
                is_known = f"“{known.title}”" if known.title else "no title"
                entry.refuse(Column.CONTACT_TITLE, f"{known.name} is on the deal with {is_known}")
            return None
    return Contact("", file.deal.id if file else "", name, role or ContactRole.OTHER, title)


def _activity(entry: Entry, file: DealFile | None, importer: Importer) -> Activity | None:
    """The activity that the row adds; none where the deal has it, or, for a day without words,
    something as new. Without a kind it counts as a call, so that the deal does not look silent."""
    day: date | None = entry.values.get(Column.LAST_ACTIVITY_ON)
    if day is None:
        return None
    zone = ZoneInfo(importer.zone)
    if day > importer.now.astimezone(zone).date():
        entry.refuse(Column.LAST_ACTIVITY_ON, "lies in the future")
        return None
    text: str = entry.values.get(Column.LAST_ACTIVITY, "")
    for known in file.activities if file else ():
        known_day = known.at.astimezone(zone).date()
        if (known_day == day and _words(text) == _words(known.text)) or (
            not text and known_day >= day
        ):
            return None
    at = min(datetime.combine(day, _NOON, zone).astimezone(UTC), importer.now)
    kind = entry.values.get(Column.LAST_ACTIVITY_KIND, ActivityKind.CALL)
    return Activity("", file.deal.id if file else "", kind, at, text)


def _once(rows: Sequence[PlannedRow]) -> tuple[PlannedRow, ...]:
    """A deal is changed by one row only: one row may name it by reference, another by company."""
    lines: dict[str, int] = {}
    found = []
    for row in rows:
        first = lines.setdefault(row.stored.id, row.line) if row.stored else row.line
        if first != row.line:
            problem = FieldProblem(Column.COMPANY, f"is the deal of line {first} as well")
            row = PlannedRow(row.line, row.company, Fate.REFUSED, (problem,))
        found.append(row)
    return tuple(found)


def _words(text: str) -> str:
    return " ".join(text.split())
