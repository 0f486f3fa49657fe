"""A clause as a set of word patterns: what a sentence vector blurs, such as who says it how."""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span, Token

_FUNCTION = frozenset({"PRON", "AUX", "DET", "ADP", "SCONJ", "CCONJ", "PART", "INTJ"})
_SEEN_AT_LEAST = 4


def patterns(words: Span) -> frozenset[str]:
    """Lemmas, pairs of lemmas, and pairs of the skeleton in which function words stay as they are
    and content words become their tags ("i can VB why a NN")."""
    tokens = [t for t in words if not t.is_space and (not t.is_punct or t.text in "?!")]
    lemmas = [t.lemma_.lower() for t in tokens]
    skeleton = ["^", *(_bone(t) for t in tokens), "$"]
    return frozenset(
        [
            *(f"l:{lemma}" for lemma in lemmas),
            *(f"ll:{a}_{b}" for a, b in itertools.pairwise(lemmas)),
            *(f"s:{a}_{b}" for a, b in itertools.pairwise(skeleton)),
        ]
    )


def _bone(token: Token) -> str:
    return token.norm_.lower() if token.pos_ in _FUNCTION or token.is_punct else token.tag_


class PatternTable:
    """The patterns that the examples hold often enough, each with its inverse frequency."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(sorted(weights.items()))
        self._places = {pattern: place for place, pattern in enumerate(self.weights)}

    @classmethod
    def learn(cls, clauses: Iterable[frozenset[str]]) -> "PatternTable":
        counts: Counter[str] = Counter()
        total = 0
        for found in clauses:
            counts.update(found)
            total += 1
        return cls(
            {
                pattern: round(float(np.log(total / count)), 4)
                for pattern, count in counts.items()
                if count >= _SEEN_AT_LEAST
            }
        )

    def vector(self, found: frozenset[str]) -> NDArray[np.float32]:
        """Length one, or zero where nothing is known."""
        values = np.zeros(len(self.weights), np.float32)
        for pattern in found:
            if pattern in self._places:
                values[self._places[pattern]] = self.weights[pattern]
        norm = float(np.linalg.norm(values))
        return values / norm if norm else values
