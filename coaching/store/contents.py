"""What the house works with: published playbooks and settings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from coaching.domain.records import to_record
from coaching.store.repository import Repository
from coaching.store.tables import playbooks, publications, settings


class ContentReads(Repository):
    def playbook(self, hash: str) -> Mapping[str, Any] | None:
        row = self._first(select(playbooks.c.documents).where(playbooks.c.hash == hash))
        return row["documents"] if row else None

    def latest_playbook(self) -> str | None:
        query = select(publications.c.playbook).order_by(publications.c.id.desc()).limit(1)
        return self._connection.execute(query).scalar()

    def setting(self, name: str) -> str | None:
        query = select(settings.c.value).where(settings.c.name == name)
        return self._connection.execute(query).scalar()


class ContentWrites(ContentReads):
    def publish_playbook(self, hash: str, documents: Mapping[str, Any], at: datetime) -> None:
        row = {"hash": hash, "documents": to_record(documents), "published_at": at}
        self._add_if_new(playbooks, row)
        if self.latest_playbook() != hash:
            self._add(publications, {"playbook": hash, "at": at})

    def set_setting(self, name: str, value: str) -> None:
        self._put(settings, {"name": name, "value": value})
