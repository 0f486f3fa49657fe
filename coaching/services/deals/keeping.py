"""Deals as their owner keeps them and as a manager reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from coaching.domain.deals.checks import (
    ENTERED,
    checked_activity,
    checked_contact,
    checked_deal,
    checked_objection,
    differences,
)
from coaching.domain.deals.deal import (
    Activity,
    ActivityKind,
    Contact,
    ContactRole,
    Deal,
    DealFile,
    DealState,
    RaisedObjection,
)
from coaching.domain.deals.qualification import Framework, Qualification, qualification
from coaching.domain.errors import Moved, NotAllowed, NotFound, Refused
from coaching.domain.next_step.advice import Advice
from coaching.domain.objections import ObjectionLabel
from coaching.domain.people import Person, Role, may_change_deal, may_see_deal
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Clock, Reads, Store, Writes
from coaching.domain.ports.deals import DealFilter
from coaching.domain.stages import Market, Stage
from coaching.services.deals.next_step import FRAMEWORK, advise
from coaching.services.ids import Ids
from coaching.services.playbooks import Playbooks

_LAST = 1_000


@dataclass(frozen=True, slots=True)
class DealReading:
    """A deal with everything that belongs to it, whose it is, how it is qualified and what comes
    next; `now` is when it was read."""

    file: DealFile
    owner: Person
    qualification: Qualification
    advice: Advice
    now: datetime


class Deals:
    """Use cases on deals. A deal that is not this person's to see is unknown."""

    def __init__(self, store: Store, playbooks: Playbooks, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._playbooks = playbooks
        self._clock = clock
        self._ids = ids

    def visible(self, person: Person, state: DealState | None = None) -> list[Deal]:
        """The deals that the person may see, by company; none for a trainee."""
        with self._store.reading() as reads:
            found = reads.deals(seen_by(person))
        return [deal for deal in found if _fits(person, deal, state)]

    def files(self, person: Person) -> list[DealFile]:
        """The deals that the person may see with what belongs to them, by company."""
        with self._store.reading() as reads:
            found = reads.deal_files(seen_by(person))
        return [file for file in found if may_see_deal(person, file.deal)]

    def board(self, person: Person, state: DealState | None) -> list[DealReading]:
        """The deals that the person may see with what comes next, the most urgent first."""
        now = self._clock.now()
        with self._store.reading() as reads:
            playbook = self._playbooks.latest(reads)
            files = [f for f in reads.deal_files(seen_by(person)) if _fits(person, f.deal, state)]
            people = {found.id: found for found in reads.people_of({f.deal.team for f in files})}
            people[person.id] = person
            read = [
                _reading(file, person, _owner(reads, people, file.deal), playbook, now)
                for file in files
            ]
        return sorted(read, key=lambda reading: _urgency(reading, playbook))

    def read(self, person: Person, deal: str) -> DealReading:
        """One deal. Raises NotFound."""
        with self._store.reading() as reads:
            file = reads.deal_file(deal)
            if file is None or not may_see_deal(person, file.deal):
                raise NotFound("There is no such deal.")
            playbook = self._playbooks.latest(reads)
            owner = _owner(reads, {}, file.deal)
            return _reading(file, person, owner, playbook, self._clock.now())

    def create(self, person: Person, entered: Mapping[str, Any]) -> Deal:
        """A new deal of the person's own from the fields of `ENTERED` that were filled in. Raises
        EntryRefused by field, NotAllowed for a trainee, Refused for somebody without a team."""
        now = self._clock.now()
        deal = Deal(
            id=self._ids.new("d"),
            company="",
            market=Market.B2B,
            stage=Stage.PROSPECTING,
            state=DealState.OPEN,
            owner=person.id,
            team=team_for_deals(person),
            created_at=now,
            stage_since=now,
        )
        deal = checked_deal(replace(deal, **_known_fields(entered)))
        with self._store.writing() as writes:
            writes.add_deal(deal)
            writes.commit()
        return deal

    def change(self, person: Person, deal: str, version: int, entered: Mapping[str, Any]) -> Deal:
        """The deal with these fields of `ENTERED` changed. Raises NotFound, NotAllowed for anybody
        but its owner, Moved if `version` is not the stored one, EntryRefused by field."""
        with self._store.writing() as writes:
            stored = _own(writes, person, deal)
            if stored.version != version:
                raise Moved(
                    "This deal was changed meanwhile. Look at it again and repeat your change."
                )
            after = checked_deal(replace(stored, **_known_fields(entered)))
            if not any(differences(stored, after)):
                return stored
            if after.stage is not stored.stage:
                after = replace(after, stage_since=self._clock.now())
            writes.save_deal(after, stored.version)
            writes.commit()
        return replace(after, version=stored.version + 1)

    def add_contact(
        self, person: Person, deal: str, name: str, role: ContactRole, title: str | None = None
    ) -> Contact:
        """Somebody on the buyer's side. Raises as `change`; Refused for a name that is there."""
        with self._store.writing() as writes:
            _own(writes, person, deal)
            contact = checked_contact(Contact(self._ids.new("c"), deal, name, role, title))
            file = writes.deal_file(deal)
            known = {each.name.casefold() for each in file.contacts} if file else set()
            if contact.name.casefold() in known:
                raise Refused(f"{contact.name} is on this deal already.")
            writes.add_contact(contact)
            writes.commit()
        return contact

    def add_activity(
        self,
        person: Person,
        deal: str,
        kind: ActivityKind,
        text: str,
        at: datetime | None = None,
        inbound: bool = False,
    ) -> Activity:
        """Something that happened, now unless `at` says when. Raises as `change`."""
        now = self._clock.now()
        with self._store.writing() as writes:
            _own(writes, person, deal)
            activity = Activity(self._ids.new("a"), deal, kind, at or now, text, inbound)
            activity = checked_activity(activity, now)
            writes.add_activity(activity)
            writes.commit()
        return activity

    def add_objection(
        self,
        person: Person,
        deal: str,
        label: ObjectionLabel,
        words: str,
        raised_at: datetime | None = None,
    ) -> RaisedObjection:
        """What the buyer holds against it, in their words. Raises as `change`."""
        now = self._clock.now()
        with self._store.writing() as writes:
            _own(writes, person, deal)
            raised = RaisedObjection(self._ids.new("o"), deal, label, words, raised_at or now)
            raised = checked_objection(raised, now)
            writes.add_objection(raised)
            writes.commit()
        return raised

    def settle_objection(self, person: Person, deal: str, objection: str) -> RaisedObjection:
        """The objection is out of the way; doing it again changes nothing. Raises NotFound,
        NotAllowed."""
        with self._store.writing() as writes:
            _own(writes, person, deal)
            file = writes.deal_file(deal)
            raised = next((o for o in file.objections if o.id == objection), None) if file else None
            if raised is None:
                raise NotFound("There is no such objection.")
            if raised.settled_at is not None:
                return raised
            now = self._clock.now()
            writes.settle_objection(objection, now)
            writes.commit()
        return replace(raised, settled_at=now)


def seen_by(person: Person) -> DealFilter:
    """The deals that `may_see_deal` can allow the person."""
    manages = person.manages if person.role in (Role.MANAGER, Role.ADMIN) else frozenset()
    return DealFilter(owners=frozenset({person.id}), teams=manages)


def team_for_deals(person: Person) -> str:
    """The team that the person's new deals belong to. Raises NotAllowed for a trainee, Refused for
    somebody without a team."""
    if person.role is Role.TRAINEE:
        raise NotAllowed("Deals come with the role of a rep. Ask an administrator to change yours.")
    if not person.teams:
        raise Refused("You are in no team yet, and a deal needs one. Ask an administrator.")
    return min(person.teams)


def _fits(person: Person, deal: Deal, state: DealState | None) -> bool:
    return may_see_deal(person, deal) and state in (None, deal.state)


def _own(writes: Writes, person: Person, deal: str) -> Deal:
    found = writes.deal(deal)
    if found is None or not may_see_deal(person, found):
        raise NotFound("There is no such deal.")
    if not may_change_deal(person, found):
        raise NotAllowed("Only the owner of a deal changes it.")
    return found


def _known_fields(entered: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entered.items() if name in ENTERED}


def _owner(reads: Reads, people: Mapping[str, Person], deal: Deal) -> Person:
    found = people.get(deal.owner) or reads.person(deal.owner)
    assert found is not None, "a deal belongs to somebody"
    return found


def _reading(
    file: DealFile, reader: Person, owner: Person, playbook: Playbook, now: datetime
) -> DealReading:
    """Of the follow-ups, the reader's own and the owner's are shown; the advice knows of all."""
    framework = playbook.frameworks.get(FRAMEWORK) or Framework(FRAMEWORK, "", (), "")
    standing = qualification(framework, file.known)
    advice = advise(playbook, file, owner, now)
    shown = tuple(each for each in file.follow_ups if each.person in (reader.id, owner.id))
    return DealReading(replace(file, follow_ups=shown), owner, standing, advice, now)


def _urgency(reading: DealReading, playbook: Playbook) -> tuple[bool, str, int, str]:
    """By the day until which there is something to do, then by the priority of its rule."""
    advice = reading.advice
    rule = playbook.next_steps.rule(advice.because[0].rule) if advice.because else None
    return (
        advice.action is None,
        advice.action.by.isoformat() if advice.action else "",
        rule.priority if rule else _LAST,
        reading.file.deal.company.casefold(),
    )
