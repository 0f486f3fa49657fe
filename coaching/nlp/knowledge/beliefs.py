"""Hearing a mistake that an entry corrects, and telling it from a question about the same thing."""

import re

import numpy as np

from coaching.domain.knowledge.finding import Belief
from coaching.nlp.encoding import Vector
from coaching.nlp.knowledge.shelf import NONE, Question, Shelf
from coaching.nlp.knowledge.terms import is_denied
from coaching.nlp.knowledge.weights import BELIEF_BIAS, BELIEF_WEIGHTS, BELIEVED, logistic

BELIEF_EVIDENCE = (
    "nearest wording of the mistake",
    "all its wordings",
    "nearest question",
    "nearest question of the entry",
    "shared words with the mistake",
    "shared words with a question",
    "how far the entry is behind the best",
    "takes for granted",
    "states",
)
_FIRST = r"^(?:so |and |but |ok |hi |well )*"
_ASKS = re.compile(
    rf"{_FIRST}(?:what|which|how|who|when|where|is|are|do|does|did|can|could|should|would|was|were|"
    r"has|have|tell|explain|define|give)\b",
    re.IGNORECASE,
)
_TAKES_FOR_GRANTED = re.compile(
    rf"{_FIRST}(?:why|since|because|as|given|if|how come|now that)\b", re.IGNORECASE
)
_WANTS_A_YES = re.compile(
    r"(?:,\s*(?:right|correct|yes|no|true|(?:is|are|do|does)n['’]t (?:it|they|that|you))"
    r"|^\w+n['’]t\b.*)\s*\??$",
    re.IGNORECASE,
)
_OTHERWISE_MEANT = 0.15
_NEIGHBOURS = 5
_FAR = -1.0


def hear_belief(shelf: Shelf, asked: Question, scores: Vector) -> Belief | None:
    """The mistake that the question repeats, if one is likely; `scores` are the entries'."""
    found, place = belief_evidence(shelf, asked, scores)
    if place == NONE or logistic(float(found @ BELIEF_WEIGHTS) + BELIEF_BIAS) < BELIEVED:
        return None
    entry, correction = shelf.belief_of[place]
    return Belief(shelf.ids[entry], correction)


def belief_evidence(
    shelf: Shelf, asked: Question, scores: Vector, belief: int = NONE, wording: int = NONE
) -> tuple[Vector, int]:
    """What speaks for the nearest mistake, one number for each of BELIEF_EVIDENCE, and its place;
    NONE if there is none. `belief` and `wording` leave one of them out, to learn from."""
    if not shelf.beliefs:
        return np.zeros(len(BELIEF_EVIDENCE), np.float32), NONE
    near = shelf.belief_rows @ asked.vector
    near -= _OTHERWISE_MEANT * (shelf.beliefs_denied != is_denied(asked.text))
    if belief != NONE:
        near[belief] = _FAR
    place = int(near.argmax())
    members = [n for n in shelf.same_correction(place) if n != belief]
    questions = shelf.rows @ asked.vector
    overlap = shelf.table.overlap(asked.terms)
    if wording != NONE:
        questions[wording] = overlap[wording] = _FAR
    entry = shelf.belief_of[place][0]
    centre = shelf.belief_rows[members].mean(axis=0)
    values = (
        float(near[place]),
        float(centre @ asked.vector) / (float(np.linalg.norm(centre)) + 1e-6),
        float(questions.max()),
        float(questions[shelf.owner == entry].max()),
        max(_shared(shelf, asked, shelf.belief_terms[n]) for n in members),
        float(overlap[np.argsort(-questions)[:_NEIGHBOURS]].max()),
        float(scores.max() - scores[entry]),
        *_form(asked.text),
    )
    return np.array(values, np.float32), place


def _form(text: str) -> tuple[float, float]:
    """Whether a text takes something for granted ("why is …"), and whether it states something or
    only wants it confirmed ("… is …, right?")."""
    grants = _TAKES_FOR_GRANTED.match(text) is not None
    asks = _ASKS.match(text) is not None and _WANTS_A_YES.search(text) is None
    return float(grants), float(not grants and not asks)


def _shared(shelf: Shelf, asked: Question, theirs: frozenset[str]) -> float:
    """The weight of the terms that both hold, as a part of what either holds."""
    mine = set(asked.terms)
    either = sum(shelf.table.weight(term) for term in mine | theirs)
    return sum(shelf.table.weight(term) for term in mine & theirs) / either if either else 0.0
