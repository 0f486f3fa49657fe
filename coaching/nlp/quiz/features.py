"""From a stretch of an answer and a point of the question to the numbers to decide by."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span

from coaching.domain.quiz.question import QuizPoint, QuizQuestion
from coaching.nlp.encoding import Encoding, Vector
from coaching.nlp.english import parse
from coaching.nlp.quiz.opposites import forms, negations, opposed
from coaching.nlp.quiz.units import Answer, Unit, take_apart

_NEAREST = 3
_VOTERS = 5
_YES_NO = frozenset({"yes", "no", "nope", "nah", "yep", "yeah", "not", "really"})

FORMS = (
    "right",
    "right_mean",
    "wrong",
    "wrong_mean",
    "right_over_wrong",
    "right_over_others",
    "wrong_over_others",
    "question",
    "right_over_question",
    "says",
    "right_words",
    "wrong_words",
    "right_over_wrong_words",
    "right_share",
    "wrong_share",
    "question_share",
    "negation",
    "unlike_right",
    "unlike_wrong",
    "right_if_unlike",
    "wrong_if_unlike",
    "against_right",
    "against_wrong",
    "against_right_over_wrong",
    "right_votes",
    "wrong_votes",
    "whole_right",
    "whole_wrong",
    "bare",
    "same_right",
    "same_wrong",
    "length",
    "fragment",
    "whole",
)
"""The names of the features, in order."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words with everything that comparing them needs."""

    text: str
    vector: Vector
    lemmas: frozenset[str]
    forms: frozenset[str]
    negated: bool
    length: int


@dataclass(frozen=True, slots=True)
class PointMatter:
    """A point's ways to be said and to be got wrong, taken in."""

    id: str
    says: Phrase
    right: tuple[Phrase, ...]
    wrong: tuple[Phrase, ...]

    def without(self, text: str) -> "PointMatter":
        """The same without this wording: how it would look if nobody had thought of it."""
        right = tuple(each for each in self.right if each.text != text)
        wrong = tuple(each for each in self.wrong if each.text != text)
        return PointMatter(self.id, self.says, right, wrong)


@dataclass(frozen=True, slots=True)
class QuestionMatter:
    """A question taken in: its own words and its points."""

    asks: Phrase
    points: tuple[PointMatter, ...]
    rarity: dict[str, float]

    @classmethod
    def of(cls, question: QuizQuestion, encoder: Encoding) -> "QuestionMatter":
        points = tuple(_matter(point, encoder) for point in question.points)
        asks = phrase(parse(question.asks)[:], question.asks, encoder)
        return cls(asks, points, _rarity(points))

    def without(self, text: str) -> "QuestionMatter":
        return QuestionMatter(
            self.asks, tuple(point.without(text) for point in self.points), self.rarity
        )


def _matter(point: QuizPoint, encoder: Encoding) -> PointMatter:
    def taken(texts: Sequence[str]) -> tuple[Phrase, ...]:
        return tuple(phrase(parse(text)[:], text, encoder) for text in texts)

    (says,) = taken([point.says])
    return PointMatter(point.id, says, (*taken(point.wordings), says), taken(point.wrong))


def _rarity(points: Sequence[PointMatter]) -> dict[str, float]:
    """How much a lemma tells about which point is meant: less, the more wordings hold it."""
    every = [each for point in points for each in (*point.right, *point.wrong)]
    counts: dict[str, int] = {}
    for each in every:
        for lemma in each.lemmas:
            counts[lemma] = counts.get(lemma, 0) + 1
    return {lemma: float(np.log(1 + len(every) / count)) for lemma, count in counts.items()}


