"""What the doors keep, ignore and refuse."""

import asyncio
import json
import random
from typing import Any

import httpx
import pytest

from tests.api.slack.house import INES, OMAR, STRANGER, SlackHouse
from tests.services.house import OTHER, REP
from tests.slack_requests import command, direct_message, event, mention, sign
from tests.slack_server import BOT, COACH, TEAM, direct

Json = dict[str, Any]


def test_the_challenge_is_said_back(still_house: SlackHouse) -> None:
    body = {"type": "url_verification", "token": "old", "challenge": "3eZbrw1aB"}
    answer = still_house.send_event(body)
    assert (answer.status_code, answer.json()) == (200, {"challenge": "3eZbrw1aB"})
    assert still_house.deliveries() == 0


def test_it_is_kept_before_it_is_acknowledged(still_house: SlackHouse) -> None:
    body = direct_message(INES, "hello")
    assert still_house.send_event(body).status_code == 200
    kept = still_house.delivery(body["event_id"])
    assert kept is not None
    assert json.loads(kept.body) == body


def test_what_cannot_be_kept_is_not_acknowledged(still_house: SlackHouse) -> None:
    still_house.store.close()
    (still_house.folder / "coach.db").unlink()
    assert still_house.send_event(direct_message(INES, "hello")).status_code == 503


IGNORED: dict[str, Json] = {
    "by a bot": direct_message(INES, "hello", bot_id="B0OTHER01"),
    "by a bot with a profile": direct_message(INES, "hello", bot_profile={"id": "B0OTHER01"}),
    "by the coach": direct_message(COACH, "hello", bot_id=BOT),
    "by Slackbot": direct_message("USLACKBOT", "hello"),
    "a bot's message": direct_message(INES, "hello", subtype="bot_message", bot_id="B0OTHER01"),
    "an edit": event(
        "message", INES, "", subtype="message_changed", channel="D1", channel_type="im"
    ),
    "an edited message": direct_message(INES, "hello", edited={"user": INES, "ts": "1.0"}),
    "a deletion": direct_message(INES, "", subtype="message_deleted", hidden=True),
    "a join": direct_message(INES, "joined", subtype="channel_join"),
    "a topic": direct_message(INES, "topic", subtype="channel_topic"),
    "a me message": direct_message(INES, "waves", subtype="me_message"),
    "a reminder": direct_message(INES, "hello", subtype="reminder_add"),
    "a hidden one": direct_message(INES, "hello", hidden=True),
    "in a channel": event("message", INES, "hello", channel="C1", channel_type="channel"),
    "in a private channel": event("message", INES, "hello", channel="G1", channel_type="group"),
    "in a group": event("message", INES, "hello", channel="G1", channel_type="mpim"),
    "without a user": direct_message("", "hello"),
    "without a channel": direct_message(INES, "hello", channel=None),
    "a mention by a bot": mention(INES, "hello", bot_id="B0OTHER01"),
    "an edited mention": mention(INES, "hello", edited={"user": INES, "ts": "1.0"}),
    "a reaction": event("reaction_added", INES, "", reaction="thumbsup"),
    "the home tab": event("app_home_opened", INES, "", tab="home"),
    "a subtype of no words": direct_message(INES, "hello", subtype=["file_share"]),
}


@pytest.mark.parametrize("case", IGNORED)
def test_what_is_not_for_the_coach_is_acknowledged_and_forgotten(
    still_house: SlackHouse, case: str
) -> None:
    assert still_house.send_event(IGNORED[case]).status_code == 200
    assert still_house.deliveries() == 0


def test_the_coachs_own_message_is_no_talk_even_without_a_bots_mark(house: SlackHouse) -> None:
    own = direct_message(COACH, "hello")
    house.send_event(own)
    house.wait_until(lambda: house.deliveries() == 0)
    assert (house.bot.heard, house.slack.posted()) == ([], [])


def test_an_unknown_command_and_an_ssl_check_are_acknowledged(still_house: SlackHouse) -> None:
    url = still_house.slack.response_url()
    for body in (command("/else", INES, "x", direct(INES), url), "ssl_check=1&token=old"):
        assert still_house.send("/slack/commands", body).status_code == 200
    assert still_house.deliveries() == 0


def test_another_workspace_is_refused(house: SlackHouse) -> None:
    house.wait_until(lambda: house.office.web.known_team is not None)
    foreign = {**direct_message(INES, "hello"), "team_id": "T0OTHER01", "authorizations": []}
    answer = house.send_event(foreign)
    assert answer.status_code == 403
    assert answer.headers["X-Slack-No-Retry"] == "1"
    nobodys = {k: v for k, v in foreign.items() if k not in ("team_id", "authorizations")}
    assert house.send_event(nobodys).status_code == 403
    assert house.deliveries() == 0


