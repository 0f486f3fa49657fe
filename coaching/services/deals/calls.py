"""Storing a call that was agreed to: what happened, what is known by it, what the buyer holds
against buying."""

from datetime import datetime

from coaching.domain.deals.deal import Activity, Known, RaisedObjection
from coaching.domain.events import CallLogged
from coaching.domain.ports import Writes

FRAMEWORK = "bant"


def keep_call(writes: Writes, person: str, event: CallLogged, at: datetime) -> None:
    """Add the activity, the facts and the objections of one report to its deal. An objection that
    is open under the same label stays the one it was."""
    report = event.report
    happened = min(report.at, at)
    file = writes.deal_file(event.deal)
    writes.add_activity(Activity(event.activity, event.deal, report.kind, happened, event.entry))
    for fact in report.facts:
        writes.record_known(
            Known(event.deal, FRAMEWORK, fact.letter, fact.score, fact.words, at, person)
        )
    open_before = {o.label for o in file.objections if o.settled_at is None} if file else set()
    for number, raised in enumerate(report.objections, start=1):
        if raised.label not in open_before:
            open_before.add(raised.label)
            id = f"o-{event.activity}-{number}"
            writes.add_objection(
                RaisedObjection(id, event.deal, raised.label, raised.words, happened)
            )
