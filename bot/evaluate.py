"""`python -m bot.evaluate MODEL`: how well the trained bot understands the held-out messages.

Prints macro-F1 over the intents, recall and false alarms of out-of-scope (a fallback counts as
out-of-scope), the weakest intents and the commonest confusions. Test sets are for reporting only.
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


def held_out() -> list[Pair]:
    """Text and true intent of every message of the intent test sets."""
    pairs = []
    for file in sorted(TESTS.glob("intents_*.yml")):
        sheets: list[dict[str, Any]] = read_yaml_file(str(file))
        pairs += [(item["text"], item["intent"]) for sheet in sheets for item in sheet["items"]]
    return pairs


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
    """Print the figures."""
    merged = [(true, OUT if found == FALLBACK else found) for true, found in pairs]
    intents = sorted({true for true, _ in merged})
    scores = {intent: f1(merged, intent) for intent in intents}
    inside = [found for true, found in merged if true != OUT]
    outside = [found for true, found in merged if true == OUT]
    right = sum(true == found for true, found in merged)
    print(f"messages           {len(pairs)}")
    print(f"accuracy           {right / len(pairs):.3f}")
    print(f"macro-F1           {sum(scores.values()) / len(scores):.3f}")
    print(f"out-of-scope recall {outside.count(OUT) / len(outside):.3f}")
    print(f"false alarms       {inside.count(OUT) / len(inside):.3f}")
    print(f"fallbacks          {sum(found == FALLBACK for _, found in pairs)}")
    print("weakest intents")
    for intent in sorted(intents, key=scores.__getitem__)[:6]:
        print(f"  {scores[intent]:.2f} {intent}")
    print("commonest confusions")
    wrong = Counter((true, found) for true, found in pairs if true != found)
    for (true, found), times in wrong.most_common(8):
        print(f"  {times:3} {true} taken for {found}")


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: python -m bot.evaluate MODEL")
        return 2
    configure_structlog(40)
    pairs = held_out()
    found = asyncio.run(understand(sys.argv[1], [text for text, _ in pairs]))
    report([(true, name) for (_, true), name in zip(pairs, found, strict=False)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
