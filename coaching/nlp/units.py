"""What of a reply is classified: each clause, and the short whole of several."""

from coaching.nlp.clauses import Clause, Reading

WHOLE_AT_MOST = 45
"""Words of a whole reply that still is one unit; about the longest training example."""


def units(reading: Reading) -> tuple[Clause, ...]:
    """The clauses, and after them the whole reply if it is short and has several."""
    clauses = reading.clauses
    if len(clauses) < 2 or len(reading.text.split()) > WHOLE_AT_MOST:
        return clauses
    first, last = clauses[0], clauses[-1]
    words = reading.doc[first.words.start : last.words.end]
    whole = Clause(reading.text[first.start : last.end], first.start, last.end, words)
    return (*clauses, whole)