def test_another_workspace_is_not_served_even_if_we_did_not_know_ours_yet(
    still_house: SlackHouse,
) -> None:
    foreign = {**direct_message(INES, "hello"), "team_id": "T0OTHER01", "authorizations": []}
    assert still_house.send_event(foreign).status_code == 200
    still_house.receive_once()
    assert still_house.deliveries() == 0
    assert (still_house.bot.heard, still_house.slack.posted()) == ([], [])


def test_a_shared_channel_names_several_workspaces(house: SlackHouse) -> None:
    house.wait_until(lambda: house.office.web.known_team is not None)
    shared = {**mention(INES, "hello"), "team_id": "T0OTHER01"}
    assert house.send_event(shared).status_code == 200
    assert house.slack.wait_for(1)[0]["text"] == "You said: hello"


UNREADABLE = {
    "/slack/events": ["", "[]", "null", "7", '"text"', "{", "[" * 50_000, '{"a": "\0"}', "NaN"],
    "/slack/commands": ["&".join(f"a{n}=1" for n in range(200)), "command=\0"],
    "/slack/interactivity": ["payload=", "payload=[]", "payload=" + "%5B" * 50_000, "payload={"],
}


@pytest.mark.parametrize(("path", "body"), [(p, b) for p, each in UNREADABLE.items() for b in each])
def test_what_slack_would_not_send_is_no_error_of_ours(
    still_house: SlackHouse, path: str, body: str
) -> None:
    assert still_house.send(path, body).status_code == 400
    assert still_house.deliveries() == 0


ODD: list[Json] = [
    {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1"},
    {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": []},
    {"type": "event_callback", "team_id": TEAM, "event_id": 7, "event": {"type": "message"}},
    {"type": "event_callback", "team_id": [TEAM], "event_id": "Ev1", "authorizations": "all"},
    {"type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": 1},
    {"type": ["url_verification"], "challenge": 7},
    {},
]


@pytest.mark.parametrize("body", ODD, ids=str)
def test_an_odd_event_is_acknowledged_and_forgotten(still_house: SlackHouse, body: Json) -> None:
    assert still_house.send_event(body).status_code == 200
    assert still_house.deliveries() == 0


def test_an_odd_id_and_half_characters_do_no_harm(house: SlackHouse) -> None:
    body = direct_message(INES, "half \ud83d of \0 it")
    body["event_id"] = "Ev/../ \ud83d" + "x" * 300
    assert house.send_event(body).status_code == 200
    assert house.slack.wait_for(1)[0]["text"] == "You said: half � of it"


def test_a_message_told_twice_counts_once(house: SlackHouse) -> None:
    told = direct_message(INES, "hello")
    again = {**told, "event_id": "Ev-another"}
    for body in (told, again):
        assert house.send_event(body).status_code == 200
    house.slack.wait_for(1)
    house.wait_until(lambda: house.deliveries() == 0)
    assert len(house.turns(f"slack:{TEAM}:{direct(INES)}")) == 1


async def _all_at_once(house: SlackHouse, bodies: list[str]) -> list[int]:
    transport = httpx.ASGITransport(house.app)
    at = house.clock.now().timestamp()
    async with httpx.AsyncClient(transport=transport, base_url="http://coach") as client:
        calls = [
            client.post("/slack/events", content=body, headers=sign(body, at)) for body in bodies
        ]
        return [answer.status_code for answer in await asyncio.gather(*calls)]


def test_a_hundred_events_told_four_times_each_take_effect_once(house: SlackHouse) -> None:
    people = {INES: REP.id, OMAR: OTHER.id}
    events = [direct_message(user, f"message {number}") for number in range(50) for user in people]
    bodies = [json.dumps(body) for body in events for _ in range(4)]
    random.Random(7).shuffle(bodies)
    statuses = house.client.portal.call(_all_at_once, house, bodies)  # type: ignore[union-attr]
    assert set(statuses) == {200}
    answers = house.slack.wait_for(100, seconds=60)
    house.wait_until(lambda: house.deliveries() == 0)
    assert len(house.slack.posted()) == 100
    for user, person in people.items():
        said = {turn.text for turn in house.turns(f"slack:{TEAM}:{direct(user)}", person)}
        assert said == {f"message {number}" for number in range(50)}
        told = {m["text"] for m in answers if m["channel"] == direct(user)}
        assert told == {f"You said: message {number}" for number in range(50)}


def test_strangers_told_four_times_are_told_once(house: SlackHouse) -> None:
    body = direct_message(STRANGER, "hello")
    for _ in range(4):
        assert house.send_event(body).status_code == 200
    house.slack.wait_for(1)
    house.wait_until(lambda: house.deliveries() == 0)
    assert len(house.slack.posted()) == 1
