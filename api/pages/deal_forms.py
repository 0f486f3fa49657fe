"""What the forms of deals and follow-ups send: texts to values, and refusals back to their
fields."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import Depends, Request

from api.pages.deal_parts import FormTry
from coaching.domain.deals.deal import ActivityKind, ContactRole, DealState
from coaching.domain.deals.entries import (
    Unreadable,
    read_amount,
    read_choice,
    read_currency,
    read_day,
)
from coaching.domain.errors import CoachError, EntryRefused, FieldProblem
from coaching.domain.follow_ups.times import When
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Market, Stage

_NOON = time(12)
_LONGEST = 10_000
_MOST_FIELDS = 40
Reading = Callable[[str], Any]


def _choice(kind: Any) -> Reading:
    return lambda text: read_choice(text, kind)


def _clock_time(text: str) -> time:
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise Unreadable("is not a time of day, such as 14:30") from None


_READERS: Mapping[str, Reading] = {
    "market": _choice(Market),
    "stage": _choice(Stage),
    "state": _choice(DealState),
    "role": _choice(ContactRole),
    "kind": _choice(ActivityKind),
    "label": _choice(ObjectionLabel),
    "currency": read_currency,
    "close_date": read_day,
    "next_step_on": read_day,
    "day": read_day,
    "time": _clock_time,
}


async def sent_texts(request: Request) -> dict[str, str]:
    """The text fields of the form that came in, none longer than a page can show again."""
    async with request.form(max_fields=_MOST_FIELDS) as sent:
        texts = [(name, text) for name, text in sent.items() if isinstance(text, str)]
    return {name: text.replace("\0", "")[:_LONGEST] for name, text in texts}


Texts = Annotated[dict[str, str], Depends(sent_texts)]


def read_fields(texts: Mapping[str, str], *names: str) -> dict[str, Any]:
    """The fields as values, None for an empty one. Raises EntryRefused with every field that
    cannot be read."""
    values: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for name in names:
        text = texts.get(name, "").strip()
        try:
            values[name] = _READERS.get(name, str)(text) if text else None
        except Unreadable as error:
            problems.append(FieldProblem(name, str(error)))
    if problems:
        raise EntryRefused(*problems)
    return values


def deal_fields(texts: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a deal from its form, where an amount may name its currency. Raises
    EntryRefused."""
    problems: list[FieldProblem] = []
    values: dict[str, Any] = {}
    try:
        values = read_fields(
            texts,
            *("company", "market", "stage", "state", "currency"),
            *("close_date", "next_step", "next_step_on"),
        )
    except EntryRefused as error:
        problems += error.problems
    written = texts.get("amount", "").strip()
    try:
        values["amount"], named = read_amount(written) if written else (None, None)
        given = values.get("currency")
        if named and given and named != given:
            raise Unreadable(f"is in {named}, but the currency says {given}")
        values["currency"] = given or named
    except Unreadable as error:
        problems.append(FieldProblem("amount", str(error)))
    if problems:
        raise EntryRefused(*problems)
    chosen = {name: value for name, value in values.items() if value is not None}
    empty = {name: None for name in values if name not in (*chosen, "market", "stage", "state")}
    return {**empty, **chosen, "company": values["company"] or ""}


def moment_of(day: date | None, zone: str, now: datetime) -> datetime | None:
    """When on this day something happened: now for today, else noon."""
    if day is None or day == now.astimezone(ZoneInfo(zone)).date():
        return None
    return datetime.combine(day, _NOON, ZoneInfo(zone)).astimezone(UTC)


def when_of(texts: Mapping[str, str], zone: str) -> When:
    """The day, or time of it, on the clock of the zone. Raises EntryRefused; also for a time that
    the clocks skip that day."""
    values = read_fields(texts, "day", "time")
    if values["day"] is None:
        raise EntryRefused(FieldProblem("day", "must not be empty"))
    when = When(values["day"], values["time"], zone)
    back = when.instant().astimezone(ZoneInfo(zone))
    if when.at is not None and back.time() != when.at:
        raise EntryRefused(FieldProblem("time", "is skipped that day: the clocks go forward"))
    return when


def renamed(error: CoachError, core: str, shown: str) -> CoachError:
    """The same refusal, with a field of the core under the name that the form gives it."""
    if not isinstance(error, EntryRefused):
        return error
    return EntryRefused(
        *(FieldProblem(shown if p.field == core else p.field, p.reason) for p in error.problems)
    )


def tried(form: str, error: CoachError, texts: Mapping[str, str]) -> FormTry:
    """The form as it comes back."""
    if isinstance(error, EntryRefused):
        return FormTry(form, {each.field: each.reason for each in error.problems}, texts)
    return FormTry(form, {"": str(error)}, {})
