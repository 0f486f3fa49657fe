"""What a text typed in a practice is: a control word, a word to the coach, or a reply."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Control(StrEnum):
    """The closed set of control words; the value is the intent that Rasa gets."""

    HINT = "ask_hint"
    PAUSE = "pause_practice"
    RESUME = "resume_practice"
    RESTART = "restart_practice"
    STOP = "end_practice"
    DEBRIEF = "ask_debrief"
    REPLAY = "replay_practice"


CONTROL_WORDS = {
    "hint": Control.HINT,
    "pause": Control.PAUSE,
    "resume": Control.RESUME,
    "restart": Control.RESTART,
    "stop practice": Control.STOP,
    "debrief": Control.DEBRIEF,
}
_WORDS = {**CONTROL_WORDS, "end practice": Control.STOP}
_REPLAY = re.compile(r"replay from turn (\d{1,4})", re.IGNORECASE)
_TO_COACH = re.compile(r"\s*coach\s*[,:]", re.IGNORECASE)
_TRAILING = " \t\r\n.,;:!?…"


@dataclass(frozen=True, slots=True)
class Controlled:
    """A control word; `turn` is given for a replay only."""

    control: Control
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class ToCoach:
    """Words meant for the coach, without the address."""

    text: str


@dataclass(frozen=True, slots=True)
class ToBuyer:
    text: str


def read_practice_text(text: str) -> Controlled | ToCoach | ToBuyer:
    """Only a whole message that is a control word controls; "coach, …" goes to the coach;
    everything else, whatever it looks like, is a reply to the buyer."""
    bare = " ".join(text.split()).rstrip(_TRAILING)
    control = _WORDS.get(bare.lower())
    if control:
        return Controlled(control)
    replay = _REPLAY.fullmatch(bare)
    if replay:
        return Controlled(Control.REPLAY, int(replay.group(1)))
    address = _TO_COACH.match(text)
    if address:
        return ToCoach(text[address.end() :].strip())
    return ToBuyer(text)
