"""Short phrases of closed kinds: pointing at something, moving a time, when something happened."""

from datetime import datetime

from coaching.domain.follow_ups.moving import Shift
from coaching.domain.pointing import Pointer
from coaching.nlp.clauses import read
from coaching.nlp.phrases.happened import find_happened
from coaching.nlp.phrases.pointing import find_pointer
from coaching.nlp.phrases.shifts import find_shift, names_day, same_time, split_target


class EnglishPhrases:
    """See `coaching.domain.ports.phrases.Phrases`."""

    def pointer(self, text: str) -> Pointer | None:
        return find_pointer(text)

    def shift(self, text: str) -> Shift | None:
        return find_shift(text)

    def target(self, text: str) -> tuple[str, str]:
        return split_target(text)

    def same_time(self, text: str) -> bool:
        return same_time(text)

    def names_day(self, text: str) -> bool:
        return names_day(text)

    def happened(self, text: str, now: datetime) -> datetime | None:
        return find_happened(text, now)

    def clauses(self, text: str) -> tuple[str, ...]:
        return tuple(clause.text for clause in read(text).clauses)


__all__ = ["EnglishPhrases"]
