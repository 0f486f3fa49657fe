"""Everything the ear learns from, as rows: examples that hold a move somewhere, and whole replies
whose moves are marked clause by clause."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coaching.domain.practice.judging import Band
from coaching.domain.practice.moves import Move
from coaching.nlp.clauses import Clause
from coaching.nlp.fitting import MOVES, Bags, Matrix, fit, kept_back, probabilities, thresholds
from coaching.nlp.replies.features import BuyerLine, Heard, PairReading, Scale, listen
from coaching.nlp.replies.wholes import learn_bands, lone_band
from coaching.playbook.examples import Example
from coaching.playbook.marked_replies import MarkedReply
from encoder import KEPT_BACK, part_of

_TOLD_EVERY = 100
_HALF = 0.5

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lessons:
    """`bags` of examples first, one each, then of the replies' clauses, one each. `groups` names
    the buyer's line of every bag; `edges[i]` is the first row of the i-th of `heard`, which are
    the examples and then the replies; `examples` counts the former. `bands` are theirs, where a
    single clause has one."""

    heard: tuple[Heard, ...]
    examples: int
    scale: Scale
    bags: Bags
    groups: tuple[str, ...]
    edges: NDArray[np.int64]
    bands: tuple[Band | None, ...]

    def try_out(self) -> "TryOut":
        """What an ear makes of the lessons that were kept back from the reader too, when it learns
        from all others."""
        unseen = kept_back(self.groups)
        seen, _ = self.bags.only(~unseen)
        bags, rows = self.bags.only(unseen)
        found = np.zeros((len(self.bags.rows), len(MOVES)), np.float32)
        found[rows] = probabilities(bags.rows, fit(seen))
        judged = [
            None if part_of(heard.buyer.doc.text) == KEPT_BACK else band
            for heard, band in zip(self.heard, self.bands, strict=True)
        ]
        return TryOut(found, thresholds(bags, found[rows]), learn_bands(self.heard, judged))


@dataclass(frozen=True, slots=True)
class TryOut:
    """`scores` of all rows, of which only those kept back were heard, the best limits there, and
    what was learnt of bands from the others."""

    scores: Matrix
    limits: NDArray[np.float32]
    bands: Matrix


def take_in(
    examples: Sequence[Example],
    replies: Sequence[MarkedReply],
    reader: PairReading,
    tell: bool = False,
) -> Lessons:
    """Read every lesson."""
    told = [*((e.to, e.say) for e in examples), *((r.to, r.say) for r in replies)]
    heard = _listen_all(told, reader, tell)
    scale = Scale.learn(heard)
    rows = [scale.rows(one) for one in heard]
    edges = np.concatenate([[0], np.cumsum([len(found) for found in rows])])
    truths = [_truth(example.moves) for example in examples]
    owner = [np.full(len(found), place) for place, found in enumerate(rows[: len(examples)])]
    groups = [example.to for example in examples]
    for reply, one in zip(replies, heard[len(examples) :], strict=True):
        owner.append(np.arange(len(truths), len(truths) + len(one.clauses)))
        truths += [_truth(moves_of(clause, reply)) for clause in one.clauses]
        groups += [reply.to] * len(one.clauses)
    kept: Matrix = np.concatenate([found for found in rows if len(found)])
    bags = Bags(kept, np.concatenate(owner).astype(np.int64), np.array(truths))
    bands = (*(lone_band(example.moves) for example in examples), *(r.band for r in replies))
    return Lessons(tuple(heard), len(examples), scale, bags, tuple(groups), edges, bands)


def moves_of(clause: Clause, reply: MarkedReply) -> frozenset[Move]:
    """The moves whose mark shares at least half of the clause or of itself with the clause."""
    found: set[Move] = set()
    for mark in reply.marks:
        common = min(clause.end, mark.end) - max(clause.start, mark.start)
        shorter = min(clause.end - clause.start, mark.end - mark.start)
        if common > 0 and common >= _HALF * shorter:
            found |= mark.moves
    return frozenset(found)


def _truth(moves: frozenset[Move]) -> list[bool]:
    return [move in moves for move in MOVES]


def _listen_all(told: Sequence[tuple[str, str]], reader: PairReading, tell: bool) -> list[Heard]:
    heard = []
    for place, (to, say) in enumerate(told, start=1):
        heard.append(listen(say, BuyerLine.read(to), reader))
        if tell and (place % _TOLD_EVERY == 0 or place == len(told)):
            print(f"\rreading examples {place}/{len(told)}  ", end="", flush=True)
    if tell:
        print()
    return heard
