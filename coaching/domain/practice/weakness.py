"""Where somebody loses points, over all the practices that they finished."""

from collections.abc import Iterable
from dataclasses import dataclass

from coaching.domain.practice.debrief import HIGHEST, Debrief

ENOUGH = 3
"""Practices below which nothing is said about anybody's strengths and weaknesses."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finished practice that could be judged, with the number of replies in it."""

    scenario: str
    debrief: Debrief
    replies: int


@dataclass(frozen=True, slots=True)
class Skill:
    """How somebody does on one criterion: the points of 3 on average, and what is behind that."""

    name: str
    average: float
    practices: int
    replies: int

    @property
    def lost(self) -> float:
        """Points lost on average."""
        return HIGHEST - self.average


def skills(judged: Iterable[Judged]) -> tuple[Skill, ...]:
    """Every criterion, the weakest first; criteria of the same name count together. Where two are
    alike, the one with more behind it comes first."""
    points: dict[str, list[tuple[int, int]]] = {}
    for practice in judged:
        for result in practice.debrief.criteria:
            points.setdefault(result.name, []).append((result.score, practice.replies))
    found = [
        Skill(
            name,
            round(sum(score for score, _ in given) / len(given), 2),
            len(given),
            sum(replies for _, replies in given),
        )
        for name, given in points.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.average, -each.practices, each.name)))
