"""The debrief of a practice: at most six criteria, each with the words that earned its score."""

from collections.abc import Mapping
from dataclasses import dataclass

from coaching.domain.practice.judging import Band
from coaching.domain.practice.moves import FAULTS, FoundMove, Move
from coaching.domain.practice.scenario import Scenario
from coaching.domain.practice.talk import Talk
from coaching.domain.stages import Outcome

HIGHEST = 3
PASS_MARK = 70


@dataclass(frozen=True, slots=True)
class Order:
    """`first` occurs in an earlier reply, or earlier in the same reply, than any of `then`."""

    first: frozenset[Move]
    then: frozenset[Move]


@dataclass(frozen=True, slots=True)
class TalkCondition:
    """When a criterion's rule holds. Every given part must hold.

    `any_of` needs `at_least` replies that hold one of its moves; `outcomes` one of these;
    `causes_known` that all hidden causes came out; `settled` that the concern was settled.
    """

    any_of: frozenset[Move] = frozenset()
    at_least: int = 1
    none_of: frozenset[Move] = frozenset()
    order: Order | None = None
    outcomes: frozenset[Outcome] = frozenset()
    causes_known: bool | None = None
    settled: bool | None = None


@dataclass(frozen=True, slots=True)
class CriterionRule:
    """`score` (0..3) is given with `reason` where `when` holds; the quotes are the words of the
    moves in `shows`."""

    id: str
    score: int
    reason: str
    when: TalkCondition
    shows: frozenset[Move]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric: rules from best to worst, the first that holds decides. `asks_for`
    is the move whose wording in the scenario is offered as the better one."""

    id: str
    name: str
    weight: int
    looks_like: str
    asks_for: Move
    rules: tuple[CriterionRule, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """At most six criteria. A practice that holds a move of `caps` scores at most `cap`."""

    id: str
    name: str
    source: str
    criteria: tuple[Criterion, ...]
    caps: frozenset[Move]
    cap: int
    cap_reason: str


@dataclass(frozen=True, slots=True)
class Quote:
    turn: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CriterionResult:
    criterion: str
    name: str
    weight: int
    score: int
    quotes: tuple[Quote, ...]
    rule: str
    reason: str
    better: str


@dataclass(frozen=True, slots=True)
class CurvePoint:
    turn: int
    trust: int
    patience: int


@dataclass(frozen=True, slots=True)
class Debrief:
    """The result of a practice. `score` (0..100) and `passed` are None where no reply could be
    judged. `focus` is the one criterion to work on, `keep` the strongest, `stop` the fault that
    cost most, each an id or None. `capped` says why the score was cut, if it was."""

    outcome: Outcome | None
    won: bool
    cause: str
    score: int | None
    passed: bool | None
    criteria: tuple[CriterionResult, ...]
    focus: str | None
    keep: str | None
    stop: Move | None
    capped: str | None
    curve: tuple[CurvePoint, ...]
    hints: int


def debrief(scenario: Scenario, rubric: Rubric, talk: Talk, pass_mark: int = PASS_MARK) -> Debrief:
    """Judge a practice by its rubric: a pure function of the stored events and the playbook."""
    results = tuple(_judge(criterion, scenario, talk) for criterion in rubric.criteria)
    judged = any(r.assessment.band is not Band.NOT_SCORED for _, r in talk.replies())
    capped = bool(rubric.caps & _all_moves(talk).keys())
    score = _score(results, rubric.cap if capped else None) if judged else None
    focus = max(results, key=_lost, default=None)
    keep = max(results, key=lambda r: (r.score, r.weight), default=None)
    outcome = talk.ended.outcome if talk.ended else None
    return Debrief(
        outcome=outcome,
        won=outcome in scenario.wins,
        cause=talk.ended.cause if talk.ended else "",
        score=score,
        passed=score >= pass_mark if score is not None else None,
        criteria=results,
        focus=focus.criterion if focus and judged and _lost(focus) else None,
        keep=keep.criterion if keep and judged and keep.score >= HIGHEST - 1 else None,
        stop=_worst_fault(scenario, talk),
        capped=rubric.cap_reason if capped and judged else None,
        curve=tuple(
            CurvePoint(turn.seq, turn.buyer.state.trust, turn.buyer.state.patience)
            for turn in talk.turns
            if turn.buyer
        ),
        hints=len(talk.hints()),
    )


def _score(results: tuple[CriterionResult, ...], cap: int | None) -> int:
    weights = sum(result.weight for result in results)
    earned = sum(result.weight * result.score for result in results)
    score = (200 * earned + HIGHEST * weights) // (2 * HIGHEST * weights)
    return score if cap is None else min(score, cap)


def _lost(result: CriterionResult) -> int:
    return result.weight * (HIGHEST - result.score)


def _judge(criterion: Criterion, scenario: Scenario, talk: Talk) -> CriterionResult:
    rule = next((rule for rule in criterion.rules if _holds(rule.when, scenario, talk)), None)
    if rule is None:
        raise LookupError(f"criterion {criterion.id} has no rule that always holds")
    return CriterionResult(
        criterion=criterion.id,
        name=criterion.name,
        weight=criterion.weight,
        score=rule.score,
        quotes=_quotes(rule, talk),
        rule=rule.id,
        reason=rule.reason,
        better=scenario.wordings.get(criterion.asks_for, ""),
    )


def _quotes(rule: CriterionRule, talk: Talk) -> tuple[Quote, ...]:
    """The words that the rule shows, each once, however many moves they hold."""
    shown = (
        Quote(seq, move.start, move.end, move.quote)
        for seq, move in _found(talk)
        if move.move in rule.shows
    )
    return tuple(dict.fromkeys(shown))


def _holds(when: TalkCondition, scenario: Scenario, talk: Talk) -> bool:
    counts = _all_moves(talk)
    with_any = sum(
        bool(when.any_of & {m.move for m in reply.assessment.moves}) for _, reply in talk.replies()
    )
    causes_known = scenario.causes() <= set(talk.state.opened)
    return (
        (not when.any_of or with_any >= when.at_least)
        and not (when.none_of & counts.keys())
        and (when.order is None or _in_order(when.order, talk))
        and (not when.outcomes or (talk.ended is not None and talk.ended.outcome in when.outcomes))
        and (when.causes_known is None or when.causes_known == causes_known)
        and (when.settled is None or when.settled == talk.state.settled)
    )


def _in_order(order: Order, talk: Talk) -> bool:
    places = [(seq, found.start, found.move) for seq, found in _found(talk)]
    first = min(((s, at) for s, at, move in places if move in order.first), default=None)
    then = min(((s, at) for s, at, move in places if move in order.then), default=None)
    return first is not None and (then is None or first < then)


def _found(talk: Talk) -> list[tuple[int, FoundMove]]:
    return [(seq, move) for seq, reply in talk.replies() for move in reply.assessment.moves]


def _all_moves(talk: Talk) -> Mapping[Move, int]:
    counts: dict[Move, int] = {}
    for _, found in _found(talk):
        counts[found.move] = counts.get(found.move, 0) + 1
    return counts


def _worst_fault(scenario: Scenario, talk: Talk) -> Move | None:
    """The fault that cost most trust in all, by the scenario's level; ties go by name."""
    costs: dict[Move, int] = {}
    for move, times in _all_moves(talk).items():
        effect = scenario.level.moves.get(move)
        if move in FAULTS and effect:
            costs[move] = -effect.trust * times
    return max(sorted(costs), key=lambda move: costs[move], default=None)
