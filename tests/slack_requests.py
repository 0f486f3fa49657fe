"""What Slack sends to an app, signed as Slack signs it."""

import hashlib
import hmac
import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

from tests.slack_server import BOT, COACH, TEAM, direct

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
_numbers = itertools.count(1)
Json = dict[str, Any]


def sign(body: str | bytes, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """The two headers for a raw body, made at this time (now, if none is given)."""
    raw = body.encode() if isinstance(body, str) else body
    timestamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + raw, hashlib.sha256)
    return {
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
    }


def event(kind: str, user: str, text: str, **fields: Any) -> Json:
    number = next(_numbers)
    inner = {"type": kind, "user": user, "text": text, "ts": f"1795600000.{number:06d}", **fields}
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A0COACH01",
        "event_id": f"Ev{number:08d}",
        "event_time": 1795600000,
        "event": inner,
        "authorizations": [{"team_id": TEAM, "user_id": COACH, "is_bot": True}],
    }


def direct_message(user: str, text: str, **fields: Any) -> Json:
    return event("message", user, text, **{"channel": direct(user), "channel_type": "im", **fields})


def mention(user: str, text: str, channel: str = "C0DEALS01", **fields: Any) -> Json:
    return event("app_mention", user, f"<@{COACH}> {text}", channel=channel, **fields)


def command(name: str, user: str, text: str, channel: str, response_url: str) -> str:
    number = next(_numbers)
    return urlencode(
        {
            "token": "old",
            "team_id": TEAM,
            "channel_id": channel,
            "user_id": user,
            "command": name,
            "text": text,
            "response_url": response_url,
            "trigger_id": f"398738663015.47445629121.{number:032x}",
        }
    )


def tap(user: str, payload: str, message: Json, response_url: str) -> str:
    """A tap of the button with this value under a message of the coach."""
    number = next(_numbers)
    unseen = str(message["channel"]).startswith("respond:")
    container = {"type": "message", "message_ts": message["ts"], "is_ephemeral": unseen}
    shown = {"ts": message["ts"], "bot_id": BOT}
    if "thread_ts" in message:
        shown["thread_ts"] = container["thread_ts"] = message["thread_ts"]
    body = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "channel": {"id": message.get("home", message["channel"])},
        "container": container,
        "message": shown,
        "trigger_id": f"398738663015.47445629121.{number:032x}",
        "response_url": response_url,
        "actions": [{"type": "button", "action_id": f"say:{payload}", "value": payload}],
    }
    return urlencode({"payload": json.dumps(body)})


def buttons(message: Json) -> dict[str, str]:
    """The buttons of a message: label to value."""
    return {
        button["text"]["text"]: button["value"]
        for block in message.get("blocks", [])
        if block["type"] == "actions"
        for button in block["elements"]
    }
