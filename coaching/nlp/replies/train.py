"""`python -m coaching.nlp.replies.train`: learn the moves from the examples of the playbook."""

import argparse
import hashlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.domain.practice.judging import Band
from coaching.domain.practice.moves import Move
from coaching.nlp.fitting import fit
from coaching.nlp.replies.classifier import Classifier, EarMissing, read_notes, words_of
from coaching.nlp.replies.ear import EAR
from coaching.nlp.replies.features import PairReading
from coaching.nlp.replies.lessons import take_in
from coaching.nlp.replies.wholes import learn_bands
from coaching.playbook.examples import Example, read_examples
from coaching.playbook.marked_replies import MarkedReply, read_marked_replies
from encoder import PairReader

EXAMPLES = Path("playbook/moves/examples")
REPLIES = Path("playbook/moves/replies")
_LEARNS_WITH = (
    "english",
    "clauses",
    "asking",
    "wording",
    "structure",
    "softmax",
    "replies/features",
    "fitting",
    "replies/lessons",
    "replies/wholes",
    "replies/train",
)
_ROOM = Path(__file__).parents[1]


def inputs_hash(examples: Sequence[Example], replies: Sequence[MarkedReply], reader: str) -> str:
    """The hash of everything that training reads: reader, examples, and its own code."""
    digest = hashlib.sha256(reader.encode())
    for name in _LEARNS_WITH:
        digest.update((_ROOM / f"{name}.py").read_bytes())
    for example in examples:
        digest.update(repr((example.to, example.say, sorted(example.moves))).encode())
    for reply in replies:
        marks = [(sorted(mark.moves), mark.start, mark.end) for mark in reply.marks]
        digest.update(repr((reply.to, reply.say, marks, str(reply.band))).encode())
    return digest.hexdigest()


def trained(folder: Path, inputs: str) -> bool:
    """True if the folder holds an ear made from these inputs."""
    try:
        return read_notes(folder).get("inputs") == inputs
    except EarMissing:
        return False


def learn(
    examples: Sequence[Example],
    replies: Sequence[MarkedReply],
    reader: PairReading,
    inputs: str,
    tell: bool = False,
) -> Classifier:
    """Fit weights on all lessons, thresholds on those that were kept back from the reader too."""
    with threadpool_limits(limits=1):  # several threads on shared cores wait for one another
        lessons = take_in(examples, replies, reader, tell)
        limits = lessons.try_out().limits
        weights = fit(lessons.bags)
        bands = learn_bands(lessons.heard, lessons.bands)
    spoken = [reply for reply in replies if reply.band is not Band.NOT_SCORED]
    told = [*((e.to, e.say) for e in examples), *((r.to, r.say) for r in spoken)]
    words = frozenset(word for texts in told for text in texts for word in words_of(text))
    return Classifier(lessons.scale, weights, limits, bands, words, reader.fingerprint, inputs)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, default=EXAMPLES)
    parser.add_argument("--replies", type=Path, default=REPLIES)
    parser.add_argument("--to", type=Path, default=EAR)
    chosen = parser.parse_args(arguments)
    begun = time.monotonic()
    examples = read_examples(chosen.examples)
    replies = read_marked_replies(chosen.replies)
    if not examples:
        print(f"no examples in {chosen.examples}", file=sys.stderr)
        return 1
    reader = PairReader.load()
    inputs = inputs_hash(examples, replies, reader.fingerprint)
    if trained(chosen.to, inputs):
        print(f"{chosen.to} is up to date")
        return 0
    classifier = learn(examples, replies, reader, inputs, tell=True)
    classifier.save(chosen.to)
    missing = sorted(set(Move) - {move for example in examples for move in example.moves})
    if missing:
        print("no examples of:", ", ".join(missing))
    count = f"{len(examples)} examples and {len(replies)} replies"
    print(f"learnt {count} in {time.monotonic() - begun:.0f} s: {chosen.to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
