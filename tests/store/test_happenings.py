"""Events and buttons."""

import pytest
from sqlalchemy.exc import IntegrityError

from coaching.domain.errors import Refused
from coaching.domain.events import HintGiven, PracticePaused, PracticeResumed
from coaching.domain.practice.moves import Move
from coaching.domain.practice.talk import Told
from coaching.store.engine import SqlStore
from tests.store.factories import (
    NOW,
    SESSION,
    a_payload,
    a_session,
    an_answered_turn,
    begin,
    some_events,
)


@pytest.fixture(autouse=True)
def _turns(store: SqlStore) -> None:
    begin(store, a_session(), a_session("s-2"))
    with store.writing() as writes:
        for session in (SESSION, "s-2"):
            for seq in range(3):
                writes.add_turn(an_answered_turn(f"t-{seq}", session=session, seq=seq))
        writes.commit()


def test_events_come_back_as_they_were_in_their_order(store: SqlStore) -> None:
    hints = tuple(HintGiven(Move.CONFIRM, step) for step in range(20))
    with store.writing() as writes:
        writes.add_events(SESSION, "t-0", 0, some_events(), NOW)
        writes.add_events("s-2", "t-0", 0, (PracticePaused(),), NOW)
        writes.add_events(SESSION, "t-2", 2, hints, NOW)
        writes.add_events(SESSION, "t-1", 1, (PracticeResumed(),), NOW)
        writes.add_events(SESSION, "t-1", 1, (), NOW)
        writes.commit()
    with store.reading() as reads:
        assert reads.events(SESSION) == [
            *(Told(0, event) for event in some_events()),
            *(Told(2, hint) for hint in hints),
            Told(1, PracticeResumed()),
        ]
        assert reads.events("s-2") == [Told(0, PracticePaused())]
        assert reads.events("s-none") == []


def test_the_events_of_one_turn_and_the_last_of_a_type_are_found(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_events(SESSION, "t-0", 0, some_events(), NOW)
        writes.add_events(SESSION, "t-1", 1, (PracticePaused(), HintGiven(Move.VALUE, 2)), NOW)
        writes.add_events(SESSION, "t-2", 2, (PracticePaused(),), NOW)
        writes.commit()
    with store.reading() as reads:
        assert reads.events_of_turn(SESSION, 1) == [
            Told(1, PracticePaused()),
            Told(1, HintGiven(Move.VALUE, 2)),
        ]
        assert reads.events_of_turn(SESSION, 7) == []
        assert reads.last_event(SESSION, "HintGiven") == Told(1, HintGiven(Move.VALUE, 2))
        assert reads.last_event(SESSION, "PracticePaused") == Told(2, PracticePaused())
        assert reads.last_event(SESSION, "PracticeSubmitted") is None
        assert reads.last_event("s-2", "PracticePaused") is None


def test_an_event_belongs_to_a_stored_turn(store: SqlStore) -> None:
    with pytest.raises(IntegrityError), store.writing() as writes:
        writes.add_events(SESSION, "t-none", 0, (PracticePaused(),), NOW)


def test_a_button_comes_back_and_is_used_up(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_payloads([a_payload(), a_payload("b-2", entities={})])
        writes.add_payloads([])
        writes.commit()
    with store.reading() as reads:
        assert reads.payload("b-1") == a_payload()
        assert reads.payload("b-2") == a_payload("b-2", entities={})
        assert reads.payload("b-3") is None
    with store.writing() as writes:
        writes.use_payload("b-1")
        writes.use_payload("b-1")
        with pytest.raises(Refused):
            writes.use_payload("b-1")
        with pytest.raises(Refused):
            writes.use_payload("b-3")
        writes.commit()
    with store.reading() as reads:
        assert reads.payload("b-1") == a_payload(uses_left=0)
        assert reads.payload("b-2") == a_payload("b-2", entities={})
