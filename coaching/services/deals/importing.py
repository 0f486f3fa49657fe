"""Deals from and to a file."""

from dataclasses import replace

from coaching.domain.deals.exporting import export_deals
from coaching.domain.deals.importing import Fate, Importer, ImportPlan, PlannedRow, plan_import
from coaching.domain.deals.sheets import Sheet, read_sheet
from coaching.domain.people import Person
from coaching.domain.ports import Clock, Store, Writes
from coaching.domain.ports.deals import DealFilter, DealReads
from coaching.services.deals.keeping import Deals, team_for_deals
from coaching.services.ids import Ids


class Imports:
    """Use cases on files of deals: all of a file or nothing."""

    def __init__(self, store: Store, deals: Deals, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._deals = deals
        self._clock = clock
        self._ids = ids

    def preview(self, person: Person, content: bytes) -> ImportPlan:
        """What the file would change; nothing is stored. Raises EntryRefused for a file that
        cannot be read at all, NotAllowed for a trainee."""
        team_for_deals(person)
        sheet = read_sheet(content)
        with self._store.reading() as reads:
            return self._plan(reads, person, sheet)

    def run(self, person: Person, content: bytes) -> ImportPlan:
        """Store what the file says, unless a row of it is refused: then nothing is stored. Raises
        as `preview`."""
        team_for_deals(person)
        sheet = read_sheet(content)
        with self._store.writing() as writes:
            plan = self._plan(writes, person, sheet)
            if plan.refused:
                return plan
            for row in plan.rows:
                if row.fate in (Fate.NEW, Fate.CHANGED):
                    self._save(writes, row)
            writes.commit()
        return plan

    def export(self, person: Person) -> str:
        """The person's own deals as a CSV text that can be imported again; nothing for a trainee
        but the names of the columns."""
        own = [file for file in self._deals.files(person) if file.deal.owner == person.id]
        return export_deals(own, person.time_zone)

    def _plan(self, reads: DealReads, person: Person, sheet: Sheet) -> ImportPlan:
        own = reads.deal_files(DealFilter(owners=frozenset({person.id})))
        importer = Importer(person.id, team_for_deals(person), person.time_zone, self._clock.now())
        return plan_import(sheet, own, importer)

    def _save(self, writes: Writes, row: PlannedRow) -> None:
        assert row.deal is not None, "only a refused row has no deal"
        deal = row.deal
        if row.stored is None:
            deal = replace(deal, id=self._ids.new("d"))
            writes.add_deal(deal)
        elif deal != row.stored:
            writes.save_deal(deal, row.stored.version)
        if row.contact:
            writes.add_contact(replace(row.contact, id=self._ids.new("c"), deal=deal.id))
        if row.activity:
            writes.add_activity(replace(row.activity, id=self._ids.new("a"), deal=deal.id))
