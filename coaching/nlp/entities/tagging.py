"""From tagged tokens to companies, people and roles with exact places."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from coaching.domain.entities import Entity, EntityKind, RoleWords
from coaching.domain.ordinary import is_ordinary
from coaching.nlp.entities.features import token_features
from coaching.nlp.entities.gazetteer import INSIDE, OPENS, fold, given_names, places, role_marks
from coaching.nlp.entities.model import OTHER, TAGS, TaggerModel
from coaching.nlp.fitting import Matrix

ARTICLES = frozenset({"the", "their", "his", "her", "its", "our", "my", "your", "a", "an", "this"})
_BRIDGES = frozenset(
    {"of", "&", "and", "-", "/", ".", "'", "'s", "de", "van", "von", "da", "del", "la"}
)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "señor"})
_JOB = 0.4
_DOUBT, _CLEAR = 0.85, 0.9
_NAMES = (EntityKind.COMPANY, EntityKind.PERSON)
_O = TAGS.index(OTHER)
_EDGES = ".,;:!?()[]{}\"'“”‘’-–—*_~ \n\t"


def tagged(doc: Doc, text: str, model: TaggerModel, roles: RoleWords) -> tuple[Entity, ...]:
    """Companies, people and roles of a parsed text, in order. `text` has the same length as the
    document's own, and the words are taken from it."""
    if not len(doc):
        return ()
    likely = model.probabilities(token_features(doc, roles))
    best = [TAGS[int(row.argmax())] for row in likely]
    _settle_names(doc, best, likely)
    _take_whole_jobs(best, likely, role_marks(doc, roles))
    return tuple(_spans(doc, text, _bridged(doc, best), likely))


def _settle_names(doc: Doc, tags: list[str], likely: Matrix) -> None:
    """Neighbouring words of one name are of one kind; a given name that is no everyday word is a
    person unless the sentence says clearly otherwise; everyday words and places alone are none."""
    for place, token in enumerate(doc):
        if tags[place] in _NAMES or likely[place, _O] < _DOUBT:
            tags[place] = _by_lists(token, tags[place], likely[place])
    place = 0
    while place < len(tags):
        end = place + 1
        while end < len(tags) and _goes_on(doc, tags, end):
            end += 1
        inside = [n for n in range(place, end) if tags[n] in _NAMES]
        if inside and len(inside) > 1:
            sums = likely[inside].sum(axis=0)
            kind = max(_NAMES, key=lambda name: float(sums[TAGS.index(name)]))
            for each in range(inside[0], inside[-1] + 1):
                tags[each] = kind
        place = end
    for place, token in enumerate(doc):
        alone = all(
            not 0 <= n < len(tags) or tags[n] != tags[place] for n in (place - 1, place + 1)
        )
        if tags[place] in _NAMES and alone and _is_no_name(token):
            tags[place] = OTHER


def _goes_on(doc: Doc, tags: list[str], place: int) -> bool:
    """The name goes on here: with a further word of it, or with a hyphen or "&" inside it."""
    if tags[place - 1] in _NAMES and tags[place] in _NAMES:
        return True
    glued = doc[place].text in ("-", "&") and not (
        doc[place].text == "-" and doc[place].whitespace_
    )
    if glued and tags[place - 1] in _NAMES and place + 1 < len(tags):
        return bool(tags[place + 1] in _NAMES)
    joined = place > 1 and doc[place - 1].text in ("-", "&")
    return bool(joined and tags[place] in _NAMES)


def _by_lists(token: Token, tag: str, likely: NDArray[np.float32]) -> str:
    low = fold(token.text)
    given = low in given_names() and not is_ordinary(low) and low not in places()
    if not given or token.dep_ == "compound" or likely[TAGS.index(EntityKind.COMPANY)] >= _CLEAR:
        return tag
    return EntityKind.PERSON


def _is_no_name(token: Token) -> bool:
    low = token.lower_.rstrip(".")
    if len(low) < 2 or low in places():
        return True
    small = token.text[:1].islower() or token.is_sent_start
    return bool(small and (is_ordinary(low) or is_ordinary(token.lemma_.lower())))


def _take_whole_jobs(tags: list[str], likely: Matrix, marks: tuple[str, ...]) -> None:
    """A job that is one by its words is taken whole or not at all."""
    column, place = TAGS.index(EntityKind.ROLE), 0
    while place < len(tags):
        if marks[place] != OPENS:
            place += 1
            continue
        end = place + 1
        while end < len(tags) and marks[end] == INSIDE:
            end += 1
        sure = float(likely[place:end, column].max())
        for inside in range(place, end):
            if sure >= _JOB:
                tags[inside] = EntityKind.ROLE
            elif tags[inside] == EntityKind.ROLE:
                tags[inside] = OTHER
        place = end


def _bridged(doc: Doc, tags: list[str]) -> list[str]:
    """Between two tokens of one kind "of", "&" and hyphens belong to it."""
    found = list(tags)
    for place in range(1, len(doc) - 1):
        before, after = found[place - 1], tags[place + 1]
        joined = doc[place].lower_ in _BRIDGES and doc[place].lower_ != "and"
        if found[place] == OTHER and before == after != OTHER and joined:
            found[place] = before
    return found


def _spans(doc: Doc, text: str, tags: list[str], likely: Matrix) -> Iterator[Entity]:
    place = 0
    while place < len(doc):
        end = place + 1
        while end < len(doc) and tags[end] == tags[place] and not _parts(doc, end, tags[place]):
            end += 1
        if tags[place] != OTHER:
            kind = EntityKind(tags[place])
            sure = float(likely[place:end, TAGS.index(kind)].mean())
            found = _entity(doc[place:end], text, kind, sure)
            if found:
                yield found
        place = end


def _parts(doc: Doc, place: int, kind: str) -> bool:
    """A comma, a full stop or a new sentence ends what is named."""
    token, before = doc[place], doc[place - 1]
    if kind == EntityKind.PERSON and before.text.endswith("."):
        return False
    return token.is_sent_start or before.text in (",", ";", ":", "(", ")", "!", "?", "/", "+")


def _entity(words: Span, text: str, kind: EntityKind, sure: float) -> Entity | None:
    start, end = words.start_char, words.end_char
    first = 0
    while first < len(words) - 1 and words[first].lower_ in ARTICLES:
        first += 1
    start = words[first].idx
    if words[-1].lower_ in ("'s", "’s") and len(words) > 1:
        end = words[-1].idx
    start -= _title_before(words, first) if kind is EntityKind.PERSON else 0
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if start >= end or not any(c.isalpha() for c in text[start:end]):
        return None
    return Entity(kind, start, end, text[start:end], round(sure, 2))


def _title_before(words: Span, first: int) -> int:
    """How many code points before the name a title begins that was left out."""
    place = words[first].i - 1
    if place >= 0 and words.doc[place].text == "." and place > 0:
        place -= 1
    if place < 0 or words.doc[place].lower_.rstrip(".") not in _TITLES:
        return 0
    return int(words[first].idx - words.doc[place].idx)