def phrase(words: Span, text: str, encoder: Encoding) -> Phrase:
    """Take in a stretch of parsed words."""
    alone = [t for t in words if t.is_alpha or t.like_num]
    heavy = frozenset(t.lemma_.lower() for t in alone if not t.is_stop or t.lower_ in _YES_NO)
    return Phrase(
        text=text,
        vector=encoder.encode(text),
        lemmas=heavy or frozenset(t.lemma_.lower() for t in alone),
        forms=forms(words),
        negated=negations(words) % 2 == 1,
        length=len(alone),
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer with its units taken in, and the one phrase that stands for all of it."""

    answer: Answer
    phrases: tuple[Phrase, ...]
    whole: Phrase

    @classmethod
    def of(cls, text: str, question: QuizQuestion, encoder: Encoding) -> "Taken":
        answer = take_apart(text, question.takes_list)
        phrases = tuple(phrase(unit.words, unit.text, encoder) for unit in answer.units)
        return cls(answer, phrases, phrase(answer.doc[:], text, encoder))


def rows(taken: Taken, matter: QuestionMatter, point: int) -> NDArray[np.float32]:
    """One row a unit, one column a feature, for one point of the question."""
    mine = matter.points[point]
    others = tuple(
        each
        for place, other in enumerate(matter.points)
        if place != point
        for each in (*other.right, *other.wrong)
    )
    whole = (_best(taken.whole, mine.right), _best(taken.whole, mine.wrong))
    found = [
        _row(unit, said, mine, others, matter, whole)
        for unit, said in zip(taken.answer.units, taken.phrases, strict=True)
    ]
    return np.array(found, np.float32).reshape(len(found), len(FORMS))


def nearness(taken: Taken, matter: QuestionMatter) -> float:
    """How close any unit comes to any wording, right or wrong, 0–1."""
    every = [each for point in matter.points for each in (*point.right, *point.wrong)]
    return max((_best(said, every) for said in taken.phrases), default=0.0)


def _row(
    unit: Unit,
    said: Phrase,
    mine: PointMatter,
    others: Sequence[Phrase],
    matter: QuestionMatter,
    whole: tuple[float, float],
) -> list[float]:
    right, wrong = _near(said, mine.right), _near(said, mine.wrong)
    best_right, best_wrong = _nearest(said, mine.right), _nearest(said, mine.wrong)
    other = _best(said, others) if others else 0.0
    asked = float(said.vector @ matter.asks.vector)
    right_words = max((_shared(said, each, matter) for each in mine.right), default=0.0)
    wrong_words = max((_shared(said, each, matter) for each in mine.wrong), default=0.0)
    unlike_right = float(best_right is not None and said.negated != best_right.negated)
    unlike_wrong = float(best_wrong is not None and said.negated != best_wrong.negated)
    against_right = _against(said, best_right)
    against_wrong = _against(said, best_wrong)
    return [
        right[0],
        right[1],
        wrong[0],
        wrong[1],
        right[0] - wrong[0],
        right[0] - other,
        wrong[0] - other,
        asked,
        right[0] - asked,
        float(said.vector @ mine.says.vector),
        right_words,
        wrong_words,
        right_words - wrong_words,
        _part(said, mine.right),
        _part(said, mine.wrong),
        _part(said, (matter.asks,)),
        float(said.negated),
        unlike_right,
        unlike_wrong,
        unlike_right * right[0],
        unlike_wrong * wrong[0],
        against_right,
        against_wrong,
        against_right - against_wrong,
        *_votes(said, mine, others),
        whole[0],
        whole[1],
        float(said.length <= 1),
        float(_is_one(said, mine.right)),
        float(_is_one(said, mine.wrong)),
        log1p(said.length),
        float(unit.size == 0),
        float(unit.size == 3),
    ]


def _near(said: Phrase, phrases: Sequence[Phrase]) -> tuple[float, float]:
    """The closest one, and the mean of the closest few."""
    found = sorted((float(said.vector @ each.vector) for each in phrases), reverse=True)
    return (found[0], float(np.mean(found[:_NEAREST]))) if found else (0.0, 0.0)


def _nearest(said: Phrase, phrases: Sequence[Phrase]) -> Phrase | None:
    return max(phrases, key=lambda each: float(said.vector @ each.vector), default=None)


def _votes(said: Phrase, mine: PointMatter, others: Sequence[Phrase]) -> tuple[float, float]:
    """Of the question's phrases that come closest, the share that says this point, and the share
    that gets it wrong."""
    found = sorted(
        (
            (float(said.vector @ each.vector), kind)
            for kind, phrases in enumerate((mine.right, mine.wrong, others))
            for each in phrases
        ),
        reverse=True,
    )[:_VOTERS]
    kinds = [kind for _, kind in found]
    return kinds.count(0) / _VOTERS, kinds.count(1) / _VOTERS


def _best(said: Phrase, phrases: Sequence[Phrase]) -> float:
    return max((float(said.vector @ each.vector) for each in phrases), default=0.0)


def _shared(said: Phrase, other: Phrase, matter: QuestionMatter) -> float:
    """The words that both hold, by their weight, as a share of both (Dice)."""

    def weight(lemmas: frozenset[str]) -> float:
        return sum(matter.rarity.get(lemma, 3.0) for lemma in lemmas)

    total = weight(said.lemmas) + weight(other.lemmas)
    return 2 * weight(said.lemmas & other.lemmas) / total if total else 0.0


def _part(said: Phrase, phrases: Sequence[Phrase]) -> float:
    """The share of the words that any of the phrases holds."""
    known = frozenset(lemma for each in phrases for lemma in each.lemmas)
    return len(said.lemmas & known) / len(said.lemmas) if said.lemmas else 0.0


def _against(said: Phrase, other: Phrase | None) -> float:
    return log1p(opposed(said.forms, other.forms)) if other else 0.0


def _is_one(said: Phrase, phrases: Sequence[Phrase]) -> bool:
    return any(said.text.lower() == each.text.lower() for each in phrases)
