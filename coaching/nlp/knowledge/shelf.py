"""The entries of one playbook, ready to be searched: vectors and terms of every wording."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coaching.domain.knowledge.entries import Entry, Knowledge
from coaching.domain.knowledge.finding import Aside
from coaching.domain.knowledge.markets import without_market
from coaching.domain.stages import Stage
from coaching.nlp.encoding import Encoding, Vector
from coaching.nlp.fitting import Matrix
from coaching.nlp.knowledge.terms import TermTable, entry_terms, is_denied, terms
from coaching.nlp.knowledge.vectors import encode_all

SIGNALS = ("nearest", "centre", "answer", "coverage", "overlap")
NONE = -1
_FAR = -1.0


@dataclass(frozen=True, slots=True)
class Question:
    """A question, encoded once."""

    text: str
    vector: Vector
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signals:
    """For every entry, how near it is to a question: one row an entry, one column for each of
    SIGNALS; and the share of the question's terms that stand in any entry."""

    rows: Matrix
    familiar: float


class Shelf:
    """Searches the entries of one knowledge base; safe to share between threads."""

    def __init__(self, knowledge: Knowledge, encoder: Encoding, folder: Path | None) -> None:
        self.knowledge = knowledge
        self.entries: tuple[Entry, ...] = tuple(knowledge.entries.values())
        self.ids = tuple(entry.id for entry in self.entries)
        wordings = [(*entry.questions, entry.title) for entry in self.entries]
        self.wordings = [wording for group in wordings for wording in group]
        self.owner = np.array(
            [place for place, group in enumerate(wordings) for _ in group], np.int64
        )
        beliefs = [
            (place, number, believed)
            for place, entry in enumerate(self.entries)
            for number, correction in enumerate(entry.corrections)
            for believed in correction.believes
        ]
        self.belief_of = [(place, number) for place, number, _ in beliefs]
        self.beliefs = [believed for _, _, believed in beliefs]
        situations = [(s, w) for s, group in knowledge.situations.items() for w in group]
        self.situation_of: tuple[Stage, ...] = tuple(stage for stage, _ in situations)
        asides = [(aside, w) for aside, group in knowledge.asides.items() for w in group]
        self.aside_of = tuple(aside for aside, _ in asides)
        parts = (
            self.wordings,
            [entry.answer for entry in self.entries],
            self.beliefs,
            [wording for _, wording in situations],
            [wording for _, wording in asides],
        )
        rows = encode_all([text for part in parts for text in part], encoder, folder)
        ends = np.cumsum([len(part) for part in parts])[:-1]
        self.rows, self.answers, self.belief_rows, self.situations, self.asides = np.split(
            rows, ends
        )
        self._read_terms()
        self._starts = np.searchsorted(self.owner, np.arange(len(self.entries)))
        self._sums = np.add.reduceat(self.rows, self._starts, axis=0) if self.entries else rows

    def _read_terms(self) -> None:
        """What is compared by words and not by meaning."""
        spoken = [terms(wording) for wording in self.wordings]
        self.table = TermTable(
            [entry_terms(each.questions, each.title, each.answer) for each in self.entries],
            spoken,
        )
        self.belief_terms = [frozenset(self.table.mended(terms(text))) for text in self.beliefs]
        self.beliefs_denied = np.array([is_denied(text) for text in self.beliefs], bool)
        self._small_words = frozenset(
            word
            for wording in self.knowledge.asides.get(Aside.MARKET, ())
            for word in without_market(wording, self.knowledge.markets)
        )

    def same_correction(self, belief: int) -> list[int]:
        """Where the wordings of the same mistake stand, this one among them."""
        wanted = self.belief_of[belief]
        return [place for place, found in enumerate(self.belief_of) if found == wanted]

    def beside_market(self, text: str) -> bool:
        """True if a text says more than a market and the small words of a short message."""
        said = without_market(text, self.knowledge.markets)
        return not said <= self._small_words

    def question(self, text: str, encoder: Encoding) -> Question:
        return Question(text, encoder.encode(text), self.table.mended(terms(text)))

    def signals(self, asked: Question, without: int = NONE) -> Signals:
        """How near every entry is; `without` leaves one wording out, to learn from."""
        near = self.rows @ asked.vector
        overlap = self.table.overlap(asked.terms)
        gone, centre = None, self._centres(asked, without)
        if without != NONE:
            near[without], overlap[without] = _FAR, 0.0
            gone = int(self.owner[without]), Counter(terms(self.wordings[without]))
        columns = (
            np.maximum.reduceat(near, self._starts),
            centre,
            self.answers @ asked.vector,
            self.table.coverage(asked.terms, gone),
            np.maximum.reduceat(overlap, self._starts),
        )
        rows: Matrix = np.stack(columns, axis=1).astype(np.float32)
        return Signals(rows, self.table.familiar(asked.terms))

    def _centres(self, asked: Question, without: int) -> Vector:
        sums = self._sums
        if without != NONE:
            sums = sums.copy()
            sums[self.owner[without]] -= self.rows[without]
        lengths = np.linalg.norm(sums, axis=1) + 1e-6
        found: Vector = (sums @ asked.vector) / lengths
        return found
