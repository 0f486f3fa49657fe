"""What the reporting part learns from: clauses of marked messages; wordings of objections as a rep
would pass them on; messages to the coach and facts about buyers in which nobody objects."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from coaching.domain.entities import EntityKind
from coaching.nlp.clauses import read
from coaching.nlp.encoding import Encoding
from coaching.nlp.entities.reports import ReportModel, Seen, row_of, see
from coaching.nlp.fitting import FOLDS, Matrix
from coaching.nlp.grams import PatternTable
from coaching.nlp.softmax import fit_softmax, softmax
from coaching.playbook.entity_examples import MarkedMessage

_SEED = 11
_PULL = 3e-3
_FRAMES = (
    "they said {}",
    "she says {}",
    "he told me {}",
    "{}, she said",
    "{}",
    "their answer: {}",
    "apparently {}",
    "the buyer thinks {}",
    "he goes “{}”",
    "they feel {}",
    "his words: {}",
    "she came back with: {}",
)
_TURNED = {
    "we": "they",
    "we're": "they're",
    "we've": "they've",
    "we'd": "they'd",
    "we'll": "they'll",
    "our": "their",
    "ours": "theirs",
    "us": "them",
    "i": "he",
    "i'm": "he's",
    "i've": "he has",
    "i'd": "he'd",
    "i'll": "he'll",
    "my": "his",
    "me": "him",
    "your": "our",
    "you": "we",
    "you're": "we're",
}
_GRID = tuple(round(0.2 + 0.02 * step, 2) for step in range(36))


@dataclass(frozen=True, slots=True)
class Clauses:
    """Clauses of messages with what they are; those of one message share a group."""

    seen: tuple[Seen, ...]
    reports: tuple[bool, ...]
    groups: tuple[str, ...]
    own: tuple[bool, ...]


def marked_clauses(
    messages: Sequence[MarkedMessage], encoder: Encoding
) -> Iterator[tuple[Seen, bool, str]]:
    """A clause reports if at least half of it is marked as an objection."""
    for message in messages:
        reading = read(message.text)
        marks = [m for m in message.marks if m.kind is EntityKind.OBJECTION]
        for clause, seen in zip(reading.clauses, see(reading, encoder), strict=True):
            shared = sum(max(0, min(clause.end, m.end) - max(clause.start, m.start)) for m in marks)
            yield seen, 2 * shared >= clause.end - clause.start, message.text


def passed_on(wordings: Sequence[str], share: float = 0.6) -> list[str]:
    """Buyer's words as a rep passes them on: the persons turned, in a frame or without one."""
    draw = Random(_SEED)
    found = []
    for wording in wordings:
        if draw.random() > share:
            continue
        words = _turned(wording) if draw.random() < 0.7 else wording
        found.append(draw.choice(_FRAMES).format(words.rstrip(".!")))
    return found


def _turned(words: str) -> str:
    def other(match: re.Match[str]) -> str:
        return _TURNED.get(match.group().lower().replace("’", "'"), match.group())

    return re.sub(r"[A-Za-z]+(?:['’][a-z]+)?", other, words)


def gather(
    messages: Sequence[MarkedMessage],
    objections: Sequence[str],
    others: Sequence[str],
    encoder: Encoding,
) -> Clauses:
    """All clauses to learn from: `objections` report with their longest clause, `others` never."""
    rows = [(*each, True) for each in marked_clauses(messages, encoder)]
    for text in objections:
        reading = read(text)
        seen = see(reading, encoder)
        longest = max((c.end - c.start for c in reading.clauses), default=0)
        for clause, each in zip(reading.clauses, seen, strict=True):
            if clause.end - clause.start >= 0.5 * longest:
                rows.append((each, True, text, False))
    for text in others:
        rows += [(each, False, text, False) for each in see(read(text), encoder)]
    seen_all, reports, groups, own = zip(*rows, strict=True)
    return Clauses(seen_all, reports, groups, own)


def learn_reports(clauses: Clauses, encoder: str, inputs: str) -> tuple[ReportModel, float]:
    """The model, and the F1 over held-out clauses of the marked messages at its threshold."""
    truth = np.array(clauses.reports, np.int64)
    fold = np.array([sum(group.encode()) % FOLDS for group in clauses.groups])
    own = np.array(clauses.own)
    found = np.zeros(len(truth), np.float32)
    for number in range(FOLDS):
        seen, unseen = np.flatnonzero(fold != number), np.flatnonzero((fold == number) & own)
        table, weights = _fit([clauses.seen[n] for n in seen], truth[seen])
        rows: Matrix = np.array([row_of(clauses.seen[n], table) for n in unseen], np.float32)
        found[unseen] = softmax(rows, weights)[:, 1]
    limit, best = _best(truth[own] == 1, found[own])
    table, weights = _fit(clauses.seen, truth)
    return ReportModel(table, weights, limit, encoder, inputs), best


def _fit(seen: Sequence[Seen], truth: NDArray[np.int64]) -> tuple[PatternTable, Matrix]:
    table = PatternTable.learn(each.patterns for each in seen)
    rows: Matrix = np.array([row_of(each, table) for each in seen], np.float32)
    return table, fit_softmax(rows, truth, 2, _PULL)


def _best(truth: NDArray[np.bool_], found: NDArray[np.float32]) -> tuple[float, float]:
    """The threshold with the best F1, and that F1."""
    scores = []
    for limit in _GRID:
        over = found >= limit
        both = int((truth & over).sum())
        scores.append(2 * both / max(1, int(truth.sum()) + int(over.sum())))
    place = int(np.argmax(scores))
    return _GRID[place], scores[place]
