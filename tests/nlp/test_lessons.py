"""From marked replies to what each clause of them teaches."""

from coaching.domain.practice.judging import Band
from coaching.domain.practice.moves import Move
from coaching.nlp.clauses import read
from coaching.nlp.replies.lessons import moves_of
from coaching.playbook.marked_replies import MarkedMoves, MarkedReply

SAY = "Eight weeks is a lot to ask. Anyway, our office is in Leeds. What happened the last time?"


def marked(move: Move, words: str) -> MarkedMoves:
    start = SAY.index(words)
    return MarkedMoves(frozenset({move}), start, start + len(words))


def test_a_clause_teaches_the_moves_that_are_marked_in_it_and_no_others() -> None:
    reply = MarkedReply(
        "Eight weeks without a kitchen?",
        SAY,
        (
            marked(Move.ACKNOWLEDGE, "Eight weeks is a lot to ask"),
            marked(Move.EXPLORE_OPEN, "What happened the last time?"),
        ),
        Band.GOOD,
    )
    taught = {clause.text: moves_of(clause, reply) for clause in read(SAY).clauses}
    assert [sorted(moves) for moves in taught.values()] == [
        [Move.ACKNOWLEDGE],
        [],
        [Move.EXPLORE_OPEN],
    ], taught
