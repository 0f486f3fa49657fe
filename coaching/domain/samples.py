"""Sample people, deals and practices, as values."""

from dataclasses import dataclass

from coaching.domain.deals import Deal
from coaching.domain.people import Person, Team


@dataclass(frozen=True, slots=True)
class SamplePractice:
    """What a sample person said in a practice, this many days ago."""

    person: str
    scenario: str
    days_ago: int
    submit: bool
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleHouse:
    password: str
    teams: tuple[Team, ...]
    people: tuple[Person, ...]
    deals: tuple[Deal, ...]
    practices: tuple[SamplePractice, ...]
