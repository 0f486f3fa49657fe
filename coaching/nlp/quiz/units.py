"""The stretches of an answer that may say a point: fragments, clauses, sentences, the whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from coaching.nlp.clauses import read

MOST_UNITS = 90
"""Stretches of one answer that are looked at, in the order of kinds: about 400 words of prose."""

_WHOLE_UP_TO = 45
_SEPARATORS = frozenset({",", "/", "=", "+", "&", ";", ":", "(", ")", "–", "—", "-"})
_LINKS = frozenset({"and", "or", "plus", "nor"})
_TRIM = " \n\r\t.,;:!?…-–—\"'()[]{}*•<>/\\|~_=+&\u00a0\u2018\u2019\u201c\u201d\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Unit:
    """`text` is `answer[start:end]`; `size` is 0 for a fragment, 1 a clause, 2 a sentence, 3 the
    whole answer."""

    text: str
    start: int
    end: int
    words: Span
    size: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, parsed, with its units: each stretch once, as the smallest kind that it is."""

    text: str
    doc: Doc
    units: tuple[Unit, ...]


def take_apart(text: str, word_by_word: bool = False) -> Answer:
    """The answer's units; with `word_by_word` every word of a text that is nothing but content
    words is one, for lists of names."""
    reading = read(text)
    found: dict[tuple[int, int], Unit] = {}
    for words, size in _stretches(reading.doc, tuple(c.words for c in reading.clauses)):
        _keep(found, text, words, size)
    if word_by_word and is_bare(reading.doc):
        for token in reading.doc:
            if token.is_alpha:
                _keep(found, text, reading.doc[token.i : token.i + 1], 0)
    return Answer(text, reading.doc, tuple(found.values())[:MOST_UNITS])


def is_bare(doc: Doc) -> bool:
    """True for content words alone, without any word that only serves grammar."""
    return all(not t.is_stop for t in doc if t.is_alpha)


def _stretches(doc: Doc, clauses: tuple[Span, ...]) -> Iterator[tuple[Span, int]]:
    for clause in clauses:
        yield clause, 1
    for clause in clauses:
        for fragment in _fragments(clause):
            yield fragment, 0
    for sentence in doc.sents:
        yield sentence, 2
    if len(doc) <= _WHOLE_UP_TO:
        yield doc[:], 3


def _keep(found: dict[tuple[int, int], Unit], text: str, words: Span, size: int) -> None:
    start, end = words.start_char, words.end_char
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    if start < end and (start, end) not in found and any(c.isalnum() for c in text[start:end]):
        found[start, end] = Unit(text[start:end], start, end, words, size)


def _fragments(clause: Span) -> Iterator[Span]:
    """What stands between separators and linking words, where there are any."""
    cuts = [t.i for t in clause if t.text in _SEPARATORS or _links(t)]
    if not cuts:
        return
    first = clause.start
    for cut in (*cuts, clause.end):
        if cut > first:
            yield clause.doc[first:cut]
        first = cut + 1


def _links(token: Token) -> bool:
    return token.lower_ in _LINKS
