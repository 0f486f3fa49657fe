"""The finder, loaded when it is first asked: few messages need it."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from coaching.domain.entities import Entities, Entity, RoleWords


class LateEntities:
    """`coaching.domain.entities.Entities`, from trained models under `models`."""

    def __init__(self, models: Path, roles: Callable[[], RoleWords]) -> None:
        self._models = models
        self._roles = roles
        self._lock = Lock()
        self._finder: Entities | None = None

    def find(self, text: str) -> tuple[Entity, ...]:
        """Raises as `EntityFinder.load` on the first call."""
        return self._loaded().find(text)

    def _loaded(self) -> Entities:
        from coaching.nlp.entities.finder import EntityFinder  # noqa: PLC0415  spaCy is slow

        with self._lock:
            if self._finder is None:
                folders = self._models / "entities", self._models / "objections"
                self._finder = EntityFinder.load(self._roles(), *folders)
            return self._finder
