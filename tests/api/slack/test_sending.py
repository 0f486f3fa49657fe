"""Sending: limits, errors, silence, and never twice without saying so."""

from datetime import timedelta

import pytest
from prometheus_client import REGISTRY

from coaching.domain.post import Post, PostState
from coaching.services.slack.outbox import TRY_LIMIT
from tests.api.slack.house import INES, OMAR, SlackHouse
from tests.slack_server import Fault, direct, rate_limited

THREAD = "1795500000.000100"


def put_out(house: SlackHouse, key: str = "s-1:t-1", **fields: object) -> Post:
    body = {"channel": direct(INES), "text": f"Words of {key}", "unfurl_links": False, **fields}
    now = house.clock.now()
    post = Post(key, "chat.postMessage", body, created_at=now, due_at=now)
    with house.store.writing() as writes:
        assert writes.put_out(post)
        writes.commit()
    return post


def figure(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"coach_slack_{name}_total", labels) or 0.0


def test_a_post_is_sent_with_its_key(still_house: SlackHouse) -> None:
    put_out(still_house)
    still_house.send_once()
    (message,) = still_house.slack.posted()
    assert message["metadata"] == {
        "event_type": "coach_message",
        "event_payload": {"key": "s-1:t-1"},
    }
    sent = still_house.post("s-1:t-1")
    assert (sent.state, sent.ts, sent.tries) == (PostState.SENT, message["ts"], 1)
    still_house.clock.pass_seconds(3600)
    still_house.send_once()
    assert len(still_house.slack.posted()) == 1


def test_a_rate_limit_is_kept_to_the_second_and_costs_no_try(still_house: SlackHouse) -> None:
    still_house.slack.fail("chat.postMessage", rate_limited(30))
    put_out(still_house)
    still_house.send_once()
    waiting = still_house.post("s-1:t-1")
    assert waiting.due_at == still_house.clock.now() + timedelta(seconds=30)
    assert waiting.tries == 0
    still_house.clock.pass_seconds(29)
    still_house.send_once()
    assert still_house.slack.posted() == []
    still_house.clock.pass_seconds(1)
    still_house.send_once()
    assert len(still_house.slack.posted()) == 1
    assert still_house.slack.called("conversations.history") == []


def test_a_conversation_keeps_its_order_while_it_waits(still_house: SlackHouse) -> None:
    still_house.slack.fail("chat.postMessage", rate_limited(30))
    put_out(still_house, "s-1:t-1")
    still_house.send_once()
    still_house.clock.pass_seconds(1)
    put_out(still_house, "s-1:t-2")
    put_out(still_house, "s-2:t-1", channel=direct(OMAR))
    still_house.send_once()
    assert [m["text"] for m in still_house.slack.posted()] == ["Words of s-2:t-1"]
    still_house.clock.pass_seconds(30)
    for _ in range(2):
        still_house.send_once()
    texts = [m["text"] for m in still_house.slack.posted(direct(INES))]
    assert texts == ["Words of s-1:t-1", "Words of s-1:t-2"]


@pytest.mark.parametrize("thread", [None, THREAD])
def test_after_a_silence_a_message_that_arrived_is_found(
    still_house: SlackHouse, thread: str | None
) -> None:
    before = figure("unsure_sends"), figure("sends", result="found"), figure("repeated_sends")
    still_house.slack.fail("chat.postMessage", Fault(hang_seconds=3, done=True))
    put_out(still_house, **({"thread_ts": thread} if thread else {}))
    still_house.send_once()
    unsure = still_house.post("s-1:t-1")
    assert (unsure.state, unsure.unsure) == (PostState.WAITING, True)
    still_house.clock.pass_seconds(10)
    still_house.send_once()
    assert still_house.post("s-1:t-1").ts == still_house.slack.posted()[0]["ts"]
    assert len(still_house.slack.posted()) == 1
    after = figure("unsure_sends"), figure("sends", result="found"), figure("repeated_sends")
    assert [new - old for new, old in zip(after, before, strict=True)] == [1, 1, 0]


LOST = {
    "silence": Fault(hang_seconds=3),
    "a dropped connection": Fault(drop=True),
    "a server error": Fault(status=500),
    "a gateway error": Fault(status=504),
    "an internal error": Fault(error="internal_error"),
}


