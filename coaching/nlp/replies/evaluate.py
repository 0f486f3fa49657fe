"""`python -m coaching.nlp.replies.evaluate`: how well the ear hears, on held-out examples and on
replies that people marked. It prints figures only; nothing is ever tuned on the marked replies."""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.domain.practice.judging import Band, ReplyRubric, judge_reply
from coaching.domain.practice.moves import Hearing
from coaching.nlp.replies.ear import EAR, TrainedEar, drafted, found_in, joined
from coaching.nlp.replies.lessons import take_in
from coaching.nlp.replies.measures import (
    ANY_CONCERN,
    agreement,
    good_above_poor,
    of_labelled,
    of_marked,
    of_moves,
    overlap,
    reply_rubric,
    right_bands,
    table,
    traps_passed,
    unfit_recognised,
)
from coaching.nlp.replies.rules import Drafts, apply_rules, view_of
from coaching.nlp.replies.train import EXAMPLES, REPLIES
from coaching.nlp.replies.wholes import in_its_light, is_unfit, leaning_of
from coaching.playbook.examples import Example, read_examples
from coaching.playbook.marked_replies import MarkedReply, read_marked_replies
from coaching.playbook.test_sets import (
    LabelledReply,
    read_labelled_replies,
    read_traps,
    read_unfit_texts,
)
from encoder import KEPT_BACK, PairReader, part_of

MARKED = Path("tests/evaluation")


@dataclass(frozen=True, slots=True)
class Trial:
    """What an ear heard in the lessons that it did not learn from."""

    examples: tuple[tuple[Example, Drafts], ...]
    replies: tuple[tuple[MarkedReply, Hearing], ...]


def tried_out(examples: Sequence[Example], replies: Sequence[MarkedReply]) -> Trial:
    """Hear the lessons that were kept back from the reader with an ear that learns from the others.
    Its thresholds are those of the same lessons, which flatters it by a little."""
    with threadpool_limits(limits=1):
        lessons = take_in(examples, replies, PairReader.load())
        trial = lessons.try_out()
    edges = list(pairwise(lessons.edges.tolist()))

    def drafts_of(place: int, limits: NDArray[np.float32]) -> Drafts:
        start, end = edges[place]
        heard = lessons.heard[place]
        drafts = drafted(trial.scores[start:end], limits)
        return joined(heard, apply_rules(view_of(heard), drafts))

    def hearing_of(place: int, reply: MarkedReply) -> Hearing:
        heard = lessons.heard[place]
        leaning = leaning_of(heard, trial.bands)
        if is_unfit(leaning):
            return Hearing((), (), False, "", leaning)
        drafts = drafts_of(place, in_its_light(trial.limits, leaning))
        return Hearing(
            tuple(found_in(reply.say, heard, draft) for draft in drafts), (), True, "", leaning
        )

    count = len(examples)
    return Trial(
        tuple(
            (example, drafts_of(place, trial.limits))
            for place, example in enumerate(examples)
            if part_of(example.to) == KEPT_BACK
        ),
        tuple(
            (reply, hearing_of(count + place, reply))
            for place, reply in enumerate(replies)
            if part_of(reply.to) == KEPT_BACK
        ),
    )


def show_trial(
    examples: Sequence[Example], replies: Sequence[MarkedReply], rubric: ReplyRubric
) -> None:
    """Print how the lessons that were kept back are heard."""
    trial = tried_out(examples, replies)
    print(f"{len(trial.examples)} of {len(examples)} examples, kept back")
    found = of_moves([frozenset(d.move for d in drafts) for _, drafts in trial.examples])
    print(table(of_moves([example.moves for example, _ in trial.examples]), found))
    print(f"\n{len(trial.replies)} of {len(replies)} marked replies, kept back")
    judged = [(r, h) for r, h in trial.replies if r.band is not Band.NOT_SCORED]
    heard = [frozenset(f.move for f in hearing.moves) for _, hearing in judged]
    print(table(of_moves([reply.moves for reply, _ in judged]), of_moves(heard)))
    print(right_bands([of_marked(reply) for reply, _ in judged], [h for _, h in judged], rubric))
    unfit = [hearing.clear for reply, hearing in trial.replies if reply.band is Band.NOT_SCORED]
    taken = sum(not hearing.clear for _, hearing in judged)
    print(
        f"no replies at all: {len(unfit) - sum(unfit)} of {len(unfit)} recognised; "
        f"{taken} of {len(judged)} replies taken for none"
    )


def show_test(labelled: Sequence[LabelledReply], ear: TrainedEar, rubric: ReplyRubric) -> None:
    """Print how the trained ear hears replies that it has never seen."""
    hearings, took = [], []
    for one in labelled:
        begun = time.perf_counter()
        hearings.append(ear.hear_plain(one.reply, one.objection))
        took.append(1_000 * (time.perf_counter() - begun))
    truth = of_moves([frozenset(move for move, _ in one.moves) for one in labelled])
    found = of_moves([frozenset(f.move for f in hearing.moves) for hearing in hearings])
    print(f"{len(labelled)} labelled replies, never learnt from")
    print(table(truth, found))
    print(right_bands([of_labelled(one) for one in labelled], hearings, rubric))
    print(good_above_poor(labelled, hearings, rubric))
    print(overlap(labelled, hearings))
    print("one reply takes {:.1f} ms (p50), {:.1f} ms (p99)".format(*np.percentile(took, [50, 99])))


def show_traps(folder: Path, ear: TrainedEar, rubric: ReplyRubric) -> None:
    """Print how the ear takes texts that are no replies, and replies that set traps."""
    unfit = read_unfit_texts(folder)
    if unfit:
        print("\n-- texts that are no replies, never learnt from")
        judged = [
            judge_reply(ear.hear_plain(u.text, u.objection), ANY_CONCERN, rubric) for u in unfit
        ]
        print(unfit_recognised([u.kind for u in unfit], judged))
    traps = read_traps(folder)
    if traps:
        print("\n-- traps, never learnt from")
        judged = [
            judge_reply(ear.hear_plain(t.reply, t.objection), t.concern, rubric) for t in traps
        ]
        print(traps_passed(traps, judged))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, default=EXAMPLES)
    parser.add_argument("--replies", type=Path, default=REPLIES)
    parser.add_argument("--marked", type=Path, default=MARKED)
    parser.add_argument("--ear", type=Path, default=EAR)
    parser.add_argument("--playbook", type=Path, default=Path("playbook"))
    parser.add_argument("--lessons-only", action="store_true", help="leave the test sets alone")
    chosen = parser.parse_args(arguments)
    rubric = reply_rubric(chosen.playbook)
    examples, replies = read_examples(chosen.examples), read_marked_replies(chosen.replies)
    show_trial(examples, replies, rubric)
    if chosen.lessons_only:
        return 0
    sets = read_labelled_replies(chosen.marked)
    if not sets:
        print(f"\nno labelled replies in {chosen.marked}")
        return 0
    ear = TrainedEar.load(chosen.ear)
    first, second = (
        read_labelled_replies(chosen.marked, f"labels_pass{number}") for number in (1, 2)
    )
    for name, labelled in sets.items():
        print(f"\n-- {name}")
        show_test(labelled, ear, rubric)
        if name in first and name in second:
            print(agreement(first[name], second[name]))
    if len(sets) > 1:
        print("\n-- all of them")
        show_test([one for labelled in sets.values() for one in labelled], ear, rubric)
    show_traps(chosen.marked, ear, rubric)
    return 0


if __name__ == "__main__":
    sys.exit(main())
