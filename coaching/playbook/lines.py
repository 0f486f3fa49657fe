"""The buyer's lines, a scenario's own and those that several scenarios share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from coaching.domain.practice.buyer import LOST_PATIENCE, LOST_TRUST
from coaching.domain.practice.moves import FAULTS
from coaching.domain.practice.scenario import Beat, Line, Tone, fault_beat
from coaching.domain.stages import Market
from coaching.playbook.fields import Maybe, Reader, fields, hint, keyed, listed, one_of, shape, text
from coaching.playbook.report import Spot, Wrong

BEATS = (*map(str, Beat), *(fault_beat(fault) for fault in sorted(FAULTS)))
LEAVING = (LOST_TRUST, LOST_PATIENCE, *map(str, sorted(FAULTS)))
_LINE = text()


@dataclass(frozen=True, slots=True)
class Words:
    """A line as it is written, before it gets its id."""

    text: str
    tone: Tone = Tone.ANY


@dataclass(frozen=True, slots=True)
class WalkAway:
    """What is said when the buyer leaves, and the cause as the rep is told it."""

    cause: str
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class SharedLines:
    """Lines for every scenario of a market, or of both."""

    name: str
    market: Market | None
    lines: Mapping[str, tuple[Words, ...]]
    walk_aways: Mapping[str, WalkAway]


def read_words_of_line(spot: Spot) -> Words:
    """A plain line, or one for a warm or a cool buyer only: `- warm: Come in.`"""
    if not isinstance(spot.value, dict):
        return Words(_LINE(spot))
    tones = (Tone.WARM, Tone.COOL)
    for tone in tones:
        if list(spot.value) == [tone]:
            return Words(_LINE(spot.at(tone)), tone)
    raise spot.wrong(
        "is a line, or one line under “warm” or “cool”; put a line with a colon in “…”"
    )


def _beat(spot: Spot, name: str) -> str:
    if name in BEATS:
        return name
    kind = name.split(".")[0]
    if kind in ("fact", "ending"):
        where = "facts" if kind == "fact" else "endings or walk_aways"
        spot.tell(f"these lines belong under {where}", name)
    else:
        spot.tell(f"“{name}” is not a kind of line{hint(name, BEATS)}", name)
    raise Wrong(name)


def _leaving(spot: Spot, name: str) -> str:
    if name not in LEAVING:
        spot.tell(f"nobody leaves for “{name}”{hint(name, LEAVING)}", name)
        raise Wrong(name)
    return name


LINES: Reader[tuple[Words, ...]] = listed(read_words_of_line, at_least=1)
LINES_BY_BEAT: Reader[dict[str, Any]] = keyed(_beat, LINES)
WALK_AWAYS: Reader[dict[str, Any]] = keyed(
    _leaving, shape(WalkAway, cause=text(200, sentences=2), lines=LINES)
)


def read_shared_lines(spot: Spot) -> SharedLines:
    """One file of shared lines. Raises Wrong where anything in it is."""
    before = len(spot.report.problems)
    found = fields(
        spot,
        {
            "market": Maybe(one_of(Market, "a market")),
            "lines": LINES_BY_BEAT,
            "walk_aways": Maybe(WALK_AWAYS),
        },
    )
    if len(spot.report.problems) > before:
        raise Wrong(spot.file)
    return SharedLines(
        name=PurePath(spot.file).stem,
        market=found.get("market"),
        lines=found["lines"],
        walk_aways=found.get("walk_aways", {}),
    )


def numbered(beat: str, words: Iterable[Words], shared_by: str = "") -> tuple[Line, ...]:
    """Lines with their ids: the beat and a number, after the file's name for shared ones."""
    prefix = f"{shared_by}.{beat}" if shared_by else beat
    return tuple(
        Line(f"{prefix}.{number}", each.text, each.tone, bool(shared_by))
        for number, each in enumerate(words, start=1)
    )
