"""Meanings: kinds of things that people say, each in several people's words. They are found by
closeness in meaning, so that editing them needs no training."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from coaching.domain.deals.deal import ActivityKind
from coaching.domain.next_step.suppositions import Supposition
from coaching.domain.practice.difficulty import Difficulty
from coaching.domain.smalltalk import Smalltalk
from coaching.domain.stages import Outcome
from coaching.playbook.fields import Reader, hint, keyed, listed, text
from coaching.playbook.report import Report, Spot, Wrong

FOLDER = "meanings"
OTHER = "other"
_FEWEST, _MOST, _LONGEST = 4, 60, 160

KINDS: Mapping[str, frozenset[StrEnum]] = {
    "calls": frozenset(ActivityKind) - {ActivityKind.NOTE},
    "levels": frozenset(Difficulty),
    "outcomes": frozenset(Outcome),
    "smalltalk": frozenset(Smalltalk),
    "supposing": frozenset(Supposition),
}
"""Each file and the kinds that it words. A file may also word `other`: what is none of them."""

Meanings = Mapping[str, Mapping[str, tuple[str, ...]]]


def read_meanings(report: Report, documents: Mapping[str, Any], published: bool) -> Meanings:
    """The wordings by file and kind; a kind that nobody worded is a problem, unless the playbook
    was published before there was such a kind."""
    found: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for topic, kinds in KINDS.items():
        file = f"{FOLDER}/{topic}.yml"
        if file not in documents:
            if not published and file not in report.unreadable:
                report.add(file, "", "is missing: the coach understands people by it")
            continue
        spot = Spot(report, file, "", documents[file])
        try:
            read = _reader(kinds)(spot)
        except Wrong:
            continue
        for kind in sorted({str(kind) for kind in kinds} - read.keys()):
            if not published:
                spot.tell(f"“{kind}” is missing", kind)
        found[topic] = read
    for file in documents:
        if PurePath(file).parent == PurePath(FOLDER) and PurePath(file).stem not in KINDS:
            report.add(file, "", f"is not read: the files here are {', '.join(sorted(KINDS))}")
    return found


def _reader(kinds: frozenset[StrEnum]) -> Reader[dict[str, tuple[str, ...]]]:
    wordings = listed(text(_LONGEST), at_least=_FEWEST, at_most=_MOST)
    return keyed(_kind_of({*kinds, OTHER}), wordings)


def _kind_of(kinds: set[str]) -> Callable[[Spot, str], str]:
    def read(spot: Spot, name: str) -> str:
        if name not in kinds:
            spot.tell(f"“{name}” is no kind that the coach knows{hint(name, kinds)}", name)
            raise Wrong(name)
        return name

    return read
