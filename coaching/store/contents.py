"""What the house works with: published playbooks, deals, settings."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import select

from coaching.domain.ports import Deal
from coaching.domain.records import to_record
from coaching.store.repository import Repository, insert_on
from coaching.store.tables import deals, playbooks, publications, settings


class ContentReads(Repository):
    def playbook(self, hash: str) -> Mapping[str, Any] | None:
        row = self._first(select(playbooks.c.documents).where(playbooks.c.hash == hash))
        return row["documents"] if row else None

    def latest_playbook(self) -> str | None:
        query = select(publications.c.playbook).order_by(publications.c.id.desc()).limit(1)
        return self._connection.execute(query).scalar()

    def deals(self, owners: frozenset[str]) -> Sequence[Deal]:
        """The owners' deals, by company."""
        rows = self._all(select(deals).where(deals.c.owner.in_(owners)))
        found = [Deal(**row) for row in rows]
        return sorted(found, key=lambda deal: (deal.company.casefold(), deal.id))

    def setting(self, name: str) -> str | None:
        query = select(settings.c.value).where(settings.c.name == name)
        return self._connection.execute(query).scalar()


class ContentWrites(ContentReads):
    def publish_playbook(self, hash: str, documents: Mapping[str, Any], at: datetime) -> None:
        row = {"hash": hash, "documents": to_record(documents), "published_at": at}
        self._add_if_new(playbooks, row)
        if self.latest_playbook() != hash:
            self._add(publications, {"playbook": hash, "at": at})

    def add_deal(self, deal: Deal) -> None:
        self._add(deals, {field.name: getattr(deal, field.name) for field in fields(Deal)})

    def set_setting(self, name: str, value: str) -> None:
        insert = insert_on(self._connection, settings).values(name=name, value=value)
        self._connection.execute(
            insert.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )
