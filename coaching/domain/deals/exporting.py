"""Deals as a sheet that any spreadsheet opens safely and `plan_import` finds unchanged."""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from coaching.domain.deals.deal import DealFile
from coaching.domain.deals.sheets import BOM, Column, guarded, write_sheet

_TEXTS = (
    Column.REFERENCE,
    Column.COMPANY,
    Column.NEXT_STEP,
    Column.CONTACT_NAME,
    Column.CONTACT_TITLE,
    Column.LAST_ACTIVITY,
)


def export_deals(files: Iterable[DealFile], zone: str) -> str:
    """A CSV text with a row for each deal, its first contact and its newest activity; days by the
    calendar of `zone` (IANA name). It begins with a byte order mark, without which Excel takes
    UTF-8 for something else; texts that look like formulas begin with an apostrophe."""
    return BOM + write_sheet(_row(file, ZoneInfo(zone)) for file in files)


def _row(file: DealFile, zone: ZoneInfo) -> Mapping[Column, str]:
    deal = file.deal
    cells: dict[Column, object] = {
        Column.REFERENCE: deal.id,
        Column.COMPANY: deal.company,
        Column.MARKET: deal.market.value,
        Column.STAGE: deal.stage.value,
        Column.STATE: deal.state.value,
        Column.AMOUNT: deal.amount,
        Column.CURRENCY: deal.currency,
        Column.CLOSE_DATE: deal.close_date,
        Column.NEXT_STEP: deal.next_step,
        Column.NEXT_STEP_ON: deal.next_step_on,
    }
    for contact in file.contacts[:1]:
        cells[Column.CONTACT_NAME] = contact.name
        cells[Column.CONTACT_ROLE] = contact.role.value
        cells[Column.CONTACT_TITLE] = contact.title
    for activity in file.activities[:1]:
        cells[Column.LAST_ACTIVITY_ON] = activity.at.astimezone(zone).date()
        cells[Column.LAST_ACTIVITY] = activity.text
        cells[Column.LAST_ACTIVITY_KIND] = activity.kind.value
    written = {column: str(value) for column, value in cells.items() if value is not None}
    return {c: guarded(text) if c in _TEXTS else text for c, text in written.items()}
