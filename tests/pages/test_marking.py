"""The underlines lie exactly over the words, whatever the words are."""

from hypothesis import given
from hypothesis import strategies as st

from api.pages.marking import mark_moves
from api.pages.parts import Piece, Stretch
from coaching.domain.practice.moves import FoundMove, Move
from tests.pages.playbooks import make_playbook
from tests.pages.talks import found

NAMES_BY_MOVE = make_playbook().moves


def _plain(text: str) -> Stretch:
    return Stretch((Piece(text, 0, False),), ())


def _pieces(stretches: tuple[Stretch, ...]) -> list[tuple[str, int, bool]]:
    return [(p.text, p.depth, p.fault) for s in stretches for p in s.pieces]


def test_a_reply_without_moves_is_one_plain_stretch() -> None:
    assert mark_moves("Hm.", (), {}) == (_plain("Hm."),)


def test_an_empty_reply_has_no_stretch() -> None:
    assert mark_moves("", (), {}) == ()


def test_offsets_count_code_points_before_and_inside_emoji() -> None:
    text = "👩‍💻🙂 I hear you 👍🏽. What did it cost?"
    stretches = mark_moves(
        text,
        [found(text, "I hear you 👍🏽", Move.ACKNOWLEDGE), found(text, "What", Move.EXPLORE_OPEN)],
        {},
    )
    assert _pieces(stretches) == [
        ("👩‍💻🙂 ", 0, False),
        ("I hear you 👍🏽", 1, False),
        (". ", 0, False),
        ("What", 1, False),
        (" did it cost?", 0, False),
    ]


def test_overlapping_moves_become_one_stretch_with_its_depths() -> None:
    text = "We have forty reports and it is guaranteed."
    stretches = mark_moves(
        text,
        [
            found(text, "reports and it is guaranteed", Move.OVERPROMISE),
            found(text, "forty reports", Move.EVIDENCE),
        ],
        {},
    )
    assert _pieces(stretches) == [
        ("We have ", 0, False),
        ("forty ", 1, False),
        ("reports", 2, True),
        (" and it is guaranteed", 1, True),
        (".", 0, False),
    ]
    assert [move.name for move in stretches[1].moves] == ["evidence", "overpromise"]


def test_a_move_inside_another_cuts_it_in_three() -> None:
    text = "abcdef"
    inner = FoundMove(Move.VALUE, "cd", 2, 4, 0.9, "r")
    outer = FoundMove(Move.ANSWER, "abcdef", 0, 6, 0.9, "r")
    assert _pieces(mark_moves(text, [inner, outer], {})) == [
        ("ab", 1, False),
        ("cd", 2, False),
        ("ef", 1, False),
    ]


def test_moves_over_the_same_words_share_one_stretch() -> None:
    text = "Would that settle it?"
    both = [found(text, text, Move.CONFIRM), found(text, text, Move.ISOLATE)]
    (stretch,) = mark_moves(text, both, NAMES_BY_MOVE)
    assert [move.name for move in stretch.moves] == ["Confirm", "isolate"]


def test_moves_that_only_touch_stay_apart() -> None:
    text = "abcd"
    moves = [
        FoundMove(Move.VALUE, "ab", 0, 2, 0.9, "r"),
        FoundMove(Move.ANSWER, "cd", 2, 4, 0.9, "r"),
    ]
    assert [len(stretch.moves) for stretch in mark_moves(text, moves, {})] == [1, 1]


def test_a_move_outside_the_text_is_left_out() -> None:
    outside = FoundMove(Move.VALUE, "xyz", 2, 9, 0.9, "r")
    assert mark_moves("abc", [outside], {}) == (_plain("abc"),)


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, list[FoundMove]]:
    text = draw(st.text(max_size=40))
    spans = draw(st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=6))
    moves = [
        FoundMove(move, text[max(0, start) : end], start, end, 0.5, "r")
        for move, (start, end) in zip(Move, spans, strict=False)
    ]
    return text, moves


@given(_marked())
def test_nothing_is_lost_doubled_or_shifted(case: tuple[str, list[FoundMove]]) -> None:
    text, moves = case
    inside = [move for move in moves if 0 <= move.start < move.end <= len(text)]
    at = 0
    for stretch in mark_moves(text, moves, {}):
        for piece in stretch.pieces:
            end = at + len(piece.text)
            over = [move for move in inside if move.start < end and move.end > at]
            assert piece.text == text[at:end] != ""
            assert piece.depth == len(over)
            at = end
    assert at == len(text)
