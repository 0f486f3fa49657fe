"""From a reply to its clauses, each with its exact place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from coaching.nlp.english import parse, word_set

MOST_CLAUSES = 48
"""Clauses of one reply that are heard; about what 4,000 characters of prose hold."""

MOST_TOKENS = 60
"""A longer clause is cut here: the encoder would not read to its end."""

_SOON = 8
_TRIM = " \n\r\t.,;:!?…-–—\"'()[]{}*•<>/\\|~_\u00a0\u2018\u2019\u201c\u201d\u200b\ufeff"
_BREAKS = frozenset({";", "—", "–", "--", "...", "…", "•"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_CONTRASTS = frozenset({"but", "yet", "however", "though", "although"})
_LOOSE = frozenset({"npadvmod", "intj", "dep", "amod", "acomp", "appos", "advmod", "advcl"})
_TIME_WORDS = word_set(
    "today tomorrow tonight week month quarter year day morning afternoon evening monday "
    "tuesday wednesday thursday friday saturday sunday time moment"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a reply. `text` is `reply[start:end]` without surrounding punctuation;
    `words` are its tokens, closing punctuation included."""

    text: str
    start: int
    end: int
    words: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A reply with its parse and its clauses, in order and without overlap."""

    text: str
    doc: Doc
    clauses: tuple[Clause, ...]


def read(text: str) -> Reading:
    """Split a reply into sentences, coordinated main clauses, contrasts and loose openings
    ("Fair point, …"). Takes time linear in the text; see LONGEST and MOST_CLAUSES for its caps."""
    doc = parse(text)
    clauses: list[Clause] = []
    for sentence in doc.sents:
        for first, end in _spans(doc, sentence):
            clause = _clause(text, doc, first, end)
            if clause:
                clauses.append(clause)
        if len(clauses) >= MOST_CLAUSES:
            break
    return Reading(text, doc, tuple(clauses[:MOST_CLAUSES]))


def _clause(text: str, doc: Doc, first: int, end: int) -> Clause | None:
    words = doc[first:end]
    start, stop = words.start_char, words.end_char
    while start < stop and text[start] in _TRIM:
        start += 1
    while stop > start and text[stop - 1] in _TRIM:
        stop -= 1
    return Clause(text[start:stop], start, stop, words) if start < stop else None


def _spans(doc: Doc, sentence: Span) -> Iterator[tuple[int, int]]:
    cuts = sorted(_cuts(doc, sentence) | {sentence.start})
    ends = [*cuts[1:], sentence.end]
    merged: list[tuple[int, int]] = []
    for first, end in zip(cuts, ends, strict=True):
        if merged and (_is_scrap(doc, *merged[-1]) or _belongs_to_last(doc, first, end)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((first, end))
    for first, end in merged:
        for place in range(first, end, MOST_TOKENS):
            yield place, min(place + MOST_TOKENS, end)


def _cuts(doc: Doc, sentence: Span) -> set[int]:
    """The token places where a clause begins."""
    cuts: set[int] = set()
    heads = [sentence.root]
    while heads:
        head = heads.pop()
        loose = _loose_opening(doc, head)
        if loose is not None:
            cuts.add(loose)
        for child in head.children:
            if _stands_alone(child, head):
                heads.append(child)
                cuts.add(_with_conjunction(doc, child.left_edge.i, sentence.start))
                if child.right_edge.i + 1 < sentence.end:
                    cuts.add(child.right_edge.i + 1)
    cuts.update(_punctuated(doc, sentence))
    return {_past_closing(doc, cut, sentence.end) for cut in cuts} - {sentence.end}


def _stands_alone(child: Token, head: Token) -> bool:
    """True if the child heads a clause of its own, not one that completes its head's."""
    if child.dep_ == "conj":
        return _has_subject(child) or _follows_contrast(child)
    if child.dep_ == "advcl":
        return child.i > head.i and any(
            c.dep_ == "mark" and c.lower_ in _CONTRASTS for c in child.children
        )
    if child.dep_ not in ("ccomp", "parataxis", "dep"):
        return False
    if any(c.dep_ == "mark" for c in child.children):
        return False
    if child.i < head.i:
        return _has_punctuation_after(child) or (_has_subject(child) and _has_subject(head))
    if not _has_subject(child):
        return False
    return asks_directly(child) or _has_punctuation_before(child) or _is_bare(head)


