"""From what Slack sends to what somebody said; None for what is not for the coach."""

import re
from collections.abc import Mapping
from typing import Any

from coaching.services.slack.inbox import Heard
from coaching.services.slack.posts import Place, Where

COMMANDS = ("/next", "/coach")
EVENTS = ("app_mention", "message")
_CAPABILITIES = "/coach"
_PLAIN = frozenset({None, "file_share", "thread_broadcast"})
_SLACKBOT = "USLACKBOT"
_MARKUP = re.compile(r"<([^<>]*)>")
_BLANKS = re.compile(r"[ \t\u00a0]{2,}")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))

Body = Mapping[str, Any]


def from_event(key: str, body: Body, team: str, me: str | None = None) -> Heard | None:
    """A direct message or a mention; `me` is the coach's own user, whose mention is no word.

    Messages of bots, edits, deletions, joins and everything else that is not a person's new
    message are none.
    """
    event = _part(body, "event")
    channel, ts, user = _word(event, "channel"), _word(event, "ts"), _word(event, "user")
    if not (channel and ts and user and _is_for_us(event)) or user in (_SLACKBOT, me):
        return None
    thread = _word(event, "thread_ts")
    direct = Place(team, channel)
    place = direct if direct.direct else Place(team, channel, thread or ts)
    text = plain(_word(event, "text") or "", me)
    bare = not text and event.get("type") == "app_mention"
    return Heard(
        key=key,
        user=user,
        place=place,
        where=Where(Place(team, channel, thread) if direct.direct else place),
        text=text,
        command=_CAPABILITIES if bare else None,
    )


def from_command(key: str, body: Body, team: str) -> Heard | None:
    """A slash command. Outside a direct message it belongs to a talk with that person alone, whose
    place is the person: nobody else sees the answer, and a reminder comes as a direct message."""
    command, channel, user = (
        _word(body, "command"),
        _word(body, "channel_id"),
        _word(body, "user_id"),
    )
    if command not in COMMANDS or not channel or not user:
        return None
    typed_in, url = Place(team, channel), _word(body, "response_url")
    place = typed_in if typed_in.direct else Place(team, user)
    return Heard(
        key=key,
        user=user,
        place=place,
        where=Where(place, url, only_url=bool(url) and not typed_in.direct),
        text=plain(_word(body, "text") or ""),
        command=command,
    )


def from_action(key: str, body: Body, team: str) -> Heard | None:
    """The tap of one of our buttons; its value is the id of a stored payload. The answer goes
    where the button is, to nobody else if nobody else sees it."""
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else None
    payload = _word(first, "value") if isinstance(first, Mapping) else None
    user = _word(_part(body, "user"), "id")
    container = _part(body, "container")
    channel = _word(_part(body, "channel"), "id") or _word(container, "channel_id")
    if not (payload and user and channel):
        return None
    thread = _word(_part(body, "message"), "thread_ts") or _word(container, "thread_ts")
    place, url = Place(team, channel, thread), _word(body, "response_url")
    unseen = container.get("is_ephemeral") is True
    where = Where(place, url, only_url=bool(url) and unseen)
    return Heard(key=key, user=user, place=place, where=where, payload=payload)


def plain(text: str, me: str | None = None) -> str:
    """The words of a message without Slack's markup: links as they read, entities as characters,
    mentions of `me` left out, nothing that a database cannot hold."""
    words = _MARKUP.sub(lambda found: _read(found.group(1), me), text)
    words = _ENTITY.sub(lambda found: _ENTITIES[found.group()], words)
    whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _BLANKS.sub(" ", whole.replace("\0", "")).strip()


def _read(markup: str, me: str | None) -> str:
    target, _, label = markup.partition("|")
    if target[:1] == "@":
        return "" if me and target[1:] == me else f"@{label or target[1:]}".replace("@@", "@")
    if target[:1] == "#":
        return f"#{label or target[1:]}"
    if target[:1] == "!":
        return label or f"@{target[1:].partition('^')[0]}"
    return label or target.removeprefix("mailto:")


def _is_for_us(event: Body) -> bool:
    mention = event.get("type") == "app_mention"
    direct = event.get("type") == "message" and event.get("channel_type") == "im"
    by_a_bot = event.get("bot_id") or event.get("bot_profile")
    changed = event.get("hidden") or event.get("edited")
    subtype = event.get("subtype")
    plainly = subtype is None or (isinstance(subtype, str) and subtype in _PLAIN)
    return (mention or direct) and plainly and not by_a_bot and not changed


def _part(body: Body, name: str) -> Body:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}


def _word(body: Body, name: str) -> str | None:
    word = body.get(name)
    return word if isinstance(word, str) and word else None
