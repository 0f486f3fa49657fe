"""How hard an exercise is, in words."""

from collections.abc import Sequence
from enum import StrEnum


class Difficulty(StrEnum):
    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"

    def of(self, levels: Sequence[int]) -> int:
        """The level that is meant among those there are, from low to high."""
        place = {
            Difficulty.EASY: 0,
            Difficulty.MIDDLE: len(levels) // 2,
            Difficulty.HARD: len(levels) - 1,
        }
        return levels[place[self]]
