"""The curve: where it is drawn and what is said about it."""

from api.pages.curves import HEIGHT, WIDTH, curve_of
from api.pages.parts import Course
from coaching.services.sessions import Reading
from tests.pages.playbooks import make_playbook
from tests.pages.talks import GOOD_TALK, make_practice


def _curve(reading: Reading):
    assert reading.talk is not None
    assert reading.scenario is not None
    return curve_of(reading.talk, reading.scenario)


def test_a_talk_of_one_line_has_one_dot() -> None:
    curve = _curve(make_practice(make_playbook(), []))
    assert [(dot.turn, dot.trust, dot.patience) for dot in curve.dots] == [(0, 40, 80)]
    assert curve.trust == Course(40, 40, 40, 0)


def test_only_turns_in_which_the_buyer_spoke_have_a_dot() -> None:
    curve = _curve(make_practice(make_playbook(), GOOD_TALK))
    assert [dot.turn for dot in curve.dots] == [0, 1, 4, 5, 6]
    assert curve.trust == Course(first=40, last=63, lowest=40, lowest_turn=0)
    assert curve.patience == Course(first=80, last=61, lowest=58, lowest_turn=5)


def test_every_dot_lies_in_the_box_and_higher_is_up() -> None:
    curve = _curve(make_practice(make_playbook(), GOOD_TALK))
    assert all(0 <= dot.x <= WIDTH for dot in curve.dots)
    assert all(0 <= y <= HEIGHT for dot in curve.dots for y in (dot.trust_y, dot.patience_y))
    assert curve.dots[0].patience_y < curve.dots[0].trust_y < curve.floor_y
    assert curve.trust_line.split()[0] == f"{curve.dots[0].x},{curve.dots[0].trust_y}"
