"""`python -m bot.evaluate MODEL`: how well the trained bot understands the held-out messages.

For each test set and for all together it prints macro-F1 over the intents, recall and false
alarms of out-of-scope (a fallback counts as out-of-scope); for all together also the weakest
intents and the commonest confusions. Test sets are for reporting only.
"""

import asyncio
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.shared.utils.io import read_yaml_file
from rasa.utils.log_utils import configure_structlog

TESTS = Path(__file__).parent.parent / "tests" / "evaluation"
OUT = "out_of_scope"
FALLBACK = "nlu_fallback"

Pair = tuple[str, str]


def held_out() -> dict[str, list[Pair]]:
    """Text and true intent of every message, by the name of its test set."""
    sets = {}
    for file in sorted(TESTS.glob("intents_*.yml")):
        sheets: list[dict[str, Any]] = read_yaml_file(str(file))
        sets[file.stem] = [(i["text"], i["intent"]) for sheet in sheets for i in sheet["items"]]
    return sets


def f1(pairs: list[Pair], intent: str) -> float:
    """The F1 of one intent over (true, found) pairs."""
    hits = sum(true == found == intent for true, found in pairs)
    named = sum(found == intent for _, found in pairs)
    there = sum(true == intent for true, _ in pairs)
    return 2 * hits / (named + there) if named + there else 0.0


async def understand(model: str, texts: list[str]) -> list[str]:
    """The intent that the bot finds for each text."""
    agent = Agent.load(model)
    parsed = [await agent.parse_message(text) for text in texts]
    return [str(result["intent"]["name"]) for result in parsed]


def report(pairs: list[Pair]) -> None:
    """Print the figures of (true, found) pairs."""
    merged = _merged(pairs)
    inside = [found for true, found in merged if true != OUT]
    outside = [found for true, found in merged if true == OUT]
    right = sum(true == found for true, found in merged)
    scores = _scores(merged)
    print(f"messages           {len(pairs)}")
    print(f"accuracy           {_share(right, len(pairs))}")
    print(f"macro-F1           {_share(sum(scores.values()), len(scores))}")
    print(f"out-of-scope recall {_share(outside.count(OUT), len(outside))}")
    print(f"false alarms       {_share(inside.count(OUT), len(inside))}")
    print(f"fallbacks          {sum(found == FALLBACK for _, found in pairs)}")


def report_weakest(pairs: list[Pair]) -> None:
    """Print where (true, found) pairs go wrong."""
    scores = _scores(_merged(pairs))
    print("weakest intents")
    for intent in sorted(scores, key=scores.__getitem__)[:8]:
        print(f"  {scores[intent]:.2f} {intent}")
    print("commonest confusions")
    wrong = Counter((true, found) for true, found in pairs if true != found)
    for (true, found), times in wrong.most_common(12):
        print(f"  {times:3} {true} taken for {found}")


def _merged(pairs: list[Pair]) -> list[Pair]:
    return [(true, OUT if found == FALLBACK else found) for true, found in pairs]


def _scores(merged: list[Pair]) -> dict[str, float]:
    return {intent: f1(merged, intent) for intent in sorted({true for true, _ in merged})}


def _share(part: float, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "none"


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: python -m bot.evaluate MODEL")
        return 2
    configure_structlog(40)
    sets = held_out()
    texts = [text for pairs in sets.values() for text, _ in pairs]
    found = iter(asyncio.run(understand(sys.argv[1], texts)))
    together = []
    for name, pairs in sets.items():
        print(f"-- {name}")
        judged = [(true, next(found)) for _, true in pairs]
        report(judged)
        together += judged
    print("-- together")
    report(together)
    report_weakest(together)
    return 0


if __name__ == "__main__":
    sys.exit(main())
