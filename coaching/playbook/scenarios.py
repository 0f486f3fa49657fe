"""Scenario files: their shape, and how they become a `Scenario`."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.buyer import LOST_PATIENCE, LOST_TRUST
from coaching.domain.practice.debrief import Rubric
from coaching.domain.practice.moves import Move
from coaching.domain.practice.scenario import (
    Ending,
    EndingNeeds,
    Fact,
    Level,
    Line,
    Persona,
    Scenario,
    Settling,
    ending_beat,
    fact_beat,
)
from coaching.domain.stages import Market, Outcome, Stage
from coaching.playbook.fields import (
    Maybe,
    Reader,
    fields,
    keyed,
    listed,
    move_set,
    named,
    one_of,
    shape,
    slug,
    text,
    whole,
    yes_no,
)
from coaching.playbook.lines import (
    LINES,
    LINES_BY_BEAT,
    WALK_AWAYS,
    SharedLines,
    WalkAway,
    Words,
    numbered,
)
from coaching.playbook.report import Spot

FEWEST_QUESTIONS = 6
NOTHING_SETTLES = Settling(any_of=frozenset(), trust_at_least=0)
_PERCENT = whole(0, 100)


@dataclass(frozen=True, slots=True)
class WrittenFact:
    """A fact with its lines; `giveaways` are words that only these lines may hold."""

    id: str
    asked_by: tuple[str, ...]
    giveaways: tuple[str, ...]
    lines: tuple[Words, ...]
    is_cause: bool = False
    trust_needed: int = 0


@dataclass(frozen=True, slots=True)
class WrittenEnding:
    """An ending with its lines."""

    id: str
    outcome: Outcome
    cause: str
    needs: EndingNeeds
    lines: tuple[Words, ...]
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """All that the buyer of one scenario says, as it is written."""

    market: Market
    facts: tuple[WrittenFact, ...]
    endings: tuple[WrittenEnding, ...]
    walk_aways: Mapping[str, WalkAway]
    lines: Mapping[str, tuple[Words, ...]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What scenarios refer to. A level or rubric whose file has problems is there as None; `whole`
    is false where shared lines could not be read."""

    levels: Mapping[int, Level | None]
    rubrics: Mapping[str, Rubric | None]
    shared: tuple[SharedLines, ...]
    whole: bool

    def shared_for(self, market: Market) -> tuple[SharedLines, ...]:
        """The shared lines that a buyer of this market can say."""
        return tuple(each for each in self.shared if each.market in (None, market))


_NEEDS = shape(
    EndingNeeds,
    any_of=move_set,
    all_of=Maybe(move_set),
    none_of=Maybe(move_set),
    facts=Maybe(lambda spot: frozenset(listed(slug)(spot))),
    settled=Maybe(yes_no),
    trust_at_least=Maybe(_PERCENT),
    times=Maybe(whole(1, 20)),
)
_FACT = shape(
    WrittenFact,
    id=slug,
    is_cause=Maybe(yes_no),
    trust_needed=Maybe(_PERCENT),
    asked_by=listed(text(200), at_least=FEWEST_QUESTIONS),
    giveaways=listed(text(60), at_least=1),
    lines=LINES,
)
_ENDING = shape(
    WrittenEnding,
    id=slug,
    outcome=one_of(Outcome, "an outcome"),
    cause=text(200, sentences=2),
    at_once=Maybe(yes_no),
    needs=_NEEDS,
    lines=LINES,
)
_READERS: Mapping[str, Reader[Any] | Maybe] = {
    "id": slug,
    "title": text(60),
    "stage": one_of(Stage, "a stage"),
    "market": one_of(Market, "a market"),
    "industry": text(60),
    "level": whole(1, 3),
    "rubric": slug,
    "objection_label": one_of(ObjectionLabel, "an objection label"),
    "nature": one_of(Nature, "a nature of an objection"),
    "hidden_cause": Maybe(one_of(ObjectionLabel, "an objection label")),
    "buyer": shape(Persona, name=text(60), role=text(60), company=text(80)),
    "briefing": text(600),
    "goal": text(300),
    "trust": _PERCENT,
    "patience": _PERCENT,
    "warm_trust": _PERCENT,
    "facts": Maybe(listed(_FACT)),
    "settling": Maybe(shape(Settling, any_of=move_set, trust_at_least=_PERCENT)),
    "second_objections": Maybe(whole(0, 5)),
    "endings": listed(_ENDING, at_least=1),
    "walk_aways": Maybe(WALK_AWAYS),
    "lines": LINES_BY_BEAT,
    "wordings": keyed(named(Move, "a move"), text()),
    "path": listed(one_of(Move, "a move"), at_least=1),
    "wins": listed(one_of(Outcome, "an outcome"), at_least=1),
}
_LEFT_OUT: Mapping[str, Any] = {
    "hidden_cause": None,
    "facts": (),
    "settling": NOTHING_SETTLES,
    "second_objections": 0,
    "walk_aways": {},
}
_BUILT = frozenset({"level", "facts", "endings", "walk_aways", "lines", "wins"})


