"""What the core needs to understand of short phrases in a talk."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from coaching.domain.follow_ups.moving import Shift
from coaching.domain.objections import HeardObjection
from coaching.domain.pointing import Pointer


class Phrases(Protocol):
    """Reads phrases of closed kinds. The same text always gives the same."""

    def pointer(self, text: str) -> Pointer | None:
        """How the text points at something that was shown, or None."""
        ...

    def shift(self, text: str) -> Shift | None:
        """How much later or earlier something is wanted, or None."""
        ...

    def target(self, text: str) -> tuple[str, str]:
        """A wish to move something, cut into what is moved and where to: "my 3 pm call" and "to
        five". The second part is empty where nothing says where to."""
        ...

    def same_time(self, text: str) -> bool:
        """True for "at the same time" and its like."""
        ...

    def names_day(self, text: str) -> bool:
        """True if a time in the text names its day, and not the clock alone."""
        ...

    def happened(self, text: str, now: datetime) -> datetime | None:
        """When something told of took place, `now` at the latest; None where nothing says so."""
        ...

    def clauses(self, text: str) -> tuple[str, ...]:
        """The clauses of a text, exactly as they stand in it."""
        ...


class Likeness(Protocol):
    """Tells kinds of messages apart by meaning. The same words always give the same."""

    def ranked(
        self, text: str, wordings: Mapping[str, Sequence[str]]
    ) -> tuple[tuple[str, float], ...]:
        """The kinds that are worded, the likeliest first, each with its score: near 1 for what
        is surely of the kind, near 0 for what is surely not. Empty for a text without a word."""
        ...


class ObjectionEar(Protocol):
    def hear(self, text: str) -> HeardObjection:
        """What a buyer's words hold against buying."""
        ...
