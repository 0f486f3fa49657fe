"""The form of a clause, seen in its reply: mood, question, person, time, figures, contrast."""

from dataclasses import dataclass, fields
from math import log1p

from spacy.tokens import Span, Token

from coaching.nlp.asking import asking
from coaching.nlp.clauses import Clause, Reading
from coaching.nlp.wording import (
    ABSOLUTES,
    CONTRASTS,
    HEDGES,
    REMAINDER,
    content_lemmas,
    counts_figures,
    counts_names,
    names_money,
    names_percent,
    names_time,
)

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_FIRST = frozenset({"i", "we", "us", "me"})
_PRONOUNS = frozenset({"PRP", "WP", "EX"})
_IFS = frozenset({"if", "unless", "once"})
_REASONS = frozenset({"because", "since", "so", "which"})
_OUGHT = frozenset({"should", "must", "need", "have", "ought"})


@dataclass(frozen=True, slots=True)
class Shape:
    """The structure of one clause as numbers; truths are 0 or 1.

    The last block looks beyond the clause. Rules use it; the classifier does not, because its
    examples are short and real replies are long.
    """

    question_mark: float
    direct_question: float
    indirect_question: float
    bids_to_tell: float
    open_stem: float
    single_fact: float
    polar: float
    options: float
    negative_question: float
    imperative: float
    first_subject: float
    first_plural: float
    second_subject: float
    third_subject: float
    our_subject: float
    second_person: float
    let_us: float
    will: float
    can: float
    would: float
    ought: float
    you_ought: float
    past: float
    perfect: float
    negation: float
    conditional: float
    reason: float
    hedges: float
    absolutes: float
    superlative: float
    comparative: float
    remainder: float
    time: float
    figures: float
    percent: float
    money: float
    names: float
    listed: float
    adjectives: float
    exclaims: float
    contrast_inside: float
    no_verb: float
    length: float
    overlap: float
    share_of_buyer: float

    contrast_first: float
    place: float
    is_first: float
    is_last: float
    asked_before: float

    @property
    def asks(self) -> bool:
        """A question in any form."""
        formed = self.direct_question or self.indirect_question or self.bids_to_tell
        return bool(self.question_mark or formed)

    @property
    def commits(self) -> bool:
        """The speaker says what they will, could or propose to do."""
        return bool((self.first_subject and (self.will or self.can)) or self.let_us)


_IN_CONTEXT = 5
LOCAL = tuple(field.name for field in fields(Shape))[:-_IN_CONTEXT]
"""The names of the features that the classifier sees, in order."""


def local_values(shape: Shape) -> list[float]:
    return [float(getattr(shape, name)) for name in LOCAL]


def shapes(reading: Reading, buyer: Span) -> tuple[Shape, ...]:
    """The shape of every clause of a reply to the buyer's parsed line."""
    asked = False
    found: list[Shape] = []
    for place, clause in enumerate(reading.clauses):
        shape = _shape(clause, buyer, place, len(reading.clauses), asked)
        asked = asked or shape.asks
        found.append(shape)
    return tuple(found)


def _shape(clause: Clause, buyer: Span, place: int, count: int, asked: bool) -> Shape:
    values: dict[str, float] = {}
    for part in (
        _question(clause.words),
        _person(clause.words),
        _mood(clause.words),
        _weight(clause.words),
        _substance(clause.words, buyer),
    ):
        values.update({name: float(value) for name, value in part.items()})
    opening = next((t.lower_ for t in clause.words if t.is_alpha), "")
    return Shape(
        **values,
        contrast_first=float(opening in CONTRASTS),
        place=place / count,
        is_first=float(place == 0),
        is_last=float(place == count - 1),
        asked_before=float(asked),
    )


def _question(words: Span) -> dict[str, float]:
    form = asking(words)
    return {
        "question_mark": form.mark,
        "direct_question": form.direct,
        "indirect_question": form.indirect,
        "bids_to_tell": form.telling,
        "open_stem": form.open_stem,
        "single_fact": form.single_fact,
        "polar": form.polar,
        "options": form.options,
        "negative_question": form.negative,
    }


