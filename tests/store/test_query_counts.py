"""Fifty rows cost as many queries as one."""

from collections.abc import Callable
from typing import Any

import pytest

from coaching.domain.ports import Reads, SessionFilter
from coaching.store.engine import SqlStore
from tests.store.databases import counted_queries
from tests.store.factories import (
    NOW,
    PERSON,
    SESSION,
    TEAM,
    a_deal,
    a_person,
    a_session,
    a_team,
    a_turn,
    an_answered_turn,
    begin,
    later,
    some_events,
)

LISTS: dict[str, Callable[[Reads], Any]] = {
    "people_of": lambda reads: reads.people_of([TEAM]),
    "teams": lambda reads: reads.teams(),
    "sessions": lambda reads: reads.sessions(SessionFilter(owners=frozenset({PERSON}))),
    "shared": lambda reads: reads.sessions(SessionFilter(shared=True)),
    "turns": lambda reads: reads.turns(SESSION),
    "lapsed_turns": lambda reads: reads.lapsed_turns(later(99), 50),
    "events": lambda reads: reads.events(SESSION),
    "events_of_turn": lambda reads: reads.events_of_turn(SESSION, 0),
    "deals": lambda reads: reads.deals(frozenset({PERSON})),
}


def _fill(store: SqlStore, rows: int) -> None:
    """`rows` of everything; the first team and person are there already."""
    begin(store, a_session(submitted_at=NOW))
    begin(store, *(a_session(f"w-{n}", submitted_at=NOW) for n in range(rows)))
    with store.writing() as writes:
        for n in range(rows):
            if n:
                writes.add_team(a_team(f"t-{n}"))
                manages = frozenset({TEAM, f"t-{n}"})
                writes.add_person(a_person(f"p-{n}", manages=manages), "x")
            writes.add_turn(an_answered_turn(f"turn-{n}", seq=n))
            writes.add_events(SESSION, f"turn-{n}", n, some_events(), NOW)
            writes.add_turn(a_turn(session=f"w-{n}"))
            writes.add_deal(a_deal(f"d-{n}"))
        writes.commit()


def _counts(store: SqlStore) -> dict[str, int]:
    counts = {}
    for name, look in LISTS.items():
        with counted_queries() as queries, store.reading() as reads:
            assert look(reads)
        counts[name] = len([query for query in queries if query.startswith(("SELECT", "WITH"))])
    return counts


@pytest.mark.parametrize("rows", [1, 50])
def test_the_number_of_queries_does_not_grow(store: SqlStore, rows: int) -> None:
    _fill(store, rows)
    assert _counts(store) == dict.fromkeys(LISTS, 1) | {"people_of": 2, "turns": 2}
