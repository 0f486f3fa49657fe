"""Deals with what belongs to them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, FromClause, Select, or_, select, update

from coaching.domain.deals.deal import Activity, Contact, Deal, DealFile, Known, RaisedObjection
from coaching.domain.errors import Moved
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.ports.deals import DealFilter
from coaching.store import tables
from coaching.store.repository import Repository, row_of
from coaching.store.tables import activities, contacts, deals, follow_ups, objections

_STILL_DUE = select(follow_ups).where(follow_ups.c.state == FollowUpState.DUE).subquery()

Part = TypeVar("Part")


class DealReads(Repository):
    def deal(self, id: str) -> Deal | None:
        row = self._first(self._held(select(deals).where(deals.c.id == id)))
        return Deal(**row) if row else None

    def deals(self, wanted: DealFilter) -> Sequence[Deal]:
        found = [Deal(**row) for row in self._all(select(deals).where(_any_of(wanted)))]
        return sorted(found, key=lambda deal: (deal.company.casefold(), deal.id))

    def deal_file(self, id: str) -> DealFile | None:
        deal = self.deal(id)
        return self._files([deal], deals.c.id == id)[0] if deal else None

    def deal_files(self, wanted: DealFilter) -> Sequence[DealFile]:
        """One query for the deals and one for each kind of what belongs to them."""
        return self._files(self.deals(wanted), _any_of(wanted))

    def _files(self, found: Sequence[Deal], wanted: ColumnElement[bool]) -> list[DealFile]:
        of = select(deals.c.id).where(wanted)
        people = self._of(contacts, Contact, of, contacts.c.id)
        happened = self._of(activities, Activity, of, activities.c.at.desc(), activities.c.id)
        raised = self._of(objections, RaisedObjection, of, objections.c.raised_at, objections.c.id)
        letters = self._of(tables.known, Known, of, tables.known.c.framework, tables.known.c.letter)
        due = self._of(_STILL_DUE, FollowUp, of, _STILL_DUE.c.due_at, _STILL_DUE.c.id)
        return [
            DealFile(
                deal,
                contacts=tuple(sorted(people.get(deal.id, ()), key=_by_name)),
                activities=tuple(happened.get(deal.id, ())),
                objections=tuple(raised.get(deal.id, ())),
                known=tuple(letters.get(deal.id, ())),
                follow_ups=tuple(due.get(deal.id, ())),
            )
            for deal in found
        ]

    def _of(
        self,
        table: FromClause,
        kind: Callable[..., Part],
        of: Select[Any],
        *order: ColumnElement[Any],
    ) -> dict[str, list[Part]]:
        """The rows of these deals, by deal."""
        found: dict[str, list[Part]] = {}
        for row in self._all(select(table).where(table.c.deal.in_(of)).order_by(*order)):
            found.setdefault(row["deal"], []).append(kind(**row))
        return found


class DealWrites(DealReads):
    def add_deal(self, deal: Deal) -> None:
        self._add(deals, row_of(deal))

    def save_deal(self, deal: Deal, read_version: int) -> None:
        if not self._save(deals, row_of(deal), read_version):
            raise Moved("This deal has been changed meanwhile.")

    def add_contact(self, contact: Contact) -> None:
        self._add(contacts, row_of(contact))

    def add_activity(self, activity: Activity) -> None:
        self._add(activities, row_of(activity))

    def add_objection(self, objection: RaisedObjection) -> None:
        self._add(objections, row_of(objection))

    def settle_objection(self, id: str, at: datetime) -> None:
        """Settling it again changes nothing: it was settled the first time."""
        self._connection.execute(
            update(objections)
            .where(objections.c.id == id, objections.c.settled_at.is_(None))
            .values(settled_at=at)
        )

    def record_known(self, known: Known) -> None:
        self._put(tables.known, row_of(known))


def _any_of(wanted: DealFilter) -> ColumnElement[bool]:
    return or_(deals.c.owner.in_(wanted.owners), deals.c.team.in_(wanted.teams))


def _by_name(contact: Contact) -> tuple[str, str]:
    return (contact.name.casefold(), contact.id)