def _person(words: Span) -> dict[str, float]:
    subjects = [t for t in words if t.dep_ in _SUBJECTS]
    lows = {t.lower_ for t in subjects}
    ought = [t for t in words if t.lower_ in _OUGHT and t.pos_ in ("AUX", "VERB")]
    return {
        "imperative": _is_imperative(words),
        "first_subject": bool(lows & _FIRST),
        "first_plural": "we" in lows,
        "second_subject": "you" in lows,
        "third_subject": any(t.tag_ not in _PRONOUNS or t.lower_ == "they" for t in subjects),
        "our_subject": any(c.lower_ in ("our", "my") for t in subjects for c in t.children),
        "second_person": any(t.lower_ in ("you", "your", "yours") for t in words),
        "let_us": any(t.lemma_ == "let" and t.dep_ in ("ROOT", "conj", "ccomp") for t in words),
        "ought": bool(ought),
        "you_ought": any(_subject_of(t) == "you" for t in ought),
    }


def _subject_of(token: Token) -> str:
    verb = token.head if token.dep_ == "aux" else token
    return next((c.lower_ for c in verb.children if c.dep_ in _SUBJECTS), "")


def _is_imperative(words: Span) -> bool:
    root = words.root
    opening = next((t for t in words if t.is_alpha and t.pos_ not in ("INTJ", "CCONJ")), None)
    is_base = root.tag_ in ("VB", "VBP") and not any(
        c.dep_ in _SUBJECTS or c.dep_ == "aux" for c in root.children
    )
    return is_base and opening is not None and opening.pos_ in ("VERB", "ADV", "AUX")


def _mood(words: Span) -> dict[str, float]:
    lows = {t.lower_ for t in words}
    tags = [t.tag_ for t in words]
    return {
        "will": any(t.lower_ in ("will", "'ll", "ll", "wo", "shall") for t in words)
        or any(t.lower_ == "going" and t.dep_ != "xcomp" for t in words),
        "can": bool(lows & {"can", "could", "ca", "may", "able", "happy"}),
        "would": bool(lows & {"would", "'d"}),
        "past": "VBD" in tags,
        "perfect": any(t.lemma_ == "have" and t.dep_ == "aux" for t in words),
        "negation": any(t.dep_ == "neg" or t.lower_ in ("no", "not", "nothing") for t in words),
        "conditional": any(t.lower_ in _IFS and t.dep_ in ("mark", "advmod") for t in words),
        "reason": any(t.lower_ in _REASONS and t.dep_ in ("mark", "nsubj") for t in words),
        "exclaims": any("!" in t.text for t in words[-2:]),
        "no_verb": not any(t.pos_ in ("VERB", "AUX") for t in words),
    }


def _weight(words: Span) -> dict[str, float]:
    lows = [t.lower_ for t in words]
    return {
        "hedges": sum(low in HEDGES for low in lows),
        "absolutes": sum(low in ABSOLUTES for low in lows),
        "superlative": any(t.tag_ in ("JJS", "RBS") for t in words),
        "comparative": any(t.tag_ in ("JJR", "RBR") for t in words),
        "remainder": any(low in REMAINDER for low in lows),
        "contrast_inside": any(low in CONTRASTS for low in lows[1:]),
        "listed": sum(t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN", "ADJ") for t in words),
        "adjectives": sum(t.pos_ == "ADJ" for t in words),
        "length": log1p(sum(t.is_alpha for t in words)),
    }


def _substance(words: Span, buyer: Span) -> dict[str, float]:
    mine, theirs = content_lemmas(words), content_lemmas(buyer)
    shared = len(mine & theirs)
    known = frozenset(t.lower_ for t in buyer)
    return {
        "time": names_time(words),
        "figures": log1p(counts_figures(words)),
        "percent": names_percent(words),
        "money": names_money(words),
        "names": log1p(counts_names(words, known)),
        "overlap": shared / len(mine) if mine else 0.0,
        "share_of_buyer": shared / len(theirs) if theirs else 0.0,
    }
