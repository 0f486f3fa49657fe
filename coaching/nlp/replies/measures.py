"""How well replies were heard and judged, in figures; no sentence among them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.judging import Assessment, Band, Concern, ReplyRubric, judge_reply
from coaching.domain.practice.moves import FoundMove, Hearing, Move
from coaching.nlp.fitting import MOVES
from coaching.playbook import build_playbook, load_playbook
from coaching.playbook.marked_replies import MarkedReply
from coaching.playbook.test_sets import LabelledReply, Trap

ANY_CONCERN = Concern(ObjectionLabel.PRICE_VALUE, Nature.TRUE)

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """The band that people gave a reply, what it answers, and its moves as they marked them."""

    band: Band
    concern: Concern
    ideal: Hearing


def table(truth: Truths, found: Truths) -> str:
    """Precision, recall and F1 of every move that occurs, and the mean of the F1."""
    lines = [f"{'move':18} {'n':>5} {'prec':>5} {'rec':>5} {'F1':>5}"]
    scores = []
    for column, move in enumerate(MOVES):
        count = int(truth[:, column].sum())
        both = int((truth[:, column] & found[:, column]).sum())
        said = int(found[:, column].sum())
        f1 = 2 * both / (count + said) if both else 0.0
        if count:
            scores.append(f1)
        precision, recall = both / max(said, 1), both / max(count, 1)
        lines.append(f"{move:18} {count:5d} {precision:5.2f} {recall:5.2f} {f1:5.2f}")
    lines.append(f"{'macro-F1':18} {len(truth):5d} {'':5} {'':5} {np.mean(scores or [0]):5.2f}")
    return "\n".join(lines)


def of_moves(sets: Sequence[frozenset[Move]]) -> Truths:
    return np.array([[move in one for move in MOVES] for one in sets], bool)


def reply_rubric(playbook: Path) -> ReplyRubric:
    """The rubric of a playbook folder. Raises PlaybookBroken."""
    _, documents = load_playbook(playbook)
    return build_playbook(documents).reply_rubric


def right_bands(judged: Sequence[Judged], hearings: Sequence[Hearing], rubric: ReplyRubric) -> str:
    """How often the reply rubric gives a heard reply the band that people gave it, and how often
    it would if every move had been heard as marked."""
    bands = [judge_reply(h, j.concern, rubric).band for j, h in zip(judged, hearings, strict=True)]
    ideal = [judge_reply(j.ideal, j.concern, rubric).band for j in judged]
    scored = [(j.band, b) for j, b in zip(judged, bands, strict=True) if b is not Band.NOT_SCORED]
    right = sum(true is found for true, found in scored)
    upside = sum({true, found} == {Band.GOOD, Band.POOR} for true, found in scored)
    by_hand = sum(j.band is b for j, b in zip(judged, ideal, strict=True))
    pairs = Counter((j.band, b) for j, b in zip(judged, bands, strict=True))
    rows = [
        f"  marked {true:8} -> " + "  ".join(f"{found} {pairs[true, found]:3}" for found in Band)
        for true in (Band.GOOD, Band.AVERAGE, Band.POOR)
    ]
    return "\n".join(
        [
            f"coverage {len(scored) / len(judged):.3f}",
            f"band right {right / len(scored):.3f}, good and poor confused "
            f"{upside / len(scored):.3f}; from the marked moves {by_hand / len(judged):.3f}",
            *rows,
        ]
    )


def of_labelled(one: LabelledReply) -> Judged:
    moves = [
        FoundMove(move, quote, start, start + len(quote), 1.0, "marked")
        for move, quote in one.moves
        for start in [max(one.reply.find(quote), 0)]
    ]
    return Judged(one.band, one.concern, _ideal(moves))


def of_marked(one: MarkedReply) -> Judged:
    """Where the writer did not tell the concern, it is taken to be a true one, not yet settled."""
    moves = [
        FoundMove(move, one.say[mark.start : mark.end], mark.start, mark.end, 1.0, "marked")
        for mark in one.marks
        for move in sorted(mark.moves)
    ]
    return Judged(one.band, one.concern or ANY_CONCERN, _ideal(moves))


def _ideal(moves: Sequence[FoundMove]) -> Hearing:
    return Hearing(tuple(sorted(moves, key=lambda m: m.start)), (), True, "marked")


def overlap(marked: Sequence[LabelledReply], hearings: Sequence[Hearing]) -> str:
    """For moves that both found: the shared part of the two quotes (intersection over union)."""
    shares = []
    for one, hearing in zip(marked, hearings, strict=True):
        for move, quote in one.moves:
            start = one.reply.find(quote)
            spans = [(f.start, f.end) for f in hearing.moves if f.move is move]
            if quote and start >= 0 and spans:
                shares.append(max(_share((start, start + len(quote)), span) for span in spans))
    if not shares:
        return "evidence: nothing to compare"
    touching = sum(share > 0 for share in shares) / len(shares)
    return f"evidence overlap: mean {np.mean(shares):.2f}, touching {touching:.2f} ({len(shares)})"


def _share(a: tuple[int, int], b: tuple[int, int]) -> float:
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return common / (max(a[1], b[1]) - min(a[0], b[0]))


def good_above_poor(
    labelled: Sequence[LabelledReply], hearings: Sequence[Hearing], rubric: ReplyRubric
) -> str:
    """Of all pairs of a good and a poor reply to the same objection that are both scored: how often
    the good one has more points."""
    by_objection: dict[str, list[tuple[Band, int]]] = defaultdict(list)
    for one, hearing in zip(labelled, hearings, strict=True):
        score = judge_reply(hearing, one.concern, rubric).score
        if score is not None:
            by_objection[one.objection].append((one.band, score))
    pairs = [
        (better, worse)
        for scored in by_objection.values()
        for (band, better), (other, worse) in product(scored, scored)
        if (band, other) == (Band.GOOD, Band.POOR)
    ]
    right = sum(better > worse for better, worse in pairs)
    return f"good above poor {right / max(len(pairs), 1):.3f} of {len(pairs)} pairs"


def agreement(first: Sequence[LabelledReply], second: Sequence[LabelledReply]) -> str:
    """How far two labellings of the same replies agree: moves with the first as the truth."""
    by_id = {one.id: one for one in second}
    pairs = [(one, by_id[one.id]) for one in first]
    same_band = sum(a.band is b.band for a, b in pairs) / len(pairs)
    concerns = {a.objection: (a.concern, b.concern) for a, b in pairs}.values()
    labels = sum(a.label is b.label for a, b in concerns) / len(concerns)
    natures = sum(a.nature is b.nature for a, b in concerns) / len(concerns)
    truth, found = (
        of_moves([frozenset(move for move, _ in pair[side].moves) for pair in pairs])
        for side in (0, 1)
    )
    return "\n".join(
        [
            f"the two labellings agree: label {labels:.3f}, nature {natures:.3f} of "
            f"{len(concerns)}; band {same_band:.3f} of {len(pairs)}",
            table(truth, found),
        ]
    )


def unfit_recognised(kinds: Sequence[str], judged: Sequence[Assessment]) -> str:
    """Of texts that are no replies: how many of each kind got no score."""
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for kind, one in zip(kinds, judged, strict=True):
        by_kind[kind].append(one.score is None)
    rows = [f"  {kind:16} {sum(found)} of {len(found)}" for kind, found in sorted(by_kind.items())]
    none = sum(one.score is None for one in judged)
    return "\n".join([f"not scored {none} of {len(judged)}", *rows])


def traps_passed(traps: Sequence[Trap], judged: Sequence[Assessment]) -> str:
    """Of each kind of trap: in how many all that must be heard was, nothing that must not be was,
    and the band was right."""
    rows: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for trap, one in zip(traps, judged, strict=True):
        heard = {found.move for found in one.moves}
        passed = (trap.must <= heard, not trap.must_not & heard, one.band is trap.band)
        rows[trap.kind].append(passed)
    everything = [passed for found in rows.values() for passed in found]
    lines = [f"{'trap':18} {'n':>3} heard spared  band   all"]
    for kind, found in [*sorted(rows.items()), ("together", everything)]:
        counts = [sum(passed[side] for passed in found) for side in range(3)]
        whole = sum(all(passed) for passed in found)
        told = "".join(f"{count:6d}" for count in [*counts, whole])
        lines.append(f"{kind:18} {len(found):3d}{told}")
    return "\n".join(lines)
