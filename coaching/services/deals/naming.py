"""Which deal a sentence names, however the company is mangled in it."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz.distance import DamerauLevenshtein

from coaching.domain.deals.deal import Deal, DealState

_WORD = re.compile(r"[\w&+]+")
_LEGAL = frozenset(
    {"ltd", "limited", "gmbh", "ag", "inc", "corp", "corporation", "llc", "llp", "plc"}
    | {"co", "bv", "sa", "sarl", "srl", "oy", "ab"}
)
_JOINING = frozenset({"the", "and", "of", "for", "a", "an", "&", "+"})
_EXACT_BELOW = 4
_LOOSE_FROM = 8


@dataclass(frozen=True, slots=True)
class Named:
    """The deals that a sentence may mean: none, one, or several that fit equally well."""

    deals: tuple[Deal, ...]


def find_named(text: str, deals: Iterable[Deal]) -> Named:
    """The deals whose company the text names. Words of a name count by how few of the deals share
    them; a typo, a joined or split word and a missing legal form do not matter. A deal is meant if
    no other one accounts for more of the text; where several tie, open ones come before closed
    ones, and all that still tie are given, by company."""
    known = list(deals)
    words = _words(text)
    rarity = _rarity(known)
    matches = [(deal, _matched(name_words(deal.company), words)) for deal in known]
    scored = [
        (deal, round(sum(rarity[word] for word in found), 6)) for deal, found in matches if found
    ]
    if not scored:
        return Named(())
    best = max(score for _, score in scored)
    tied = [deal for deal, score in scored if score == best]
    alive = [deal for deal in tied if deal.state is DealState.OPEN] or tied
    return Named(tuple(sorted(alive, key=lambda deal: (deal.company.casefold(), deal.id))))


def name_words(name: str) -> tuple[str, ...]:
    """The telling words of a company's name, folded; all of them if none is telling."""
    words = _words(name)
    telling = [word for word in words if word not in _LEGAL and word not in _JOINING]
    return tuple(dict.fromkeys(telling or words))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[’']s\b", "", plain).replace("&", " & ").replace("+", " + ")
    plain = re.sub(r"(?<=\w)[.'’](?=\w)", "", plain)
    return _WORD.findall(plain)


def _rarity(deals: Sequence[Deal]) -> dict[str, float]:
    holders: dict[str, int] = {}
    for deal in deals:
        for word in name_words(deal.company):
            holders[word] = holders.get(word, 0) + 1
    return {word: 1 + log((1 + len(deals)) / count) for word, count in holders.items()}


def _matched(name: Sequence[str], words: Sequence[str]) -> frozenset[str]:
    """The words of the name that stand in the text. Short words beside the name's first one, such
    as "UK", are shared with too much else to name a company alone."""
    said = [*words, *(a + b for a, b in itertools.pairwise(words))]
    found = {part for part in name if any(_same(part, word) for word in said)}
    for first, second in itertools.pairwise(name):
        if any(_slips(first + second, word) <= 1 for word in words) or _initials(
            first, second, words
        ):
            found |= {first, second}
    telling = name[0] in found or any(len(part) >= _EXACT_BELOW for part in found)
    return frozenset(found) if telling else frozenset()


def _initials(first: str, second: str, words: Sequence[str]) -> bool:
    wanted = (first[0], "&", second[0])
    return any(tuple(words[at : at + 3]) == wanted for at in range(len(words) - 2))


def _same(part: str, word: str) -> bool:
    if part == word:
        return True
    shorter = min(len(part), len(word))
    if shorter < _EXACT_BELOW or part[0] != word[0]:
        return False
    return _slips(part, word) <= (2 if shorter >= _LOOSE_FROM else 1)


def _slips(one: str, other: str) -> int:
    return int(DamerauLevenshtein.distance(one, other, score_cutoff=2))
