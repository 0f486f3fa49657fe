"""The ear for the quiz: what an answer says, point by point, with the words that say it."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coaching.domain.quiz.judging import JudgedAnswer, JudgedPoint, Mark
from coaching.domain.quiz.question import Quiz, QuizQuestion
from coaching.nlp.asking import asking
from coaching.nlp.clauses import read
from coaching.nlp.encoding import Encoding
from coaching.nlp.fitting import Matrix
from coaching.nlp.quiz.features import QuestionMatter, Taken, nearness, rows
from coaching.nlp.quiz.model import HEARD, QUIZ, WRONG, QuizMissing, QuizModel
from coaching.nlp.quiz.unfit import own_units, unfit
from coaching.nlp.quiz.units import Unit
from coaching.nlp.quiz.wishes import Parts, wanted_count
from encoder import Encoder

_KEPT = 500
_SURE = 0.75


class TrainedQuizEar:
    """Judges answers to quiz questions. The same text and question always give the same; a
    question that nobody trained is judged by its own wordings as any other."""

    def __init__(self, model: QuizModel, encoder: Encoding) -> None:
        self._model = model
        self._encoder = encoder
        self._matter: dict[QuizQuestion, QuestionMatter] = {}
        self._parts: tuple[int, Parts] | None = None
        self._analyser = model.fingerprint

    @classmethod
    def load(cls, folder: Path = QUIZ) -> "TrainedQuizEar":
        """Raises QuizMissing where nothing was trained, or with another encoder."""
        model, encoder = QuizModel.load(folder), Encoder.load()
        if model.encoder != encoder.fingerprint:
            raise QuizMissing(f"{folder} has another encoder: run coaching.nlp.quiz.train")
        return cls(model, encoder)

    def judge(self, text: str, question: QuizQuestion) -> JudgedAnswer:
        """What an answer says, point by point."""
        taken = Taken.of(text, question, self._encoder)
        matter = self._taken_in(question)
        why_not = unfit(taken.answer, question.asks, question.takes_list)
        own = () if why_not else own_units(taken.answer, question.asks)
        points = tuple(
            self._point(point.id, taken, self._model.likely(rows(taken, matter, place)), own)
            for place, point in enumerate(question.points)
        )
        return JudgedAnswer(
            points=points,
            unfit=why_not,
            asks=any(asking(clause.words).asks for clause in read(text).clauses),
            near=round(nearness(taken, matter), 2),
            analyser=self._analyser,
        )

    def part(self, text: str, quiz: Quiz) -> str:
        """The id of the part that a wish to be quizzed means; `ANYTHING` if it names none."""
        key = hash(tuple(part for part in quiz.parts.values()))
        if self._parts is None or self._parts[0] != key:
            self._parts = (key, Parts(quiz, self._encoder))
        return self._parts[1].find(text)

    def count(self, text: str) -> int | None:
        """How many questions a wish asks for, if it says so."""
        return wanted_count(text)

    def _taken_in(self, question: QuizQuestion) -> QuestionMatter:
        if question not in self._matter:
            if len(self._matter) >= _KEPT:
                self._matter.clear()
            self._matter[question] = QuestionMatter.of(question, self._encoder)
        return self._matter[question]

    def _point(self, id: str, taken: Taken, likely: Matrix, own: tuple[int, ...]) -> JudgedPoint:
        return mark_point(id, taken.answer.units, likely, own, self._model)


def mark_point(
    id: str, units: tuple[Unit, ...], likely: Matrix, own: tuple[int, ...], model: QuizModel
) -> JudgedPoint:
    """The mark of one point from the probabilities of the units; each unit speaks for what it is
    likelier to be. Heard in one place and got wrong in another, the surer one counts, and the
    later one where both are sure: people correct themselves."""
    if not own:
        return JudgedPoint(id, Mark.MISSING)
    leaning = np.where(likely >= likely[:, ::-1], likely, 0)
    heard, wrong = (_loudest(units, leaning[:, kind], own) for kind in (HEARD, WRONG))
    says_so, errs_so = float(leaning[heard, HEARD]), float(leaning[wrong, WRONG])
    says, errs = says_so >= model.limits[HEARD], errs_so >= model.limits[WRONG]
    if says and errs:
        says = _outweighs(units[heard], says_so, units[wrong], errs_so)
    if says:
        return _found(id, Mark.HEARD, units[heard], says_so)
    if errs:
        return _found(id, Mark.WRONG, units[wrong], errs_so)
    if says_so >= model.doubts[HEARD] or errs_so >= model.doubts[WRONG]:
        surer = (units[heard], says_so) if says_so >= errs_so else (units[wrong], errs_so)
        return _found(id, Mark.UNSURE, *surer)
    return JudgedPoint(id, Mark.MISSING)


def _outweighs(one: Unit, sure: float, other: Unit, other_sure: float) -> bool:
    apart = one.end <= other.start or other.end <= one.start
    if apart and min(sure, other_sure) >= _SURE:
        return one.start > other.start
    return sure > other_sure


def _loudest(units: tuple[Unit, ...], likely: NDArray[np.float32], own: tuple[int, ...]) -> int:
    """The likeliest unit; of equally likely ones the last, and of those the shortest."""
    return max(own, key=lambda n: (float(likely[n]), units[n].end, units[n].start))


def _found(id: str, mark: Mark, unit: Unit, confidence: float) -> JudgedPoint:
    return JudgedPoint(id, mark, unit.text, unit.start, unit.end, round(confidence, 2))
