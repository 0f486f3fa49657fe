"""What happens in a quiz."""

from dataclasses import dataclass

from coaching.domain.quiz.judging import JudgedPoint, Verdict


@dataclass(frozen=True, slots=True)
class QuizResult:
    """A question of this quiz that is behind, and how it was answered."""

    question: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class QuizAsked:
    """A quiz goes on: the coach asked `question`, of `count` in all, on `part`, after those in
    `before`. `hints` counts the hints given to it."""

    question: str
    part: str
    count: int
    seed: int
    before: tuple[QuizResult, ...] = ()
    hints: int = 0


@dataclass(frozen=True, slots=True)
class QuizAnswered:
    """A question was answered, or passed: what was heard in which words, and what it is worth.
    `analyser` names the ear, none where nothing was judged."""

    question: str
    text: str
    verdict: Verdict
    points: tuple[JudgedPoint, ...] = ()
    analyser: str = ""


@dataclass(frozen=True, slots=True)
class QuizLeft:
    """The quiz is over, or was stopped."""

    finished: bool
