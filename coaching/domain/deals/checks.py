"""What a deal and what belongs to it must be like before it is stored, whoever enters it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coaching.domain.deals.deal import Activity, Contact, Deal, RaisedObjection
from coaching.domain.deals.entries import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST,
    Unreadable,
    read_currency,
    read_line,
    read_note,
)
from coaching.domain.errors import EntryRefused, FieldProblem

_CLOCKS_DIFFER = timedelta(minutes=5)


class _Check:
    """Reads text fields one by one and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[FieldProblem] = []

    def refuse(self, field: str, reason: str) -> None:
        self.problems.append(FieldProblem(field, reason))

    def read(self, field: str, text: str, reading: Callable[[str], str]) -> str:
        try:
            return reading(text)
        except Unreadable as error:
            self.refuse(field, str(error))
            return text

    def needed(self, field: str, text: str, reading: Callable[[str], str]) -> str:
        found = self.read(field, text, reading)
        if not found.strip():
            self.refuse(field, "must not be empty")
        return found

    def close(self) -> None:
        if self.problems:
            raise EntryRefused(*self.problems)


def checked_deal(deal: Deal) -> Deal:
    """The deal with tidy texts. Raises EntryRefused with every field that does not fit."""
    check = _Check()
    company = check.needed("company", deal.company, _name)
    currency = check.read("currency", deal.currency, read_currency) if deal.currency else None
    next_step = check.read("next_step", deal.next_step, read_line) if deal.next_step else None
    if deal.amount is not None and not 0 <= deal.amount <= MOST:
        check.refuse(
            "amount", "must be 0 or more" if deal.amount < 0 else "is more than it can hold"
        )
    for field, day in (("close_date", deal.close_date), ("next_step_on", deal.next_step_on)):
        if day is not None and not _near(day):
            check.refuse(field, f"must lie between {FIRST_YEAR} and {LAST_YEAR}")
    check.close()
    return replace(deal, company=company, currency=currency, next_step=next_step or None)


def checked_contact(contact: Contact) -> Contact:
    """The contact with tidy texts. Raises EntryRefused."""
    check = _Check()
    name = check.needed("name", contact.name, _name)
    title = check.read("title", contact.title, _name) if contact.title else None
    check.close()
    return replace(contact, name=name, title=title or None)


def checked_activity(activity: Activity, now: datetime) -> Activity:
    """The activity with tidy text, not after `now`. Raises EntryRefused."""
    check = _Check()
    text = check.needed("text", activity.text, _note)
    _check_moment(check, "at", activity.at, now)
    check.close()
    return replace(activity, text=text, at=_utc(activity.at, now))


def checked_objection(objection: RaisedObjection, now: datetime) -> RaisedObjection:
    """The objection with tidy words, raised not after `now`. Raises EntryRefused."""
    check = _Check()
    words = check.needed("words", objection.words, lambda text: read_note(text, LONGEST_LINE))
    _check_moment(check, "raised_at", objection.raised_at, now)
    check.close()
    return replace(objection, words=words, raised_at=_utc(objection.raised_at, now))


def differences(before: Deal, after: Deal) -> Iterator[str]:
    """The names of the fields that a person fills in and that differ."""
    for field in ENTERED:
        if getattr(before, field) != getattr(after, field):
            yield field


ENTERED = (
    "company",
    "market",
    "stage",
    "state",
    "amount",
    "currency",
    "close_date",
    "next_step",
    "next_step_on",
)


def _check_moment(check: _Check, field: str, at: datetime, now: datetime) -> None:
    if at > now + _CLOCKS_DIFFER:
        check.refuse(field, "lies in the future: here stands only what has happened")
    elif not _near(at.date()):
        check.refuse(field, f"must lie between {FIRST_YEAR} and {LAST_YEAR}")


def _utc(at: datetime, now: datetime) -> datetime:
    return min(at, now).astimezone(UTC)


def _near(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _name(text: str) -> str:
    return read_line(text, LONGEST_NAME)


def _note(text: str) -> str:
    return read_note(text, LONGEST_NOTE)
