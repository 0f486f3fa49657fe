"""Eight threads at once over sessions and turns."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Barrier

from coaching.domain.errors import CoachError, Moved, StillAnswering, TurnReused
from coaching.domain.events import HintGiven
from coaching.domain.practice.moves import Move
from coaching.domain.practice.talk import Told
from coaching.domain.sessions import TurnState
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
from tests.store.threads import THREADS, at_once, persistently


def test_writers_neither_lose_nor_interleave(store: SqlStore, url: str) -> None:
    begin(store)

    def speak(own: SqlStore, thread: int, start: Barrier) -> list[str]:
        def one_turn(id: str) -> str:
            with own.writing() as writes:
                session = writes.session(SESSION)
                assert session is not None
                seq = session.turns
                writes.add_turn(an_answered_turn(id, seq=seq, text=id))
                hints = (HintGiven(Move.CONFIRM, seq), HintGiven(Move.VALUE, seq))
                writes.add_events(SESSION, id, seq, hints, NOW)
                writes.save_session(replace(session, turns=seq + 1), session.version)
                writes.commit()
                return id

        start.wait()
        ids = [f"{thread}-{n}" for n in range(12)]
        return [persistently(partial(one_turn, id)) for id in ids]

    spoken = at_once(url, speak)
    with store.reading() as reads:
        session, turns, told = reads.session(SESSION), reads.turns(SESSION), reads.events(SESSION)
    assert session is not None
    assert sorted(turn.id for turn in turns) == sorted(spoken)
    assert [turn.seq for turn in turns] == list(range(THREADS * 12))
    assert all(len(turn.replies) == 2 for turn in turns)
    assert (session.turns, session.version) == (len(spoken), len(spoken) + 1)
    assert told == [
        Told(seq, HintGiven(move, seq))
        for seq in range(len(spoken))
        for move in (Move.CONFIRM, Move.VALUE)
    ]


def test_a_version_is_given_to_one_writer_only(store: SqlStore, url: str) -> None:
    begin(store)

    def save(own: SqlStore, thread: int, start: Barrier) -> list[bool]:
        with own.reading() as reads:
            read = reads.session(SESSION)
        assert read is not None
        start.wait()
        try:
            with own.writing() as writes:
                writes.save_session(replace(read, seed=thread), read.version)
                writes.commit()
        except Moved:
            return [False]
        return [True]

    assert Counter(at_once(url, save)) == {True: 1, False: THREADS - 1}


def test_a_lease_is_claimed_by_one_thread_only(store: SqlStore, url: str) -> None:
    sessions = [f"s-{n}" for n in range(20)]
    begin(store, *(a_session(id) for id in sessions))
    with store.writing() as writes:
        for id in sessions:
            writes.add_turn(a_turn(session=id, lease_until=NOW))
        writes.commit()

    def claim(own: SqlStore, thread: int, start: Barrier) -> list[str]:
        def one_claim(session: str) -> bool:
            with own.writing() as writes:
                claimed = writes.claim_turn(session, "turn-1", NOW, later(10))
                writes.commit()
            return claimed is not None

        start.wait()
        shifted = sessions[thread:] + sessions[:thread]
        return [id for id in shifted if persistently(partial(one_claim, id))]

    assert Counter(at_once(url, claim)) == dict.fromkeys(sessions, 1)


def test_one_of_many_turns_that_come_at_once_is_received(store: SqlStore, url: str) -> None:
    begin(store)

    def add(own: SqlStore, thread: int, start: Barrier) -> list[type[CoachError] | None]:
        start.wait()
        try:
            with own.writing() as writes:
                writes.add_turn(a_turn(f"t-{thread}", seq=thread))
                writes.commit()
        except (StillAnswering, Moved) as refused:
            return [type(refused)]
        return [None]

    assert Counter(at_once(url, add)) == {None: 1, StillAnswering: THREADS - 1}
    with store.reading() as reads:
        assert len(reads.turns(SESSION)) == 1


def test_the_same_turn_sent_many_times_at_once_is_kept_once(store: SqlStore, url: str) -> None:
    begin(store)

    def send(own: SqlStore, thread: int, start: Barrier) -> list[type[CoachError] | None]:
        start.wait()
        try:
            with own.writing() as writes:
                writes.add_turn(a_turn())
                writes.commit()
        except TurnReused as refused:
            return [type(refused)]
        return [None]

    assert Counter(at_once(url, send)) == {None: 1, TurnReused: THREADS - 1}


def test_one_of_many_answers_to_a_turn_is_kept(store: SqlStore, url: str) -> None:
    begin(store)
    with store.writing() as writes:
        writes.add_turn(a_turn())
        writes.commit()

    def answer(own: SqlStore, thread: int, start: Barrier) -> list[int]:
        start.wait()
        try:
            with own.writing() as writes:
                writes.save_turn(an_answered_turn(tries=thread))
                writes.add_events(SESSION, "turn-1", 0, (HintGiven(Move.VALUE, thread),), NOW)
                writes.commit()
        except Moved:
            return []
        return [thread]

    (winner,) = at_once(url, answer)
    with store.reading() as reads:
        assert reads.turn(SESSION, "turn-1") == an_answered_turn(tries=winner)
        assert reads.events(SESSION) == [Told(0, HintGiven(Move.VALUE, winner))]


def test_threads_share_one_store(store: SqlStore) -> None:
    begin(store, *(a_session(f"s-{n}") for n in range(THREADS)))
    start = Barrier(THREADS)

    def talk(thread: int) -> list[TurnState]:
        start.wait()
        for seq in range(10):
            with store.writing() as writes:
                writes.add_turn(a_turn(f"t-{seq}", session=f"s-{thread}", seq=seq))
                writes.commit()
            with store.writing() as writes:
                writes.save_turn(an_answered_turn(f"t-{seq}", session=f"s-{thread}", seq=seq))
                writes.commit()
        with store.reading() as reads:
            return [turn.state for turn in reads.turns(f"s-{thread}")]

    with ThreadPoolExecutor(THREADS) as threads:
        states = list(threads.map(talk, range(THREADS)))
    assert states == [[TurnState.ANSWERED] * 10] * THREADS
