"""Which market a question is about."""

from collections.abc import Mapping, Sequence

from coaching.domain.knowledge.reading import lows
from coaching.domain.stages import Market

_NOBODYS_BUYER = frozenset(["my", "our", "your", "which", "what"])


def market_of(question: str, wordings: Mapping[Market, Sequence[str]]) -> Market | None:
    """The market whose words the question uses; None for neither and for both. "Our company" and
    "which company" name no buyer."""
    asked = lows(question)
    named = {market for market, words in wordings.items() if any(_says(asked, w) for w in words)}
    return named.pop() if len(named) == 1 else None


def without_market(text: str, wordings: Mapping[Market, Sequence[str]]) -> frozenset[str]:
    """The words of a text without those that name a market, and without signs."""
    said = list(lows(text))
    named = sorted((lows(w) for words in wordings.values() for w in words), key=len, reverse=True)
    for wanted in named:
        for at in range(len(said) - len(wanted), -1, -1):
            if tuple(said[at : at + len(wanted)]) == wanted:
                del said[at : at + len(wanted)]
    return frozenset(word for word in said if word[:1].isalnum())


def _says(asked: Sequence[str], wording: str) -> bool:
    wanted = lows(wording)
    for at in range(len(asked) - len(wanted) + 1):
        ours = at > 0 and asked[at - 1] in _NOBODYS_BUYER
        if not ours and tuple(asked[at : at + len(wanted)]) == wanted:
            return True
    return False
