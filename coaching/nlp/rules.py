"""Where the structure of a reply is decisive: rules that overrule the classifier.

Each rule has an id that is stored with the move. They speak of grammar and order, never of
topics: what a sentence is about is the classifier's business.
"""

from dataclasses import replace

from spacy.tokens import Doc

from coaching.domain.moves import FoundMove, Move
from coaching.nlp.clauses import Reading
from coaching.nlp.structure import Shape

VERSION = 1
_SHORT_ACKNOWLEDGEMENT = 6
_SURE_WITHOUT_FORM = 0.8
_LONG_ENOUGH_TO_TELL = 6
_QUESTIONS = (Move.EXPLORE_OPEN, Move.EXPLORE_CLOSED)
_EXPLORED_BY = "moves.explore.form"


def is_readable(reading: Reading) -> bool:
    """False for text without words, and for a longer one without any English function word."""
    words = [token for token in reading.doc if token.is_alpha]
    if not words or not reading.clauses:
        return False
    return len(words) < _LONG_ENOUGH_TO_TELL or any(token.is_stop for token in words)


def settle(
    reading: Reading, shape: tuple[Shape, ...], buyer: Doc, found: list[FoundMove]
) -> list[FoundMove]:
    """The moves after the rules, in the order of their words, each once per clause."""
    moves = _questions_by_form(reading, shape, found)
    moves = _contrast_dismisses(reading, shape, moves)
    moves = _terms_that_were_asked_for(buyer, moves)
    return sorted(_once(moves), key=lambda m: (m.start, m.move))


def _questions_by_form(
    reading: Reading, shape: tuple[Shape, ...], found: list[FoundMove]
) -> list[FoundMove]:
    """A question is open or closed by its form, not by its topic; what has no form of a question
    explores only if the classifier is very sure."""
    kept: list[FoundMove] = []
    for move in found:
        if move.move not in _QUESTIONS:
            kept.append(move)
            continue
        form = shape[_place(reading, move)]
        if form.asks:
            is_open = form.open_stem and not form.options
            kind = Move.EXPLORE_OPEN if is_open else Move.EXPLORE_CLOSED
            kept.append(replace(move, move=kind, rule=_EXPLORED_BY))
        elif move.confidence >= _SURE_WITHOUT_FORM:
            kept.append(move)
    return kept


def _contrast_dismisses(
    reading: Reading, shape: tuple[Shape, ...], found: list[FoundMove]
) -> list[FoundMove]:
    """"I understand, but …": a short acknowledgement that a contrast takes back at once is none,
    unless the contrast leads to a question."""
    taken_back: set[int] = set()
    for place, form in enumerate(shape[1:], start=1):
        before = reading.clauses[place - 1]
        short = len(before.text.split()) <= _SHORT_ACKNOWLEDGEMENT
        if form.contrast_first and not form.asks and short:
            taken_back.add(place - 1)
    kept: list[FoundMove] = []
    for move in found:
        place = _place(reading, move)
        if move.move is Move.ACKNOWLEDGE and place in taken_back:
            both = _joined(reading, place, place + 1)
            dismiss = FoundMove(Move.DISMISS, *both, move.confidence, "moves.dismiss.contrast")
            kept.append(dismiss)
        else:
            kept.append(move)
    return kept


def _terms_that_were_asked_for(buyer: Doc, found: list[FoundMove]) -> list[FoundMove]:
    """No discount is unasked where the buyer put a question about terms."""
    lemmas = {token.lemma_.lower() for token in buyer}
    asked = any(token.text == "?" for token in buyer) and bool(
        lemmas & {"discount", "price", "cheap", "cost", "term", "deal", "rate", "offer", "pay"}
    )
    return [m for m in found if not (asked and m.move is Move.DISCOUNT_UNASKED)]


def _place(reading: Reading, move: FoundMove) -> int:
    return next(n for n, clause in enumerate(reading.clauses) if clause.end > move.start)


def _joined(reading: Reading, first: int, last: int) -> tuple[str, int, int]:
    start, end = reading.clauses[first].start, reading.clauses[last].end
    return reading.text[start:end], start, end


def _once(found: list[FoundMove]) -> list[FoundMove]:
    best: dict[tuple[Move, int], FoundMove] = {}
    for move in found:
        key = (move.move, move.start)
        if key not in best or best[key].confidence < move.confidence:
            best[key] = move
    return list(best.values())


