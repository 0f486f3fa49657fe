"""A file of deals: read, judged row by row, and taken back as it was written."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from coaching.domain.deals.deal import ActivityKind, Contact, ContactRole, DealFile, DealState
from coaching.domain.deals.importing import Fate, ImportPlan, PlannedRow, plan_import
from coaching.domain.deals.sheets import LARGEST, MOST_ROWS, read_sheet
from coaching.domain.errors import EntryRefused
from coaching.domain.stages import Market, Stage
from tests.domain.deal_files import IMPORTER, NOW, a_contact, a_deal, a_file, an_activity


def plan(text: str | bytes, *own: DealFile) -> ImportPlan:
    content = text.encode() if isinstance(text, str) else text
    return plan_import(read_sheet(content), own, IMPORTER)


def one_row(cells: dict[str, str], *own: DealFile) -> PlannedRow:
    cells = {"company": "Acme Bakeries", **cells}
    quoted = ('"' + cell.replace('"', '""') + '"' for cell in cells.values())
    (row,) = plan(f"{','.join(cells)}\n{','.join(quoted)}\n", *own).rows
    return row


def refusal(text: str | bytes) -> str:
    with pytest.raises(EntryRefused) as caught:
        read_sheet(text.encode() if isinstance(text, str) else text)
    (problem,) = caught.value.problems
    assert problem.field == "file"
    return problem.reason


def reasons(row: PlannedRow) -> dict[str, str]:
    assert row.fate is Fate.REFUSED
    return {problem.field: problem.reason for problem in row.problems}


def test_a_full_row_becomes_a_deal_with_a_contact_and_an_activity() -> None:
    row = one_row(
        {
            "market": "B2B",
            "stage": "Meeting objections",
            "state": "open",
            "amount": "12,500",
            "currency": "gbp",
            "close_date": "18.12.2026",
            "next_step": "Send the plan for the pilot",
            "next_step_on": "2026-11-30",
            "contact_name": "Dana Fox",
            "contact_role": "economic buyer",
            "contact_title": "CFO",
            "last_activity_on": "2026-11-20",
            "last_activity": "Rang about the offer",
        }
    )
    assert (row.fate, row.line) == (Fate.NEW, 2)
    assert row.deal == a_deal(
        "",
        stage=Stage.MEETING_OBJECTIONS,
        amount=12_500,
        next_step="Send the plan for the pilot",
        next_step_on=date(2026, 11, 30),
        created_at=NOW,
        stage_since=NOW,
    )
    assert row.contact == Contact("", "", "Dana Fox", ContactRole.ECONOMIC_BUYER, "CFO")
    assert row.activity is not None
    assert (row.activity.at, row.activity.text) == (
        datetime(2026, 11, 20, 11, 0, tzinfo=UTC),
        "Rang about the offer",
    )


def test_a_company_alone_is_enough() -> None:
    (row,) = plan("company\nHarbour Dental\n").rows
    assert row.deal is not None
    assert (row.deal.market, row.deal.stage, row.deal.state) == (
        Market.B2B,
        Stage.PROSPECTING,
        DealState.OPEN,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Company Name;Deal Value;Status\nHarbour;12.500,00;Closed won\n",
        'ACCOUNT,value,STATE\r\nHarbour,"12,500",won\r\n',
        "\ufeff\n state , amount , organisation ,phone\nwon,12500,Harbour,555\n,,,\n",
    ],
)
def test_headers_delimiters_and_line_ends_may_vary(text: str) -> None:
    (row,) = plan(text).rows
    assert row.deal is not None
    assert (row.deal.company, row.deal.amount, row.deal.state) == ("Harbour", 12_500, DealState.WON)


def test_columns_that_mean_nothing_are_named() -> None:
    assert plan("company,phone,,mood\nAcme,1,2,3\n").left_out == ("phone", "mood")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"company,stage\n", "no rows"),
        (b"stage,amount\napproach,5\n", "line 1"),
        (b"\n\nstage\napproach\n", "line 3"),
        (b"company\tstage\nAcme\tapproach\n", "company"),
        (b"company,account\nAcme,Acme\n", "twice"),
        ("company\nAcme\nMüller\n".encode("latin-1"), "line 3 is not UTF-8"),
        ("company\nAcme\n".encode("utf-16"), "UTF-16"),
        (b"company\nAcme\nBri\0ght\n", "line 3"),
        (b'company,stage\nAcme,approach\n"Bright,approach\nHarbour,closing\n', "begins in line 3"),
        (b'company,stage\n"Acme"x,approach\n', "line 2"),
        (b"company\n" + b"x" * LARGEST, "1 MB"),
        (b"company\n" + b"x\n" * (MOST_ROWS + 1), "5000 rows"),
        (b"PK\x03\x04\x14\x00\x06\x00", "NUL"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_reason_and_line(
    content: bytes, said: str
) -> None:
    assert said in refusal(content)


def test_a_ragged_row_is_refused_with_its_line() -> None:
    rows = plan('company,stage\n"Two\nlines",approach\nAcme,approach,5\nHarbour\n').rows
    assert [(row.line, row.fate) for row in rows] == [
        (2, Fate.NEW),
        (4, Fate.REFUSED),
        (5, Fate.REFUSED),
    ]
    assert "3 cells where the first line names 2" in reasons(rows[1])["row"]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("company", " "),
        ("company", "x" * 201),
        ("market", "b2g"),
        ("stage", "negotiation"),
        ("state", "maybe"),
        ("amount", "12-15k"),
        ("amount", "a lot"),
        ("amount", "-1"),
        ("currency", "pounds"),
        ("close_date", "03/04/2026"),
        ("next_step_on", "next week"),
        ("next_step", "x" * 501),
        ("contact_role", "boss"),
        ("last_activity_on", "2026-11-23"),
    ],
)
def test_a_cell_that_does_not_fit_refuses_its_row_by_field(column: str, cell: str) -> None:
    assert column in reasons(one_row({"contact_name": "Dana Fox", column: cell}))


def test_every_wrong_cell_of_a_row_is_named() -> None:
    row = one_row({"amount": "a lot", "close_date": "soon", "stage": "?"})
    assert set(reasons(row)) == {"amount", "close_date", "stage"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "  =", "＝"])
@pytest.mark.parametrize("column", ["company", "next_step", "contact_name", "last_activity"])
def test_a_formula_is_refused_where_text_is_expected(column: str, start: str) -> None:
    row = one_row({"last_activity_on": "2026-11-20", column: f"{start}cmd|'/c calc'!A1"})
    assert "formula" in reasons(row)[column]


def test_an_apostrophe_makes_a_formula_text() -> None:
    row = one_row({"next_step": "'=5 seats"})
    assert row.deal is not None
    assert row.deal.next_step == "=5 seats"


def test_what_belongs_to_nobody_is_refused() -> None:
    row = one_row({"contact_role": "champion", "last_activity": "Rang"})
    assert set(reasons(row)) == {"contact_name", "last_activity_on"}


def test_an_amount_and_a_currency_must_agree() -> None:
    assert "amount" in reasons(one_row({"amount": "€5", "currency": "GBP"}))
    row = one_row({"amount": "€5"})
    assert row.deal is not None
    assert (row.deal.amount, row.deal.currency) == (5, "EUR")


def test_the_same_company_twice_is_refused_with_the_other_line() -> None:
    rows = plan("company\nJohnson & Johnson\nAcme\njohnson and JOHNSON\n").rows
    assert "line 4" in reasons(rows[0])["company"]
    assert rows[1].fate is Fate.NEW
    assert "line 2" in reasons(rows[2])["company"]


def test_one_refused_row_refuses_the_file() -> None:
    assert plan("company,amount\nAcme,5\nHarbour,lots\n").refused
    assert not plan("company,amount\nAcme,5\nHarbour,6\n").refused


def test_a_known_company_is_changed_and_blank_cells_leave_what_is_stored() -> None:
    stored = a_file()
    row = one_row({"company": "acme  BAKERIES", "stage": "closing", "amount": ""}, stored)
    assert (row.fate, row.changes) == (Fate.CHANGED, ("company", "stage"))
    assert row.deal == replace(
        stored.deal, company="acme BAKERIES", stage=Stage.CLOSING, stage_since=NOW
    )


def test_a_contact_and_an_activity_that_are_there_are_not_added_again() -> None:
    stored = a_file(contacts=(a_contact(),), activities=(an_activity(),))
    row = one_row(
        {
            "contact_name": "dana fox",
            "last_activity_on": "2026-11-18",
            "last_activity": "They saw the demo.",
        },
        stored,
    )
    assert (row.fate, row.contact, row.activity) == (Fate.UNCHANGED, None, None)


def test_an_activity_without_words_counts_only_if_it_is_news() -> None:
    stored = a_file(activities=(an_activity(),))
    assert one_row({"last_activity_on": "2026-11-10"}, stored).fate is Fate.UNCHANGED
    row = one_row({"last_activity_on": "2026-11-20"}, stored)
    assert (row.fate, row.changes) == (Fate.CHANGED, ("last_activity_on",))
    assert row.activity is not None
    assert row.activity.kind is ActivityKind.CALL


def test_a_known_contact_in_another_role_is_refused() -> None:
    stored = a_file(contacts=(a_contact(),))
    row = one_row({"contact_name": "Dana Fox", "contact_role": "blocker"}, stored)
    assert "champion" in reasons(row)["contact_role"]


def test_two_deals_of_one_company_are_told_apart_by_reference() -> None:
    first, second = a_file(), a_file(a_deal("d-2", amount=1))
    assert "reference" in reasons(one_row({"amount": "7"}, first, second))["company"]
    row = one_row({"reference": "d-2", "amount": "7"}, first, second)
    assert (row.fate, row.stored) == (Fate.CHANGED, second.deal)


def test_an_unknown_reference_is_refused() -> None:
    assert "reference" in reasons(one_row({"reference": "d-other"}, a_file()))


def test_a_deal_is_not_changed_by_two_rows() -> None:
    text = "reference,company,amount\nd-1,Acme Ltd,5\n,Acme Bakeries,6\n"
    first, second = plan(text, a_file()).rows
    assert first.fate is Fate.CHANGED
    assert "line 2" in reasons(second)["company"]
