"""Where a value of the playbook stands, and the problems that were found on the way."""

from dataclasses import dataclass, field
from typing import Any

from coaching.domain.errors import PlaybookBroken, Problem
from coaching.playbook.reading import WHOLE_FILE, Places


class Wrong(Exception):
    """The value cannot be used; why is already in the report."""


@dataclass(slots=True)
class Report:
    """Collects the problems of a playbook; `unreadable` files have reported theirs already."""

    places: Places = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    def add(self, file: str, place: str, reason: str) -> None:
        """Report a field; its line, or that of the nearest field around it, is looked up."""
        self.problems.append(Problem(file, place or WHOLE_FILE, reason, self._line(file, place)))

    def raise_problems(self) -> None:
        """Raises PlaybookBroken, by file and line, if there is any problem."""
        if self.problems:
            once = dict.fromkeys(self.problems)
            raise PlaybookBroken(tuple(sorted(once, key=lambda p: (p.file, p.line or 0))))

    def _line(self, file: str, place: str) -> int | None:
        lines = self.places.get(file, {})
        while place and place not in lines:
            place = place[: max(place.rfind("."), place.rfind("["), 0)]
        return lines.get(place)


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of a file: where it stands, and where its problems go."""

    report: Report
    file: str
    place: str
    value: Any

    def at(self, key: str) -> "Spot":
        """The value under a key of this mapping."""
        below = f"{self.place}.{key}" if self.place else key
        return Spot(self.report, self.file, below, self.value[key])

    def item(self, number: int) -> "Spot":
        """An entry of this list."""
        return Spot(self.report, self.file, f"{self.place}[{number}]", self.value[number])

    def tell(self, reason: str, below: str = "") -> None:
        """Report this value, or a field below it."""
        dot = "." if self.place and below and not below.startswith("[") else ""
        self.report.add(self.file, f"{self.place}{dot}{below}", reason)

    def wrong(self, reason: str) -> Wrong:
        """Report this value and give the exception to raise."""
        self.tell(reason)
        return Wrong(reason)
