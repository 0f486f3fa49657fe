"""What a rep tells of a buyer: from a message to facts, each with the words that say it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coaching.domain.deals.qualification import VAGUE, FoundFact, Understood
from coaching.nlp.answers.features import LETTERS, Message, take_in
from coaching.nlp.answers.model import ANSWERS, AnswerModel, AnswersMissing
from coaching.nlp.clauses import Clause
from coaching.nlp.encoding import Encoding
from coaching.nlp.fitting import Matrix
from encoder import Encoder

_CARRIED = 0.6
"""A fragment beside a found one belongs to it from this share of the threshold on."""

_OPENING = frozenset({"CCONJ", "INTJ", "SCONJ"})


class TrainedAnswers:
    """Understands what a rep tells of a buyer. The same words always give the same."""

    def __init__(self, model: AnswerModel, encoder: Encoding) -> None:
        self._model = model
        self._encoder = encoder

    @classmethod
    def load(cls, folder: Path = ANSWERS) -> "TrainedAnswers":
        """Raises AnswersMissing where nothing was trained, or with another encoder."""
        model, encoder = AnswerModel.load(folder), Encoder.load()
        if model.encoder != encoder.fingerprint:
            raise AnswersMissing(f"{folder} has another encoder: run coaching.nlp.answers.train")
        return cls(model, encoder)

    def understand(self, text: str, asked: str) -> Understood:
        """What a message says about a buyer, in the light of the letter that was asked for."""
        message = take_in(text, asked, self._encoder)
        told = self._model.told(message)
        facts = [
            fact
            for letter in LETTERS
            if (fact := self._fact(text, letter, tuple(self._quotes(message, letter, told))))
        ]
        return Understood(tuple(sorted(facts, key=lambda fact: (fact.start, fact.end))))

    def _fact(self, text: str, letter: str, quotes: tuple[Clause, ...]) -> FoundFact | None:
        """The last word counts, unless it is only vaguer than what was said before."""
        chosen: FoundFact | None = None
        for quote in quotes:
            score = self._model.score(letter, quote, self._encoder)
            if chosen is None or score >= chosen.score or score < VAGUE:
                words = text[quote.start : quote.end]
                chosen = FoundFact(letter, score, words, quote.start, quote.end)
        return chosen

    def _quotes(self, message: Message, letter: str, told: Matrix) -> Iterator[Clause]:
        column = LETTERS.index(letter)
        limit = float(self._model.thresholds[column])
        kept = without_contrasts(message, told, column, limit)
        for stretch in stretches(message, kept, column, limit):
            yield _joined(message, stretch)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring fragments, the last one included."""

    first: int
    last: int


def without_contrasts(message: Message, told: Matrix, column: int, limit: float) -> Matrix:
    """Without "…, not the owner" where something else is found: it only denies another answer."""
    denied = [_denies(fragment) for fragment in message.fragments]
    over = [row.argmax() == column and row[column] >= limit for row in told]
    if not any(found and not no for found, no in zip(over, denied, strict=True)):
        return told
    kept = told.copy()
    kept[np.array(denied), column] = 0
    return kept


def _denies(fragment: Clause) -> bool:
    opening = next((t for t in fragment.words if t.is_alpha), None)
    verbs = any(t.pos_ in ("VERB", "AUX") for t in fragment.words)
    return opening is not None and opening.lower_ == "not" and not verbs


def stretches(message: Message, told: Matrix, column: int, limit: float) -> tuple[Stretch, ...]:
    """Where a letter is told of: the fragments of which it is the likeliest letter and over the
    threshold, with neighbours in the same sentence that are nearly over it."""
    found: list[Stretch] = []
    likeliest = np.flatnonzero(told.argmax(axis=1) == column) if len(told) else ()
    for place in map(int, likeliest):
        over = told[place, column] >= limit
        carried = told[place, column] >= round(_CARRIED * limit, 2) and _beside(
            message, told, place, column, limit
        )
        if not (over or carried):
            continue
        if found and found[-1].last == place - 1 and _one_sentence(message, place - 1, place):
            found[-1] = Stretch(found[-1].first, place)
        else:
            found.append(Stretch(place, place))
    return tuple(found)


def _beside(message: Message, told: Matrix, place: int, column: int, limit: float) -> bool:
    """True if a neighbour in the same sentence is over the threshold."""
    return any(
        0 <= other < len(told)
        and told[other].argmax() == column
        and told[other, column] >= limit
        and _one_sentence(message, min(place, other), max(place, other))
        for other in (place - 1, place + 1)
    )


def _one_sentence(message: Message, first: int, second: int) -> bool:
    a, b = message.fragments[first].words, message.fragments[second].words
    return bool(a[0].sent.start == b[0].sent.start)


def _joined(message: Message, stretch: Stretch) -> Clause:
    """The fragments of a stretch as one quote, without the conjunction before it."""
    head, tail = message.fragments[stretch.first], message.fragments[stretch.last]
    words = head.words.doc[head.words.start : tail.words.end]
    start = head.start
    for token in words:
        if token.idx < start:
            continue
        if token.pos_ not in _OPENING and not token.is_punct and not token.is_space:
            start = token.idx
            break
    start = start if start < tail.end else head.start
    return Clause(message.reading.text[start : tail.end], start, tail.end, words)
