"""The same words as other people would have typed them; seeded, so always the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij",
    "i": "uok", "o": "ipl", "p": "ol", "a": "qsz", "s": "adw", "d": "sfe", "f": "dgr",
    "g": "fht", "h": "gjy", "j": "hku", "k": "jli", "l": "kop", "z": "asx", "x": "zcd",
    "c": "xvf", "v": "cbg", "b": "vnh", "n": "bmj", "m": "njk",
}  # fmt: skip
_RATE = 0.05  # of letters hit wrongly: about one in every four words
_BEFORE = ("um so", "hey quick one,", "ok so basically", "hmm, well,", "sorry to bother you but")
_AFTER = ("if that makes sense", "lol", "thx in advance", "you know", "when you have a sec")

Noise = Callable[[str], str]


def typos(text: str) -> str:
    """Neighbouring keys, letters dropped, doubled or swapped, by the chances of `text` itself."""
    chance = random.Random(text)
    letters = list(text)
    at = 0
    while at < len(letters):
        if letters[at].isalpha() and chance.random() < _RATE:
            _slip(letters, at, chance)
        at += 1
    return "".join(letters)


def _slip(letters: list[str], at: int, chance: random.Random) -> None:
    kind = chance.choice(("neighbour", "drop", "double", "swap"))
    letter = letters[at]
    if kind == "neighbour":
        letters[at] = chance.choice(_NEIGHBOURS.get(letter.lower(), letter))
    elif kind == "drop":
        letters[at] = ""
    elif kind == "double":
        letters[at] = letter * 2
    elif at + 1 < len(letters):
        letters[at], letters[at + 1] = letters[at + 1], letter


def plain(text: str) -> str:
    """Without capitals and punctuation, but for signs inside numbers and words."""
    return re.sub(r"(?<!\w)[^\w\s$€£%]+|[^\w\s%]+(?!\w)", "", text.lower()).strip() or text


def loud(text: str) -> str:
    """All capitals."""
    return text.upper()


def with_fillers(text: str) -> str:
    """Between words that mean nothing."""
    chance = random.Random(text)
    return f"{chance.choice(_BEFORE)} {text} {chance.choice(_AFTER)}"


NOISES: dict[str, Noise] = {
    "typos": typos,
    "lower case, no punctuation": plain,
    "upper case": loud,
    "fillers around": with_fillers,
}
