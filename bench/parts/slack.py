"""Slack: how soon it is acknowledged and answered."""

from bench.rows import Row, not_yet
from bench.workbench import Workbench


def measure(bench: Workbench) -> list[Row]:
    return [
        not_yet("Slack, acknowledgement, p99", "≤ 300 ms", "not built yet"),
        not_yet("Slack, answer to “what's next”, p95", "≤ 500 ms", "not built yet"),
    ]
