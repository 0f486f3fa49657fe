"""Closed classes of words that structure needs: time, amounts, absolutes, hedges.

These are grammar rather than topics: none of them decides on a move by itself.
"""

import re

from spacy.tokens import Span, Token

from coaching.nlp.english import word_set

_DAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri"
_MONTHS = (
    "january february march april june july august september october november december "
    "jan feb mar apr jun jul aug sept oct nov dec"
)
_RELATIVE = "today tomorrow tonight noon q1 q2 q3 q4 eod eow"
_DATES = frozenset(f"{_DAYS} {_MONTHS} {_RELATIVE}".split())
_PERIODS = word_set("week month quarter year day morning afternoon hour minute")
_CLOCK = re.compile(r"\d{1,2}(:\d\d)?\s*(am|pm|h|o'clock)\b|\b\d{1,2}:\d\d\b|\d(st|nd|rd|th)\b")
_FIGURE = re.compile(r"\d")
_PERCENT = re.compile(r"\d\s*%|per\s?cent|percent")
_MONEY = re.compile(r"[$€£¥₹]|\b(usd|eur|gbp|dollars?|euros?|pounds?|bucks)\b|\b\d+k\b")

HEDGES = word_set(
    "might maybe perhaps possibly probably sometime someday eventually around roughly "
    "somehow something anything soon whenever hopefully"
)
ABSOLUTES = word_set(
    "guarantee guaranteed never always every everyone everybody nobody none zero "
    "completely totally absolutely 100 definitely impossible certainly fully entirely "
    "any no"
)
CONTRASTS = frozenset({"but", "yet", "however", "though", "although", "still", "except"})
REMAINDER = frozenset(
    {"else", "only", "other", "another", "besides", "apart", "aside", "remaining"}
)


def names_time(words: Span) -> bool:
    """True for a day, a month, a clock time, or a period that something sets ("next week")."""
    if _CLOCK.search(words.text.lower()):
        return True
    return any(t.lower_ in _DATES or _is_set_period(t) for t in words)


def _is_set_period(token: Token) -> bool:
    if token.lemma_.lower() not in _PERIODS:
        return False
    return any(
        c.lower_ in ("next", "this", "in", "by", "end", "coming", "following") or c.like_num
        for c in (*token.children, token.head)
    )


def counts_figures(words: Span) -> int:
    """Numbers, in digits or words; "one" is more often a pronoun."""
    return sum(bool(_FIGURE.search(t.text)) or (t.like_num and t.lower_ != "one") for t in words)


def names_percent(words: Span) -> bool:
    return bool(_PERCENT.search(words.text.lower()))


def names_money(words: Span) -> bool:
    return bool(_MONEY.search(words.text.lower()))


def counts_names(words: Span, known: frozenset[str]) -> int:
    """Proper names that the buyer did not use, days and months left out."""
    return sum(
        t.pos_ == "PROPN" and t.lower_ not in _DATES and t.lower_ not in known and t.is_alpha
        for t in words
    )


def content_lemmas(words: Span) -> frozenset[str]:
    """The lemmas that carry meaning, for comparing what two people said."""
    return frozenset(
        t.lemma_.lower()
        for t in words
        if not t.is_stop and t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM")
    )
