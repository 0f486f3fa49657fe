"""What can go wrong, in the words of the person who caused it.

CoachError
├── NotFound             unknown, or not this person's to see: the two look alike
├── Refused              understood, but not possible now (a practice that has ended, …)
│   ├── StillAnswering   another turn of this session waits; try again shortly
│   └── TurnReused       the same turn id came with other words
├── Moved                what was read has changed meanwhile; decide again
├── NotAllowed           this person may not cause this
├── EntryRefused         what was entered does not fit; carries every field with its reason
├── NotSignedIn          no login, or it has expired
├── TooMany              a rate limit; carries the seconds to wait
├── StoreUnavailable     the database is locked, full or down; try again shortly
│   └── StoreUnfit       and waiting will not help: too old an SQLite, too new a schema, …
├── Unreachable          a part of the house does not answer just now
└── PlaybookBroken       the playbook has problems; carries all of them
"""

from dataclasses import dataclass


class CoachError(Exception):
    """Base of every error that a door turns into an answer; its text may be shown to the person."""


class NotFound(CoachError):
    pass


class Refused(CoachError):
    pass


class StillAnswering(Refused):
    pass


class TurnReused(Refused):
    pass


class Moved(CoachError):
    pass


class NotAllowed(CoachError):
    pass


class Unreachable(CoachError):
    pass


class NotSignedIn(CoachError):
    pass


class TooMany(CoachError):
    def __init__(self, message: str, wait_seconds: int) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


class StoreUnavailable(CoachError):
    pass


class StoreUnfit(StoreUnavailable):
    pass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a playbook file: where, in which field, and why."""

    file: str
    field: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.reason}"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field that was filled in wrongly, and why."""

    field: str
    reason: str


class EntryRefused(CoachError):
    def __init__(self, *problems: FieldProblem) -> None:
        super().__init__("; ".join(f"{each.field}: {each.reason}" for each in problems))
        self.problems = problems


class PlaybookBroken(CoachError):
    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
