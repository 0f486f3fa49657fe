"""What a contradiction is: a fact that a question gets wrong, and how it is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A wrong premise. `word` and `gaps` say the fact (`says` where a file words it), `topics` are
    the entries that explain it, the nearest first."""

    word: str
    gaps: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    says: str | None = None


def words(text: str) -> frozenset[str]:
    """The words of a line, for closed classes that people read."""
    return frozenset(text.split())
