"""One Rasa process by itself, ours or a stock one, under the same talk and the same actions."""

import itertools
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import httpx

from bench.memory import resident_mb
from bench.timing import milliseconds, p50, processor_milliseconds

# One of each kind of answer, so that five turns in a row weigh the same wherever they stand.
TALK = (
    "hello",
    "how do I close this deal?",
    "what can you do?",
    "how should I prepare before I call them?",
    "thanks",
)
# Stock Rasa can be told what a text means only by a command, so both get the same one.
REPLIES = ("/give_reply",)
CONVERSATIONS = 3
LAST_TURN = 102
EARLY, LATE = slice(2, 7), slice(97, 102)  # turns 3 to 7 and 98 to 102
READY_SECONDS = 300
PARSES = 50


@dataclass(frozen=True, slots=True)
class Turn:
    """Milliseconds of a turn: by the clock, HTTP to HTTP with the action server's share, and of
    the processor in the Rasa process alone."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What one Rasa process costs: seconds, MB, and medians in milliseconds."""

    ready_seconds: float
    memory_mb: float
    parse_ms: float
    talk_early: Turn
    talk_late: Turn
    practice_early: Turn
    practice_late: Turn

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "Figures":
        """The figures that `dataclasses.asdict` made a record of."""
        turns = {name: Turn(**value) for name, value in record.items() if isinstance(value, dict)}
        return cls(**{**record, **turns})


@dataclass(frozen=True, slots=True)
class Sessions:
    """The two sessions of the running product that the actions look up."""

    talk: str
    practice: str


class Conversation(Protocol):
    def say(self, text: str) -> None:
        """Take a turn. Raises AssertionError if it is not answered."""


class Rasa(Protocol):
    """A way to start a Rasa and to talk to it."""

    command: list[str]
    environment: dict[str, str]
    folder: Path

    def ready(self, client: httpx.Client) -> bool:
        """Whether the model is loaded."""

    def parse(self, client: httpx.Client, text: str) -> httpx.Response:
        """Understand a text outside any conversation."""

    def conversation(self, client: httpx.Client, session: str, practice: bool) -> Conversation:
        """A new conversation; in a practice, Rasa is in the practice's form."""


def measure_alone(rasa: Rasa, sessions: Sessions) -> Figures:
    """Start it, talk to it, and stop it. Raises AssertionError, TimeoutError, HTTPError."""
    with _running(rasa) as (process, client, seconds):
        meter = _Meter(rasa, client, process.pid)
        talk = meter.conversations(sessions.talk, TALK, practice=False)
        practice = meter.conversations(sessions.practice, REPLIES, practice=True)
        return Figures(
            ready_seconds=seconds,
            memory_mb=resident_mb(process.pid),
            parse_ms=p50(meter.parses()[len(TALK) :]),
            talk_early=_median(talk, EARLY),
            talk_late=_median(talk, LATE),
            practice_early=_median(practice, EARLY),
            practice_late=_median(practice, LATE),
        )


@dataclass(frozen=True, slots=True)
class _Meter:
    rasa: Rasa
    client: httpx.Client
    pid: int

    def parses(self) -> list[float]:
        """Milliseconds of understanding one text after the other."""
        times = []
        for text in itertools.islice(itertools.cycle(TALK), PARSES):
            began = time.perf_counter()
            self.rasa.parse(self.client, text).raise_for_status()
            times.append((time.perf_counter() - began) * 1000)
        return times

    def conversations(
        self, session: str, texts: tuple[str, ...], practice: bool
    ) -> list[list[Turn]]:
        """Every turn of several conversations, after one to warm up."""
        lengths = [len(TALK), *[LAST_TURN] * CONVERSATIONS]
        return [
            self._converse(self.rasa.conversation(self.client, session, practice), texts, turns)
            for turns in lengths
        ][1:]

    def _converse(
        self, conversation: Conversation, texts: tuple[str, ...], turns: int
    ) -> list[Turn]:
        said = itertools.islice(itertools.cycle(texts), turns)
        return [self._turn(conversation, text) for text in said]

    def _turn(self, conversation: Conversation, text: str) -> Turn:
        used = processor_milliseconds(self.pid)
        clock = milliseconds(lambda: conversation.say(text))
        return Turn(clock, processor_milliseconds(self.pid) - used)


def _median(conversations: list[list[Turn]], turns: slice) -> Turn:
    taken = [turn for conversation in conversations for turn in conversation[turns]]
    return Turn(p50([turn.clock for turn in taken]), p50([turn.processor for turn in taken]))


@contextmanager
def _running(rasa: Rasa) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client, float]]:
    with (
        tempfile.TemporaryFile() as log,
        httpx.Client(timeout=60, trust_env=False) as client,
    ):
        began = time.monotonic()
        process = subprocess.Popen(
            rasa.command, cwd=rasa.folder, env=rasa.environment, stdout=log, stderr=log
        )
        try:
            _wait_until_ready(rasa, client, process, began + READY_SECONDS)
            yield process, client, time.monotonic() - began
        finally:
            process.terminate()
            process.wait(60)


def _wait_until_ready(
    rasa: Rasa, client: httpx.Client, process: subprocess.Popen[bytes], deadline: float
) -> None:
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if rasa.ready(client):
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise TimeoutError("Rasa did not become ready")
