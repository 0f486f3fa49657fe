"""Where the moves lie over a reply: exact, also where they overlap."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from api.pages.parts import Piece, SeenMove, Stretch
from coaching.domain.playbook import MoveText
from coaching.domain.practice.moves import FAULTS, FoundMove, Move


def seen_move(found: FoundMove, names: Mapping[Move, MoveText]) -> SeenMove:
    return SeenMove(
        name=move_name(found.move, names),
        quote=found.quote,
        rule=found.rule,
        confidence=round(found.confidence * 100),
        fault=found.move in FAULTS,
    )


def move_name(move: Move, names: Mapping[Move, MoveText]) -> str:
    """What the playbook calls the move, or its id in words."""
    return names[move].name if move in names else move.replace("_", " ")


def mark_moves(
    text: str, moves: Iterable[FoundMove], names: Mapping[Move, MoveText]
) -> tuple[Stretch, ...]:
    """The whole text, cut where marking begins or ends; moves outside the text are left out."""
    placed = sorted(
        (m for m in moves if 0 <= m.start < m.end <= len(text)), key=lambda m: (m.start, -m.end)
    )
    stretches: list[Stretch] = []
    at = 0
    for group in _touching(placed):
        start, end = group[0].start, max(move.end for move in group)
        stretches.extend(_plain(text[at:start]))
        pieces = tuple(_pieces(text, group, start, end))
        stretches.append(Stretch(pieces, tuple(seen_move(move, names) for move in group)))
        at = end
    stretches.extend(_plain(text[at:]))
    return tuple(stretches)


def _touching(placed: list[FoundMove]) -> list[list[FoundMove]]:
    groups: list[list[FoundMove]] = []
    end = -1
    for move in placed:
        if groups and move.start < end:
            groups[-1].append(move)
        else:
            groups.append([move])
        end = max(end, move.end)
    return groups


def _pieces(text: str, group: list[FoundMove], start: int, end: int) -> Iterable[Piece]:
    cuts = sorted({start, end, *(m.start for m in group), *(m.end for m in group)})
    for first, last in pairwise(cuts):
        over = [move for move in group if move.start < last and move.end > first]
        yield Piece(text[first:last], len(over), any(move.move in FAULTS for move in over))


def _plain(text: str) -> list[Stretch]:
    return [Stretch((Piece(text, 0, False),), ())] if text else []
