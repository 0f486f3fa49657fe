"""What the tagger sees of each token: the word, its form, its neighbours, its place in the sentence
and what lists say about it."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from coaching.domain.entities import RoleWords
from coaching.domain.ordinary import is_ordinary
from coaching.nlp.english import word_set
from coaching.nlp.entities.gazetteer import hints, role_marks, shape

_LEGAL = word_set(
    "gmbh ag ltd limited inc corp llc llp plc sa sas sarl srl spa bv nv oy ab kg se pty pvt co"
)
_TITLES = word_set("mr mrs ms miss dr prof sir madam herr frau monsieur madame señor señora")

Features = frozenset[str]


def token_features(
    doc: Doc, roles: RoleWords, blind: frozenset[int] = frozenset()
) -> tuple[Features, ...]:
    """One set a token. For the places in `blind` no list is asked: in training, so that the tagger
    learns to do without."""
    named = hints([t.text for t in doc])
    jobs = role_marks(doc, roles)
    cased = any(t.text[:1].isupper() for t in doc[1:]) and any(t.is_lower for t in doc)
    flags = [
        _flags(t, *(("", frozenset()) if t.i in blind else (jobs[t.i], named[t.i]))) for t in doc
    ]
    return tuple(frozenset(_of_token(doc, place, flags, cased)) for place in range(len(doc)))


def _flags(token: Token, job: str, on: frozenset[str]) -> tuple[str, ...]:
    low = token.lower_.rstrip(".")
    found = [f"gz:{name}" for name in sorted(on)]
    if on and not is_ordinary(low):
        found.append("gz:odd")
    if job:
        found.append(f"role:{job}")
    if low in _LEGAL:
        found.append("legal")
    if low in _TITLES:
        found.append("title")
    if token.is_alpha and not is_ordinary(low) and not is_ordinary(token.lemma_.lower()):
        found.append("rare")
    found.append(f"sh:{shape(token.text)}")
    return tuple(found)


def _of_token(doc: Doc, place: int, flags: Sequence[tuple[str, ...]], cased: bool) -> Iterator[str]:
    token = doc[place]
    low = token.lower_
    yield from flags[place]
    yield from (f"{flag}&{cased}" for flag in flags[place] if flag.startswith("sh:"))
    yield from (f"{flag}&first" for flag in flags[place] if token.is_sent_start)
    yield f"w:{low}"
    yield f"l:{token.lemma_.lower()}"
    yield f"suf:{low[-3:]}"
    yield f"t:{token.tag_}"
    yield f"d:{token.dep_}"
    yield f"h:{token.dep_}:{token.head.lemma_.lower()}"
    yield f"td:{token.tag_}:{token.dep_}"
    rare = "rare" in flags[place]
    for step in (-3, -2, -1, 1, 2, 3):
        other = place + step
        if not 0 <= other < len(doc):
            yield f"{step}:edge"
            continue
        near = doc[other]
        yield f"{step}:w:{near.lower_}"
        if abs(step) < 3:
            yield f"{step}:t:{near.tag_}"
            yield from (f"{step}:{flag}" for flag in flags[other])
            yield f"{step}:w:{near.lower_}&{rare}"
            yield from (
                f"{step}:{flag}&{mine}"
                for flag in flags[other]
                for mine in flags[place]
                if not flag.startswith("sh:") or not mine.startswith("sh:")
            )
    yield from _between(doc, place, rare)


def _between(doc: Doc, place: int, rare: bool) -> Iterator[str]:
    before = doc[place - 1].lower_ if place else "^"
    second = doc[place - 2].lower_ if place > 1 else "^"
    after = doc[place + 1].lower_ if place + 1 < len(doc) else "$"
    yield f"bb:{second}_{before}"
    yield f"ba:{before}_{after}"
    yield f"ba:{before}_{after}&{rare}"
