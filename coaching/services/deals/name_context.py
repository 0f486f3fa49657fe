"""Whether an ordinary word stands where a company's name stands ("next for Target")."""

import re
from collections.abc import Sequence

from coaching.services.deals.name_parts import LEGAL
from coaching.services.deals.spelling import Word, words_of

_BEFORE = frozenset(
    words_of(
        "for with at about from re regarding on to vs versus account client customer deal lead "
        "prospect called company against qualify prep call ring visit chase"
    )
)
_AFTER = frozenset(words_of("deal account opportunity opp project contract people folks guys team"))
_SPEAKING = frozenset(
    words_of(
        "want wants wanted said says called calls asked asks signed replied answered agreed told "
        "owes bought emailed wrote confirmed cancelled rejected accepted"
    )
)
_MONTHS = frozenset(
    words_of(
        "january february march april may june july august september october november december"
    )
)
ALSO_WORDS = frozenset({"as", "company", "spa", "us", "de", "se", "sa"})


def stands_as_name(text: str, words: Sequence[Word], cluster: Sequence[int]) -> bool:
    """An ordinary word that stands where a name stands: possessive, beside "deal", capitalised
    inside a sentence, before a verb of speaking, after "for", or nearly alone in the message."""
    first, last = cluster[0], cluster[-1]
    before = words[first - 1] if first else None
    after = words[last + 1] if last + 1 < len(words) else None
    tail = text[words[last].end :]
    if is_called_deal(text, words, last) or (after and after.text in LEGAL - ALSO_WORDS):
        return True
    if words[first].text in _MONTHS:
        return False
    opens = first == 0 or re.search(r"[.!?:;,\n]\s*$", text[: words[first].start]) is not None
    if opens and (after is None or re.match(r"\s*[,:?]\s", tail) or after.text in _SPEAKING):
        return True
    shown = all(words[place].raw[:1].isupper() for place in cluster)
    if shown and not opens and any(word.raw[:1].islower() for word in words):
        return True
    closed = after is None or re.match(r"\s*[,.;:!?)\n]", tail) is not None
    return before is not None and before.text in _BEFORE and closed


def is_called_deal(text: str, words: Sequence[Word], last: int) -> bool:
    """Possessive, or before "deal" or "account"."""
    tail = text[words[last].end :]
    follows = last + 1 < len(words) and words[last + 1].text in _AFTER and tail[:1] == " "
    return follows or re.match(r"[’'´`]s\b", tail) is not None