def read_fields(spot: Spot) -> dict[str, Any]:
    """The fields of a scenario file that could be read, with defaults for those left out, and the
    `script` if all of its parts could. Raises Wrong if the file holds no fields at all."""
    found = fields(spot, _READERS)
    for name, default in _LEFT_OUT.items():
        if name not in spot.value:
            found[name] = default
    parts = [each.name for each in dataclasses.fields(Script)]
    if found.keys() >= set(parts):
        found["script"] = Script(**{name: found[name] for name in parts})
    return found


def walk_aways_of(shelf: Shelf, level: Level, script: Script) -> dict[str, WalkAway]:
    """How the buyer leaves, for every cause that this level knows: the scenario's own way, or the
    shared one. A cause without either is left out."""
    known: dict[str, WalkAway] = {}
    for shared in shelf.shared_for(script.market):
        known |= shared.walk_aways
    known |= script.walk_aways
    return {cause: known[cause] for cause in causes_to_leave(level) if cause in known}


def causes_to_leave(level: Level) -> tuple[str, ...]:
    """Everything that makes a buyer of this level walk away."""
    return (LOST_TRUST, LOST_PATIENCE, *map(str, sorted(level.leaving.faults)))


def build_scenario(found: Mapping[str, Any], shelf: Shelf) -> Scenario:
    """The scenario of a file without problems."""
    level = shelf.levels[found["level"]]
    assert level is not None
    script: Script = found["script"]
    leaving = walk_aways_of(shelf, level, script)
    return Scenario(
        **{name: found[name] for name in _READERS if name not in _BUILT},
        level=level,
        facts=tuple(Fact(f.id, f.asked_by, f.is_cause, f.trust_needed) for f in script.facts),
        endings=tuple(Ending(e.id, e.outcome, e.cause, e.needs, e.at_once) for e in script.endings),
        leaving_causes={cause: away.cause for cause, away in leaving.items()},
        lines=_merged_lines(shelf, script, leaving),
        wins=frozenset(found["wins"]),
    )


def _merged_lines(
    shelf: Shelf, script: Script, leaving: Mapping[str, WalkAway]
) -> dict[str, tuple[Line, ...]]:
    """All lines by beat: the scenario's own first, then the shared ones of its market."""
    merged = {beat: numbered(beat, own) for beat, own in script.lines.items()}
    for shared in shelf.shared_for(script.market):
        for beat, words in shared.lines.items():
            merged[beat] = (*merged.get(beat, ()), *numbered(beat, words, shared.name))
    said_at = {
        **{fact_beat(fact.id): fact.lines for fact in script.facts},
        **{ending_beat(ending.id): ending.lines for ending in script.endings},
        **{ending_beat(cause): away.lines for cause, away in leaving.items()},
    }
    return merged | {beat: numbered(beat, words) for beat, words in said_at.items()}
