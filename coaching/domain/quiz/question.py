"""The quiz's questions, and the parts that one can be asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ANYTHING = "anything"
_TOGETHER = frozenset({"meeting_objections", "objections"})


@dataclass(frozen=True, slots=True)
class QuizPoint:
    """One thing that a full answer says. `says` goes on after "you said that"; `wordings` are ways
    to say it, `wrong` ways to say the opposite or the usual mistake."""

    id: str
    says: str
    wordings: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """`part` is a stage or a theme; `topic` the knowledge entry to read more in; `enough` how many
    points make a full answer; `takes_list` is true where a bare list of names is an answer."""

    id: str
    part: str
    topic: str
    asks: str
    points: tuple[QuizPoint, ...]
    enough: int
    explains: str
    source: str
    takes_list: bool = False

    def point(self, id: str) -> QuizPoint | None:
        return next((point for point in self.points if point.id == id), None)


@dataclass(frozen=True, slots=True)
class QuizPart:
    """A part of the matter: its name in a sentence, and how people call it."""

    id: str
    name: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quiz:
    """Every question by its id, and the parts by theirs, `ANYTHING` among them."""

    questions: Mapping[str, QuizQuestion] = field(default_factory=dict)
    parts: Mapping[str, QuizPart] = field(default_factory=dict)

    def of_part(self, part: str) -> tuple[QuizQuestion, ...]:
        """The part's questions by id; all of them for `ANYTHING`. The step of meeting objections
        and the handling of objections are asked about together."""
        parts = _TOGETHER if part in _TOGETHER else {part}
        wanted = (self.questions[id] for id in sorted(self.questions))
        return tuple(each for each in wanted if part == ANYTHING or each.part in parts)


NO_QUIZ = Quiz()
