"""`python -m coaching.nlp.replies.evaluate`: how well the ear hears, on held-out examples and on
replies that people marked. It prints figures only; nothing is ever tuned on the marked replies."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.domain.practice.judging import Band, judge_reply
from coaching.domain.practice.moves import FoundMove, Hearing, Move
from coaching.nlp.features import Scale
from coaching.nlp.fitting import FOLDS, MOVES, held_out, thresholds
from coaching.nlp.replies.ear import EAR, TrainedEar, drafted, joined
from coaching.nlp.replies.rules import apply_rules, view_of
from coaching.nlp.replies.train import EXAMPLES, bags_of, listen_all
from coaching.playbook import build_playbook, load_playbook
from coaching.playbook.examples import Example, read_examples
from coaching.playbook.test_sets import LabelledReply, read_labelled_replies
from encoder import Encoder

MARKED = Path("tests/evaluation")

Truths = NDArray[np.bool_]


def cross_validated(examples: Sequence[Example]) -> tuple[Truths, Truths]:
    """What is in every example, and what an ear heard that never saw its buyer's line.

    Thresholds are those of the same held-out scores, which flatters them by a little.
    """
    with threadpool_limits(limits=1):
        heard = listen_all(examples, Encoder.load())
        bags = bags_of(examples, heard, Scale.learn(heard))
        scores = held_out(bags, [example.to for example in examples])
        limits = thresholds(bags, scores)
    edges = np.searchsorted(bags.owner, np.arange(len(examples) + 1))
    found = np.zeros(bags.truth.shape, bool)
    for place, one in enumerate(heard):
        drafts = tuple(drafted(scores[edges[place] : edges[place + 1]], limits))
        for draft in joined(one, apply_rules(view_of(one), drafts)):
            found[place, MOVES.index(draft.move)] = True
    return bags.truth, found


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


def right_bands(
    marked: Sequence[LabelledReply], hearings: Sequence[Hearing], playbook: Path
) -> str:
    """How often the playbook's reply rubric gives a heard reply the band that people gave it, and
    how often it would if every move had been heard as marked."""
    _, documents = load_playbook(playbook)
    rubric = build_playbook(documents).reply_rubric
    heard = [judge_reply(h, r.concern, rubric).band for r, h in zip(marked, hearings, strict=True)]
    ideal = [judge_reply(_as_marked(r), r.concern, rubric).band for r in marked]
    scored = [(r.band, b) for r, b in zip(marked, heard, strict=True) if b is not Band.NOT_SCORED]
    right = sum(true is found for true, found in scored)
    upside = sum({true, found} == {Band.GOOD, Band.POOR} for true, found in scored)
    by_hand = sum(r.band is b for r, b in zip(marked, ideal, strict=True))
    pairs = Counter((r.band, b) for r, b in zip(marked, heard, strict=True))
    rows = [
        f"  marked {true:8} -> " + "  ".join(f"{found} {pairs[true, found]:3}" for found in Band)
        for true in (Band.GOOD, Band.AVERAGE, Band.POOR)
    ]
    return "\n".join(
        [
            f"coverage {len(scored) / len(marked):.3f}",
            f"band right {right / len(scored):.3f}, good and poor confused "
            f"{upside / len(scored):.3f}; from the marked moves {by_hand / len(marked):.3f}",
            *rows,
        ]
    )


def _as_marked(one: LabelledReply) -> Hearing:
    moves = [
        FoundMove(move, quote, start, start + len(quote), 1.0, "marked")
        for move, quote in one.moves
        for start in [max(one.reply.find(quote), 0)]
    ]
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


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, default=EXAMPLES)
    parser.add_argument("--marked", type=Path, default=MARKED)
    parser.add_argument("--ear", type=Path, default=EAR)
    parser.add_argument("--playbook", type=Path, default=Path("playbook"))
    chosen = parser.parse_args(arguments)
    examples = read_examples(chosen.examples)
    print(f"{len(examples)} examples, {FOLDS}-fold, grouped by the buyer's line")
    print(table(*cross_validated(examples)))
    marked = read_labelled_replies(chosen.marked)
    if not marked:
        print(f"\nno marked replies in {chosen.marked}")
        return 0
    ear = TrainedEar.load(chosen.ear)
    hearings = [ear.hear_plain(one.reply, one.objection) for one in marked]
    truth = of_moves([frozenset(move for move, _ in one.moves) for one in marked])
    found = of_moves([frozenset(f.move for f in hearing.moves) for hearing in hearings])
    print(f"\n{len(marked)} marked replies")
    print(table(truth, found))
    print(right_bands(marked, hearings, chosen.playbook))
    print(overlap(marked, hearings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
