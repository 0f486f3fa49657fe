"""A conversation, its turns, and what was said in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from coaching.domain.stages import Outcome


class SessionKind(StrEnum):
    COACH = "coach"
    PRACTICE = "practice"


class SessionState(StrEnum):
    OPEN = "open"
    PAUSED = "paused"
    ENDED = "ended"


class Mode(StrEnum):
    PRIVATE = "private"
    OFFICIAL = "official"


class TurnState(StrEnum):
    RECEIVED = "received"
    ANSWERED = "answered"
    FAILED = "failed"


class Speaker(StrEnum):
    REP = "rep"
    BUYER = "buyer"
    COACH = "coach"


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap. In an action's answer it names an intent with its entities; the store
    turns that into a payload of its own and keeps only the payload's id with the words."""

    label: str
    intent: str
    entities: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Payload:
    """A stored button: who may press it, what it means, until when, how often."""

    id: str
    person: str
    session: str
    label: str
    intent: str
    entities: Mapping[str, str]
    expires_at: datetime
    uses_left: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words to show. An aside is the coach's note beside a practice, outside the talk; `opens`
    names a session of the same person to go to."""

    speaker: Speaker
    text: str
    buttons: tuple[Button, ...] = ()
    aside: bool = False
    opens: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """`Spoken` as stored: buttons are pairs of payload id and label."""

    speaker: Speaker
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    aside: bool = False
    opens: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One conversation. `dialogue` is the opaque state that Rasa needs to go on; `version` grows
    with every change; trust, patience, outcome and score mirror the events for quick lists.

    `place` is where a coach talk is held: None in the browser and over JSON, else a channel or
    thread of Slack. `deal` is the deal that the talk is about: "this deal".
    """

    id: str
    kind: SessionKind
    state: SessionState
    person: str
    version: int
    created_at: datetime
    mode: Mode = Mode.PRIVATE
    scenario: str | None = None
    playbook: str | None = None
    seed: int = 0
    dialogue: Mapping[str, Any] | None = None
    parent: str | None = None
    replayed_from: str | None = None
    turns: int = 0
    trust: int | None = None
    patience: int | None = None
    outcome: Outcome | None = None
    score: int | None = None
    cause: str | None = None
    ended_at: datetime | None = None
    submitted_at: datetime | None = None
    place: str | None = None
    deal: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange: what the person said and what came back.

    `id` is the client's name for it, unique in the session; `seq` counts from 0, where turn 0 of
    a practice is the buyer's first line and has no text. `tries` counts failed attempts.
    """

    id: str
    session: str
    seq: int
    state: TurnState
    text: str | None
    payload: str | None
    fingerprint: str
    received_at: datetime
    tries: int = 0
    lease_until: datetime | None = None
    answered_at: datetime | None = None
    failure: str | None = None
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What an action decided: words to say, events to store, and the versions it read (id of a
    session, deal or follow-up to version)."""

    said: tuple[Spoken, ...] = ()
    events: tuple[Any, ...] = ()
    reads: Mapping[str, int] = field(default_factory=dict)
