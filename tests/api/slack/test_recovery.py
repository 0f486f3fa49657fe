"""Whatever dies, and wherever: nothing is lost, nothing counts twice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from coaching.domain.post import DeliveryState
from coaching.services.slack.inbox import TRY_LIMIT, Turned
from tests.api.slack.house import INES, SlackHouse
from tests.slack_requests import direct_message
from tests.slack_server import TEAM, Fault, direct, rate_limited

PLACE = f"slack:{TEAM}:{direct(INES)}"


def told(house: SlackHouse, text: str = "hello") -> str:
    body = direct_message(INES, text)
    assert house.send_event(body).status_code == 200
    key: str = body["event_id"]
    return key


def test_what_waits_from_a_former_process_is_taken_up(still_house: SlackHouse) -> None:
    told(still_house)
    still_house.receive_once()
    still_house.send_once()
    assert [m["text"] for m in still_house.slack.posted()] == ["You said: hello"]


def test_killed_after_the_claim_it_is_taken_up_when_the_lease_is_over(
    still_house: SlackHouse,
) -> None:
    key = told(still_house)
    assert still_house.office.slack.claim(key) is not None
    still_house.receive_once()
    assert still_house.turns(PLACE) == []
    still_house.clock.pass_seconds(21)
    still_house.receive_once()
    assert [turn.text for turn in still_house.turns(PLACE)] == ["hello"]


def test_killed_after_the_turn_was_kept_it_becomes_no_second_turn(still_house: SlackHouse) -> None:
    key = told(still_house)
    claimed = still_house.office.slack.claim(key)
    assert claimed is not None
    desk = still_house.office.desk
    assert isinstance(desk.hand_over(claimed), Turned)
    still_house.clock.pass_seconds(21)
    still_house.receive_once()
    still_house.send_once()
    assert [turn.text for turn in still_house.turns(PLACE)] == ["hello"]
    assert len(still_house.slack.posted()) == 1


def test_killed_before_the_answer_was_put_out_it_is_put_out_later(still_house: SlackHouse) -> None:
    key = told(still_house)
    office = still_house.office
    kept: list[Any] = []
    answered = office.slack.answered

    def die(*given: Any) -> None:
        kept.append(given)
        raise SystemError("killed")

    office.slack.answered = die  # type: ignore[method-assign]
    still_house.receive_once()
    office.slack.answered = answered  # type: ignore[method-assign]
    assert len(kept) == 1
    assert len(still_house.bot.heard) == 1
    still_house.clock.pass_seconds(21)
    still_house.receive_once()
    still_house.send_once()
    assert len(still_house.bot.heard) == 1
    assert len(still_house.slack.posted()) == 1
    delivery = still_house.delivery(key)
    assert delivery is not None
    assert (delivery.state, delivery.body) == (DeliveryState.DONE, "")


def test_killed_while_sending_it_is_looked_up_first(still_house: SlackHouse) -> None:
    key = told(still_house)
    still_house.receive_once()
    post_key = f"{still_house.turns(PLACE)[0].session}:{key}"
    begun = still_house.office.outbox.begin(post_key)
    assert begun is not None
    still_house.office.web.send(begun)
    still_house.send_once()
    assert len(still_house.slack.posted()) == 1
    still_house.clock.pass_seconds(31)
    still_house.send_once()
    assert len(still_house.slack.posted()) == 1
    assert still_house.post(post_key).ts == still_house.slack.posted()[0]["ts"]


def test_while_slack_is_away_messages_wait_and_then_count(still_house: SlackHouse) -> None:
    still_house.slack.fail("auth.test", Fault(status=503), Fault(drop=True))
    key = told(still_house)
    for tries in (1, 2):
        still_house.receive_once()
        delivery = still_house.delivery(key)
        assert delivery is not None
        assert delivery.tries == tries
        still_house.clock.pass_seconds(10)
    still_house.receive_once()
    assert [turn.text for turn in still_house.turns(PLACE)] == ["hello"]


def test_a_rate_limit_of_slack_costs_no_try(still_house: SlackHouse) -> None:
    still_house.slack.fail("users.info", rate_limited(40))
    key = told(still_house)
    still_house.receive_once()
    delivery = still_house.delivery(key)
    assert delivery is not None
    assert delivery.tries == 0
    assert delivery.lease_until == still_house.clock.now() + timedelta(seconds=40)


def test_a_delivery_that_never_works_is_given_up_and_counted(still_house: SlackHouse) -> None:
    still_house.slack.token = "xoxb-another"
    key = told(still_house)
    for _ in range(TRY_LIMIT):
        still_house.receive_once()
        still_house.clock.pass_seconds(600)
    delivery = still_house.delivery(key)
    assert delivery is not None
    assert (delivery.state, delivery.failure) == (DeliveryState.FAILED, "invalid_auth")
    assert still_house.deliveries() == 0


def test_an_earlier_turn_is_waited_for(still_house: SlackHouse) -> None:
    first, second = told(still_house, "first"), told(still_house, "second")
    claimed = still_house.office.slack.claim(first)
    assert claimed is not None
    desk = still_house.office.desk
    turned = desk.hand_over(claimed)
    assert isinstance(turned, Turned)
    still_house.receive_once()
    delivery = still_house.delivery(second)
    assert delivery is not None
    assert (delivery.state, delivery.tries) == (DeliveryState.RECEIVED, 0)
    for _ in range(3):
        still_house.clock.pass_seconds(21)
        still_house.receive_once()
    assert [turn.text for turn in still_house.turns(PLACE)] == ["first", "second"]


def test_a_settled_delivery_is_not_settled_again(still_house: SlackHouse) -> None:
    key = told(still_house)
    still_house.receive_once()
    settled = still_house.delivery(key)
    assert settled is not None
    assert still_house.office.slack.claim(key) is None
    assert replace(settled, state=DeliveryState.DONE) == settled
