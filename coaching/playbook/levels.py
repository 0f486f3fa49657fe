"""Level files: what each move does to a buyer of this level, and when the buyer leaves."""

from coaching.domain.practice.moves import FAULTS, Move
from coaching.domain.practice.scenario import Effect, Leaving, Level
from coaching.playbook.fields import Maybe, Reader, checked, keyed, named, shape, whole
from coaching.playbook.report import Spot

_CHANGE = whole(-100, 100)
_EFFECT = shape(Effect, trust=_CHANGE, patience=_CHANGE, times=Maybe(whole(1, 1_000)))
_MOVE = named(Move, "a move")


def _name_fits(spot: Spot, level: Level) -> None:
    if spot.file != f"levels/{level.number}.yml":
        spot.tell(f"is {level.number}, but the file is called {spot.file}", "number")


def _every_move_counts(spot: Spot, level: Level) -> None:
    for move in Move:
        if move not in level.moves:
            spot.tell(f"says nothing about the move “{move}”", "moves")
    for fault in sorted(FAULTS & level.moves.keys()):
        effect = level.moves[fault]
        if effect.trust > 0 or effect.patience > 0:
            spot.tell("a fault must not win trust or patience", f"moves.{fault}")


def _talk_ends(spot: Spot, level: Level) -> None:
    if level.each_reply.patience >= 0:
        spot.tell(
            "each reply must cost some patience, or a talk could go on for ever", "each_reply"
        )
    lasting = [
        move
        for move, effect in level.moves.items()
        if effect.times >= 1_000 and effect.patience + level.each_reply.patience >= 0
    ]
    for move in lasting:
        spot.tell("wins patience without end; give it “times”", f"moves.{move}")
    for fault in sorted(level.leaving.faults):
        if fault not in FAULTS:
            spot.tell(f"“{fault}” is not a fault", f"leaving.faults.{fault}")


read_level: Reader[Level] = checked(
    shape(
        Level,
        number=whole(1, 3),
        moves=keyed(_MOVE, _EFFECT),
        each_reply=_EFFECT,
        unclear=_EFFECT,
        early_answer=_EFFECT,
        opened=_EFFECT,
        leaving=shape(
            Leaving,
            trust_at_most=whole(0, 100),
            patience_at_most=whole(0, 100),
            faults=keyed(_MOVE, whole(1, 20)),
        ),
    ),
    _name_fits,
    _every_move_counts,
    _talk_ends,
)
