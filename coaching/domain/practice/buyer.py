"""The simulated buyer: a pure function of the scenario, the seed and what was heard so far."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from coaching.domain.practice.judging import Assessment, Band
from coaching.domain.practice.moves import ANSWERING, EXPLORING, FAULTS, Hearing, Move
from coaching.domain.practice.scenario import (
    Beat,
    Effect,
    Ending,
    EndingNeeds,
    Line,
    Scenario,
    Tone,
    ending_beat,
    fact_beat,
    fault_beat,
)
from coaching.domain.stages import Outcome

LOST_TRUST = "trust"
LOST_PATIENCE = "patience"


@dataclass(frozen=True, slots=True)
class BuyerState:
    """Where the buyer stands. `counts` holds in how many replies each move occurred, `said` the
    ids of the lines already spoken, oldest first."""

    trust: int
    patience: int
    opened: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    replies: int = 0
    settled: bool = False
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    outcome: Outcome
    ending: str
    cause: str


@dataclass(frozen=True, slots=True)
class BuyerTurn:
    """The buyer's answer: the line, the beat it belongs to, the new state, and the end, if any."""

    line: Line
    beat: str
    state: BuyerState
    ended: Ended | None


def open_talk(scenario: Scenario, seed: int) -> BuyerTurn:
    """The buyer's first line."""
    state = BuyerState(trust=scenario.trust, patience=scenario.patience)
    return _speak(scenario, seed, state, Beat.OPENING, None)


def respond(
    scenario: Scenario, seed: int, before: BuyerState, hearing: Hearing, assessment: Assessment
) -> BuyerTurn:
    """The buyer's answer to a reply that was heard and judged."""
    moves = frozenset(found.move for found in hearing.moves)
    opened_now = _facts_asked_for(scenario, before, hearing, moves)
    state = _moved(scenario, before, moves, assessment, bool(opened_now))
    state = replace(state, opened=(*state.opened, *opened_now))
    state = replace(state, settled=state.settled or _settles(scenario, state, moves))
    ended = _end(scenario, state, moves)
    if ended:
        return _speak(scenario, seed, state, ending_beat(ended.ending), ended)
    beat = _beat(scenario, before, state, moves, opened_now, assessment)
    if beat == Beat.SECOND:
        state = replace(state, seconds=state.seconds + 1)
    return _speak(scenario, seed, state, beat, None)


def understood(scenario: Scenario, state: BuyerState) -> bool:
    """True once the cause of the objection is known, or was asked for where none is hidden."""
    causes = scenario.causes()
    if causes:
        return causes <= set(state.opened)
    return any(state.counts.get(move, 0) for move in EXPLORING)


def next_move(scenario: Scenario, state: BuyerState) -> Move:
    """The first move of the scenario's path that is still missing: what a hint names."""
    for move in scenario.path:
        if move in EXPLORING and not understood(scenario, state):
            return move
        if move in ANSWERING and not state.settled:
            return move
        if move not in EXPLORING | ANSWERING and not state.counts.get(move, 0):
            return move
    return scenario.path[-1]


def _facts_asked_for(
    scenario: Scenario, state: BuyerState, hearing: Hearing, moves: frozenset[Move]
) -> tuple[str, ...]:
    if not moves & EXPLORING or moves & FAULTS - {Move.VAGUE_NEXT}:
        return ()
    nearness = {topic.fact: place for place, topic in enumerate(hearing.topics)}
    asked = [
        fact.id
        for fact in scenario.facts
        if fact.id in nearness and fact.id not in state.opened and state.trust >= fact.trust_needed
    ]
    return tuple(sorted(asked, key=lambda fact: nearness[fact])[:1])


def _moved(
    scenario: Scenario,
    state: BuyerState,
    moves: frozenset[Move],
    assessment: Assessment,
    opened: bool,
) -> BuyerState:
    level = scenario.level
    effects: list[Effect] = [level.each_reply]
    if assessment.band is Band.NOT_SCORED:
        effects.append(level.unclear)
    if opened:
        effects.append(level.opened)
    if moves & ANSWERING and not understood(scenario, state) and not opened:
        effects.append(level.early_answer)
    for move in sorted(moves):
        effect = level.moves.get(move)
        if effect and state.counts.get(move, 0) < effect.times:
            effects.append(effect)
    return replace(
        state,
        trust=_within(state.trust + sum(effect.trust for effect in effects)),
        patience=_within(state.patience + sum(effect.patience for effect in effects)),
        counts=_counted(state.counts, moves),
        replies=state.replies + 1,
    )


