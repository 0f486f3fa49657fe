"""What Slack's request bodies hold, as far as the door must know."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from api.slack.hearing import from_action, from_command, from_event
from coaching.domain.post import DeliveryKind

_ID = re.compile(r"[A-Za-z0-9._:-]{1,100}")
_HEAR = {
    DeliveryKind.EVENT: from_event,
    DeliveryKind.COMMAND: from_command,
    DeliveryKind.INTERACTION: from_action,
}


class Unreadable(ValueError):
    """Signed by Slack, but not what Slack sends."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """`key` is the same for every repetition, None if there is nothing to keep; `teams` are the
    workspaces that it is meant for; `lane` is within what order matters; `message` names the
    message in it; `challenge` is to be said back."""

    key: str | None = None
    teams: frozenset[str] = frozenset()
    lane: str = ""
    message: str | None = None
    challenge: str | None = None


def read_envelope(kind: DeliveryKind, raw: str) -> Envelope:
    """The envelope of a body. Raises Unreadable."""
    body = read_body(kind, raw)
    events = kind is DeliveryKind.EVENT
    challenge = body.get("challenge")
    if events and body.get("type") == "url_verification" and isinstance(challenge, str):
        return Envelope(challenge=challenge)
    id = body.get("event_id" if events else "trigger_id")
    if not isinstance(id, str) or not id:
        return Envelope()
    key = id if _ID.fullmatch(id) else hashlib.sha256(id.encode("utf-8", "replace")).hexdigest()
    teams = _teams(body)
    team = min(teams, default="")
    heard = _HEAR[kind](key, body, team)
    if heard is None:
        return Envelope(teams=teams)
    event = body.get("event")
    ts = event.get("ts") if isinstance(event, Mapping) else None
    message = f"{team}:{heard.place.channel}:{ts}" if ts else None
    return Envelope(key, teams, f"{heard.place.channel}:{heard.user}", message)


def read_body(kind: DeliveryKind, raw: str) -> Mapping[str, Any]:
    """The fields of a body: JSON for events, a form for commands, JSON in a form for taps. Raises
    Unreadable."""
    if "\0" in raw:
        raise Unreadable("The body holds a character that is none.")
    try:
        if kind is DeliveryKind.EVENT:
            body = json.loads(raw)
        else:
            form = dict(parse_qsl(raw, keep_blank_values=True, max_num_fields=100))
            body = form if kind is DeliveryKind.COMMAND else json.loads(form.get("payload", "{}"))
    except (ValueError, RecursionError) as error:
        raise Unreadable("The body cannot be read.") from error
    if not isinstance(body, dict):
        raise Unreadable("The body is not an object.")
    return body


def _teams(body: Mapping[str, Any]) -> frozenset[str]:
    """In a channel shared between workspaces an event names more than one."""
    named = [body.get("team_id"), body.get("context_team_id")]
    team = body.get("team")
    named += [team.get("id")] if isinstance(team, Mapping) else []
    given = body.get("authorizations")
    for each in given if isinstance(given, list) else []:
        named.append(each.get("team_id") if isinstance(each, Mapping) else None)
    return frozenset(name for name in named if isinstance(name, str) and name)
