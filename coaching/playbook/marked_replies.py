"""Whole replies under `playbook/moves/replies/` whose moves people have marked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.judging import Band, Concern
from coaching.domain.practice.moves import Move
from coaching.playbook.examples import gathered

_MARK = re.compile(r"\[([a-z_+]+): ([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class MarkedMoves:
    """`say[start:end]` of a reply does these moves."""

    moves: frozenset[Move]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedReply:
    """A reply `say` to the buyer's words `to`, with its marks in order, its band, and what kind of
    concern the buyer's words are, where the writer told."""

    to: str
    say: str
    marks: tuple[MarkedMoves, ...]
    band: Band
    concern: Concern | None = None

    @property
    def moves(self) -> frozenset[Move]:
        """Every move that is in the reply."""
        return frozenset(move for mark in self.marks for move in mark.moves)


def read_marked_replies(folder: Path) -> tuple[MarkedReply, ...]:
    """All replies of `<folder>/*.yml`, in order of file name; none where there is no folder.

    A file is a list of {to, say, band}, with the `label` and `nature` of `to` or without. A reply
    marks its moves as `[move: the words]`, or `[move+move: the words]`. Raises BadExamples with
    all problems at once.
    """
    return gathered(folder, _read_file)


def _read_file(path: Path) -> Iterator[MarkedReply | str]:
    """The replies of one file, and what is wrong with it in words."""
    try:
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        yield f"not YAML: {error}"
        return
    if not isinstance(document, list):
        yield "needs a list of {to, say, band}"
        return
    for place, entry in enumerate(document, start=1):
        yield _read_entry(f"reply {place}", entry)


def _read_entry(place: str, entry: Any) -> MarkedReply | str:
    if not isinstance(entry, Mapping):
        return f"{place} is no mapping"
    to, say = entry.get("to"), entry.get("say")
    if not isinstance(to, str) or not to.strip() or not isinstance(say, str) or not say.strip():
        return f"{place} needs `to` and `say`"
    try:
        band = Band(str(entry.get("band")))
        text, marks = _unmarked(say)
        concern = _concern(entry)
    except ValueError as error:
        return f"{place}: {error}"
    return MarkedReply(to, text, marks, band, concern)


def _concern(entry: Mapping[str, Any]) -> Concern | None:
    """Raises ValueError."""
    if "label" not in entry:
        return None
    nature = Nature(str(entry.get("nature")).lower())
    return Concern(ObjectionLabel(str(entry["label"])), nature)


def _unmarked(say: str) -> tuple[str, tuple[MarkedMoves, ...]]:
    """The text without its marks, and the marks. Raises ValueError."""
    text, marks, done = "", [], 0
    for match in _MARK.finditer(say):
        names, words = match.groups()
        if not words.strip():
            raise ValueError(f"{match.group()!r} marks no words")
        text += say[done : match.start()]
        start = len(text)
        text += words
        moves = frozenset(Move(name) for name in names.split("+"))
        marks.append(MarkedMoves(moves, start, len(text)))
        done = match.end()
    text += say[done:]
    if "[" in text or "]" in text:
        raise ValueError("a mark reads [move: words]")
    return text, tuple(marks)
