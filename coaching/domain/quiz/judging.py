"""What an answer to a quiz question is worth, from what was heard in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coaching.domain.quiz.question import QuizQuestion


class Mark(StrEnum):
    """How an answer stands to one point; `UNSURE` where it cannot be told."""

    HEARD = "heard"
    MISSING = "missing"
    WRONG = "wrong"
    UNSURE = "unsure"


class Verdict(StrEnum):
    """`NOT_KNOWN` is for a question that was passed, `UNSURE` where the coach cannot judge."""

    FULL = "full"
    PARTLY = "partly"
    NOT_RIGHT = "not_right"
    UNSURE = "unsure"
    NOT_KNOWN = "not_known"


class Unfit(StrEnum):
    """Why a text is no answer at all: no words in it, the question's own words, or a pile of key
    words that says nothing."""

    NO_WORDS = "no_words"
    COPIED = "copied"
    WORD_PILE = "word_pile"


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """A point's mark with the words that earned it (end exclusive); none for what is missing."""

    point: str
    mark: Mark
    quote: str = ""
    start: int = 0
    end: int = 0
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """What was heard in a text, point by point in the question's order. `asks` is true for a text
    in the form of a question; `near`, 0–1, is how close it comes to anything that an answer,
    right or wrong, would say; `analyser` names the version of the ear."""

    points: tuple[JudgedPoint, ...]
    unfit: Unfit | None
    asks: bool
    near: float
    analyser: str

    @property
    def says_something(self) -> bool:
        """True if any point was heard, right or wrong."""
        return any(each.mark in (Mark.HEARD, Mark.WRONG) for each in self.points)


def verdict(question: QuizQuestion, points: Sequence[JudgedPoint]) -> Verdict:
    """Full with enough points heard and nothing wrong, not right with none heard, else partly.
    Unsure where the points that cannot be told would change that."""
    marks = [each.mark for each in points]
    heard, wrong, unsure = (marks.count(m) for m in (Mark.HEARD, Mark.WRONG, Mark.UNSURE))
    least = _verdict(question, heard, wrong)
    return least if least is _verdict(question, heard + unsure, wrong) else Verdict.UNSURE


def _verdict(question: QuizQuestion, heard: int, wrong: int) -> Verdict:
    if heard >= question.enough and not wrong:
        return Verdict.FULL
    return Verdict.PARTLY if heard else Verdict.NOT_RIGHT
