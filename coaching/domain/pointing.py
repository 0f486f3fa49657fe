"""Pointing at something that was shown: "the second one", "the other one", "that one"."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Shown(StrEnum):
    """What a list holds."""

    DEALS = "deals"
    SCENARIOS = "scenarios"
    FOLLOW_UPS = "follow_ups"


@dataclass(frozen=True, slots=True)
class Pointer:
    """`place` counts from 1, or from the end where it is negative; without a place it means the
    other one of two, or the same one again."""

    place: int | None = None
    other: bool = False
    same: bool = False


def pointed(pointer: Pointer, ids: Sequence[str], current: str | None) -> str | None:
    """The id that is pointed at in a list that was shown; None where it is not clear. `current` is
    what the talk was last about."""
    if pointer.place is not None:
        at = pointer.place - 1 if pointer.place > 0 else len(ids) + pointer.place
        return ids[at] if 0 <= at < len(ids) else None
    if pointer.other:
        others = [id for id in ids if id != current]
        return others[0] if current in ids and len(others) == 1 else None
    return current if pointer.same else None
