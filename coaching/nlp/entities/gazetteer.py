"""Lists that hint at names and jobs: given names and surnames of many countries, and the words of
`playbook/roles.yml`. They only hint: what a word is, the tagger decides from its sentence too."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

from coaching.domain.entities import RoleWords

_HERE = Path(__file__).parent
_ODD = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ı": "i", "ß": "ss"})
_LINKS = frozenset({"of", "for", "and", "&", "-", "/"})
_LONGEST = 6

INSIDE, OPENS = "in", "opens"


def fold(word: str) -> str:
    """Small letters without accents."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_ODD))
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def given_names() -> frozenset[str]:
    return _read("given_names.txt")


@cache
def surnames() -> frozenset[str]:
    return _read("surnames.txt")


@cache
def places() -> frozenset[str]:
    """Countries, cities, languages, days, months, and abbreviations of the trade: capitalised, but
    neither people nor companies."""
    return _read("places.txt")


def _read(name: str) -> frozenset[str]:
    return frozenset((_HERE / name).read_text(encoding="utf-8").split())


def role_marks(doc: Doc, roles: RoleWords) -> tuple[str, ...]:
    """For every token whether it can be part of a job by the words alone: `opens`, `in` or ""."""
    marks = [""] * len(doc)
    place = 0
    while place < len(doc):
        end = _role_end(doc, place, roles)
        for inside in range(place, end):
            marks[inside] = INSIDE if inside > place else OPENS
        place = max(end, place + 1)
    return tuple(marks)


def _role_end(doc: Doc, start: int, roles: RoleWords) -> int:
    """Areas, then a head or title, then perhaps "of" with areas; `start` where none begins."""
    place = start
    while place < len(doc) and place - start < _LONGEST and _in_area(doc, place, roles):
        place += 1
    for head in range(min(place, len(doc) - 1), start - 1, -1):
        if _is(doc[head], roles.heads | roles.titles | roles.bodies):
            return _with_tail(doc, head + 1, roles)
    if _is(doc[start], roles.departments):
        return place if all(not _is_link(t) for t in doc[place - 1 : place]) else place - 1
    return start


def _in_area(doc: Doc, place: int, roles: RoleWords) -> bool:
    token = doc[place]
    return _is(token, roles.areas) or _is_link(token)


def _with_tail(doc: Doc, place: int, roles: RoleWords) -> int:
    """ "of group IT", "for the Nordics" only where areas follow; "manager operations" too."""
    end = place
    follow = end
    if follow < len(doc) and doc[follow].lower_ in ("of", "for", "-", "/", "&"):
        follow += 1
    while follow < len(doc) and follow - place < _LONGEST:
        if _is(doc[follow], roles.areas | roles.heads):
            end = follow + 1
        elif not _is_link(doc[follow]) and doc[follow].lower_ != "the":
            break
        follow += 1
    return end


def _is_link(token: Token) -> bool:
    return token.lower_ in _LINKS


def _is(token: Token, words: frozenset[str]) -> bool:
    low = token.lower_.rstrip(".")
    if low in words:
        return True
    return len(low) > 4 and low.endswith("s") and low[:-1] in words


def shape(word: str) -> str:
    """ "Xx" for Name, "X" for IBM, "x" for small letters, "d" for figures."""
    if any(c.isdigit() for c in word):
        return "d"
    if not any(c.isalpha() for c in word):
        return "." if len(word) == 1 else ".."
    if word.isupper():
        return "X" if len(word) > 1 else "X1"
    if word[:1].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "x" if word.islower() else "xX"


def hints(words: Sequence[str]) -> tuple[frozenset[str], ...]:
    """For every word the name lists that it is on."""
    found = []
    for word in words:
        plain = fold(word)
        on = {"given"} if plain in given_names() else set()
        found.append(frozenset(on | ({"sur"} if plain in surnames() else set())))
    return tuple(found)
