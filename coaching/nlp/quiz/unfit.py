"""Texts that are no answers: nothing said, the question said again, a pile of key words."""

from spacy.tokens import Doc, Span

from coaching.domain.quiz.judging import Unfit
from coaching.nlp.english import parse
from coaching.nlp.quiz.units import Answer, Unit, is_bare

_PILE = 5
_COPIED_WORDS = 4
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def unfit(answer: Answer, asks: str, takes_list: bool) -> Unfit | None:
    """What keeps a text from being an answer to `asks`, if anything does."""
    if not answer.units:
        return Unfit.NO_WORDS
    if _repeats(answer.doc, parse(asks)):
        return Unfit.COPIED
    if not takes_list and _is_pile(answer.doc):
        return Unfit.WORD_PILE
    return None


def own_units(answer: Answer, asks: str) -> tuple[int, ...]:
    """The places of the units that are not a stretch of the question itself."""
    asked = " ".join(_plain(parse(asks)))
    return tuple(n for n, unit in enumerate(answer.units) if not _is_copied(unit, asked))


def _is_copied(unit: Unit, asked: str) -> bool:
    said = _plain(unit.words)
    return len(said) >= _COPIED_WORDS and f" {' '.join(said)} " in f" {asked} "


def _plain(words: Doc | Span) -> list[str]:
    return [t.lower_ for t in words if t.is_alpha]


def _content(doc: Doc) -> list[str]:
    return [t.lemma_.lower() for t in doc if t.is_alpha and not t.is_stop]


def _repeats(said: Doc, asked: Doc) -> bool:
    """Every content word is the question's, and there are several."""
    mine = _content(said)
    return len(set(mine)) >= _COPIED_WORDS and set(mine) <= set(_content(asked))


def _is_pile(said: Doc) -> bool:
    """Many content words, and nothing that makes a sentence of them."""
    words = [t for t in said if t.is_alpha]
    finite = any(t.tag_ in _FINITE for t in words)
    return is_bare(said) and not finite and len(words) >= _PILE
