"""What this bench cannot measure, and what does."""

from bench.rows import Row, Verdict
from bench.workbench import Workbench


def measure(bench: Workbench) -> list[Row]:
    return [
        Row(
            "fresh clone to the buyer's first line",
            "≤ 5 min, one command",
            "left out: needs an empty machine, see docs/benchmarks.md",
            Verdict.NOT_YET,
        ),
        Row(
            "every acknowledged turn through any kill",
            "stored once, in order",
            "tests/journeys/live/test_kills.py, in `make test`",
            Verdict.ELSEWHERE,
        ),
    ]
