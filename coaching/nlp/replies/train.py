"""`python -m coaching.nlp.replies.train`: learn the moves from the examples of the playbook."""

import argparse
import hashlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.domain.practice.moves import Move
from coaching.nlp.features import BuyerLine, Encoding, Heard, Scale, listen
from coaching.nlp.fitting import MOVES, Bags, Matrix, fit, held_out, thresholds
from coaching.nlp.replies.classifier import Classifier, EarMissing, read_notes, words_of
from coaching.nlp.replies.ear import EAR
from coaching.playbook.examples import Example, read_examples
from encoder import Encoder

EXAMPLES = Path("playbook/moves/examples")
_LEARNS_WITH = (
    "english",
    "clauses",
    "asking",
    "wording",
    "structure",
    "grams",
    "features",
    "fitting",
    "replies/train",
)
_ROOM = Path(__file__).parents[1]
_TOLD_EVERY = 100


def inputs_hash(examples: Sequence[Example], encoder: str) -> str:
    """The hash of everything that training reads: encoder, examples, and its own code."""
    digest = hashlib.sha256(encoder.encode())
    for name in _LEARNS_WITH:
        digest.update((_ROOM / f"{name}.py").read_bytes())
    for example in examples:
        digest.update(repr((example.to, example.say, sorted(example.moves))).encode())
    return digest.hexdigest()


def trained(folder: Path, inputs: str) -> bool:
    """True if the folder holds an ear made from these inputs."""
    try:
        return read_notes(folder).get("inputs") == inputs
    except EarMissing:
        return False


def listen_all(examples: Sequence[Example], encoder: Encoding, tell: bool = False) -> list[Heard]:
    heard = []
    for place, example in enumerate(examples, start=1):
        heard.append(listen(example.say, BuyerLine.read(example.to, encoder), encoder))
        if tell and (place % _TOLD_EVERY == 0 or place == len(examples)):
            print(f"\rreading examples {place}/{len(examples)}  ", end="", flush=True)
    if tell:
        print()
    return heard


def bags_of(examples: Sequence[Example], heard: Sequence[Heard], scale: Scale) -> Bags:
    rows = [scale.rows(one) for one in heard]
    owner = np.repeat(np.arange(len(heard)), [len(found) for found in rows])
    truth = np.array([[move in example.moves for move in MOVES] for example in examples])
    kept: Matrix = np.concatenate([found for found in rows if len(found)])
    return Bags(kept, owner.astype(np.int64), truth)


def learn(
    examples: Sequence[Example], encoder: Encoding, inputs: str, tell: bool = False
) -> Classifier:
    """Fit weights on all examples, thresholds on held-out ones (grouped by the buyer's line)."""
    with threadpool_limits(limits=1):  # several threads on shared cores wait for one another
        heard = listen_all(examples, encoder, tell)
        scale = Scale.learn(heard)
        bags = bags_of(examples, heard, scale)
        found = held_out(bags, [example.to for example in examples])
        limits = thresholds(bags, found)
        weights = fit(bags)
    words = frozenset(w for e in examples for text in (e.say, e.to) for w in words_of(text))
    return Classifier(scale, weights, limits, words, encoder.fingerprint, inputs)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, default=EXAMPLES)
    parser.add_argument("--to", type=Path, default=EAR)
    chosen = parser.parse_args(arguments)
    begun = time.monotonic()
    examples = read_examples(chosen.examples)
    if not examples:
        print(f"no examples in {chosen.examples}", file=sys.stderr)
        return 1
    encoder = Encoder.load()
    inputs = inputs_hash(examples, encoder.fingerprint)
    if trained(chosen.to, inputs):
        print(f"{chosen.to} is up to date")
        return 0
    classifier = learn(examples, encoder, inputs, tell=True)
    classifier.save(chosen.to)
    missing = sorted(set(Move) - {move for example in examples for move in example.moves})
    if missing:
        print("no examples of:", ", ".join(missing))
    print(f"learnt {len(examples)} examples in {time.monotonic() - begun:.0f} s: {chosen.to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
