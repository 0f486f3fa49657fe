"""`python -m bench.turns`: how long a turn takes, early and late, with everything real behind it.

Prints medians and 95th percentiles of a whole practice turn (HTTP in to HTTP out, analysis
included) and of a coach turn, at turn 5 and at turn 200 of the same session.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx

from tests.journeys.product import running_product
from tests.journeys.talking import begin_practice, begin_talk, put_turn

REPLIES = (
    "That is a real jump, I see why it stops you.",
    "What went wrong the last time you changed payroll, if I may ask?",
    "Holt Foods ran both systems side by side for two pay runs with 160 people.",
    "Would that settle it, or is something else in the way?",
)
TURNS = 200
ROUND = 10


def timed(client: httpx.Client, session: str, text: str) -> float:
    """Milliseconds of one answered turn."""
    began = time.perf_counter()
    answer = put_turn(client, session, {"text": text})
    assert answer.status_code == 200, answer.text
    return (time.perf_counter() - began) * 1000


def practice_turns(client: httpx.Client, rounds: int) -> list[float]:
    """Four replies in each of so many practices."""
    times = []
    for _ in range(rounds):
        session = begin_practice(client)["id"]
        times += [timed(client, session, text) for text in REPLIES]
    return times


def late_turns(client: httpx.Client, texts: tuple[str, ...], session: str) -> list[float]:
    """The times of `TURNS` turns of one session; a practice is kept going by its controls."""
    return [timed(client, session, texts[n % len(texts)]) for n in range(TURNS)]


def show(name: str, times: list[float]) -> float:
    middle = statistics.median(times)
    print(f"{name:34} p50 {middle:6.1f} ms   p95 {statistics.quantiles(times, n=20)[-1]:6.1f} ms")
    return middle


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, running_product(Path(folder)) as product:
        client = product.client("jonas@example.com")
        practice_turns(client, 3)
        show("practice turn", practice_turns(client, 20))
        for name, session, texts in (
            ("coach talk", begin_talk(client), ("how do I close this deal?", "hello")),
            ("practice controls", begin_practice(client)["id"], ("hint", "pause", "resume")),
        ):
            times = late_turns(client, texts, session)
            early = show(f"{name}, turns 1 to {ROUND}", times[:ROUND])
            late = show(f"{name}, turns {TURNS - ROUND + 1} to {TURNS}", times[-ROUND:])
            print(f"{name:34} late / early  {late / early:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
