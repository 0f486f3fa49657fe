"""What is asked every second is answered by an index, however much has been settled."""

from collections.abc import Callable
from typing import Any

import pytest

from coaching.domain.ports import Reads
from coaching.domain.sessions import SessionKind
from coaching.store.engine import open_store
from tests.store.databases import counted_queries
from tests.store.factories import NOW, PERSON

ASKED: dict[str, tuple[Callable[[Reads], Any], tuple[str, ...]]] = {
    "waiting deliveries": (
        lambda reads: reads.waiting_deliveries(NOW, 9),
        ("ix_deliveries_waiting",),
    ),
    "waiting posts": (lambda reads: reads.waiting_posts(NOW, 9), ("ix_posts_waiting",)),
    "due follow-ups": (
        lambda reads: reads.due_follow_ups(NOW, 9),
        ("ix_follow_ups_state_reminded_at_due_at",),
    ),
    "a person's follow-ups": (
        lambda reads: reads.follow_ups(PERSON),
        ("ix_follow_ups_person_state",),
    ),
    "the deal of a place": (
        lambda reads: reads.deal_of_place("T1/C1"),
        ("ix_sessions_place", "ix_events_session_type_id"),
    ),
    "the last talk": (
        lambda reads: reads.last_session(PERSON, SessionKind.COACH, "T1/C1"),
        ("ix_sessions_",),
    ),
    "lapsed turns": (lambda reads: reads.lapsed_turns(NOW, 9), ("ix_turns_waiting",)),
}


@pytest.mark.parametrize("asked", ASKED)
def test_sqlite_looks_in_an_index(sqlite_url: str, asked: str) -> None:
    look, indexes = ASKED[asked]
    store = open_store(sqlite_url)
    with counted_queries() as queries, store.reading() as reads:
        look(reads)
    (query,) = [each for each in queries if each.startswith("SELECT")]
    with store._reader.connect() as connection:
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {query}", (None,) * query.count("?")
        ).all()
    store.close()
    steps = "\n".join(str(row[-1]) for row in plan)
    assert all(index in steps for index in indexes), steps
    assert "SCAN sessions" not in steps
