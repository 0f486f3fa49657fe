"""The trained ear: from a reply to the moves in it, each with the words that show it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from coaching.domain.objections import ObjectionLabel
from coaching.domain.practice.moves import FoundMove, Hearing
from coaching.domain.practice.scenario import Fact, Scenario
from coaching.nlp.encoding import Encoding
from coaching.nlp.english import pipeline
from coaching.nlp.fitting import MOVES, Matrix
from coaching.nlp.replies.classifier import Classifier, EarMissing, words_of
from coaching.nlp.replies.features import BuyerLine, Heard, PairReading, listen
from coaching.nlp.replies.rules import Draft, View, apply_rules, view_of
from coaching.nlp.replies.topics import Topics
from coaching.nlp.replies.wholes import in_its_light, is_unfit, leaning_of
from encoder import Encoder, PairReader

EAR = Path("models/ear")
MOST_MOVES = 3
"""Moves of one clause: more of them is the classifier's doubt, not the rep's art."""

_ENGLISH = 0.4
_COURTESY = 3
_ECHO = 4


class TrainedEar:
    """Hears what a reply does. The same text always gives the same hearing; nothing is kept
    between calls but what was already computed. `reader` reads replies, `encoder` compares their
    questions with the hidden facts of a scenario."""

    def __init__(self, classifier: Classifier, reader: PairReading, encoder: Encoding) -> None:
        self._classifier = classifier
        self._reader = reader
        self._encoder = encoder
        self.analyser = classifier.fingerprint
        self._stops = pipeline().Defaults.stop_words
        self._topics = lru_cache(256)(self._topics_of)
        self._buyer = lru_cache(1024)(BuyerLine.read)

    @classmethod
    def load(cls, folder: Path = EAR) -> "TrainedEar":
        """Raises EarMissing where nothing was trained, or with another reader or features."""
        classifier, reader = Classifier.load(folder), PairReader.load()
        if classifier.reader != reader.fingerprint:
            raise EarMissing(f"{folder} belongs to another reader: run coaching.nlp.replies.train")
        return cls(classifier, reader, Encoder.load())

    def hear(self, reply: str, said_before: str, scenario: Scenario) -> Hearing:
        """What a reply to the buyer's line `said_before` does, and which facts it asks for."""
        heard = listen(reply, self._buyer(said_before), self._reader)
        stop = scenario.objection_label is ObjectionLabel.STOP_CONTACT
        asked = self._topics(scenario.facts).asked(heard.reading, heard.shapes)
        on_topic = frozenset(place for _, place in asked)
        hearing = self._judge(reply, heard, view_of(heard, True if stop else None, on_topic))
        return replace(hearing, topics=tuple(topic for topic, _ in asked))

    def hear_plain(self, reply: str, said_before: str) -> Hearing:
        """The same without a scenario: no topics."""
        heard = listen(reply, self._buyer(said_before), self._reader)
        return self._judge(reply, heard, view_of(heard))

    def _topics_of(self, facts: tuple[Fact, ...]) -> Topics:
        return Topics.of(facts, self._encoder)

    def _judge(self, reply: str, heard: Heard, view: View) -> Hearing:
        leaning = leaning_of(heard, self._classifier.bands)
        if _echoes(reply, heard):
            return Hearing((), (), False, self.analyser, leaning)
        surely_a_reply = len(words_of(reply)) <= _COURTESY or bool(view.on_topic)
        if not self._is_english(reply, heard) or (is_unfit(leaning) and not surely_a_reply):
            return Hearing((), (), False, self.analyser, leaning)
        limits = in_its_light(self._classifier.thresholds, leaning)
        drafts = joined(heard, apply_rules(view, drafted(self._classifier.score(heard), limits)))
        moves = tuple(found_in(reply, heard, draft) for draft in drafts)
        return Hearing(moves, (), True, self.analyser, leaning)

    def _is_english(self, reply: str, heard: Heard) -> bool:
        """Enough words are known from English grammar, the examples or the buyer's line."""
        words = words_of(reply)
        known = self._classifier.words.union(words_of(heard.buyer.doc.text))
        count = sum(word in known or word in self._stops for word in words)
        return bool(words) and count >= _ENGLISH * len(words)


def _echoes(reply: str, heard: Heard) -> bool:
    """The buyer's own words and nothing else, four at least, and not as a question."""
    mine, theirs = words_of(reply), words_of(heard.buyer.doc.text)
    inside = f" {' '.join(mine)} " in f" {' '.join(theirs)} "
    return len(mine) >= _ECHO and inside and "?" not in reply


def drafted(scores: Matrix, limits: Matrix) -> Iterator[Draft]:
    """The moves whose probability reaches their threshold, with a confidence that says how far
    they went beyond it: 0.5 at the threshold, 1 at certainty."""
    for place, row in enumerate(scores):
        beyond = 0.5 + 0.5 * (row - limits) / (1 - limits)
        ranked = sorted(np.flatnonzero(row >= limits), key=lambda column: -beyond[column])
        for column in ranked[:MOST_MOVES]:
            move = MOVES[column]
            yield Draft(move, place, place, round(float(beyond[column]), 2), f"moves.{move}")


def joined(heard: Heard, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The same move in neighbouring clauses of a sentence is one move; questions stay apart."""
    kept: list[Draft] = []
    for draft in drafts:
        last = next((d for d in reversed(kept) if d.move is draft.move), None)
        if last and last.rule == draft.rule and _continues(heard, last, draft):
            kept[kept.index(last)] = Draft(
                last.move,
                last.first,
                max(last.last, draft.last),
                max(last.confidence, draft.confidence),
                last.rule,
            )
        else:
            kept.append(draft)
    return tuple(kept)


def _continues(heard: Heard, last: Draft, draft: Draft) -> bool:
    clauses = heard.clauses
    return (
        draft.first - last.last <= 1
        and clauses[last.last].words.sent.start == clauses[draft.first].words.sent.start
        and not heard.shapes[draft.first].asks
    )


def found_in(reply: str, heard: Heard, draft: Draft) -> FoundMove:
    """The draft with its words in the reply."""
    start, end = heard.clauses[draft.first].start, heard.clauses[draft.last].end
    return FoundMove(draft.move, reply[start:end], start, end, draft.confidence, draft.rule)
