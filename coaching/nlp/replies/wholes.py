"""How a reply sounds as a whole: the band that people would give it, heard without its parts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coaching.domain.practice.judging import Band
from coaching.domain.practice.moves import EXPLORING, FAULTS, Leaning, Move
from coaching.nlp.fitting import MOVES, Matrix
from coaching.nlp.replies.features import Heard
from coaching.nlp.softmax import fit_softmax, softmax
from encoder import DIMENSIONS

BANDS = (Band.GOOD, Band.AVERAGE, Band.POOR, Band.NOT_SCORED)
"""The last for what is no reply to a buyer."""

_PULL = 3e-3
_LOUD = 6.0
_UNFIT = 50
_LIGHT, _EVEN = 3.0, 0.5  # chosen on the lessons that were kept back from the reader
_FAULTS = np.array([move in FAULTS and move is not Move.VAGUE_NEXT for move in MOVES])


def row_of(heard: Heard) -> NDArray[np.float32]:
    """What both lines mean together, and what the reply means beside the buyer's line."""
    row = np.concatenate([heard.whole, heard.reply]) * _LOUD
    return row.astype(np.float32)


def lone_band(moves: frozenset[Move]) -> Band | None:
    """The band of a reply that does these moves and nothing else, for the lessons that are single
    clauses; None where it depends on the concern."""
    if moves & (FAULTS - {Move.VAGUE_NEXT}):
        return Band.POOR
    if moves & EXPLORING:
        return Band.GOOD
    return Band.AVERAGE if moves and Move.COMPLY not in moves else None


def learn_bands(replies: Sequence[Heard], bands: Sequence[Band | None]) -> Matrix:
    """A softmax over BANDS from the replies that have one; the last row is the bias. Without any
    it finds all bands alike."""
    judged = [(row_of(heard), BANDS.index(b)) for heard, b in zip(replies, bands, strict=True) if b]
    if not judged:
        return np.zeros((2 * DIMENSIONS + 1, len(BANDS)), np.float32)
    rows: Matrix = np.array([row for row, _ in judged])
    return fit_softmax(rows, np.array([place for _, place in judged]), len(BANDS), _PULL)


def leaning_of(heard: Heard, weights: Matrix) -> Leaning:
    """In whole hundredths, which together may miss a hundred by two."""
    shares = softmax(row_of(heard)[None, :], weights)[0]
    good, average, poor, unfit = (round(100 * float(share)) for share in shares)
    return Leaning(good, average, poor, unfit)


def is_unfit(leaning: Leaning) -> bool:
    """True if the words are likelier no reply to a buyer than one."""
    return leaning.unfit >= _UNFIT


def in_its_light(limits: NDArray[np.float32], leaning: Leaning) -> NDArray[np.float32]:
    """The limits of the moves, lower for faults in a reply that sounds poor as a whole, and higher
    in one that does not. A next step that nobody owns makes no reply poor and keeps its limit."""
    odds = np.log(limits / (1 - limits)) - _FAULTS * _LIGHT * (leaning.poor / 100 - _EVEN)
    result: NDArray[np.float32] = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return np.round(result, 4)
