"""The rows of the table: what was measured, what it must reach, whether it does."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    OK = "ok"
    MISSED = "missed"
    NOT_YET = "not measured yet"
    NO_TARGET = "no target"
    ELSEWHERE = "measured elsewhere"
    BROKEN = "could not run"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `target` and `measured` are ready to print, with their units."""

    what: str
    target: str
    measured: str
    verdict: Verdict


def at_most(what: str, value: float, limit: float, unit: str, measured: str = "") -> Row:
    """A row whose value must not pass the limit; both in `unit`."""
    return _limited(what, f"≤ {limit:g} {unit}", measured or f"{value:.3g} {unit}", value <= limit)


def at_least(what: str, value: float, limit: float, unit: str, measured: str = "") -> Row:
    """A row whose value must reach the limit; both in `unit`."""
    return _limited(what, f"≥ {limit:g} {unit}", measured or f"{value:.3g} {unit}", value >= limit)


def figure(what: str, measured: str) -> Row:
    """A row without a target."""
    return Row(what, "", measured, Verdict.NO_TARGET)


def not_yet(what: str, target: str, reason: str) -> Row:
    """A row that keeps the place of a part that cannot be measured yet."""
    return Row(what, target, reason, Verdict.NOT_YET)


def _limited(what: str, target: str, measured: str, reached: bool) -> Row:
    return Row(what, target, measured, Verdict.OK if reached else Verdict.MISSED)


def table(rows: Sequence[Row]) -> str:
    """All rows in aligned columns, under a heading."""
    lines = [("what", "target", "measured", "")]
    lines += [(row.what, row.target, row.measured, str(row.verdict)) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(3)]
    heading, *body = (
        "  ".join(
            [*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[3]]
        )
        for line in lines
    )
    return "\n".join([heading.rstrip(), "-" * len(heading), *(line.rstrip() for line in body)])
