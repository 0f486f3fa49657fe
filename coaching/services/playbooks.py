"""Published playbooks by their hash: a practice keeps the version that it began with."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from coaching.domain.errors import NotFound
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads

_KEPT = 16


class Playbooks:
    """Looks up published versions; `build` turns their documents into a playbook of that hash.

    Versions never change, so the ones used last are kept; safe to share between threads.
    """

    def __init__(self, build: Callable[[Mapping[str, Any]], Playbook]) -> None:
        self._build = build
        self._kept: OrderedDict[str, Playbook] = OrderedDict()
        self._lock = Lock()

    def get(self, reads: Reads, hash: str) -> Playbook:
        """The version with this hash. Raises NotFound if it was never published."""
        with self._lock:
            if hash in self._kept:
                self._kept.move_to_end(hash)
                return self._kept[hash]
        documents = reads.playbook(hash)
        if documents is None:
            raise NotFound("This version of the playbook is not known here.")
        playbook = self._build(documents)
        with self._lock:
            self._kept[hash] = playbook
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return playbook

    def latest(self, reads: Reads) -> Playbook:
        """The version published last. Raises NotFound before the first publication."""
        hash = reads.latest_playbook()
        if hash is None:
            raise NotFound("No playbook has been published yet.")
        return self.get(reads, hash)
