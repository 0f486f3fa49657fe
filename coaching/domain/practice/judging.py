"""From the moves of a reply to its band, score and reason, by rules of `playbook/rubrics/`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.moves import FoundMove, Hearing, Leaning, Move


class Band(StrEnum):
    GOOD = "good"
    AVERAGE = "average"
    POOR = "poor"
    NOT_SCORED = "not_scored"


@dataclass(frozen=True, slots=True)
class ReplyCondition:
    """When a reply rule holds. Every part that is given must hold; an empty part always does.

    `in_order` lists groups of moves: the first move of each group must be present and stand
    before the first one of the next group. `only` means that no other move is present.
    `understood` and `settled` compare with the concern as it stood before the reply. `as_whole`
    names bands: for each, at least so many of a hundred readers would give it to the reply as a
    whole; it holds for no reply that was heard without a leaning.
    """

    any_of: frozenset[Move] = frozenset()
    all_of: frozenset[Move] = frozenset()
    none_of: frozenset[Move] = frozenset()
    only: frozenset[Move] = frozenset()
    in_order: tuple[frozenset[Move], ...] = ()
    labels: frozenset[ObjectionLabel] = frozenset()
    natures: frozenset[Nature] = frozenset()
    clear: bool | None = None
    understood: bool | None = None
    settled: bool | None = None
    as_whole: Mapping[Band, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReplyRule:
    """`asks` is what the coach asks the rep where there is no score to give; other rules have
    none."""

    id: str
    band: Band
    score: int
    reason: str
    when: ReplyCondition
    asks: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """When the parts of a reply and the whole of it speak against each other: fewer than `below` of
    a hundred readers would give it the band that its rule gives. Then it is not scored. It counts
    for the first reply to a concern only; later ones mean more than their words alone."""

    below: int
    id: str
    reason: str
    asks: str


@dataclass(frozen=True, slots=True)
class ReplyRubric:
    """Rules in order of precedence (the first that holds decides) and points for single moves.

    `limits` gives the lowest and highest score of each band; points never carry a reply out of
    the band that its rule gave it. A rubric without a `doubt` scores every reply.
    """

    rules: tuple[ReplyRule, ...]
    points: Mapping[Move, int]
    limits: Mapping[Band, tuple[int, int]]
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """What the reply is a reply to; without a label it is an ordinary concern, no brush-off and no
    wish to be left alone. In a practice `understood` and `settled` say how far earlier replies have
    brought it; a single reply is judged as the first one."""

    label: ObjectionLabel | None
    nature: Nature
    understood: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """The judgement of one reply; `score` is 0..100, or None where it was not scored. There the
    coach asks its `question` instead, if the playbook that judged has one."""

    band: Band
    score: int | None
    reason: str
    rule: str
    moves: tuple[FoundMove, ...] = field(default=())
    question: str | None = None


def judge_reply(hearing: Hearing, concern: Concern, rubric: ReplyRubric) -> Assessment:
    """Judge a reply by the first rule that holds, unless there is doubt. Raises LookupError if no
    rule holds."""
    rule = next(
        (rule for rule in rubric.rules if _holds(rule.when, hearing, concern)),
        None,
    )
    if rule is None:
        raise LookupError("the reply rubric has no rule that always holds")
    if rule.band is Band.NOT_SCORED:
        return Assessment(rule.band, None, rule.reason, rule.id, hearing.moves, rule.asks)
    doubt = rubric.doubt
    if doubt and _speaks_against(rule.band, hearing.leaning, concern, doubt.below):
        return Assessment(Band.NOT_SCORED, None, doubt.reason, doubt.id, hearing.moves, doubt.asks)
    low, high = rubric.limits[rule.band]
    present = {found.move for found in hearing.moves}
    points = sum(rubric.points.get(move, 0) for move in sorted(present))
    score = min(high, max(low, rule.score + points))
    return Assessment(rule.band, score, rule.reason, rule.id, hearing.moves)


def _holds(when: ReplyCondition, hearing: Hearing, concern: Concern) -> bool:
    present = {found.move for found in hearing.moves}
    return (
        (not when.any_of or bool(present & when.any_of))
        and when.all_of <= present
        and not (present & when.none_of)
        and (not when.only or present <= when.only)
        and (not when.labels or concern.label in when.labels)
        and (not when.natures or concern.nature in when.natures)
        and (when.clear is None or when.clear == hearing.clear)
        and (when.understood is None or when.understood == concern.understood)
        and (when.settled is None or when.settled == concern.settled)
        and _sounds(hearing.leaning, when.as_whole)
        and stands_in_order(hearing.moves, when.in_order)
    )


def _sounds(leaning: Leaning | None, least: Mapping[Band, int]) -> bool:
    if leaning is None:
        return not least
    return all(_share(leaning, band) >= share for band, share in least.items())


def _speaks_against(band: Band, leaning: Leaning | None, concern: Concern, below: int) -> bool:
    is_first = not (concern.understood or concern.settled)
    return leaning is not None and is_first and _share(leaning, band) < below


def _share(leaning: Leaning, band: Band) -> int:
    shares = {Band.GOOD: leaning.good, Band.AVERAGE: leaning.average, Band.POOR: leaning.poor}
    return shares.get(band, leaning.unfit)


def stands_in_order(moves: Iterable[FoundMove], groups: tuple[frozenset[Move], ...]) -> bool:
    """True if each group occurs and first occurs before the next group first does."""
    found = list(moves)
    firsts = [min((m.start for m in found if m.move in group), default=None) for group in groups]
    if any(first is None for first in firsts):
        return False
    known = [first for first in firsts if first is not None]
    return all(earlier < later for earlier, later in pairwise(known))
