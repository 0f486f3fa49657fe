"""Turns: one waits at a time, one holds the lease, one answer is kept."""

import pytest

from coaching.domain.errors import Moved, StillAnswering, TurnReused
from coaching.domain.sessions import Reply, Speaker, TurnState
from coaching.store.engine import SqlStore
from tests.store.factories import (
    NOW,
    SESSION,
    a_session,
    a_turn,
    an_answered_turn,
    begin,
    later,
)


@pytest.fixture(autouse=True)
def _a_session(store: SqlStore) -> None:
    begin(store)


def _add(store: SqlStore, *turns: object) -> None:
    with store.writing() as writes:
        for turn in turns:
            writes.add_turn(turn)  # type: ignore[arg-type]
        writes.commit()


@pytest.mark.parametrize(
    "turn",
    [
        a_turn(),
        a_turn(text=None, payload="b-1", tries=2, lease_until=later(10)),
        an_answered_turn(),
        a_turn(state=TurnState.FAILED, failure="no_answer", answered_at=later(60)),
    ],
    ids=["received", "button", "answered", "failed"],
)
def test_a_turn_comes_back_as_it_was(store: SqlStore, turn: object) -> None:
    _add(store, turn)
    with store.reading() as reads:
        assert reads.turn(SESSION, "turn-1") == turn
        assert reads.turns(SESSION) == [turn]
        assert reads.turn(SESSION, "turn-2") is None
        assert reads.turns("s-none") == []


def test_turns_are_in_order_each_with_its_own_replies(store: SqlStore) -> None:
    turns = [
        an_answered_turn(f"t-{9 - n}", seq=n, replies=(Reply(Speaker.BUYER, f"line {n}"),) * n)
        for n in range(5)
    ]
    _add(store, *reversed(turns))
    begin(store, a_session("s-2"))
    _add(store, an_answered_turn("t-9", session="s-2"))
    with store.reading() as reads:
        assert reads.turns(SESSION) == turns
        assert [reads.turn(SESSION, turn.id) for turn in turns] == turns


def test_a_second_waiting_turn_of_a_session_is_refused(store: SqlStore) -> None:
    _add(store, a_turn())
    with pytest.raises(StillAnswering), store.writing() as writes:
        writes.add_turn(a_turn("turn-2", seq=1))
    begin(store, a_session("s-2"))
    _add(store, a_turn(session="s-2"))
    with store.reading() as reads:
        assert reads.waiting_turn(SESSION) == a_turn()
        assert reads.waiting_turn("s-2") == a_turn(session="s-2")


def test_a_settled_turn_lets_the_next_one_in(store: SqlStore) -> None:
    _add(store, an_answered_turn(), a_turn("turn-2", seq=1))
    with store.reading() as reads:
        assert reads.waiting_turn(SESSION) == a_turn("turn-2", seq=1)


def test_a_turn_id_is_used_once_in_a_session(store: SqlStore) -> None:
    _add(store, an_answered_turn())
    with pytest.raises(TurnReused), store.writing() as writes:
        writes.add_turn(a_turn(seq=1))


def test_a_reused_id_is_told_before_a_waiting_turn(store: SqlStore) -> None:
    _add(store, a_turn())
    with pytest.raises(TurnReused), store.writing() as writes:
        writes.add_turn(a_turn(seq=1, fingerprint="other"))


def test_a_taken_place_means_that_the_session_moved(store: SqlStore) -> None:
    _add(store, an_answered_turn())
    with pytest.raises(Moved), store.writing() as writes:
        writes.add_turn(a_turn("turn-2", seq=0))


def test_an_answer_is_kept_with_its_replies(store: SqlStore) -> None:
    _add(store, a_turn())
    with store.writing() as writes:
        writes.save_turn(an_answered_turn(tries=1))
        writes.commit()
    with store.reading() as reads:
        assert reads.turn(SESSION, "turn-1") == an_answered_turn(tries=1)
        assert reads.waiting_turn(SESSION) is None


def test_a_settled_turn_never_changes(store: SqlStore) -> None:
    _add(store, an_answered_turn())
    for late in (
        a_turn(tries=3),
        an_answered_turn(replies=(Reply(Speaker.BUYER, "Something else."),)),
        a_turn(state=TurnState.FAILED, failure="no_answer"),
    ):
        with pytest.raises(Moved), store.writing() as writes:
            writes.save_turn(late)
    with store.reading() as reads:
        assert reads.turn(SESSION, "turn-1") == an_answered_turn()


def test_words_and_place_of_a_turn_are_kept_from_the_first_saving(store: SqlStore) -> None:
    _add(store, a_turn())
    with store.writing() as writes:
        writes.save_turn(a_turn(text="changed", seq=5, fingerprint="changed", tries=1))
        writes.commit()
    with store.reading() as reads:
        assert reads.turn(SESSION, "turn-1") == a_turn(tries=1)


def test_a_lease_is_had_once_until_it_is_over(store: SqlStore) -> None:
    _add(store, a_turn(lease_until=NOW))
    with store.writing() as writes:
        claimed = writes.claim_turn(SESSION, "turn-1", NOW, later(10))
        assert claimed == a_turn(lease_until=later(10))
        assert writes.claim_turn(SESSION, "turn-1", later(9), later(19)) is None
        assert writes.claim_turn(SESSION, "turn-1", later(10), later(20)) is not None
        assert writes.claim_turn(SESSION, "turn-2", NOW, later(10)) is None
        writes.commit()
    with store.reading() as reads:
        assert reads.turn(SESSION, "turn-1") == a_turn(lease_until=later(20))


def test_a_settled_turn_cannot_be_claimed(store: SqlStore) -> None:
    _add(store, an_answered_turn())
    with store.writing() as writes:
        assert writes.claim_turn(SESSION, "turn-1", NOW, later(10)) is None


def test_lapsed_turns_are_those_nobody_works_on_oldest_first(store: SqlStore) -> None:
    begin(store, *(a_session(f"s-{n}") for n in range(2, 6)))
    _add(
        store,
        a_turn(session="s-1", received_at=later(3)),
        a_turn(session="s-2", received_at=later(1), lease_until=later(30)),
        a_turn(session="s-3", received_at=later(2), lease_until=later(10)),
        an_answered_turn(session="s-4"),
        a_turn(session="s-5", received_at=later(0)),
    )
    with store.reading() as reads:
        assert [turn.session for turn in reads.lapsed_turns(later(10), 9)] == ["s-5", "s-3", "s-1"]
        assert [turn.session for turn in reads.lapsed_turns(later(10), 2)] == ["s-5", "s-3"]
        assert [turn.session for turn in reads.lapsed_turns(later(9), 9)] == ["s-5", "s-1"]
