"""From stored turns to lines with the coach's notes beside them."""

from collections.abc import Iterable
from dataclasses import replace

from api.pages.parts import Choice, Line, Note, Sent
from coaching.domain.errors import NotFound
from coaching.domain.events import ReplyAssessed
from coaching.domain.playbook import Playbook
from coaching.domain.practice.controls import (
    Control,
    Controlled,
    ToBuyer,
    ToCoach,
    read_practice_text,
)
from coaching.domain.practice.scenario import Scenario
from coaching.domain.practice.talk import Talk
from coaching.domain.sessions import Reply, Speaker, Turn, TurnState
from coaching.services.opening import control_id
from coaching.services.sessions import Reading


def practice_in(reading: Reading) -> tuple[Scenario, Playbook, Talk]:
    """What a practice is played by. Raises NotFound if the session is no practice."""
    if reading.scenario is None or reading.playbook is None or reading.talk is None:
        raise NotFound("There is no such practice.")
    return reading.scenario, reading.playbook, reading.talk


def coach_lines(turns: Iterable[Turn]) -> tuple[Line, ...]:
    """The talk with the coach: what was asked, what was answered."""
    lines: list[Line] = []
    for turn in turns:
        if turn.text is not None:
            lines.append(Line(turn.seq, Speaker.REP, turn.text, sent_as(turn)))
        for reply in turn.replies:
            line = Line(turn.seq, reply.speaker, reply.text, None, (), choices_of(reply))
            lines.append(replace(line, opens=reply.opens))
    return tuple(lines)


def practice_lines(turns: Iterable[Turn], talk: Talk) -> tuple[Line, ...]:
    """The practice: what rep and buyer said to each other are lines; whatever the coach says, or
    is asked, is a note at the line before it."""
    judged = dict(talk.replies())
    hints = {seq for seq, _ in talk.hints()}
    lines: list[Line] = []
    for turn in turns:
        reply = judged.get(turn.seq)
        if turn.text is not None and said_to_buyer(turn, reply):
            lines.append(Line(turn.seq, Speaker.REP, turn.text, sent_as(turn), _judged(reply)))
        elif turn.text is not None and lines:
            lines[-1] = _noted(lines[-1], _own_note(turn, turn.seq in hints))
        for said in turn.replies:
            if said.speaker is Speaker.BUYER:
                lines.append(Line(turn.seq, Speaker.BUYER, said.text))
            elif lines and not (reply and said.text == reply.assessment.reason):
                lines[-1] = _answered(lines[-1], said)
    return tuple(lines)


def said_to_buyer(turn: Turn, reply: ReplyAssessed | None) -> bool:
    """Whether the person's words were a reply to the buyer, or are meant to be one."""
    if turn.state is TurnState.ANSWERED:
        return reply is not None
    return turn.payload is None and isinstance(read_practice_text(turn.text or ""), ToBuyer)


def asked_in(turn: Turn) -> str:
    """What was asked of the coach, without the address "coach,"."""
    read = read_practice_text(turn.text or "")
    return read.text if isinstance(read, ToCoach) and not turn.payload else turn.text or ""


def aside_kind(turn: Turn, hint: bool) -> str:
    """What a turn beside the talk is: `hint`, `control`, or `asked` for words to the coach."""
    read = read_practice_text(turn.text or "")
    by_word = read.control if isinstance(read, Controlled) else None
    by_button = (c for c in Control if turn.payload == control_id(turn.session, c))
    control = by_word or next(by_button, None)
    if hint or control is Control.HINT:
        return "hint"
    return "control" if control else "asked"


def sent_as(turn: Turn) -> Sent:
    return Sent(turn.id, turn.state, turn.text or "", turn.payload)


def choices_of(reply: Reply) -> tuple[Choice, ...]:
    return tuple(Choice(payload, label) for payload, label in reply.buttons)


def _judged(reply: ReplyAssessed | None) -> tuple[Note, ...]:
    """Why, and, where there is no score, what the coach asks instead."""
    if reply is None:
        return ()
    judged = reply.assessment
    text = f"{judged.reason} {judged.question}" if judged.question else judged.reason
    return (Note("judged", text, judged.band),)


def _own_note(turn: Turn, hint: bool) -> Note:
    kind = aside_kind(turn, hint)
    asked = asked_in(turn) if kind == "asked" else ""
    return Note(kind, "", asked=asked, sent=sent_as(turn))


def _answered(line: Line, said: Reply) -> Line:
    """The line with the coach's words in the note that waits for them, or in one of their own."""
    last = line.notes[-1] if line.notes else None
    if last and last.sent and not last.text:
        filled = replace(last, text=said.text, choices=choices_of(said), opens=said.opens)
        return replace(line, notes=(*line.notes[:-1], filled))
    return _noted(line, Note("aside", said.text, choices=choices_of(said), opens=said.opens))


def _noted(line: Line, note: Note) -> Line:
    return replace(line, notes=(*line.notes, note))
