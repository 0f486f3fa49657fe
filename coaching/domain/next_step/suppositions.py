"""What may be supposed of a deal in a talk, and the file as it would then be. Nothing is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from coaching.domain.deals.deal import (
    Activity,
    ActivityKind,
    ContactRole,
    DealFile,
    DealState,
    Known,
    RaisedObjection,
)
from coaching.domain.deals.qualification import ABSENT, SPECIFIC
from coaching.domain.next_step.advice import BantLetter
from coaching.domain.next_step.supposing import supposed
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Stage

SILENCE = timedelta(days=14)
_ID = "supposed"


class Supposition(StrEnum):
    AGREED = "agreed"
    BOUGHT = "bought"
    LOST = "lost"
    ON_HOLD = "on_hold"
    SILENT = "silent"
    ANSWERED = "answered"
    SETTLED = "settled"
    OBJECTING = "objecting"
    DECIDER_IN = "decider_in"
    DECIDER_OUT = "decider_out"
    BUDGET_THERE = "budget_there"
    BUDGET_GONE = "budget_gone"
    CLOSE_MOVES = "close_moves"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed, in whose words; `day` where one is named, `stage` and `objection` where the
    kind needs them."""

    kind: Supposition
    words: str
    day: date | None = None
    stage: Stage | None = None
    objection: ObjectionLabel | None = None


@dataclass(frozen=True, slots=True)
class Then:
    """The file as it would be, and the moment from which it is looked at."""

    file: DealFile
    now: datetime


def then(file: DealFile, what: Supposed, now: datetime) -> Then:
    """The deal's file if that were so. Whatever comes from the buyer counts as a contact of
    today; silence is looked at from the end of `SILENCE`."""
    if what.kind is Supposition.SILENT:
        return Then(file, now + SILENCE)
    changed = _CHANGES[what.kind](file, what, now)
    return Then(changed, now) if what.kind in _UNHEARD else Then(_heard(changed, what, now), now)


_UNHEARD = frozenset({Supposition.STAGE, Supposition.DECIDER_OUT, Supposition.SETTLED})


def _heard(file: DealFile, what: Supposed, now: datetime) -> DealFile:
    said = Activity(_ID, file.deal.id, ActivityKind.CALL, now, what.words, inbound=True)
    return replace(file, activities=(said, *file.activities))


def _agreed(file: DealFile, what: Supposed, now: datetime) -> DealFile:
    return supposed(file, {"next_step": what.words, "next_step_on": what.day}, now)


def _bought(file: DealFile, _: Supposed, now: datetime) -> DealFile:
    return supposed(file, {"state": "won", "stage": "follow_up"}, now)


def _lost(file: DealFile, _: Supposed, now: datetime) -> DealFile:
    return supposed(file, {"state": "lost"}, now)


def _on_hold(file: DealFile, what: Supposed, now: datetime) -> DealFile:
    return supposed(file, {"state": DealState.PARKED.value, "next_step_on": what.day}, now)


def _same(file: DealFile, _: Supposed, __: datetime) -> DealFile:
    return file


def _settled(file: DealFile, _: Supposed, now: datetime) -> DealFile:
    return supposed(file, {"objection_settled": True}, now)


def _objecting(file: DealFile, what: Supposed, now: datetime) -> DealFile:
    """Raised yesterday: rules about open objections look at those that are not met at once."""
    if what.objection is None:
        return file
    raised = now - timedelta(days=1)
    objection = RaisedObjection(_ID, file.deal.id, what.objection, what.words, raised)
    return replace(file, objections=(*file.objections, objection))


def _decider_in(file: DealFile, _: Supposed, now: datetime) -> DealFile:
    return supposed(file, {"economic_buyer": True}, now)


def _decider_out(file: DealFile, _: Supposed, now: datetime) -> DealFile:
    gone = supposed(file, {"economic_buyer": False}, now)
    left = tuple(c for c in file.contacts if c.role is not ContactRole.ECONOMIC_BUYER)
    return replace(gone, contacts=left)


def _budget(score: int) -> Callable[[DealFile, Supposed, datetime], DealFile]:
    def change(file: DealFile, what: Supposed, now: datetime) -> DealFile:
        others = tuple(known for known in file.known if known.letter != BantLetter.BUDGET)
        told = Known(
            file.deal.id, "bant", BantLetter.BUDGET, score, what.words, now, file.deal.owner
        )
        return replace(file, known=(*others, told))

    return change


def _close_moves(file: DealFile, what: Supposed, now: datetime) -> DealFile:
    return supposed(file, {"close_date": what.day}, now) if what.day else file


def _stage(file: DealFile, what: Supposed, now: datetime) -> DealFile:
    return supposed(file, {"stage": what.stage.value}, now) if what.stage else file


_CHANGES: Mapping[Supposition, Callable[[DealFile, Supposed, datetime], DealFile]] = {
    Supposition.AGREED: _agreed,
    Supposition.BOUGHT: _bought,
    Supposition.LOST: _lost,
    Supposition.ON_HOLD: _on_hold,
    Supposition.ANSWERED: _same,
    Supposition.SETTLED: _settled,
    Supposition.OBJECTING: _objecting,
    Supposition.DECIDER_IN: _decider_in,
    Supposition.DECIDER_OUT: _decider_out,
    Supposition.BUDGET_THERE: _budget(SPECIFIC),
    Supposition.BUDGET_GONE: _budget(ABSENT),
    Supposition.CLOSE_MOVES: _close_moves,
    Supposition.STAGE: _stage,
}
