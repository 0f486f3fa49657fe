"""Fifty rows cost as many queries as one."""

from collections.abc import Callable
from typing import Any

import pytest

from coaching.domain.ports import Reads, SessionFilter, Writes
from coaching.domain.ports.deals import DealFilter
from coaching.store.engine import SqlStore
from tests.store.databases import counted_queries
from tests.store.factories import (
    NOW,
    PERSON,
    SESSION,
    TEAM,
    a_contact,
    a_deal,
    a_delivery,
    a_follow_up,
    a_known_letter,
    a_person,
    a_post,
    a_session,
    a_team,
    a_turn,
    an_activity,
    an_answered_turn,
    an_objection,
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
    "deal_of_place": lambda reads: reads.deal_of_place("T1/C1"),
    "deals": lambda reads: reads.deals(DealFilter(teams=frozenset({TEAM}))),
    "deal_file": lambda reads: reads.deal_file("d-0"),
    "deal_files": lambda reads: reads.deal_files(DealFilter(owners=frozenset({PERSON}))),
    "follow_ups": lambda reads: reads.follow_ups(PERSON),
    "due_follow_ups": lambda reads: reads.due_follow_ups(later(9999), 50),
    "waiting_deliveries": lambda reads: reads.waiting_deliveries(NOW, 50),
    "waiting_posts": lambda reads: reads.waiting_posts(NOW, 50),
}
MANY = {"people_of": 2, "turns": 2, "deal_file": 6, "deal_files": 6}


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
            _fill_deal(writes, "d-0", n)
            _fill_deal(writes, f"d-{n}", rows + n)
            writes.receive(a_delivery(f"Ev-{n}"))
            writes.put_out(a_post(f"m-{n}"))
        writes.commit()
    begin(store, *(a_session(f"c-{n}", place="T1/C1", deal=f"d-{n}") for n in range(rows)))


def _fill_deal(writes: Writes, deal: str, n: int) -> None:
    writes.add_contact(a_contact(f"c-{n}", deal=deal))
    writes.add_activity(an_activity(f"a-{n}", deal=deal))
    writes.add_objection(an_objection(f"o-{n}", deal=deal))
    writes.record_known(a_known_letter(deal=deal, letter=f"letter-{n}"))
    writes.add_follow_up(a_follow_up(f"f-{n}", deal=deal))


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
    assert _counts(store) == dict.fromkeys(LISTS, 1) | MANY
