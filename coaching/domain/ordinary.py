"""Words of everyday English and of trades: alone they name nobody."""

from functools import cache, lru_cache
from pathlib import Path

_WORDS = Path(__file__).with_name("ordinary_words.txt")


@cache
def ordinary_words() -> frozenset[str]:
    """About 3,600 words in small letters: what this project's own texts use, and the trades that
    companies name themselves after."""
    return frozenset(_WORDS.read_text(encoding="utf-8").split())


@lru_cache(maxsize=8_192)
def is_ordinary(word: str) -> bool:
    """Whether a word in small letters is one of them, in the singular or the plural."""
    known = ordinary_words()
    if word in known:
        return True
    single = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return single in known
