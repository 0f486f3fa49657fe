"""Rubric files: how a single reply is judged, and how a whole practice is."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.debrief import (
    HIGHEST,
    Criterion,
    CriterionRule,
    Order,
    Rubric,
    TalkCondition,
)
from coaching.domain.practice.judging import Band, Doubt, ReplyCondition, ReplyRubric, ReplyRule
from coaching.domain.practice.moves import FAULTS, Move
from coaching.domain.stages import Outcome
from coaching.playbook.fields import (
    Maybe,
    Reader,
    checked,
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
from coaching.playbook.report import Spot

REPLY_RUBRIC = "rubrics/reply.yml"
MOST_CRITERIA = 6
_ALWAYS = ReplyCondition()
_ALWAYS_IN_TALK = TalkCondition()
_MOVE = one_of(Move, "a move")


def _dotted(spot: Spot) -> str:
    if not isinstance(spot.value, str) or spot.value.count(".") != 1:
        raise spot.wrong("needs a name of two words with a dot between, such as hears.first")
    return spot.value


def _set_of(reader: Reader[Any]) -> Reader[frozenset[Any]]:
    return lambda spot: frozenset(listed(reader)(spot))


def _last_always_holds(spot: Spot, rules: Sequence[Any], empty: object) -> None:
    """The first rule without conditions must be the last of all rules, and there must be one."""
    for number, rule in enumerate(rules):
        if rule.when == empty and number < len(rules) - 1:
            spot.tell("always holds, so the rules below it are never reached", f"rules[{number}]")
    if not rules or rules[-1].when != empty:
        spot.tell("the last rule must always hold: leave out its “when”", "rules")


def _ids_differ(spot: Spot, ids: Sequence[str], where: str) -> None:
    for number, id in enumerate(ids):
        if id in ids[:number]:
            spot.tell(f"“{id}” is taken by another one above", f"{where}[{number}].id")


# how a reply is judged


def _bands_fit(spot: Spot, rubric: ReplyRubric) -> None:
    for band in (Band.GOOD, Band.AVERAGE, Band.POOR):
        if band not in rubric.limits:
            spot.tell(f"needs the lowest and highest score of “{band}”", "limits")
    for number, rule in enumerate(rubric.rules):
        low, high = rubric.limits.get(rule.band, (0, 100))
        if rule.band is not Band.NOT_SCORED and not low <= rule.score <= high:
            reason = f"“{rule.band}” goes from {low} to {high}"
            spot.tell(reason, f"rules[{number}].score")
        if not rule.id.startswith("reply."):
            spot.tell("the names of these rules begin with “reply.”", f"rules[{number}].id")


def _limits(spot: Spot) -> tuple[int, int]:
    low, high = listed(whole(0, 100), at_least=2, at_most=2)(spot)
    if low > high:
        raise spot.wrong("the lowest score comes first")
    return low, high


def _reply_rules(spot: Spot, rubric: ReplyRubric) -> None:
    _last_always_holds(spot, rubric.rules, _ALWAYS)
    _ids_differ(spot, [rule.id for rule in rubric.rules], "rules")


def _asks_fit(spot: Spot, rubric: ReplyRubric) -> None:
    """Where there is no score, the coach asks instead; nowhere else."""
    for number, rule in enumerate(rubric.rules):
        if rule.band is Band.NOT_SCORED and rule.asks is None:
            reason = "is missing: say what the coach asks the rep where it gives no score"
            spot.tell(reason, f"rules[{number}].asks")
        if rule.band is not Band.NOT_SCORED and rule.asks is not None:
            reason = f"only a rule whose band is “{Band.NOT_SCORED}” asks the rep something"
            spot.tell(reason, f"rules[{number}].asks")


def _question(spot: Spot) -> str:
    words = text(200, sentences=1)(spot)
    if not words.endswith("?"):
        raise spot.wrong("must be a question, with its question mark at the end")
    return words


def _scored(
    id: str,
    band: Band,
    reason: str,
    score: int = 0,
    when: ReplyCondition = _ALWAYS,
    asks: str | None = None,
) -> ReplyRule:
    return ReplyRule(id=id, band=band, score=score, reason=reason, when=when, asks=asks)


_REPLY_CONDITION = shape(
    ReplyCondition,
    any_of=Maybe(move_set),
    all_of=Maybe(move_set),
    none_of=Maybe(move_set),
    only=Maybe(move_set),
    in_order=Maybe(listed(move_set, at_least=2)),
    labels=Maybe(_set_of(one_of(ObjectionLabel, "an objection label"))),
    natures=Maybe(_set_of(one_of(Nature, "a nature of an objection"))),
    clear=Maybe(yes_no),
    understood=Maybe(yes_no),
    settled=Maybe(yes_no),
    as_whole=Maybe(keyed(named(Band, "a band"), whole(1, 100))),
)

read_published_reply_rubric: Reader[ReplyRubric] = checked(
    shape(
        ReplyRubric,
        limits=keyed(named(Band, "a band"), _limits),
        points=keyed(named(Move, "a move"), whole(-50, 50)),
        rules=listed(
            shape(
                _scored,
                id=_dotted,
                band=one_of(Band, "a band"),
                score=Maybe(whole(0, 100)),
                reason=text(200, sentences=1),
                when=Maybe(_REPLY_CONDITION),
                asks=Maybe(_question),
            )
        ),
        doubt=Maybe(
            shape(
                Doubt,
                below=whole(1, 50),
                id=_dotted,
                reason=text(200, sentences=1),
                asks=_question,
            )
        ),
    ),
    _bands_fit,
    _reply_rules,
)

read_reply_rubric: Reader[ReplyRubric] = checked(read_published_reply_rubric, _asks_fit)


# how a practice is judged


def _criterion_rules(spot: Spot, criterion: Criterion) -> None:
    _last_always_holds(spot, criterion.rules, _ALWAYS_IN_TALK)
    scores = [rule.score for rule in criterion.rules]
    if scores != sorted(scores, reverse=True):
        spot.tell("go from the best score down: the first one that holds decides", "rules")
    for number, rule in enumerate(criterion.rules):
        if not rule.id.startswith(f"{criterion.id}."):
            reason = f"the names of these rules begin with “{criterion.id}.”"
            spot.tell(reason, f"rules[{number}].id")
    _ids_differ(spot, [rule.id for rule in criterion.rules], "rules")


def _rubric_fits(spot: Spot, rubric: Rubric) -> None:
    if rubric.id != PurePath(spot.file).stem:
        spot.tell(f"is “{rubric.id}”, but the file is called {spot.file}", "id")
    total = sum(criterion.weight for criterion in rubric.criteria)
    if total != 100:
        spot.tell(f"the weights must make 100 together, they make {total}", "criteria")
    _ids_differ(spot, [criterion.id for criterion in rubric.criteria], "criteria")
    for move in sorted(rubric.caps - FAULTS):
        spot.tell(f"“{move}” is not a fault", "caps")


def _judged(
    id: str,
    score: int,
    reason: str,
    shows: frozenset[Move] = frozenset(),
    when: TalkCondition = _ALWAYS_IN_TALK,
) -> CriterionRule:
    return CriterionRule(id=id, score=score, reason=reason, when=when, shows=shows)


_TALK_CONDITION = shape(
    TalkCondition,
    any_of=Maybe(move_set),
    at_least=Maybe(whole(1, 20)),
    none_of=Maybe(move_set),
    order=Maybe(shape(Order, first=move_set, then=move_set)),
    outcomes=Maybe(_set_of(one_of(Outcome, "an outcome"))),
    causes_known=Maybe(yes_no),
    settled=Maybe(yes_no),
)
_CRITERION_RULE = shape(
    _judged,
    id=_dotted,
    score=whole(0, HIGHEST),
    reason=text(200, sentences=2),
    shows=Maybe(move_set),
    when=Maybe(_TALK_CONDITION),
)
_CRITERION = checked(
    shape(
        Criterion,
        id=slug,
        name=text(60),
        weight=whole(1, 100),
        looks_like=text(200),
        asks_for=_MOVE,
        rules=listed(_CRITERION_RULE, at_least=2),
    ),
    _criterion_rules,
)

read_rubric: Reader[Rubric] = checked(
    shape(
        Rubric,
        id=slug,
        name=text(60),
        source=text(),
        criteria=listed(_CRITERION, at_least=1, at_most=MOST_CRITERIA),
        caps=move_set,
        cap=whole(0, 100),
        cap_reason=text(),
    ),
    _rubric_fits,
)