@pytest.mark.parametrize("case", LOST)
def test_after_a_failure_a_message_that_was_lost_is_sent_again(
    still_house: SlackHouse, case: str
) -> None:
    still_house.slack.fail("chat.postMessage", LOST[case])
    put_out(still_house)
    still_house.send_once()
    assert still_house.post("s-1:t-1").unsure
    still_house.clock.pass_seconds(10)
    still_house.send_once()
    assert len(still_house.slack.called("conversations.history")) == 1
    assert len(still_house.slack.posted()) == 1
    assert still_house.post("s-1:t-1").state is PostState.SENT


def test_while_it_cannot_be_looked_up_it_is_not_sent_again(still_house: SlackHouse) -> None:
    still_house.slack.fail("chat.postMessage", Fault(hang_seconds=3, done=True))
    still_house.slack.fail("conversations.history", Fault(status=503), rate_limited(5))
    put_out(still_house)
    for _ in range(4):
        still_house.send_once()
        still_house.clock.pass_seconds(60)
    assert len(still_house.slack.called("chat.postMessage")) == 1
    assert still_house.post("s-1:t-1").state is PostState.SENT


def test_a_message_that_nobody_may_look_up_may_come_twice_and_is_counted(
    still_house: SlackHouse,
) -> None:
    before = figure("repeated_sends")
    still_house.slack.fail("chat.postMessage", Fault(hang_seconds=3, done=True))
    still_house.slack.fail("conversations.history", Fault(error="missing_scope"))
    put_out(still_house)
    for _ in range(2):
        still_house.send_once()
        still_house.clock.pass_seconds(60)
    assert len(still_house.slack.posted()) == 2
    assert figure("repeated_sends") - before == 1


def test_an_unreachable_slack_is_tried_again_without_a_look(still_house: SlackHouse) -> None:
    address = still_house.office.web.client.base_url
    still_house.office.web.client.base_url = "http://127.0.0.1:9/api/"
    put_out(still_house)
    still_house.send_once()
    waiting = still_house.post("s-1:t-1")
    assert (waiting.failure, waiting.unsure) == ("unreachable", False)
    still_house.office.web.client.base_url = address
    still_house.clock.pass_seconds(10)
    still_house.send_once()
    assert len(still_house.slack.posted()) == 1
    assert still_house.slack.called("conversations.history") == []


FINAL = ["channel_not_found", "invalid_auth", "token_revoked", "not_in_channel", "msg_too_long"]


@pytest.mark.parametrize("error", FINAL)
def test_what_cannot_be_mended_is_dead_and_counted(still_house: SlackHouse, error: str) -> None:
    before = figure("dead_posts")
    still_house.slack.fail("chat.postMessage", Fault(error=error))
    put_out(still_house)
    still_house.send_once()
    dead = still_house.post("s-1:t-1")
    assert (dead.state, dead.failure) == (PostState.DEAD, error)
    assert figure("dead_posts") - before == 1
    still_house.clock.pass_seconds(3600)
    still_house.send_once()
    assert len(still_house.slack.called("chat.postMessage")) == 1


def test_a_revoked_token_kills_no_other_part(still_house: SlackHouse) -> None:
    still_house.slack.token = "xoxb-another"
    put_out(still_house)
    still_house.send_once()
    assert still_house.post("s-1:t-1").failure == "invalid_auth"


def test_after_eight_tries_with_growing_pauses_it_is_dead(still_house: SlackHouse) -> None:
    still_house.slack.fail("chat.postMessage", *[Fault(status=503)] * 20)
    put_out(still_house)
    pauses = []
    for _ in range(TRY_LIMIT):
        still_house.send_once()
        post = still_house.post("s-1:t-1")
        assert post.due_at is not None
        pauses.append(post.due_at - still_house.clock.now())
        still_house.clock.pass_seconds(600)
    assert post.state is PostState.DEAD
    assert pauses[:-1] == sorted(pauses[:-1])
    assert len(still_house.slack.called("chat.postMessage")) == TRY_LIMIT


def test_a_used_up_response_url_is_dead(still_house: SlackHouse) -> None:
    still_house.slack.fail("response_url", Fault(status=404))
    now = still_house.clock.now()
    body = {"text": "hello", "response_url": still_house.slack.response_url()}
    with still_house.store.writing() as writes:
        writes.put_out(Post("s-1:t-1", "response_url", body, created_at=now, due_at=now))
        writes.commit()
    still_house.send_once()
    assert still_house.post("s-1:t-1").state is PostState.DEAD
