"""`python -m coaching.nlp.objections.evaluate`: how often label and nature of an objection are
right, on held-out wordings and on the settled test sets. It prints figures only."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from coaching.nlp.objections.ear import TrainedObjections
from coaching.nlp.objections.model import LABELS, NATURES, NONE, OBJECTIONS, Encoders
from coaching.nlp.objections.train import REPLIES, WORDINGS, all_wordings, label_of, try_out
from coaching.playbook.test_sets import read_labelled_objections
from encoder import Encoder, PairReader

SETS = Path("tests/evaluation")
_WORST = 6

Pair = tuple[str, str]


def report(labels: Sequence[Pair], natures: Sequence[Pair]) -> str:
    """Accuracy and macro-F1 of the labels (true, heard), accuracy of the natures, and which labels
    are taken for which."""
    lines = [
        f"label right {_right(labels):.3f} of {len(labels)}, macro-F1 {_macro_f1(labels):.3f}; "
        f"nature right {_right(natures):.3f} of {len(natures)}"
    ]
    confused = Counter(pair for pair in labels if pair[0] != pair[1])
    lines += [
        f"  {n} {true} taken for {heard}" for (true, heard), n in confused.most_common(_WORST)
    ]
    return "\n".join(lines)


def _right(pairs: Sequence[Pair]) -> float:
    return sum(true == heard for true, heard in pairs) / max(len(pairs), 1)


def _macro_f1(pairs: Sequence[Pair]) -> float:
    scores = []
    for name in sorted({true for true, _ in pairs}):
        both = sum(true == heard == name for true, heard in pairs)
        said = sum(true == name for true, _ in pairs) + sum(heard == name for _, heard in pairs)
        scores.append(2 * both / said if said else 0.0)
    return sum(scores) / max(len(scores), 1)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordings", type=Path, default=WORDINGS)
    parser.add_argument("--replies", type=Path, default=REPLIES)
    parser.add_argument("--sets", type=Path, default=SETS)
    parser.add_argument("--objections", type=Path, default=OBJECTIONS)
    parser.add_argument("--lessons-only", action="store_true", help="leave the test sets alone")
    chosen = parser.parse_args(arguments)
    wordings = all_wordings(chosen.wordings, chosen.replies)
    trial = try_out(wordings, Encoders(PairReader.load(), Encoder.load()))
    kept = trial.wordings
    print(f"{len(kept)} of {len(wordings)} wordings, kept back")
    told = [(LABELS[label_of(w)], LABELS[at]) for w, at in zip(kept, trial.labels, strict=True)]
    behind = [
        (str(w.nature), str(NATURES[at]))
        for w, at in zip(kept, trial.natures, strict=True)
        if w.nature
    ]
    print(report(told, behind))
    if chosen.lessons_only:
        return 0
    ear = TrainedObjections.load(chosen.objections)
    for name, objections in read_labelled_objections(chosen.sets).items():
        found = [ear.hear(each.text) for each in objections]
        pairs = list(zip(objections, found, strict=True))
        print(f"\n-- {name}, never learnt from")
        labels = [(str(each.label), str(one.label or NONE)) for each, one in pairs]
        print(report(labels, [(str(each.nature), str(one.nature)) for each, one in pairs]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
