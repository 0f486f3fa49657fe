"""Every labelled reply and objection that the pair reader may learn from: test sets are none, and
one part in five is kept back (`encoder.part_of` of the buyer's words)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lessons import free, sheets

BANDS = ("good", "average", "poor", "not_scored")

EXPLORING = frozenset({"explore_open", "explore_closed", "isolate"})
FAULTS = frozenset(
    {
        "argue",
        "pitch_first",
        "discount_unasked",
        "disparage",
        "overpromise",
        "pressure",
        "dismiss",
        "scripted",
    }
)
"""Those that make a reply poor."""

_MARK = re.compile(r"\[([a-z_+]+): ([^\[\]]*)\]")
_STRETCH = re.compile(r"[^.!?;\n]*\w\w[^.!?;\n]*[.!?;]*")

Stretch = tuple[int, int, frozenset[str]]


@dataclass(frozen=True)
class ReplyLesson:
    """A reply `say` to the buyer's words `to`. Each of its `stretches`, from character to
    character, does these moves or none; `band` is None where nobody judged it as a whole."""

    to: str
    say: str
    stretches: tuple[Stretch, ...]
    band: str | None


def all_replies() -> list[ReplyLesson]:
    """In a fixed order."""
    return [*_clauses(), *_whole_replies()]


def all_objections() -> list[tuple[str, str]]:
    """What buyers say, each with its label; each text once, in a fixed order."""
    found: dict[str, str] = {}
    for sheet in sheets("playbook/objections/examples"):
        for block in sheet:
            for wording in block["say"]:
                found.setdefault(wording["text"], block["label"])
    for sheet in sheets("playbook/moves/replies"):
        for reply in sheet:
            if "label" in reply:
                found.setdefault(reply["to"], reply["label"])
    return [(text, label) for text, label in found.items() if free(text)]


def _clauses() -> Iterator[ReplyLesson]:
    for sheet in sheets("playbook/moves/examples"):
        own = [({sheet["move"], *one.get("also", ())}, one) for one in sheet["clauses"]]
        near = [(set(one["is"]), one) for one in sheet.get("near_misses", ())]
        for moves, one in [*own, *near]:
            if free(one["to"]):
                stretch = (0, len(one["say"]), frozenset(moves))
                yield ReplyLesson(one["to"], one["say"], (stretch,), _lone_band(moves))


def _lone_band(moves: set[str]) -> str | None:
    """Of a clause that is all of a reply: as `coaching/nlp/replies/wholes.py` has it."""
    if moves & FAULTS:
        return "poor"
    if moves & EXPLORING:
        return "good"
    return "average" if moves and "comply" not in moves else None


def _whole_replies() -> Iterator[ReplyLesson]:
    for sheet in sheets("playbook/moves/replies"):
        for reply in sheet:
            if free(reply["to"]):
                say, marks = _unmarked(reply["say"])
                stretches = tuple(_stretches(say, marks))
                yield ReplyLesson(reply["to"], say, stretches, reply["band"])


def _unmarked(say: str) -> tuple[str, list[Stretch]]:
    text, marks, done = "", [], 0
    for match in _MARK.finditer(say):
        text += say[done : match.start()]
        names, words = match.groups()
        marks.append((len(text), len(text) + len(words), frozenset(names.split("+"))))
        text += words
        done = match.end()
    return text + say[done:], marks


def _stretches(say: str, marks: list[Stretch]) -> Iterator[Stretch]:
    """The marks, and between them what does nothing, cut at the ends of sentences."""
    done = 0
    for start, end, moves in [*marks, (len(say), len(say), frozenset[str]())]:
        for match in _STRETCH.finditer(say, done, start):
            yield match.start(), match.end(), frozenset()
        if end > start:
            yield start, end, moves
        done = end
