"""A manager's list and search over many sessions."""

from bench.rows import Row, not_yet
from bench.workbench import Workbench


def measure(bench: Workbench) -> list[Row]:
    what = "manager's list and search, 10,000 sessions, 1,000,000 turns, p95"
    return [
        not_yet(what, "≤ 100 ms", "not built yet"),
        not_yet("manager's list and search, queries", "independent of rows", "not built yet"),
    ]
