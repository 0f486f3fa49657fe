"""The words of a text as search terms, and how much a term says about an entry."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from coaching.nlp.encoding import Vector

_WORD = re.compile(r"[a-z0-9]+(?:&[a-z0-9]+)?")
_JOINED = re.compile(r"(?<=[a-z0-9])['’](?=[a-z])")
_ENDINGS = (
    ("ies", "y"),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("ers", ""),
    ("er", ""),
    ("ly", ""),
    ("es", ""),
    ("s", ""),
)
_NEGATIONS = frozenset({"not", "no", "never", "without", "nor"})
_SHORTEST_STEM = 4
_SHORTEST_TYPO = 5
_LETTERS_A_SLIP = 5
_MOST_SLIPS = 2
_REMEMBERED = 4_096


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, so that "closing" and "closed" meet."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM - len(instead):
            root = word[: len(word) - len(ending)] + instead
            return root.rstrip("e") if len(root) > _SHORTEST_STEM else root
    return word.rstrip("e") if len(word) > _SHORTEST_STEM else word


def terms(text: str) -> list[str]:
    """The stems of a text, in order."""
    even = _JOINED.sub("", text.lower())
    return [stem(word) for word in _WORD.findall(even)]


class TermTable:
    """In which entries and wordings each term stands, and how much it tells: the fewer hold it,
    the more."""

    def __init__(self, entries: Sequence[Counter[str]], wordings: Sequence[Sequence[str]]) -> None:
        """`entries` hold the counts of each entry, `wordings` the terms of each wording."""
        total = len(entries)
        self._entries = total
        self._counts: dict[str, Vector] = {}
        for place, count in enumerate(entries):
            for term, often in count.items():
                self._counts.setdefault(term, np.zeros(total, np.float32))[place] = often
        self._weights = {
            term: math.log(1 + (total - held + 0.5) / (held + 0.5))
            for term, counts in self._counts.items()
            if (held := int(np.count_nonzero(counts)))
        }
        self._unheard = math.log(1 + (total + 0.5) / 0.5)
        self._long = [term for term in self._weights if len(term) >= _SHORTEST_TYPO - 1]
        self._mended: dict[str, str] = {}
        self._places: dict[str, list[int]] = {}
        for place, found in enumerate(wordings):
            for term in set(found):
                self._places.setdefault(term, []).append(place)
        self._wording_weights = np.array(
            [sum(self.weight(term) for term in set(found)) for found in wordings], np.float32
        )

    def mended(self, words: Sequence[str]) -> tuple[str, ...]:
        """The terms, each slip of the pen replaced by the term that is meant."""
        return tuple(self._mend(word) for word in words)

    def _mend(self, term: str) -> str:
        if term in self._weights or len(term) < _SHORTEST_TYPO:
            return term
        if term not in self._mended:
            slips = min(max(1, len(term) // _LETTERS_A_SLIP), _MOST_SLIPS)
            near = process.extractOne(term, self._long, scorer=OSA.distance, score_cutoff=slips)
            right = near is not None and near[0][0] == term[0]
            if len(self._mended) > _REMEMBERED:
                self._mended.clear()
            self._mended[term] = str(near[0]) if near and right else term
        return self._mended[term]

    def weight(self, term: str) -> float:
        """How much a term tells; one that stands nowhere tells the most."""
        return self._weights.get(term, self._unheard)

    def coverage(self, asked: Sequence[str], gone: tuple[int, Counter[str]] | None) -> Vector:
        """The share of the asked terms' weight that stands in each entry; `gone` takes the terms
        of one wording out of its entry."""
        found = np.zeros(self._entries, np.float32)
        for term in set(asked):
            often = self._often(term, gone)
            if often is not None:
                found += self.weight(term) * (often > 0)
        return found / self._total(asked)

    def overlap(self, asked: Sequence[str]) -> Vector:
        """For every wording the weight that it shares with the question, as a part of what either
        holds."""
        shared = np.zeros(len(self._wording_weights), np.float32)
        for term in set(asked):
            shared[self._places.get(term, [])] += self.weight(term)
        return shared / (self._total(asked) + self._wording_weights - shared + 1e-6)

    def familiar(self, asked: Sequence[str]) -> float:
        """The share of the asked terms' weight that stands in any entry."""
        known = sum(self.weight(term) for term in set(asked) if term in self._weights)
        return known / self._total(asked)

    def _often(self, term: str, gone: tuple[int, Counter[str]] | None) -> Vector | None:
        counts = self._counts.get(term)
        if counts is None or gone is None or not gone[1][term]:
            return counts
        left = counts.copy()
        left[gone[0]] = max(0.0, float(left[gone[0]]) - gone[1][term])
        return left

    def _total(self, asked: Sequence[str]) -> float:
        return sum(self.weight(term) for term in set(asked)) or 1.0


def entry_terms(questions: Sequence[str], title: str, answer: str) -> Counter[str]:
    """How often each term stands in the texts of an entry."""
    return Counter(term for text in (*questions, title, answer) for term in terms(text))


def is_denied(text: str) -> bool:
    """True if the text holds an odd number of negations."""
    plain = text.lower().replace("’", "'").replace("n't", " not")
    return sum(word.strip("?.,!") in _NEGATIONS for word in plain.split()) % 2 == 1
