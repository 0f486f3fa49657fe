"""A CSV file as rows under known columns, or refused as a whole with the reason and the line."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from coaching.domain.deals.entries import shortened, spelled
from coaching.domain.errors import EntryRefused, FieldProblem

LARGEST = 1_000_000
MOST_ROWS = 5_000
BOM = "\ufeff"
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_WIDEST = 200


class Column(StrEnum):
    REFERENCE = "reference"
    COMPANY = "company"
    MARKET = "market"
    STAGE = "stage"
    STATE = "state"
    AMOUNT = "amount"
    CURRENCY = "currency"
    CLOSE_DATE = "close_date"
    NEXT_STEP = "next_step"
    NEXT_STEP_ON = "next_step_on"
    CONTACT_NAME = "contact_name"
    CONTACT_ROLE = "contact_role"
    CONTACT_TITLE = "contact_title"
    LAST_ACTIVITY_ON = "last_activity_on"
    LAST_ACTIVITY = "last_activity"
    LAST_ACTIVITY_KIND = "last_activity_kind"


_OTHER_NAMES: Mapping[Column, tuple[str, ...]] = {
    Column.REFERENCE: ("deal_id", "deal_reference"),
    Column.COMPANY: (
        "company_name",
        "account",
        "account_name",
        "customer",
        "client",
        "organisation",
        "organization",
    ),
    Column.STAGE: ("sales_stage", "deal_stage"),
    Column.STATE: ("status", "deal_state", "deal_status"),
    Column.AMOUNT: ("value", "deal_value", "deal_amount", "deal_size"),
    Column.CURRENCY: ("currency_code",),
    Column.CLOSE_DATE: ("closing_date", "expected_close", "expected_close_date", "closes_on"),
    Column.NEXT_STEP: ("next_action",),
    Column.NEXT_STEP_ON: ("next_step_date", "next_action_date", "next_action_on"),
    Column.CONTACT_NAME: ("contact", "contact_person"),
    Column.CONTACT_ROLE: ("role",),
    Column.CONTACT_TITLE: ("job_title", "title"),
    Column.LAST_ACTIVITY_ON: ("last_activity_date", "last_contact_on", "last_contact_date"),
    Column.LAST_ACTIVITY: ("last_activity_note", "last_note"),
    Column.LAST_ACTIVITY_KIND: ("last_activity_type",),
}
_COLUMNS: Mapping[str, Column] = {each.value: each for each in Column} | {
    name: column for column, names in _OTHER_NAMES.items() for name in names
}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row where it begins in the file, with the cells that are not blank, as they were written.
    `problem` says what is wrong with the row as a whole."""

    line: int
    cells: Mapping[Column, str]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """`left_out` names the columns that mean nothing here."""

    rows: tuple[SheetRow, ...]
    left_out: tuple[str, ...] = ()


def read_sheet(content: bytes) -> Sheet:
    """The rows of a CSV file: UTF-8, separated by commas or semicolons, the first row naming the
    columns in any order. Raises EntryRefused, for `file`, if it is no such file."""
    if len(content) > LARGEST:
        raise _refused("the file is larger than 1 MB; split it")
    text = _decoded(content)
    if not text.strip():
        raise _refused("the file is empty")
    header_line, header, delimiter = _header(text)
    columns, left_out = _columns(header_line, header)
    records = _records(text, delimiter)
    rows: list[SheetRow] = []
    for line, cells in records:
        if line == header_line or not any(cell.strip() for cell in cells):
            continue
        if len(rows) == MOST_ROWS:
            raise _refused(f"the file holds more than {MOST_ROWS} rows; split it")
        rows.append(_row(line, cells, columns))
    if not rows:
        raise _refused("the file names columns, but holds no rows")
    return Sheet(tuple(rows), left_out)


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: an apostrophe goes before what
    begins like one. `unguarded` gives the text back."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def like_formula(cell: str) -> bool:
    """Whether a spreadsheet would take the cell for a formula."""
    return not cell.startswith("'") and _FORMULA.match(cell) is not None


def write_sheet(rows: Iterable[Mapping[Column, str]]) -> str:
    """A CSV text of all columns that `read_sheet` reads back unchanged; the caller has guarded the
    texts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.value for column in Column])
    for row in rows:
        writer.writerow([row.get(column, "") for column in Column])
    return out.getvalue()


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused("the file is stored as UTF-16; save it as CSV UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(f"line {line} is not UTF-8 text; save the file as CSV UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _refused(f"line {line} holds a NUL character, so this is no CSV text")
    return text


def _header(text: str) -> tuple[int, list[str], str]:
    """Where the header stands, its names, and the delimiter under which most of them are known."""
    found: list[tuple[int, list[str], str]] = []
    problems: list[EntryRefused] = []
    for delimiter in (",", ";"):
        try:
            found += [(line, names, delimiter) for line, names in _first(text, delimiter)]
        except EntryRefused as error:
            problems.append(error)
    if not found:
        raise problems[0] if problems else _refused("the file is empty")
    return max(found, key=lambda header: sum(spelled(name) in _COLUMNS for name in header[1]))


def _first(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    filled = (record for record in _records(text, delimiter) if any(map(str.strip, record[1])))
    return islice(filled, 1)


def _columns(line: int, header: Sequence[str]) -> tuple[list[Column | None], tuple[str, ...]]:
    if len(header) > _WIDEST:
        raise _refused(f"line {line} names more than {_WIDEST} columns")
    columns = [_COLUMNS.get(spelled(name)) for name in header]
    for place, column in enumerate(columns):
        if column is not None and column in columns[:place]:
            first = header[columns.index(column)]
            raise _refused(
                f"line {line} names the column {column} twice: "
                f"“{shortened(first)}” and “{shortened(header[place])}”"
            )
    if Column.COMPANY not in columns:
        raise _refused(
            f"line {line} must name the columns, separated by commas or semicolons, and one of "
            "them must be “company”"
        )
    left_out = (name for name, column in zip(header, columns, strict=True) if column is None)
    return columns, tuple(shortened(name) for name in left_out if name.strip())


def _row(line: int, cells: Sequence[str], columns: Sequence[Column | None]) -> SheetRow:
    if len(cells) != len(columns):
        counted = f"{len(cells)} {'cell' if len(cells) == 1 else 'cells'}"
        return SheetRow(line, {}, f"has {counted} where the first line names {len(columns)}")
    named = zip(columns, cells, strict=True)
    return SheetRow(line, {c: cell for c, cell in named if c is not None and cell.strip()})


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line on which it begins. Raises EntryRefused where a quote is wrong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _refused(_quote_problem(line, str(error))) from None
        yield line, cells
        line = reader.line_num + 1


def _quote_problem(line: int, reason: str) -> str:
    if "field larger" in reason:
        return f"the row that begins in line {line} holds a cell that is far too long"
    if "end of data" in reason:
        return f"the row that begins in line {line} opens a quote that is never closed"
    return f"line {line} holds a quote in the wrong place; write a quote within quotes twice"


def _refused(reason: str) -> EntryRefused:
    return EntryRefused(FieldProblem("file", reason))
