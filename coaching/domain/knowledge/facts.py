"""Facts that a question can contradict: steps, areas, schools with their letters and origins."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coaching.domain.stages import Area, Stage


@dataclass(frozen=True, slots=True)
class LetterFact:
    """A letter of a school's name and what it stands for; `also` holds other accepted words."""

    letter: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Who a school comes from. `names` holds people, firms and books that may be said of it;
    `says` is the sentence that tells it; years, if known, are the first and last that are right."""

    names: tuple[str, ...]
    says: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class School:
    """A framework or school of selling: how it is called, its letters (none for a school that is
    no abbreviation), where it comes from, and the entry that explains it."""

    id: str
    name: str
    topic: str
    also: tuple[str, ...] = ()
    letters: tuple[LetterFact, ...] = ()
    origin: Origin | None = None

    @property
    def initials(self) -> str:
        return "".join(letter.letter for letter in self.letters)


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step of the process: how it is called in this programme and elsewhere."""

    stage: Stage
    name: str
    also: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Steps in their order, the names of the areas, the schools, and the entries that explain
    steps and areas in general."""

    steps: tuple[StepFact, ...] = ()
    areas: Mapping[Area, tuple[str, ...]] = field(default_factory=dict)
    schools: tuple[School, ...] = ()
    steps_topic: str = ""
    areas_topic: str = ""


NO_FACTS = Facts()
