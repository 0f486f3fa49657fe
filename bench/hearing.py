"""`python -m bench.hearing MODEL`, in bot/.venv: true and found intent of every held-out message.

Prints a JSON list of pairs of labels and no sentence.
"""

import asyncio
import importlib
import json
import sys


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: python -m bench.hearing MODEL", file=sys.stderr)
        return 2
    # By name: Rasa is not there in the environment that checks the types of this folder.
    evaluation = importlib.import_module("bot.evaluate")
    held_out = [
        pair for said in importlib.import_module("bot.sets").held_out().values() for pair in said
    ]
    found = asyncio.run(evaluation.understand(sys.argv[1], [text for text, _ in held_out]))
    pairs = [(true, name) for (_, true), name in zip(held_out, found, strict=True)]
    json.dump(pairs, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
