"""From a message to the numbers that its fragments and quotes are judged by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span

from coaching.nlp.answers.fragments import read_fragments
from coaching.nlp.answers.wording import DECIDING, OURS, ROLES, THEIRS
from coaching.nlp.clauses import Clause, Reading
from coaching.nlp.encoding import Encoding, Vector
from coaching.nlp.grams import PatternTable, patterns
from coaching.nlp.structure import LOCAL, local_values, shapes

LETTERS = ("authority", "budget", "need", "timing")
"""The letters that are told apart, in the order of the model's columns."""

FORMS = (
    *LOCAL,
    "role",
    "decides",
    "ours",
    "theirs",
    "ours_around",
    "question_around",
    "first",
    "alone",
)
"""The names of the numbers that describe the form of a fragment, in order."""

# How loud each block speaks; found by cross-validation on the examples.
_FRAGMENT = 14.0
_MESSAGE = 3.5
_BEFORE = 3.5
_AFTER = 3.5
_PATTERNS = 8.0
_EDGES = 5.0
_ASKED = 2.6
_BARE = 5.2
_FORM = 1.7
_FORM_ASKED = 1.0
_FORM_BEFORE = 0.7
_QUOTE = 8.0
_QUOTE_PATTERNS = 8.0
_BARE_TOKENS = 6
_FARTHEST = 4.0


@dataclass(frozen=True, slots=True)
class Message:
    """A message in the light of the letter that was asked for, parsed and encoded once."""

    asked: str
    reading: Reading
    vector: Vector
    vectors: tuple[Vector, ...]
    forms: tuple[tuple[float, ...], ...]
    patterns: tuple[frozenset[str], ...]

    @property
    def fragments(self) -> tuple[Clause, ...]:
        return self.reading.clauses


def take_in(text: str, asked: str, encoder: Encoding) -> Message:
    """Parse and encode a message."""
    reading = read_fragments(text)
    return Message(
        asked=asked,
        reading=reading,
        vector=encoder.encode(text.strip()),
        vectors=tuple(encoder.encode(fragment.text) for fragment in reading.clauses),
        forms=_forms(reading),
        patterns=tuple(patterns(fragment.words) for fragment in reading.clauses),
    )


def _forms(reading: Reading) -> tuple[tuple[float, ...], ...]:
    found = shapes(reading, reading.doc[0:0])
    count = len(found)
    return tuple(
        (*local_values(shape), *_own_values(fragment.words, place, count))
        for place, (fragment, shape) in enumerate(zip(reading.clauses, found, strict=True))
    )


def _own_values(words: Span, place: int, count: int) -> tuple[float, ...]:
    around = words.sent
    return (
        float(any(t.lower_ in ROLES for t in words)),
        float(any(t.lemma_.lower() in DECIDING for t in words)),
        float(any(t.lower_ in OURS for t in words)),
        float(any(t.lower_ in THEIRS for t in words)),
        float(any(t.lower_ in OURS for t in around)),
        float(any("?" in t.text for t in around)),
        float(place == 0),
        float(count == 1),
    )


@dataclass(frozen=True, slots=True)
class AnswerScale:
    """What was learnt about the features: mean and spread of the forms, and the patterns."""

    mean: Vector
    spread: Vector
    table: PatternTable

    @classmethod
    def learn(cls, messages: Sequence[Message]) -> "AnswerScale":
        values = np.array([form for message in messages for form in message.forms])
        return cls(
            mean=values.mean(axis=0).astype(np.float32),
            spread=(values.std(axis=0) + 1e-6).astype(np.float32),
            table=PatternTable.learn(found for one in messages for found in one.patterns),
        )

    def rows(self, message: Message) -> NDArray[np.float32]:
        """What tells which letters a fragment is about: one row a fragment."""
        places = range(len(message.fragments))
        return np.array([self._row(message, place) for place in places], np.float32)

    def quote_row(self, letter: str, words: Clause, encoder: Encoding) -> Vector:
        """What tells how specific a quote is: the same numbers once for all letters and once for
        its own, so that the letters learn from one another."""
        form = self._form(_forms(Reading("", words.words.doc, (words,)))[0])
        told = np.concatenate([encoder.encode(words.text) * _QUOTE, form])
        own = np.concatenate([told if letter == each else 0 * told for each in LETTERS])
        found = self.table.vector(patterns(words.words)) * _QUOTE_PATTERNS
        is_letter = np.array([letter == each for each in LETTERS], np.float32)
        result: Vector = np.concatenate([told, own, found, is_letter]).astype(np.float32)
        return result

    def _row(self, message: Message, place: int) -> Vector:
        nothing = np.zeros_like(message.vector)
        last = len(message.fragments) - 1
        asked = np.array([message.asked == letter for letter in LETTERS], np.float32)
        bare = float(len(message.reading.doc) <= _BARE_TOKENS)
        form = self._form(message.forms[place])
        before = self._form(message.forms[place - 1]) if place else np.zeros_like(form)
        return np.concatenate(
            [
                message.vectors[place] * _FRAGMENT,
                message.vector * _MESSAGE,
                (message.vectors[place - 1] if place else nothing) * _BEFORE,
                (message.vectors[place + 1] if place < last else nothing) * _AFTER,
                asked * _ASKED,
                asked * bare * _BARE,
                form * _FORM,
                np.outer(asked, form).ravel() * _FORM_ASKED,
                before * _FORM_BEFORE,
                self.table.vector(message.patterns[place]) * _PATTERNS,
                self.table.vector(message.patterns[place - 1] if place else frozenset()) * _EDGES,
            ]
        )

    def _form(self, values: Iterable[float]) -> Vector:
        scaled = (np.array(tuple(values), np.float32) - self.mean) / self.spread
        result: Vector = np.clip(scaled, -_FARTHEST, _FARTHEST)
        return result
