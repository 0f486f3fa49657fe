"""What came from Slack and what is to be sent there: each stored before it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class DeliveryKind(StrEnum):
    EVENT = "event"
    COMMAND = "command"
    INTERACTION = "interaction"


class DeliveryState(StrEnum):
    RECEIVED = "received"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing that Slack told us, with its raw body. `key` is the same for every repetition
    (event id, or trigger id); `message` is team, channel and ts of the message in it, if there is
    one, so that two events about one message count once."""

    key: str
    kind: DeliveryKind
    body: str
    received_at: datetime
    message: str | None = None
    state: DeliveryState = DeliveryState.RECEIVED
    tries: int = 0
    lease_until: datetime | None = None
    settled_at: datetime | None = None
    failure: str | None = None


class PostState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Post:
    """One message to send. `key` is unique: the same message is put out once. `method` is the Web
    API method, or `response_url`; `unsure` means that a send timed out and may have arrived, so it
    is looked up before it is sent again. `ts` is Slack's id of the message once it is sent."""

    key: str
    method: str
    body: Mapping[str, Any] = field(default_factory=dict)
    created_at: datetime | None = None
    due_at: datetime | None = None
    state: PostState = PostState.WAITING
    tries: int = 0
    unsure: bool = False
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    ts: str | None = None
    failure: str | None = None
