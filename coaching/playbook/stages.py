"""What the coach teaches: the seven stages, and how moves and objections are called."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from coaching.domain.objections import ObjectionLabel
from coaching.domain.playbook import MoveText, ObjectionText, StageGuide
from coaching.domain.practice.moves import Move
from coaching.domain.stages import Market, Stage
from coaching.playbook.fields import Reader, checked, keyed, named, one_of, shape, text
from coaching.playbook.report import Report, Spot, Wrong

MOVES_FILE = "moves/moves.yml"
OBJECTIONS_FILE = "objections/objections.yml"


def _complete(kind: type[StrEnum], noun: str) -> Callable[[Spot, Iterable[str]], None]:
    def check(spot: Spot, found: Iterable[str]) -> None:
        for name in kind:
            if name not in set(found):
                spot.tell(f"the {noun} “{name}” is missing", str(name))

    return check


def _named_like_file(spot: Spot, guide: StageGuide) -> None:
    if guide.stage != PurePath(spot.file).stem:
        spot.tell(f"is “{guide.stage}”, but the file is called {spot.file}", "stage")


_SHORT = text(300, sentences=2)

read_stage: Reader[StageGuide] = checked(
    shape(
        StageGuide,
        stage=one_of(Stage, "a stage"),
        name=text(40),
        what=_SHORT,
        do=checked(
            keyed(named(Market, "a market"), text(sentences=4)), _complete(Market, "market")
        ),
        done_when=_SHORT,
        fault=_SHORT,
        source=text(),
    ),
    _named_like_file,
)

read_moves: Reader[dict[Move, MoveText]] = checked(
    keyed(named(Move, "a move"), shape(MoveText, name=text(60), hint=text(200, sentences=2))),
    _complete(Move, "move"),
)

_NAMED = shape(dict[str, str], name=text(60), ask_first=text(200, sentences=2))


def read_objections(spot: Spot) -> dict[ObjectionLabel, ObjectionText]:
    """The names of all objections and the question to ask first."""
    found = checked(
        keyed(named(ObjectionLabel, "an objection label"), _NAMED),
        _complete(ObjectionLabel, "objection"),
    )(spot)
    return {label: ObjectionText(label=label, **words) for label, words in found.items()}


def read_stages(report: Report, documents: dict[str, Any]) -> dict[Stage, StageGuide]:
    """All stages; a stage without a file is a problem."""
    guides: dict[Stage, StageGuide] = {}
    for stage in Stage:
        file = f"stages/{stage}.yml"
        if file not in documents:
            if file not in report.unreadable:
                report.add(file, "", "is missing: every stage has its file")
            continue
        try:
            guides[stage] = read_stage(Spot(report, file, "", documents[file]))
        except Wrong:
            continue
    return guides
