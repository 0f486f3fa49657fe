"""A text made plain for the grammar: lower case, misspellings mended, numbers in figures; every
place in it leads back to the text as written."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from coaching.nlp.times.vocabulary import (
    MONTHS,
    NUMBERS,
    ORDINALS,
    SHORT_DAYS,
    SHORT_MONTHS,
    TENS,
    UNDER_TEN,
    WEEKDAYS,
    mended,
    words,
)

LONGEST = 500
_TOKEN = re.compile(
    r"(?<!\w)(?:2mor(?:row|ow|o|a)|2mrw|2mro|2mo|2day|2nite|2night|2nt|b4)(?!\w)"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*|[0-9]+|[^\s]"
)
_SIGNS = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "‑": "-", "：": ":"})
_PRONOUNS = frozenset(
    words("i we they he she you who the a an his her it all and us them that just really quietly")
)
_BEFORE_DAY = frozenset(
    words(
        "on next this by every each last coming before after until till or from to for remind "
        "me since of week early late ping call it no instead"
    )
)
_BEFORE_MONTH = frozenset(
    words("in by of end mid early late until till before after since next this last from and or")
)


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is the plain text; `starts` the places of its pieces, `origins` where each piece
    stands in the text as written, `spelled` the pieces that were numbers in words."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[tuple[int, int], ...]
    spelled: frozenset[int]

    def as_written(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text as written that `text[start:end]` stands for."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(end - 1, start)) - 1
        return self.origins[first][0], self.origins[last][1]

    def was_spelled(self, place: int) -> bool:
        """Whether the number at `place` was written in words."""
        return place in self.spelled


@dataclass(slots=True)
class _Piece:
    word: str
    start: int
    end: int
    spaced: bool
    spelled: bool = False


def make_plain(text: str) -> Plain:
    """The plain form of the first `LONGEST` characters."""
    pieces = _mend(_joined_numbers(_cut(text[:LONGEST])))
    starts: list[int] = []
    spelled: list[int] = []
    parts: list[str] = []
    length = 0
    for piece in pieces:
        if piece.spaced and parts:
            parts.append(" ")
            length += 1
        starts.append(length)
        if piece.spelled:
            spelled.append(length)
        parts.append(piece.word)
        length += len(piece.word)
    origins = tuple((piece.start, piece.end) for piece in pieces)
    return Plain("".join(parts), tuple(starts), origins, frozenset(spelled))


def _cut(text: str) -> list[_Piece]:
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text).translate(_SIGNS)
    pieces: list[_Piece] = []
    for found in _TOKEN.finditer(low):
        word, at = found.group(), found.start()
        spaced = at > 0 and low[at - 1].isspace()
        line_over = "\n" in low[pieces[-1].end : at] if pieces else False
        if line_over:
            pieces.append(_Piece(";", pieces[-1].end, pieces[-1].end + 1, spaced=False))
        pieces.append(_Piece(word, at, found.end(), spaced))
    return _without_hyphens(pieces)


def _without_hyphens(pieces: list[_Piece]) -> list[_Piece]:
    kept: list[_Piece] = []
    for place, piece in enumerate(pieces):
        if piece.word == "-" and not piece.spaced and 0 < place < len(pieces) - 1:
            left, right = pieces[place - 1], pieces[place + 1]
            letters = left.word[-1].isalpha() and right.word[0].isalpha() and not right.spaced
            if letters and not (_names_day(left.word) and _names_day(right.word)):
                right.spaced = True
                continue
        kept.append(piece)
    return kept


def _names_day(word: str) -> bool:
    return mended(word) in WEEKDAYS or word in SHORT_DAYS


def _joined_numbers(pieces: list[_Piece]) -> list[_Piece]:
    kept: list[_Piece] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        number: str | None = None
        if piece.word in TENS and after is not None and after.word in UNDER_TEN:
            number = f"{TENS[piece.word] + UNDER_TEN[after.word]}th"
        elif piece.word in TENS and after is not None and 0 < NUMBERS.get(after.word, 99) < 10:
            number = str(TENS[piece.word] + NUMBERS[after.word])
        if number is not None and after is not None:
            kept.append(_Piece(number, piece.start, after.end, piece.spaced, spelled=True))
            place += 2
            continue
        if piece.word in NUMBERS:
            piece.word, piece.spelled = str(NUMBERS[piece.word]), True
        elif piece.word in ORDINALS:
            piece.word, piece.spelled = f"{ORDINALS[piece.word]}th", True
        kept.append(piece)
        place += 1
    return kept


def _mend(pieces: list[_Piece]) -> list[_Piece]:
    """Write time words out; the stop of an abbreviation ("Sept. 3") goes."""
    shortened: set[int] = set()
    for place, piece in enumerate(pieces):
        before = pieces[place - 1].word if place else ""
        after = pieces[place + 1].word if place + 1 < len(pieces) else ""
        word, own = piece.word, ""
        if word.endswith("'s"):
            word, own = word[:-2], "'s"
        if word in SHORT_DAYS:
            word = SHORT_DAYS[word] if _is_short_day(pieces, place, before, after) else word
        elif word in SHORT_MONTHS:
            if after == "." and place + 2 < len(pieces):
                after_stop = pieces[place + 2].word
            else:
                after_stop = after
            dated = (
                after_stop[:1].isdigit()
                or before[:1].isdigit()
                or before in ("st", "th", "nd", "-")
            )
            dated = dated or before in ("rd", "/", ".", "of")
            word = SHORT_MONTHS[word] if dated or before in _BEFORE_MONTH else word
        else:
            word = mended(word)
        if place and piece.word in ("min", "sec") and before in ("a", "the"):
            word = piece.word
        if word + own != piece.word and after == "." and place + 2 < len(pieces):
            shortened.add(place + 1)
        piece.word = word + own
    return [piece for place, piece in enumerate(pieces) if place not in shortened]


def _is_short_day(pieces: list[_Piece], place: int, before: str, after: str) -> bool:
    if before in ("and", "or", "/", "-", "&", "+") and place >= 2:
        other = pieces[place - 2].word
        return other in WEEKDAYS or other in SHORT_DAYS
    if before in _PRONOUNS and not after[:1].isdigit():
        return False
    timely = after[:1].isdigit() or after in ("morning", "afternoon", "evening", "at", "night")
    timely = timely or after in MONTHS or after in ("arvo", "am", "pm", "eod", "cob", "the", "/")
    if before in _BEFORE_DAY:
        return timely or after not in ("microsystems", "life", "screen", "nav")
    return (before in ("", ",", ".", "-", ";", ":", "(") or timely) and (
        timely
        or not after
        or not after.isalpha()
        or after in ("please", "instead")
        or _two_days(pieces, place)
    )


def _two_days(pieces: list[_Piece], place: int) -> bool:
    both = pieces[place + 1].word in ("or", "and") and place + 2 < len(pieces)
    return both and _names_day(pieces[place + 2].word)
