"""The cells of a sheet's row as values of a deal, each read or refused with the reason."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from coaching.domain.deals.deal import ActivityKind, ContactRole, DealState
from coaching.domain.deals.entries import (
    LONGEST_NAME,
    Unreadable,
    read_amount,
    read_choice,
    read_currency,
    read_day,
    read_line,
    read_note,
)
from coaching.domain.deals.sheets import Column, SheetRow, like_formula, unguarded
from coaching.domain.errors import FieldProblem
from coaching.domain.stages import Market, Stage

_STATES = {
    "closed_won": DealState.WON,
    "closed_lost": DealState.LOST,
    "on_hold": DealState.PARKED,
}


@dataclass(slots=True)
class Entry:
    """The cells of one row as values, and what could not be read."""

    row: SheetRow
    values: dict[Column, Any] = field(default_factory=dict)
    problems: list[FieldProblem] = field(default_factory=list)

    @property
    def company(self) -> str:
        found = self.values.get(Column.COMPANY)
        return found if isinstance(found, str) else self.row.cells.get(Column.COMPANY, "").strip()

    def refuse(self, column: str, reason: str) -> None:
        self.problems.append(FieldProblem(column, reason))


def read_entry(row: SheetRow) -> Entry:
    entry = Entry(row)
    if row.problem is not None:
        entry.refuse("row", row.problem)
        return entry
    for column, cell in row.cells.items():
        try:
            entry.values[column] = _READERS[column](cell)
        except Unreadable as error:
            entry.refuse(column, str(error))
    if Column.COMPANY not in row.cells:
        entry.refuse(Column.COMPANY, "must not be empty")
    _join_currency(entry)
    _need(entry, Column.CONTACT_NAME, (Column.CONTACT_ROLE, Column.CONTACT_TITLE))
    _need(entry, Column.LAST_ACTIVITY_ON, (Column.LAST_ACTIVITY, Column.LAST_ACTIVITY_KIND))
    return entry


def _join_currency(entry: Entry) -> None:
    """An amount may name its currency; both must agree."""
    if Column.AMOUNT not in entry.values:
        return
    amount, named = entry.values[Column.AMOUNT]
    entry.values[Column.AMOUNT] = amount
    given = entry.values.setdefault(Column.CURRENCY, named)
    if given is None:
        del entry.values[Column.CURRENCY]
    elif named is not None and named != given:
        entry.refuse(Column.AMOUNT, f"is in {named}, but the currency says {given}")


def _need(entry: Entry, column: Column, given: Iterable[Column]) -> None:
    if column not in entry.row.cells and any(each in entry.row.cells for each in given):
        entry.refuse(column, "is empty, so the row says what belongs to it but not what it is")


def _plain(cell: str) -> str:
    """The words of a cell. Raises Unreadable for what a spreadsheet would run."""
    words = cell.strip()
    if like_formula(cell) or like_formula(words):
        raise Unreadable(
            f"begins with “{words[:1]}” or a tab, so a spreadsheet would run it as a formula; put "
            "an apostrophe before it"
        )
    return unguarded(words)


def _name(cell: str) -> str:
    return read_line(_plain(cell), LONGEST_NAME)


_READERS: Mapping[Column, Callable[[str], Any]] = {
    Column.REFERENCE: _name,
    Column.COMPANY: _name,
    Column.MARKET: lambda cell: read_choice(cell, Market),
    Column.STAGE: lambda cell: read_choice(cell, Stage),
    Column.STATE: lambda cell: read_choice(cell, DealState, _STATES),
    Column.AMOUNT: read_amount,
    Column.CURRENCY: read_currency,
    Column.CLOSE_DATE: read_day,
    Column.NEXT_STEP: lambda cell: read_line(_plain(cell)),
    Column.NEXT_STEP_ON: read_day,
    Column.CONTACT_NAME: _name,
    Column.CONTACT_ROLE: lambda cell: read_choice(cell, ContactRole),
    Column.CONTACT_TITLE: _name,
    Column.LAST_ACTIVITY_ON: read_day,
    Column.LAST_ACTIVITY: lambda cell: read_note(_plain(cell)),
    Column.LAST_ACTIVITY_KIND: lambda cell: read_choice(cell, ActivityKind),
}
