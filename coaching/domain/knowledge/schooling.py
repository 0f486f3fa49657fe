"""A question seen as a row of letters of one school, and what is told about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.domain.knowledge.contradictions import Contradiction, words
from coaching.domain.knowledge.facts import Facts, LetterFact, School
from coaching.domain.knowledge.reading import Item, Kind, lows

ONE_PART = words(
    "letter initial part element component pillar step stage phase criterion point kind type "
    "question"
)
DETERMINERS = words("the a an this that its his")
IS = words("is are was were 's being")
STANDS = words(
    "stand stands standing means mean meaning represents represent abbreviates short spells ="
)
LOOSE = words(", ( ) : - – — as called named which i.e")
_IN = words("in of inside within 's from")
_ENDS = words(
    "? . ! ; and or but when while if that so because in of for rather instead not n't by to with"
)
_STEM = 5


@dataclass(frozen=True, slots=True)
class SchoolView:
    """The items of a question about one school with letters."""

    items: Sequence[Item]
    school: School
    facts: Facts

    @property
    def spelt(self) -> str:
        return "".join(letter.letter for letter in self.school.letters).lower()

    def lows(self, start: int, end: int) -> list[str]:
        return [item.low for item in self.items[max(0, start) : end]]

    def is_school(self, at: int) -> bool:
        return 0 <= at < len(self.items) and self.items[at].kind is Kind.SCHOOL

    def past_school(self, at: int) -> int:
        """Behind “in BANT”, if that follows."""
        here = at
        while here < len(self.items) and self.items[here].low in _IN | DETERMINERS:
            here += 1
        return here + 1 if self.is_school(here) else at

    def until_end(self, at: int, longest: int = 3) -> tuple[str, ...]:
        """The next words up to the end of their phrase."""
        found: list[str] = []
        for item in self.items[at : at + longest]:
            if item.low in _ENDS | LOOSE or item.kind is Kind.SCHOOL:
                break
            found.append(item.low)
        return tuple(low for low in found if low not in DETERMINERS)

    def of(self, letter: str) -> list[LetterFact]:
        """What a letter stands for in this school."""
        return [each for each in self.school.letters if letter in each.letter.lower()]

    def is_own(self, claimed: Sequence[str]) -> bool:
        return any(is_called(letter, claimed) for letter in self.school.letters)

    def is_exactly_own(self, claimed: Sequence[str]) -> bool:
        return any(
            tuple(claimed) == lows(name)
            for letter in self.school.letters
            for name in (letter.name, *letter.also)
        )

    def is_known(self, claimed: Sequence[str]) -> bool:
        """True if the words, or the first of them, are what a letter of any school stands for."""
        known = {lows(letter.name) for each in self.facts.schools for letter in each.letters}
        return tuple(claimed) in known or tuple(claimed[:1]) in known

    def tell_letters(self) -> Contradiction:
        return self.tell("letters")

    def tell(self, word: str, **gaps: str) -> Contradiction:
        names = ", ".join(letter.name for letter in self.school.letters)
        told = {"school": self.school.name, "names": names, **gaps}
        return Contradiction(word, told, (self.school.topic,))


def is_called(letter: LetterFact, claimed: Sequence[str]) -> bool:
    """True if the words may stand for the letter: one of its names, or the telling word of it."""
    said = {word[:_STEM] for word in claimed}
    for name in (letter.name, *letter.also):
        stems = [word[:_STEM] for word in lows(name)]
        if all(stem in said for stem in stems):
            return True
        if len(claimed) == 1 and said & set(stems):
            return True
    return False
