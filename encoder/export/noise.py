"""How people's fingers slip, so that the encoder learns to read on."""

from __future__ import annotations

import random

_LOWERED, _BARE, _SLIPS = 0.15, 0.10, 0.20
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CHARACTERS_A_SLIP = 60


def slipped(text: str, chance: random.Random) -> str:
    """The text as it is, or without capitals, without punctuation, or with letters left out,
    exchanged or put in."""
    if chance.random() < _LOWERED:
        text = text.lower()
    if chance.random() < _BARE:
        text = "".join(c for c in text if c.isalnum() or c.isspace())
    if chance.random() < _SLIPS and len(text) > 8:
        for _ in range(1 + len(text) // _CHARACTERS_A_SLIP):
            text = _one_slip(text, chance)
    return text


def _one_slip(text: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(text) - 1)
    before, letter, after = text[:place], text[place], text[place + 1 :]
    kind = chance.choice(("left out", "exchanged", "put in"))
    if kind == "left out":
        return before + after
    if kind == "exchanged":
        return before + after[:1] + letter + after[1:]
    return before + chance.choice(_LETTERS) + letter + after
