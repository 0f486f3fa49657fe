"""Ordinals and their like: "number two", "the last one", "no, the other one"."""

import re

from coaching.domain.pointing import Pointer

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PLACES = {
    **{word: place for place, word in enumerate(_ORDINALS, start=1)},
    **{word: place for place, word in enumerate(_CARDINALS, start=1)},
    "last": -1,
    "final": -1,
    "bottom": -1,
    "latter": -1,
    "top": 1,
    "former": 1,
}
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)}|last|final|top|bottom|\d{{1,2}}(?:st|nd|rd|th))"
_NOUN = (
    r"(?:one|option|choice|line|row|item|deal|company|account|scenario|exercise|practice|case|"
    r"buyer|reminder|follow[- ]?up|task|on(?:e)? (?:on|in|of) the list)"
)
_COUNTED = re.compile(
    rf"(?:\b(?:number|no\.?|nr\.?|num|option|item|choice)|#)\s*"
    rf"(?P<cardinal>\d{{1,2}}|{'|'.join(_CARDINALS)})\b"
)
_FROM_END = re.compile(
    rf"\b(?:second[- ](?:to[- ])?last|next[- ]to[- ]last|penultimate)\b(?:\s+{_NOUN})?"
)
_ORDERED = re.compile(rf"\b(?:the|that|my|your)\s+{_ORDINAL}\s+{_NOUN}\b")
_ON_LIST = re.compile(
    rf"\b{_ORDINAL}(?:\s+{_NOUN})?\s+(?:on|in|of|from)\s+(?:the|your|that)\s+list"
)
_FORMER = re.compile(r"\bthe (?P<ordinal>former|latter)\b")
_BARE = re.compile(
    rf"(?:the\s+)?(?:{_ORDINAL}(?:\s+{_NOUN})?|(?P<cardinal>\d{{1,2}}|{'|'.join(_CARDINALS)}))"
)
_OTHER = re.compile(
    rf"\bthe other(?:\s+{_NOUN}|(?=\s*(?:$|[,.;!?]|please|pls)))|\bnot (?:that|this) {_NOUN}\b"
)
_SAME = re.compile(
    rf"\b(?:that|this|the same)\s+{_NOUN}\b|\bthe same(?=\s*(?:$|[,.;!?]|please|pls|again))"
)
_FILLER = re.compile(
    r"^(?:(?:no+|nope|yes|yeah|ok(?:ay)?|sorry|oh|er|um+|well|actually|rather|please|pls|then|"
    r"just|and|but|i'd|i'll|i|we'll|we'd|we|let'?s|let us|let me|would|like|want|to|mean|meant|"
    r"take|choose|pick|try|do|go|with|for|start|open|give|me|have|play|show|about|it'?s|"
    r"it is|that'?s|make it|how|what)\b[\s,.:!-]*)+"
)
_TAIL = re.compile(r"[\s,.!?]*(?:please|pls|thanks|thx|then|instead|again|now)?[\s,.!?]*$")


def find_pointer(text: str) -> Pointer | None:
    """How the text points at one of a list. A number or ordinal alone counts only where it is the
    whole message, but for courtesies; in a longer one it needs its noun ("the second one")."""
    plain = " ".join(text.lower().replace("’", "'").split())
    if _FROM_END.search(plain):
        return Pointer(place=-2)
    for form in (_COUNTED, _ON_LIST, _ORDERED, _FORMER):
        found = form.search(plain)
        if found:
            return Pointer(place=_place(found))
    core = _TAIL.sub("", _FILLER.sub("", plain))
    found = _BARE.fullmatch(core)
    if found:
        return Pointer(place=_place(found))
    if _OTHER.search(plain):
        return Pointer(other=True)
    return Pointer(same=True) if _SAME.search(plain) else None


def _place(found: re.Match[str]) -> int:
    groups = found.groupdict()
    word = groups.get("ordinal") or groups.get("cardinal") or ""
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _PLACES[word]
