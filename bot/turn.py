"""One turn in flight: what its request brought, and how it may fail."""

from __future__ import annotations

import enum
import traceback
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.shared.core.events import Event, UserUttered

Window = list[dict[str, Any]]


class Cause(str, enum.Enum):
    """Why a turn could not be answered."""

    ACTION_UNREACHABLE = "action_unreachable"
    ACTION_FAILED = "action_failed"
    TIMED_OUT = "timed_out"
    BOT_FAILED = "bot_failed"


class TurnFailed(BaseException):
    """The turn has no answer and must leave nothing behind. `detail` holds no one's words.

    Not an `Exception`: Rasa catches those around every action and goes on as if the
    action had had nothing to say.
    """

    def __init__(self, cause: Cause, detail: str) -> None:
        super().__init__(f"{cause.value}: {detail}")
        self.cause = cause
        self.detail = detail


@dataclass
class TurnInFlight:
    """The state one request brought, and, once Rasa is done, the state it leaves."""

    conversation_id: str
    history: list[Event]
    window: Window | None = None
    heard: UserUttered | None = None


current_turn: ContextVar[TurnInFlight] = ContextVar("current_turn")


def whereabouts(error: BaseException) -> str:
    """Name an error by its type and place: its message may quote what someone said."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
