"""What if: a deal's file with something changed, for advice on a copy. Nothing is stored."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from coaching.domain.deals.deal import ContactRole, DealFile, DealState, Known
from coaching.domain.deals.qualification import SPECIFIC
from coaching.domain.errors import Refused
from coaching.domain.next_step.advice import BantLetter
from coaching.domain.stages import Stage

_BANT = "bant"


def supposed(file: DealFile, change: Mapping[str, object], now: datetime) -> DealFile:
    """A copy of the file with these fields changed: `stage`, `state`, `close_date`, `amount`,
    `next_step`, `next_step_on` (None empties the last four), `economic_buyer` (known or not) and
    `objection_settled` (true settles every open objection). Days may be dates or `YYYY-MM-DD`.

    Raises Refused, with the field's name, for an unknown field or a value that does not fit it.
    """
    for name, value in change.items():
        if name not in _CHANGES:
            known = ", ".join(_CHANGES)
            raise Refused(f"{name}: this cannot be supposed; what can be is {known}.")
        file = _CHANGES[name](file, name, value, now)
    return file


def _stage(file: DealFile, name: str, value: object, now: datetime) -> DealFile:
    stage = Stage(_named(Stage, name, value))
    if stage is file.deal.stage:
        return file
    return replace(file, deal=replace(file.deal, stage=stage, stage_since=now))


def _state(file: DealFile, name: str, value: object, _: datetime) -> DealFile:
    state = DealState(_named(DealState, name, value))
    return replace(file, deal=replace(file.deal, state=state))


def _named(kind: type[StrEnum], name: str, value: object) -> str:
    if not isinstance(value, str) or value not in set(kind):
        raise Refused(f"{name}: must be one of {', '.join(kind)}.")
    return value


def _close_date(file: DealFile, name: str, value: object, _: datetime) -> DealFile:
    return replace(file, deal=replace(file.deal, close_date=_day(name, value)))


def _next_step_on(file: DealFile, name: str, value: object, _: datetime) -> DealFile:
    return replace(file, deal=replace(file.deal, next_step_on=_day(name, value)))


def _day(name: str, value: object) -> date | None:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Refused(f"{name}: must be a day as YYYY-MM-DD.") from None


def _amount(file: DealFile, name: str, value: object, _: datetime) -> DealFile:
    if value is not None and (type(value) is not int or value < 0):
        raise Refused(f"{name}: must be a whole number, 0 or more.")
    amount = value if isinstance(value, int) else None
    return replace(file, deal=replace(file.deal, amount=amount))


def _next_step(file: DealFile, name: str, value: object, _: datetime) -> DealFile:
    if value is not None and not isinstance(value, str):
        raise Refused(f"{name}: must be words.")
    step = value.strip() or None if value else None
    return replace(file, deal=replace(file.deal, next_step=step))


def _economic_buyer(file: DealFile, name: str, value: object, now: datetime) -> DealFile:
    """Known: who decides counts as specific. Not known: no contact has the role any more."""
    others = tuple(known for known in file.known if known.letter != BantLetter.AUTHORITY)
    if _yes_no(name, value):
        authority = Known(
            file.deal.id, _BANT, BantLetter.AUTHORITY, SPECIFIC, "", now, file.deal.owner
        )
        return replace(file, known=(*others, authority))
    contacts = tuple(
        replace(contact, role=ContactRole.OTHER)
        if contact.role is ContactRole.ECONOMIC_BUYER
        else contact
        for contact in file.contacts
    )
    return replace(file, known=others, contacts=contacts)


def _objection_settled(file: DealFile, name: str, value: object, now: datetime) -> DealFile:
    if not _yes_no(name, value):
        return file
    objections = tuple(
        objection if objection.settled_at else replace(objection, settled_at=now)
        for objection in file.objections
    )
    return replace(file, objections=objections)


def _yes_no(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise Refused(f"{name}: must be true or false.")
    return value


_CHANGES: Mapping[str, Callable[[DealFile, str, object, datetime], DealFile]] = {
    "stage": _stage,
    "state": _state,
    "close_date": _close_date,
    "amount": _amount,
    "next_step": _next_step,
    "next_step_on": _next_step_on,
    "economic_buyer": _economic_buyer,
    "objection_settled": _objection_settled,
}
