"""From a message to its fragments: stretches so short that each tells of one letter only."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from coaching.nlp.clauses import Clause, Reading
from coaching.nlp.english import parse, word_set
from coaching.nlp.wording import counts_figures, names_time

MOST_FRAGMENTS = 64
"""Fragments of one message that are read; about what 4,000 characters hold."""

_LONGEST = 40
_TRIM = " \n\r\t.,;:!?…-–—\"'()[]{}*•<>/\\|~_\u00a0\u2018\u2019\u201c\u201d\u200b\ufeff"
_BREAKS = frozenset(",;:—–…()") | {"--", "...", "-", "/"}
_LINKS = word_set("and but so or yet plus because cause cos since as while though although")
_RELATIVE = word_set("who which whose where when if until till unless once whether")
_STOPPING = word_set("sorry wait actually correction")
_DATING = word_set("in by on before after until till within at from for with under")
_BOUNDING = word_set("to up over of above about")
_TEMPORAL = frozenset({"before", "after", "until", "till"})
_REACH = 6


def read_fragments(text: str) -> Reading:
    """Cut at punctuation, before conjunctions and relative words, and before a preposition that
    brings a time or a figure ("… by June", "… for 20k"). Linear in the text."""
    doc = parse(text)
    found: list[Clause] = []
    for first, end in _spans(doc):
        fragment = _trimmed(text, doc, first, end)
        if fragment:
            found.append(fragment)
        if len(found) == MOST_FRAGMENTS:
            break
    return Reading(text, doc, tuple(found))


def _trimmed(text: str, doc: Doc, first: int, end: int) -> Clause | None:
    words = doc[first:end]
    start, stop = words.start_char, words.end_char
    while start < stop and text[start] in _TRIM:
        start += 1
    while stop > start and text[stop - 1] in _TRIM:
        stop -= 1
    return Clause(text[start:stop], start, stop, words) if start < stop else None


def _spans(doc: Doc) -> Iterator[tuple[int, int]]:
    cuts = sorted({0, *(token.i for token in doc if _begins(token))})
    for first, end in zip(cuts, [*cuts[1:], len(doc)], strict=True):
        for place in range(first, end, _LONGEST):
            yield place, min(place + _LONGEST, end)


def _begins(token: Token) -> bool:
    """True if a fragment begins with this token."""
    if token.i == 0:
        return False
    before = token.doc[token.i - 1]
    if token.is_sent_start or _breaks(before):
        return not (token.is_punct and not token.is_left_punct)
    low = token.lower_
    if before.lower_ in _STOPPING or (low == "that" and token.dep_ == "mark"):
        return True
    if low in _LINKS or low in _RELATIVE:
        return before.lower_ not in _LINKS
    return low in _DATING and _dates(token)


def _breaks(token: Token) -> bool:
    if token.text in ("-", "/"):
        return bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.text in _BREAKS


def _dates(token: Token) -> bool:
    """A time or a figure soon after the preposition, before any other one."""
    before = token.doc[token.i - 1].lower_
    if before in _DATING or before in _BOUNDING or before in _LINKS:
        return False
    if token.lower_ in _TEMPORAL or (token.lower_ == "by" and token.nbor(-1).tag_ != "VBN"):
        return True
    start = token.i + 1
    last = min(token.i + _REACH, len(token.doc))
    while start < last and token.doc[start].lower_ in _DATING | _BOUNDING:
        start += 1
    end = start
    while end < last and token.doc[end].lower_ not in _DATING and not token.doc[end].is_punct:
        end += 1
    words = token.doc[start:end]
    if not len(words):
        return False
    return names_time(words) or words[0].lower_ == "may" or bool(counts_figures(words))
