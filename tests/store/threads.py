"""Eight threads at once, each with a store of its own as eight processes would have."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import TypeVar

from coaching.domain.errors import Moved, StillAnswering, StoreUnavailable
from coaching.store.engine import SqlStore, open_store

THREADS = 8
Outcome = TypeVar("Outcome")


@contextmanager
def stores_of(url: str) -> Iterator[list[SqlStore]]:
    stores = [open_store(url) for _ in range(THREADS)]
    yield stores
    for store in stores:
        store.close()


def at_once(url: str, work: Callable[[SqlStore, int, Barrier], list[Outcome]]) -> list[Outcome]:
    start = Barrier(THREADS)
    with stores_of(url) as stores, ThreadPoolExecutor(THREADS) as threads:
        jobs = [threads.submit(work, store, n, start) for n, store in enumerate(stores)]
        return [outcome for job in jobs for outcome in job.result(timeout=60)]


def persistently(attempt: Callable[[], Outcome]) -> Outcome:
    """Try as the API does: again after a conflict or a database that is busy."""
    for _ in range(200):
        try:
            return attempt()
        except (Moved, StillAnswering, StoreUnavailable):
            continue
    raise AssertionError("no luck in 200 tries")
