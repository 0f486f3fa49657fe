"""`python -m coaching.nlp.replies.evaluate`: how well the ear hears, on held-out examples and on
replies that people marked. It prints figures only; nothing is ever tuned on the marked replies."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.judging import Band, Concern, judge_reply
from coaching.domain.practice.moves import FoundMove, Hearing, Move
from coaching.nlp.fitting import MOVES, held_out
from coaching.nlp.replies.ear import EAR, TrainedEar, drafted, found_in, joined
from coaching.nlp.replies.lessons import take_in
from coaching.nlp.replies.rules import Drafts, apply_rules, view_of
from coaching.nlp.replies.train import EXAMPLES, REPLIES
from coaching.playbook import build_playbook, load_playbook
from coaching.playbook.examples import Example, read_examples
from coaching.playbook.marked_replies import MarkedReply, read_marked_replies
from coaching.playbook.test_sets import LabelledReply, read_labelled_replies
from encoder import KEPT_BACK, Encoder, part_of

MARKED = Path("tests/evaluation")
_ANY_CONCERN = Concern(ObjectionLabel.PRICE_VALUE, Nature.TRUE)

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """The band that people gave a reply, what it answers, and its moves as they marked them."""

    band: Band
    concern: Concern
    ideal: Hearing


@dataclass(frozen=True, slots=True)
class Trial:
    """What ears heard that never saw the buyer's line: in the examples that were kept back from the
    encoder, then in every reply."""

    examples: tuple[Drafts, ...]
    replies: tuple[Hearing, ...]


def cross_validated(
    examples: Sequence[Example], replies: Sequence[MarkedReply], analyser: str = ""
) -> Trial:
    """Hear every lesson with an ear that did not learn from its buyer's line.

    Thresholds are those of the same held-out scores, which flatters them by a little.
    """
    with threadpool_limits(limits=1):
        lessons = take_in(examples, replies, Encoder.load())
        scores = held_out(lessons.bags, lessons.groups)
        limits = lessons.thresholds(scores)
    heard = [
        joined(one, apply_rules(view_of(one), drafted(scores[start:end], limits)))
        for one, start, end in zip(lessons.heard, lessons.edges, lessons.edges[1:], strict=False)
    ]
    whole = zip(replies, lessons.heard[len(examples) :], heard[len(examples) :], strict=True)
    hearings = tuple(
        Hearing(tuple(found_in(r.say, one, d) for d in drafts), (), bool(drafts), analyser)
        for r, one, drafts in whole
    )
    kept = zip(examples, heard[: len(examples)], strict=True)
    return Trial(tuple(drafts for example, drafts in kept if _kept_back(example)), hearings)


def _kept_back(example: Example) -> bool:
    return part_of(example.to) == KEPT_BACK


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


def right_bands(judged: Sequence[Judged], hearings: Sequence[Hearing], playbook: Path) -> str:
    """How often the playbook's reply rubric gives a heard reply the band that people gave it, and
    how often it would if every move had been heard as marked."""
    _, documents = load_playbook(playbook)
    rubric = build_playbook(documents).reply_rubric
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
    return Judged(one.band, one.concern or _ANY_CONCERN, _ideal(moves))


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


def show_trial(examples: Sequence[Example], replies: Sequence[MarkedReply], book: Path) -> None:
    """Print what cross-validation says of the lessons."""
    trial = cross_validated(examples, replies)
    kept = [example.moves for example in examples if _kept_back(example)]
    print(f"{len(kept)} of {len(examples)} examples, held out here and from the encoder")
    found = of_moves([frozenset(d.move for d in drafts) for drafts in trial.examples])
    print(table(of_moves(kept), found))
    if replies:
        print(f"\n{len(replies)} marked replies to learn from, in the same folds")
        heard = [frozenset(f.move for f in hearing.moves) for hearing in trial.replies]
        print(table(of_moves([reply.moves for reply in replies]), of_moves(heard)))
        print(right_bands([of_marked(reply) for reply in replies], trial.replies, book))


def show_test(labelled: Sequence[LabelledReply], ear: TrainedEar, book: Path) -> None:
    """Print how the trained ear hears replies that it has never seen."""
    hearings = [ear.hear_plain(one.reply, one.objection) for one in labelled]
    truth = of_moves([frozenset(move for move, _ in one.moves) for one in labelled])
    found = of_moves([frozenset(f.move for f in hearing.moves) for hearing in hearings])
    print(f"\n{len(labelled)} labelled replies, never learnt from")
    print(table(truth, found))
    print(right_bands([of_labelled(one) for one in labelled], hearings, book))
    print(overlap(labelled, hearings))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, default=EXAMPLES)
    parser.add_argument("--replies", type=Path, default=REPLIES)
    parser.add_argument("--marked", type=Path, default=MARKED)
    parser.add_argument("--ear", type=Path, default=EAR)
    parser.add_argument("--playbook", type=Path, default=Path("playbook"))
    parser.add_argument("--lessons-only", action="store_true", help="leave the test sets alone")
    chosen = parser.parse_args(arguments)
    examples, replies = read_examples(chosen.examples), read_marked_replies(chosen.replies)
    show_trial(examples, replies, chosen.playbook)
    if chosen.lessons_only:
        return 0
    sets = read_labelled_replies(chosen.marked)
    if not sets:
        print(f"\nno labelled replies in {chosen.marked}")
        return 0
    ear = TrainedEar.load(chosen.ear)
    for name, labelled in sets.items():
        print(f"\n-- {name}")
        show_test(labelled, ear, chosen.playbook)
    return 0


if __name__ == "__main__":
    sys.exit(main())
