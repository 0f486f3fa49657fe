"""What is said of a deal beside the rules: how it stands, and what is not known of it."""

from collections.abc import Iterable, Mapping

from coaching.domain.next_step.advice import (
    ActionWords,
    AgeWords,
    GapField,
    GapWords,
    Outlook,
    Stand,
)
from coaching.domain.stages import Market
from coaching.playbook.acting import EVERYWHERE, MARKET, MARKETS, STAGES, action, complete, gapped
from coaching.playbook.fields import (
    Maybe,
    Reader,
    checked,
    keyed,
    listed,
    named,
    one_of,
    shape,
    text,
)
from coaching.playbook.report import Spot
from coaching.playbook.words import check_gaps

_STAND_GAPS: Mapping[Stand, frozenset[str]] = {
    Stand.LEFT_TO_DO: frozenset({"criterion"}),
    Stand.PARKED_UNTIL: frozenset({"date"}),
    Stand.STOP_CONTACT: frozenset({"words", "age"}),
}
_WITH_ACTION = (Stand.PARKED, Stand.STOP_CONTACT)


def _read_stands(spot: Spot) -> dict[Stand, str]:
    if not isinstance(spot.value, dict):
        raise spot.wrong("must be a list of names, each with a colon and a value")

    def one(below: Spot) -> str:
        stand = below.place.rsplit(".", 1)[-1]
        more = _STAND_GAPS.get(Stand(stand), frozenset()) if stand in set(Stand) else frozenset()
        return gapped(200, *sorted(EVERYWHERE | more))(below)

    return checked(keyed(named(Stand, "a way to stand"), one), complete(Stand, "stand"))(spot)


def _actions_fit(spot: Spot, actions: Mapping[Stand, ActionWords]) -> None:
    for stand in actions:
        if stand not in _WITH_ACTION:
            spot.tell("has no action of its own here", str(stand))
    for stand in _WITH_ACTION:
        if stand not in actions:
            spot.tell("is missing", str(stand))


def _gap_is_said(spot: Spot, gap: GapWords) -> None:
    letters = gap.field is GapField.LETTERS
    for name, wanted in (
        ("vague", letters or gap.field is GapField.NEXT_STEP),
        ("absent", letters),
    ):
        if wanted and not getattr(gap, name):
            spot.tell("is missing", name)
        elif not wanted and getattr(gap, name):
            spot.tell(f"is never said of “{gap.field}”", name)
    known = ["letter"] if letters else []
    check_gaps(spot.at("missing"), gap.missing, known)
    for name in ("vague", "absent"):
        if getattr(gap, name):
            check_gaps(spot.at(name), getattr(gap, name), [*known, "evidence"])


def _gaps_differ(spot: Spot, gaps: Iterable[GapWords]) -> None:
    seen: set[GapField] = set()
    for number, gap in enumerate(gaps):
        if gap.field in seen:
            spot.tell(f"“{gap.field}” stands here a second time", f"[{number}].field")
        seen.add(gap.field)


_GAP = checked(
    shape(
        GapWords,
        field=one_of(GapField, "a fact that can be missing"),
        missing=text(120),
        vague=Maybe(text(120)),
        absent=Maybe(text(120)),
        markets=Maybe(MARKETS),
        stages=Maybe(STAGES),
    ),
    _gap_is_said,
)

read_outlook: Reader[Outlook] = shape(
    Outlook,
    stands=_read_stands,
    actions=checked(keyed(named(Stand, "a way to stand"), action()), _actions_fit),
    gaps=checked(listed(_GAP), _gaps_differ),
    not_chosen=gapped(200, "name", "winner", "winner_priority", "priority"),
    someone=checked(keyed(MARKET, gapped(80, "company")), complete(Market, "market")),
    ages=shape(AgeWords, today=text(40), yesterday=text(40), days_ago=gapped(40, "days")),
)