def _counted(counts: Mapping[str, int], moves: frozenset[Move]) -> dict[str, int]:
    return {
        str(move): counts.get(move, 0) + (move in moves)
        for move in sorted(Move)
        if move in moves or counts.get(move, 0)
    }


def _within(value: int) -> int:
    return min(100, max(0, value))


def _settles(scenario: Scenario, state: BuyerState, moves: frozenset[Move]) -> bool:
    settling = scenario.settling
    return (
        understood(scenario, state)
        and bool(moves & settling.any_of)
        and state.trust >= settling.trust_at_least
    )


def _end(scenario: Scenario, state: BuyerState, moves: frozenset[Move]) -> Ended | None:
    first = _agreed(scenario, (e for e in scenario.endings if e.at_once), state, moves)
    return (
        first
        or _left(scenario, state)
        or _agreed(scenario, (e for e in scenario.endings if not e.at_once), state, moves)
    )


def _agreed(
    scenario: Scenario, endings: Iterable[Ending], state: BuyerState, moves: frozenset[Move]
) -> Ended | None:
    for ending in endings:
        if _met(ending.needs, state, moves):
            return Ended(ending.outcome, ending.id, ending.cause)
    return None


def _met(needs: EndingNeeds, state: BuyerState, moves: frozenset[Move]) -> bool:
    return (
        bool(moves & needs.any_of)
        and needs.all_of <= moves
        and not (moves & needs.none_of)
        and needs.facts <= set(state.opened)
        and (needs.settled is None or needs.settled == state.settled)
        and state.trust >= needs.trust_at_least
        and max(state.counts.get(move, 0) for move in needs.any_of) >= needs.times
    )


def _left(scenario: Scenario, state: BuyerState) -> Ended | None:
    leaving = scenario.level.leaving
    cause: str | None = next(
        (
            str(fault)
            for fault, limit in sorted(leaving.faults.items())
            if state.counts.get(fault, 0) >= limit
        ),
        None,
    )
    if cause is None and state.trust <= leaving.trust_at_most:
        cause = LOST_TRUST
    if cause is None and state.patience <= leaving.patience_at_most:
        cause = LOST_PATIENCE
    return Ended(Outcome.NO_SALE, cause, scenario.leaving_causes[cause]) if cause else None


def _beat(
    scenario: Scenario,
    before: BuyerState,
    state: BuyerState,
    moves: frozenset[Move],
    opened_now: tuple[str, ...],
    assessment: Assessment,
) -> str:
    faults = sorted(moves & FAULTS)
    if opened_now:
        return fact_beat(opened_now[0])
    if faults:
        own = fault_beat(faults[0])
        return own if scenario.lines.get(own) else Beat.FAULT
    if state.settled:
        return Beat.CONFIRMED if before.settled else Beat.SETTLED
    if moves & ANSWERING:
        more = not understood(scenario, state) and state.seconds < scenario.second_objections
        return Beat.SECOND if more else Beat.UNCONVINCED
    if Move.ADVANCE in moves:
        return Beat.NOT_YET
    if moves & EXPLORING:
        hidden = scenario.causes() - set(state.opened)
        return Beat.GUARDED if hidden and not moves & {Move.EXPLORE_OPEN} else Beat.EXPLORED
    if Move.CONFIRM in moves:
        return Beat.STILL_OPEN
    if assessment.band is Band.NOT_SCORED or not moves:
        return Beat.PUZZLED
    return Beat.HEARD


def _speak(
    scenario: Scenario, seed: int, state: BuyerState, beat: str, ended: Ended | None
) -> BuyerTurn:
    line = _choose(scenario, seed, state, beat)
    return BuyerTurn(line, beat, replace(state, said=(*state.said, line.id)), ended)


def _choose(scenario: Scenario, seed: int, state: BuyerState, beat: str) -> Line:
    lines = scenario.lines[beat]
    unsaid = [line for line in lines if line.id not in state.said]
    tone = Tone.WARM if state.trust >= scenario.warm_trust else Tone.COOL
    fitting = [line for line in unsaid if line.tone in (Tone.ANY, tone)]
    left = fitting or unsaid
    if not left:
        return min(lines, key=lambda line: _last_said(state.said, line.id))
    choice = [line for line in left if not line.shared] or left
    digest = hashlib.sha256(f"{seed}:{beat}:{len(state.said)}".encode()).digest()
    return choice[int.from_bytes(digest[:4]) % len(choice)]


def _last_said(said: tuple[str, ...], line: str) -> int:
    return len(said) - 1 - said[::-1].index(line)
