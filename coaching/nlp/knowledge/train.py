"""`python -m coaching.nlp.knowledge.train`: encodes the texts of the knowledge that are new, so
that the first start need not. Nothing is learnt: the weights are fixed."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from coaching.nlp.knowledge.finder import Finder
from coaching.nlp.knowledge.vectors import VECTORS
from coaching.playbook import load_playbook


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--playbook", type=Path, default=Path("playbook"))
    parser.add_argument("--to", type=Path, default=VECTORS)
    chosen = parser.parse_args(arguments)
    begun = time.monotonic()
    shelf = Finder.load(chosen.to).shelf(load_playbook(chosen.playbook)[0].knowledge)
    took = time.monotonic() - begun
    print(f"{len(shelf.wordings)} wordings of {len(shelf.entries)} entries in {took:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
