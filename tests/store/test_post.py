"""Slack's inbox and outbox: known once, leased to one, settled for good."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from coaching.domain.errors import Moved
from coaching.domain.post import Delivery, DeliveryKind, DeliveryState, Post, PostState
from coaching.store.engine import SqlStore
from tests.store.factories import NOW, PERSON, a_delivery, a_person, a_post, later

MESSAGE = "T1 C1 1700000000.000100"


def _receive(store: SqlStore, *deliveries: Delivery) -> list[bool]:
    with store.writing() as writes:
        kept = [writes.receive(delivery) for delivery in deliveries]
        writes.commit()
    return kept


def _put_out(store: SqlStore, *posts: Post) -> list[bool]:
    with store.writing() as writes:
        kept = [writes.put_out(post) for post in posts]
        writes.commit()
    return kept


def test_a_slack_user_is_a_person_once_linked(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_person(a_person("p-bob"), "x")
        writes.link_slack_person("T1", "U1", "p-bob")
        writes.link_slack_person("T1", "U2", PERSON)
        writes.link_slack_person("T1", "U1", PERSON)
        writes.link_slack_person("T2", "U1", "p-bob")
        writes.commit()
    with store.reading() as reads:
        assert reads.slack_person("T1", "U1") == PERSON
        assert reads.slack_person("T1", "U2") == PERSON
        assert reads.slack_person("T2", "U1") == "p-bob"
        assert reads.slack_person("T2", "U2") is None
        assert reads.slack_person("NUL \0", "U1") is None


def test_only_somebody_who_is_there_can_be_linked(store: SqlStore) -> None:
    with pytest.raises(IntegrityError), store.writing() as writes:
        writes.link_slack_person("T1", "U1", "p-none")


@pytest.mark.parametrize("kind", DeliveryKind)
def test_a_delivery_comes_back_as_it_was(store: SqlStore, kind: DeliveryKind) -> None:
    full = a_delivery(
        "Ev-2",
        kind=kind,
        body='{"text": "ä 👩‍🚀 \\u0000"}',
        message=MESSAGE,
        state=DeliveryState.FAILED,
        tries=3,
        lease_until=later(5),
        settled_at=later(6),
        failure="no person",
    )
    assert _receive(store, a_delivery(), full) == [True, True]
    with store.reading() as reads:
        assert reads.delivery("Ev-1") == a_delivery()
        assert reads.delivery("Ev-2") == full
        assert reads.delivery("Ev-3") is None


def test_a_delivery_that_comes_again_is_not_kept(store: SqlStore) -> None:
    again = a_delivery(body="{}", received_at=later(3))
    assert _receive(store, a_delivery(), again) == [True, False]
    assert _receive(store, again) == [False]
    with store.reading() as reads:
        assert reads.delivery("Ev-1") == a_delivery()


def test_two_events_about_one_message_count_once(store: SqlStore) -> None:
    mention = a_delivery("Ev-1", message=MESSAGE)
    plain = a_delivery("Ev-2", message=MESSAGE)
    assert _receive(store, mention, plain) == [True, False]
    with store.reading() as reads:
        assert reads.delivery("Ev-2") is None


def test_deliveries_without_a_message_do_not_stand_in_each_others_way(store: SqlStore) -> None:
    assert _receive(store, *(a_delivery(f"Ev-{n}") for n in range(3))) == [True] * 3


def test_a_refused_delivery_leaves_the_unit_of_work_usable(store: SqlStore) -> None:
    _receive(store, a_delivery())
    with store.writing() as writes:
        assert not writes.receive(a_delivery())
        writes.set_setting("after", "yes")
        writes.commit()
    with store.reading() as reads:
        assert reads.setting("after") == "yes"


def test_waiting_deliveries_are_received_and_free_oldest_first(store: SqlStore) -> None:
    _receive(
        store,
        a_delivery("late", received_at=later(3)),
        a_delivery("held", received_at=later(1), lease_until=later(30)),
        a_delivery("lapsed", received_at=later(2), lease_until=later(10)),
        a_delivery("done", state=DeliveryState.DONE),
        a_delivery("failed", state=DeliveryState.FAILED),
        a_delivery("first", received_at=later(0)),
    )
    with store.reading() as reads:

        def waiting(seconds: float, limit: int) -> list[str]:
            return [each.key for each in reads.waiting_deliveries(later(seconds), limit)]

        assert waiting(10, 9) == ["first", "lapsed", "late"]
        assert waiting(10, 2) == ["first", "lapsed"]
        assert waiting(9, 9) == ["first", "late"]


def test_a_delivery_is_held_by_one_until_the_lease_is_over(store: SqlStore) -> None:
    _receive(store, a_delivery(), a_delivery("done", state=DeliveryState.DONE))
    with store.writing() as writes:
        claimed = writes.claim_delivery("Ev-1", NOW, later(10))
        assert claimed == a_delivery(lease_until=later(10))
        assert writes.claim_delivery("Ev-1", later(9), later(19)) is None
        assert writes.claim_delivery("Ev-1", later(10), later(20)) is not None
        assert writes.claim_delivery("done", NOW, later(10)) is None
        assert writes.claim_delivery("none", NOW, later(10)) is None
        writes.commit()
    with store.reading() as reads:
        assert reads.delivery("Ev-1") == a_delivery(lease_until=later(20))


def test_a_delivery_that_failed_may_be_dealt_with_again_one_that_is_done_never(
    store: SqlStore,
) -> None:
    _receive(store, a_delivery())
    failed = a_delivery(state=DeliveryState.FAILED, tries=3, settled_at=NOW, failure="down")
    done = replace(failed, state=DeliveryState.DONE, failure=None)
    with store.writing() as writes:
        writes.save_delivery(failed)
        writes.save_delivery(done)
        writes.commit()
    for late in (failed, a_delivery(), done, a_delivery("none")):
        with pytest.raises(Moved), store.writing() as writes:
            writes.save_delivery(late)
    with store.reading() as reads:
        assert reads.delivery("Ev-1") == done


@pytest.mark.parametrize("state", PostState)
def test_a_post_comes_back_as_it_was(store: SqlStore, state: PostState) -> None:
    full = a_post(
        "m-2",
        method="response_url",
        body={"blocks": [{"type": "section", "n": 1.5}], "text": "ä\0"},
        due_at=later(5),
        state=state,
        tries=2,
        unsure=True,
        lease_until=later(9),
        sent_at=later(7),
        ts="1700000000.000200",
        failure="timeout",
    )
    bare = Post("m-3", "chat.postMessage")
    assert _put_out(store, a_post(), full, bare) == [True, True, True]
    with store.reading() as reads:
        assert reads.post("m-1") == a_post()
        assert reads.post("m-2") == full
        assert reads.post("m-3") == bare
        assert reads.post("m-none") is None


def test_the_same_message_is_put_out_once(store: SqlStore) -> None:
    assert _put_out(store, a_post(), a_post(body={"text": "Other"})) == [True, False]
    assert _put_out(store, a_post(body={"text": "Other"})) == [False]
    with store.reading() as reads:
        assert reads.post("m-1") == a_post()


def test_waiting_posts_are_due_and_free_oldest_first(store: SqlStore) -> None:
    _put_out(
        store,
        a_post("late", created_at=later(3)),
        a_post("due", created_at=later(2), due_at=later(10)),
        a_post("held", lease_until=later(11)),
        a_post("lapsed", created_at=later(1), lease_until=later(10)),
        a_post("undue", due_at=later(11)),
        a_post("sent", state=PostState.SENT),
        a_post("dead", state=PostState.DEAD),
        a_post("first", created_at=None),
    )
    with store.reading() as reads:

        def waiting(seconds: float, limit: int) -> list[str]:
            return [each.key for each in reads.waiting_posts(later(seconds), limit)]

        assert waiting(10, 9) == ["first", "lapsed", "due", "late"]
        assert waiting(10, 3) == ["first", "lapsed", "due"]
        assert waiting(9, 9) == ["first", "late"]


def test_a_post_is_held_by_one_until_the_lease_is_over(store: SqlStore) -> None:
    _put_out(store, a_post(), a_post("undue", due_at=later(30)), a_post("s", state=PostState.SENT))
    with store.writing() as writes:
        assert writes.claim_post("m-1", NOW, later(10)) == a_post(lease_until=later(10))
        assert writes.claim_post("m-1", later(9), later(19)) is None
        assert writes.claim_post("m-1", later(10), later(20)) is not None
        assert writes.claim_post("undue", later(29), later(39)) is None
        assert writes.claim_post("undue", later(30), later(40)) is not None
        assert writes.claim_post("s", NOW, later(10)) is None
        assert writes.claim_post("none", NOW, later(10)) is None
        writes.commit()


def test_a_dead_post_may_be_revived_a_sent_one_never_changes(store: SqlStore) -> None:
    _put_out(store, a_post())
    dead = a_post(state=PostState.DEAD, tries=5, failure="channel_not_found")
    sent = a_post(state=PostState.SENT, tries=6, sent_at=later(9), ts="1.2", unsure=True)
    with store.writing() as writes:
        for step in (dead, a_post(due_at=later(5), tries=5), sent):
            writes.save_post(step)
        writes.commit()
    for late in (dead, a_post(), sent, a_post("none")):
        with pytest.raises(Moved), store.writing() as writes:
            writes.save_post(late)
    with store.reading() as reads:
        assert reads.post("m-1") == sent
