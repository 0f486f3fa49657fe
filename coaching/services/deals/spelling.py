"""Words as people spell them in company names and messages, made comparable."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from coaching.domain.ordinary import is_ordinary

_TOKEN = re.compile(r"[^\W_]+(?:[.'’´`][^\W_]+)*|[&+]")
_POSSESSIVE = re.compile(r"[’'´`]s$")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa"})
_SAME_WORD = {
    "saint": "st",
    "sankt": "st",
    "brothers": "bros",
    "group": "grp",
    "international": "intl",
    "manufacturing": "mfg",
    "services": "svcs",
    "university": "uni",
    "department": "dept",
    "associates": "assoc",
    "management": "mgmt",
    "technologies": "tech",
    "technology": "tech",
    "centre": "center",
    "mount": "mt",
}
_OUR = re.compile(r"our(?=s?$)")
_RE = re.compile(r"(?<=[tb])re$")
_PLURAL = re.compile(r"(?<=[^s])s$")
EXACT_BELOW = 4
LOOSE_FROM = 8


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded (case, accents, inner apostrophes and "'s" aside), and where it
    stands. `forms` are all its spellings: "müller" is also "mueller"."""

    text: str
    start: int
    end: int
    raw: str
    forms: frozenset[str]


@lru_cache(maxsize=1024)
def read_words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, "&" and "+" among them."""
    return tuple(_word(match) for match in _TOKEN.finditer(text))


def _word(match: re.Match[str]) -> Word:
    raw = match.group()
    bare = _POSSESSIVE.sub("", raw.casefold())
    end = match.start() + len(bare) if len(bare) <= len(raw) else match.end()
    plain = _fold(bare)
    whole = _fold(raw.casefold())
    forms = {plain, _fold(bare.translate(_GERMAN)), _SAME_WORD.get(plain, plain), whole}
    forms |= {_OUR.sub("or", plain), _RE.sub("er", plain)}
    if len(plain) > EXACT_BELOW:
        forms.add(_PLURAL.sub("", plain))
    return Word(plain, match.start(), end, raw, frozenset(forms))


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.replace("ß", "ss"))
    return "".join(c for c in plain if c.isalnum() or c in "&+")


def likeness(part: Word, word: Word) -> float:
    """How surely a word of a text is this word of a name: 1 for the same, 0.9 for a slip, 0.8 for
    an abbreviation, else 0."""
    if part.forms & word.forms:
        return 1.0
    if is_ordinary(word.text) or word.text.isdigit():
        return 0.0
    if slips_like(part.text, word.text):
        return 0.9
    short, long = len(word.text), len(part.text)
    if short >= EXACT_BELOW and long > short + 1 and part.text.startswith(word.text):
        return 0.8
    return 0.0


def slips_like(name: str, said: str) -> bool:
    """True if `said` is `name` with a slip of the finger: one, or two in a long word."""
    shorter = min(len(name), len(said))
    if shorter < EXACT_BELOW or name[:1] != said[:1]:
        return name == said
    most = 2 if shorter >= LOOSE_FROM else 1
    return int(DamerauLevenshtein.distance(name, said, score_cutoff=most)) <= most


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word.text for word in read_words(text)]


def same_word(one: str, other: str) -> bool:
    """Equal but for a slip of the finger."""
    return one == other or slips_like(one, other)
