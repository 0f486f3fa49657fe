"""Which words of a text are words of a company's name, however they are spelt or run together."""

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache

from coaching.domain.ordinary import is_ordinary
from coaching.services.deals.spelling import (
    EXACT_BELOW,
    Word,
    likeness,
    read_words,
    slips_like,
)

LEGAL = frozenset(
    {"ltd", "limited", "gmbh", "ag", "inc", "corp", "corporation", "llc", "llp", "plc", "pty"}
    | {"co", "company", "bv", "nv", "sa", "sas", "sl", "sarl", "srl", "spa", "oy", "ab", "as"}
    | {"kg", "se", "lp", "pvt", "kk", "aps", "doo", "sro"}
)
JOINING = frozenset(
    {"the", "and", "of", "for", "a", "an", "&", "+", "n", "und", "y", "et", "e", "de"}
)
PLACES = frozenset({"uk", "us", "usa", "eu", "emea", "apac", "gb", "de", "uae", "dach"})
_GAP = 2
_REMEMBERED = 4_096

Places = dict[int, dict[int, float]]


@lru_cache(maxsize=_REMEMBERED)
def telling_words(name: str) -> tuple[Word, ...]:
    """The words of a company's name without legal forms and joints; all if none is left."""
    words = read_words(name)
    telling = [w for w in words if w.text not in LEGAL and w.text not in JOINING]
    return tuple({word.text: word for word in telling or words}.values())


def places(company: str, words: Sequence[Word]) -> Places:
    """For every word of the text that is one of the name (by place), which of its telling words it
    is, and how surely."""
    name = telling_words(company)
    at: Places = {}
    for place, word in enumerate(words):
        for number, part in enumerate(name):
            like = likeness(part, word)
            if like:
                at.setdefault(place, {})[number] = like
    _add_split(at, name, words)
    _add_joined(at, company, words)
    _add_initials(at, company, words)
    _add_pairs(at, company, words)
    return at


def _add_split(at: Places, name: Sequence[Word], words: Sequence[Word]) -> None:
    """A word of the name in two: "bright path"."""
    for place, (one, other) in enumerate(itertools.pairwise(words)):
        joined = one.text + other.text
        plain = is_ordinary(one.text) and is_ordinary(other.text)
        for number, part in enumerate(name):
            same = joined in part.forms or (not plain and slips_like(part.text, joined))
            if same and len(joined) > EXACT_BELOW:
                for half in (place, place + 1):
                    at.setdefault(half, {}).setdefault(number, 0.95)


def _add_joined(at: Places, company: str, words: Sequence[Word]) -> None:
    """Words of the name run together: "blueharbour", "stmarys"."""
    name = telling_words(company)
    odd = [
        (place, word.text)
        for place, word in enumerate(words)
        if len(word.text) > EXACT_BELOW
        and not is_ordinary(word.text)
        and not any(likeness(part, word) for part in name)
    ]
    for place, said in odd:
        for form, numbers in _joined_forms(company):
            if slips_like(form, said):
                at.setdefault(place, {}).update(dict.fromkeys(numbers, 0.95))


@lru_cache(maxsize=_REMEMBERED)
def _joined_forms(company: str) -> tuple[tuple[str, range], ...]:
    """Two and three neighbouring words of a name run together, in all their spellings."""
    name = telling_words(company)
    found: dict[str, range] = {}
    for size, first in itertools.product((2, 3), range(len(name))):
        run = name[first : first + size]
        if len(run) == size:
            for each in itertools.product(*(sorted(word.forms) for word in run)):
                found["".join(each)] = range(first, first + size)
    return tuple(found.items())


@lru_cache(maxsize=_REMEMBERED)
def _initials(company: str) -> frozenset[str]:
    every = [word.text[:1] for word in read_words(company)]
    whole = [word[:1] for word in whole_name(company)]
    legal = [word.text[:1] for word in read_words(company) if word.text not in JOINING]
    telling = [word.text[:1] for word in telling_words(company)]
    short = {"".join(letters) for letters in (every, whole, legal, telling)}
    if len(whole) > 1:
        short |= {f"{whole[0]}{joint}{whole[1]}" for joint in ("n", "&")}
    return frozenset(short)


def _add_initials(at: Places, company: str, words: Sequence[Word]) -> None:
    """Three initials or more in one word ("BLS"), two in capitals; and "jnj" for "J & J"."""
    name = telling_words(company)
    short = _initials(company)
    for place, word in enumerate(words):
        long = len(word.text) > 2 or (word.raw.isupper() and len(word.text) == 2)
        plain = is_ordinary(word.text) or word.text in PLACES | LEGAL
        if word.text in short and long and not plain:
            at.setdefault(place, {}).update(dict.fromkeys(range(len(name)), 0.85))


def _add_pairs(at: Places, company: str, words: Sequence[Word]) -> None:
    """ "J&J", "j and j"."""
    name, whole = telling_words(company), whole_name(company)
    wanted = list(itertools.pairwise(whole))
    for place in range(len(words) - 2):
        one, joint, other = (word.text for word in words[place : place + 3])
        pair = next((w for w in wanted if (w[0][0], w[1][0]) == (one, other)), None)
        if joint in ("&", "+", "and", "n") and pair:
            numbers = [number for number, part in enumerate(name) if part.text in pair]
            for step in (place, place + 2):
                at.setdefault(step, {}).update(dict.fromkeys(numbers, 0.9))


@lru_cache(maxsize=_REMEMBERED)
def whole_name(company: str) -> tuple[str, ...]:
    """All words of the name, repeated ones too, without legal forms and joints."""
    words = [w.text for w in read_words(company)]
    return tuple(w for w in words if w not in LEGAL and w not in JOINING) or tuple(words)


def is_said_whole(company: str, words: Sequence[Word], first: int) -> bool:
    """The full name stands there, joints and legal form included: "may & co"."""
    name = read_words(company)
    said = words[first : first + len(name)]
    return len(name) > 1 and [_joint(w) for w in name] == [_joint(w) for w in said]


def _joint(word: Word) -> str:
    return "&" if word.text in ("and", "+", "n", "und", "y", "et") else word.text


def clusters(places: Sequence[int], words: Sequence[Word]) -> Iterator[tuple[int, ...]]:
    """Places beside each other, with joints and legal forms between them."""
    current: list[int] = []
    for place in places:
        between = words[current[-1] + 1 : place] if current else ()
        near = len(between) <= _GAP and all(w.text in JOINING | LEGAL for w in between)
        if current and not near:
            yield tuple(current)
            current = []
        current.append(place)
    if current:
        yield tuple(current)