def asks_directly(verb: Token) -> bool:
    """True if the auxiliary, or the verb "be", stands before the subject."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None:
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    lead = helpers[0] if helpers else verb if verb.lemma_ == "be" else None
    return lead is not None and lead.i < subject.i


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _is_bare(head: Token) -> bool:
    """ "Understood I will not call": a head that neither has a subject nor is an imperative."""
    return not _has_subject(head) and head.tag_ in ("VBD", "VBN", "JJ", "UH", "NN")


def _follows_contrast(child: Token) -> bool:
    return any(
        c.dep_ == "cc" and c.lower_ in _CONTRASTS and c.i < child.i for c in child.head.children
    ) and child.pos_ in ("VERB", "AUX")


def _has_punctuation_before(child: Token) -> bool:
    edge = child.left_edge.i
    return edge > 0 and child.doc[edge - 1].is_punct


def _has_punctuation_after(child: Token) -> bool:
    edge = child.right_edge.i
    return edge + 1 < len(child.doc) and child.doc[edge + 1].is_punct


def _with_conjunction(doc: Doc, place: int, lowest: int) -> int:
    """The conjunction before a clause ("but our tool …") belongs to it."""
    while place > lowest and doc[place - 1].dep_ == "cc":
        place -= 1
    return place


def _past_closing(doc: Doc, place: int, highest: int) -> int:
    """Punctuation that closes a clause stays with it."""
    while place < highest and doc[place].is_punct and not doc[place].is_left_punct:
        place += 1
    return place


def _loose_opening(doc: Doc, head: Token) -> int | None:
    """Where the clause proper begins after "Fair point, …" or "Makes sense, …"."""
    start = head.left_edge.i
    comma = next((t.i for t in doc[start : head.i] if t.text == ","), None)
    if comma is None or comma - start < 2:
        return None
    opening = doc[start:comma]
    top = opening.root
    if top.dep_ not in _LOOSE or (top.dep_ == "advcl" and top.pos_ != "ADJ"):
        return None
    if top.pos_ == "ADP" or any(t.lower_ in _TIME_WORDS for t in opening):
        return None
    return comma + 1


def _punctuated(doc: Doc, sentence: Span) -> Iterator[int]:
    """Cuts after strong punctuation inside a sentence."""
    for token in sentence[:-1]:
        spaced = token.i > 0 and doc[token.i - 1].whitespace_ and token.whitespace_
        strong = token.text in _BREAKS or (token.text == "-" and spaced)
        if strong or (token.text == ":" and _speaks_on(doc, token.i + 1, sentence.end)):
            yield token.i + 1


def _speaks_on(doc: Doc, first: int, end: int) -> bool:
    """A subject soon after the colon: a clause follows, not a list."""
    return any(t.dep_ in _SUBJECTS for t in doc[first : min(first + _SOON, end)])


def _is_scrap(doc: Doc, first: int, end: int) -> bool:
    """Fewer than two words: "So", "Okay,"."""
    return sum(any(c.isalnum() for c in t.text) for t in doc[first:end]) < 2


def _belongs_to_last(doc: Doc, first: int, end: int) -> bool:
    """A scrap at the end of a sentence, or a question tag ("isn't it?")."""
    words = [t for t in doc[first:end] if not t.is_punct and not t.is_space]
    if len(words) < 2:
        return True
    return len(words) <= 3 and words[0].pos_ == "AUX" and words[-1].pos_ == "PRON"
