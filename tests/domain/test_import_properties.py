"""Whatever comes in is planned or refused; whatever goes out comes back as it was."""

from contextlib import suppress
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.deals.checks import ENTERED, checked_deal
from coaching.domain.deals.deal import ContactRole, DealFile, DealState
from coaching.domain.deals.entries import MOST
from coaching.domain.deals.exporting import export_deals
from coaching.domain.deals.importing import Fate, ImportPlan, plan_import
from coaching.domain.deals.sheets import guarded, like_formula, read_sheet, unguarded
from coaching.domain.errors import EntryRefused
from coaching.domain.stages import Market, Stage
from tests.domain.deal_files import IMPORTER, a_contact, a_deal, a_file, an_activity


def plan(text: str | bytes, *own: DealFile) -> ImportPlan:
    content = text.encode() if isinstance(text, str) else text
    return plan_import(read_sheet(content), own, IMPORTER)


CELLS = st.text(st.sampled_from("aé'\"=+,;-\n\r\t 1.0€k"), max_size=12)
HEADERS = st.lists(
    st.sampled_from(["company", "Amount", "close date", "stage", "next_step", "x", ""]), max_size=6
)


@given(st.binary(max_size=400))
def test_any_bytes_are_planned_or_refused(content: bytes) -> None:
    for prefix in (b"", b"company,amount\n", "company;next_step\n".encode("utf-8-sig")):
        with suppress(EntryRefused):
            assert plan(prefix + content).rows


@given(HEADERS, st.lists(st.lists(CELLS, max_size=7), max_size=6), st.sampled_from(",;"))
def test_any_sheet_is_planned_or_refused(
    header: list[str], rows: list[list[str]], delimiter: str
) -> None:
    text = "\n".join(delimiter.join(cells) for cells in [header, *rows])
    with suppress(EntryRefused):
        for row in plan(text, a_file()).rows:
            assert (row.fate is Fate.REFUSED) == bool(row.problems)


WORDS = st.text(min_size=1, max_size=40).filter(str.strip)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@st.composite
def stored_files(draw: st.DrawFn) -> DealFile:
    entered = {
        "company": draw(WORDS),
        "market": draw(st.sampled_from(Market)),
        "stage": draw(st.sampled_from(Stage)),
        "state": draw(st.sampled_from(DealState)),
        "amount": draw(st.none() | st.integers(0, MOST)),
        "currency": draw(st.none() | st.sampled_from(["EUR", "GBP", "USD"])),
        "close_date": draw(st.none() | DAYS),
        "next_step": draw(st.none() | WORDS),
        "next_step_on": draw(st.none() | DAYS),
    }
    id = f"d-{draw(st.integers(1, 3))}"
    try:
        deal = checked_deal(a_deal(id, **entered))
    except EntryRefused:
        deal = a_deal(id)
    contacts = draw(
        st.lists(st.builds(a_contact, _lines(), role=st.sampled_from(ContactRole)), max_size=2)
    )
    moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 20), timezones=st.just(UTC))
    activities = draw(st.lists(st.builds(an_activity, _lines(), at=moments), max_size=2))
    return a_file(deal, contacts=tuple(contacts), activities=tuple(activities))


def _lines() -> st.SearchStrategy[str]:
    return (
        st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)
        .map(lambda text: " ".join(text.split()))
        .filter(bool)
    )


@given(st.lists(stored_files(), min_size=1, max_size=3, unique_by=lambda file: file.deal.id))
def test_what_was_exported_is_imported_unchanged(own: list[DealFile]) -> None:
    planned = plan(export_deals(own, IMPORTER.zone), *own)
    assert [(row.fate, row.problems) for row in planned.rows] == [(Fate.UNCHANGED, ())] * len(own)


@given(st.text(max_size=20))
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not like_formula(guarded(text))


def test_an_export_holds_no_cell_that_a_spreadsheet_runs() -> None:
    evil = a_file(
        a_deal(company="=HYPERLINK(1)", next_step="@SUM(1)"),
        contacts=(a_contact("+44 Dana"),),
        activities=(an_activity("-2+3"),),
    )
    text = export_deals([evil], "UTC")
    for cell in ("'=HYPERLINK(1)", "'@SUM(1)", "'+44 Dana", "'-2+3"):
        assert f",{cell}," in text


def test_the_columns_that_a_person_fills_in_are_those_of_a_deal() -> None:
    header = export_deals([], "UTC").lstrip("\ufeff").strip().split(",")
    assert set(ENTERED) <= set(header)
