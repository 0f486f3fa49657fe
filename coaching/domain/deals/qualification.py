"""Qualifying a buyer by letters: what was said, what is vague or missing, what to ask next."""

from collections.abc import Iterable
from dataclasses import dataclass

from coaching.domain.deals.deal import Known

ABSENT, VAGUE, SPECIFIC = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a framework. `ask` is what the coach asks the rep, `why` what it says to "why
    do you ask?", `ask_buyer` the question to put to the buyer when this is vague or missing."""

    id: str
    initial: str
    name: str
    ask: str
    why: str
    ask_buyer: str


@dataclass(frozen=True, slots=True)
class Framework:
    """Letters in the order in which they are asked; `BANT` asks need first, budget last."""

    id: str
    name: str
    letters: tuple[Letter, ...]
    source: str

    def letter(self, id: str) -> Letter:
        """Raises KeyError for a letter of another school."""
        found = {letter.id: letter for letter in self.letters}
        return found[id]


@dataclass(frozen=True, slots=True)
class FoundFact:
    """What a message says about one letter, and the words that say it (end exclusive)."""

    letter: str
    score: int
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understood:
    """Everything a message says about the buyer, in the order of its words, at most one fact per
    letter: the last word counts where somebody corrects themselves."""

    facts: tuple[FoundFact, ...]


@dataclass(frozen=True, slots=True)
class LetterStanding:
    """How a letter stands; `known` is None where nobody has said anything yet."""

    letter: Letter
    known: Known | None

    @property
    def score(self) -> int:
        return self.known.score if self.known else ABSENT


@dataclass(frozen=True, slots=True)
class Qualification:
    """A buyer by one framework; `gap` is the first letter in asking order that is not specific."""

    framework: Framework
    letters: tuple[LetterStanding, ...]

    @property
    def gap(self) -> LetterStanding | None:
        return next((each for each in self.letters if each.score < SPECIFIC), None)


def qualification(framework: Framework, known: Iterable[Known]) -> Qualification:
    """How a buyer stands by this framework; what belongs to another school is left out."""
    by_letter = {each.letter: each for each in known if each.framework == framework.id}
    return Qualification(
        framework,
        tuple(LetterStanding(letter, by_letter.get(letter.id)) for letter in framework.letters),
    )


def next_letter(standing: Qualification, asked: Iterable[str]) -> Letter | None:
    """The next letter to ask the rep about, in the framework's order: the first that is missing or
    vague and was not asked in this walk; None when the walk is done."""
    passed = set(asked)
    return next(
        (
            each.letter
            for each in standing.letters
            if (each.known is None or each.score == VAGUE) and each.letter.id not in passed
        ),
        None,
    )
