"""What a person says, as Rasa gets it, and what Rasa answers."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coaching.domain.practice.controls import ToBuyer, ToCoach, read_practice_text
from coaching.domain.sessions import Button, Decision, Payload, Session, SessionKind, Turn

GIVE_REPLY = "give_reply"
ASK_CAPABILITIES = "ask_capabilities"

# No intent: a button of this kind stands for words of the person's own.
TYPED = "typed_words"
WORDS = "words"


@dataclass(frozen=True, slots=True)
class Said:
    """What the person sent: either text or the id of a button's payload."""

    text: str | None = None
    payload: str | None = None

    def fingerprint(self) -> str:
        """The same for the same body, so that a reused turn id can be told from a retry."""
        body = json.dumps({"text": self.text, "payload": self.payload}, sort_keys=True)
        return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class ToBot:
    """A turn as Rasa gets it. `parse` is ready-made understanding, or None for text to be
    understood; `laid_aside` means that the dialogue state goes out empty and stays as it was."""

    session: str
    turn: str
    seq: int
    text: str
    parse: Mapping[str, Any] | None
    dialogue: Mapping[str, Any] | None
    laid_aside: bool
    metadata: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FromBot:
    """Rasa's answer: what was decided, and the dialogue state to go on from."""

    decision: Decision
    dialogue: Mapping[str, Any]


def words_button(label: str, words: str) -> Button:
    """A button that says `words` to the coach, as if the person had typed them."""
    return Button(label, TYPED, {WORDS: words})


def to_bot(session: Session, turn: Turn, payload: Payload | None) -> ToBot:
    """A button, a control word and a reply come with ready-made understanding; everything else is
    text to be understood, also the words behind a `words_button`. What is not for the buyer leaves
    the practice's state as it was."""
    text, parse, laid_aside = turn.text or "", None, False
    if payload and payload.intent == TYPED:
        text = payload.entities[WORDS]
        laid_aside = session.kind is SessionKind.PRACTICE
    elif payload:
        parse = _parse(payload.intent, payload.entities)
        laid_aside = session.kind is SessionKind.PRACTICE
    elif session.kind is SessionKind.PRACTICE:
        read = read_practice_text(text)
        laid_aside = not isinstance(read, ToBuyer)
        if isinstance(read, ToBuyer):
            parse = _parse(GIVE_REPLY, {})
        elif isinstance(read, ToCoach):
            text, parse = read.text, None if read.text else _parse(ASK_CAPABILITIES, {})
        else:
            turn_number = {} if read.turn is None else {"turn": str(read.turn)}
            parse = _parse(read.control, turn_number)
    return ToBot(
        session=session.id,
        turn=turn.id,
        seq=turn.seq,
        text=text,
        parse=parse,
        dialogue=None if laid_aside else session.dialogue,
        laid_aside=laid_aside,
        metadata={
            "session": session.id,
            "turn": turn.id,
            "seq": turn.seq,
            "received_at": turn.received_at.isoformat(),
            "kind": str(session.kind),
        },
    )


def _parse(intent: str, entities: Mapping[str, str]) -> dict[str, Any]:
    return {
        "intent": {"name": str(intent), "confidence": 1.0},
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
    }
