"""The course of trust and patience as something to draw and to say."""

from collections.abc import Callable, Sequence

from api.pages.parts import Course, Curve, CurveDot
from coaching.domain.practice.debrief import CurvePoint
from coaching.domain.practice.scenario import Scenario
from coaching.domain.practice.talk import Talk

WIDTH = 640
HEIGHT = 160
_EDGE = 8


def curve_of(talk: Talk, scenario: Scenario) -> Curve:
    """The curve of a talk; it always holds at least the buyer's first line."""
    points = [
        CurvePoint(turn.seq, turn.buyer.state.trust, turn.buyer.state.patience)
        for turn in talk.turns
        if turn.buyer
    ]
    step = (WIDTH - 2 * _EDGE) / max(1, len(points) - 1)
    dots = tuple(
        CurveDot(
            p.turn, p.trust, p.patience, round(_EDGE + i * step, 1), _y(p.trust), _y(p.patience)
        )
        for i, p in enumerate(points)
    )
    return Curve(
        width=WIDTH,
        height=HEIGHT,
        dots=dots,
        trust_line=" ".join(f"{dot.x},{dot.trust_y}" for dot in dots),
        patience_line=" ".join(f"{dot.x},{dot.patience_y}" for dot in dots),
        floor_y=_y(scenario.level.leaving.trust_at_most),
        trust=_course(points, lambda point: point.trust),
        patience=_course(points, lambda point: point.patience),
    )


def _course(points: Sequence[CurvePoint], value: Callable[[CurvePoint], int]) -> Course:
    lowest = min(points, key=value)
    return Course(value(points[0]), value(points[-1]), value(lowest), lowest.turn)


def _y(value: int) -> float:
    return round(HEIGHT - _EDGE - value * (HEIGHT - 2 * _EDGE) / 100, 1)
