"""Eight threads at once over deals, follow-ups and Slack's post."""

from collections import Counter
from functools import partial
from threading import Barrier

from coaching.domain.errors import Moved
from coaching.domain.post import Delivery
from coaching.store.engine import SqlStore
from tests.store.factories import (
    DEAL,
    NOW,
    a_deal,
    a_delivery,
    a_follow_up,
    a_post,
    later,
    strike,
)
from tests.store.threads import THREADS, at_once, persistently


def test_a_version_of_a_deal_or_follow_up_is_given_to_one_writer_only(
    store: SqlStore, url: str
) -> None:
    strike(store)
    with store.writing() as writes:
        writes.add_follow_up(a_follow_up())
        writes.commit()

    def save_deal(own: SqlStore, thread: int) -> None:
        with own.writing() as writes:
            writes.save_deal(a_deal(amount=thread), 1)
            writes.commit()

    def save_follow_up(own: SqlStore, thread: int) -> None:
        with own.writing() as writes:
            writes.save_follow_up(a_follow_up(what=f"thread {thread}"), 1)
            writes.commit()

    def save(own: SqlStore, thread: int, start: Barrier) -> list[tuple[str, bool]]:
        start.wait()
        saved = []
        for attempt in (save_deal, save_follow_up):
            try:
                attempt(own, thread)
            except Moved:
                saved.append((attempt.__name__, False))
            else:
                saved.append((attempt.__name__, True))
        return saved

    assert Counter(at_once(url, save)) == {
        (what, won): 1 if won else THREADS - 1
        for what in ("save_deal", "save_follow_up")
        for won in (True, False)
    }
    with store.reading() as reads:
        deal, follow_up = reads.deal(DEAL), reads.follow_up("f-1")
    assert deal is not None
    assert follow_up is not None
    assert (deal.version, follow_up.version) == (2, 2)


def test_one_of_many_deliveries_with_one_key_or_one_message_is_kept(
    store: SqlStore, url: str
) -> None:
    def receive(own: SqlStore, thread: int, start: Barrier) -> list[tuple[str, bool]]:
        def one(delivery: Delivery) -> bool:
            with own.writing() as writes:
                kept = writes.receive(delivery)
                writes.commit()
            return kept

        start.wait()
        return [
            ("key", persistently(partial(one, a_delivery("Ev-same", body=f"{thread}")))),
            ("message", persistently(partial(one, a_delivery(f"Ev-{thread}", message="T C 1")))),
        ]

    assert Counter(at_once(url, receive)) == {
        (what, kept): 1 if kept else THREADS - 1
        for what in ("key", "message")
        for kept in (True, False)
    }
    with store.reading() as reads:
        assert len(reads.waiting_deliveries(NOW, 99)) == 2


def test_a_post_and_a_delivery_are_claimed_by_one_thread_only(store: SqlStore, url: str) -> None:
    keys = [f"k-{n}" for n in range(20)]
    with store.writing() as writes:
        for key in keys:
            writes.put_out(a_post(key, lease_until=NOW))
            writes.receive(a_delivery(key))
        writes.commit()

    def claim(own: SqlStore, thread: int, start: Barrier) -> list[tuple[str, str]]:
        def one(what: str, key: str) -> bool:
            with own.writing() as writes:
                take = writes.claim_post if what == "post" else writes.claim_delivery
                claimed = take(key, NOW, later(10))
                writes.commit()
            return claimed is not None

        start.wait()
        shifted = keys[thread:] + keys[:thread]
        wanted = [(what, key) for key in shifted for what in ("post", "delivery")]
        return [each for each in wanted if persistently(partial(one, *each))]

    everything = [(what, key) for key in keys for what in ("post", "delivery")]
    assert Counter(at_once(url, claim)) == dict.fromkeys(everything, 1)


def test_a_message_that_many_put_out_at_once_is_kept_once(store: SqlStore, url: str) -> None:
    def put_out(own: SqlStore, thread: int, start: Barrier) -> list[bool]:
        start.wait()
        with own.writing() as writes:
            kept = writes.put_out(a_post(body={"thread": thread}))
            writes.commit()
        return [kept]

    assert Counter(at_once(url, put_out)) == {True: 1, False: THREADS - 1}
