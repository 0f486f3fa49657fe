"""Which of several titles a text takes words from."""

from collections.abc import Mapping
from math import log

from coaching.services.deals.naming import same_word, words_of

_SHORTEST = 3
_ACTS = frozenset(
    words_of("call mail email meeting meet send talk demo visit quote offer contract")
)
_COMMON = frozenset(
    words_of(
        "the and for with from about that this they them you your our are was will have has had "
        "his her its one all any but not how what who when where reminder remind follow followup "
        "task move push postpone cancel done"
    )
)


def best_matches(text: str, titles: Mapping[str, str]) -> frozenset[str]:
    """The ids of the titles that share most with the text; a word that few titles have counts
    more, a typo does not matter. Empty if the text takes no telling word from any of them. What is
    to be done ("call") tells only where nothing else does."""
    said = words_of(text)
    words = {id: _telling(title) for id, title in titles.items()}
    scores = _scores(said, {id: found - _ACTS for id, found in words.items()})
    scores = scores or _scores(said, {id: found & _ACTS for id, found in words.items()})
    best = max(scores.values(), default=0.0)
    return frozenset(id for id, score in scores.items() if score == best)


def _scores(said: list[str], words: Mapping[str, frozenset[str]]) -> dict[str, float]:
    holders: dict[str, int] = {}
    for found in words.values():
        for word in found:
            holders[word] = holders.get(word, 0) + 1
    scores = {}
    for id, found in words.items():
        shared = [word for word in found if any(same_word(word, each) for each in said)]
        if shared:
            weights = (log(1 + len(words) / holders[word]) for word in sorted(shared))
            scores[id] = round(sum(weights), 6)
    return scores


def _telling(title: str) -> frozenset[str]:
    return frozenset(w for w in words_of(title) if w not in _COMMON and len(w) >= _SHORTEST)
