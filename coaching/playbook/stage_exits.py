"""What each stage asks for before a deal may move on."""

from collections.abc import Iterable
from typing import Any

from coaching.domain.deals.qualification import SPECIFIC, VAGUE
from coaching.domain.next_step.advice import BantLetter, DealFact, ExitCriterion, StageExit
from coaching.domain.stages import Market, Stage
from coaching.playbook.acting import MARKET, MARKETS, action, complete
from coaching.playbook.fields import (
    Maybe,
    Reader,
    checked,
    hint,
    keyed,
    listed,
    named,
    one_of,
    shape,
    slug,
    text,
)
from coaching.playbook.report import Spot

_KNOWN = {"vague": VAGUE, "specific": SPECIFIC}


def _known(spot: Spot) -> int:
    if not isinstance(spot.value, str) or spot.value not in _KNOWN:
        raise spot.wrong(f"must be vague or specific{hint(str(spot.value), _KNOWN)}")
    return _KNOWN[spot.value]


def _criterion(known: int = SPECIFIC, **found: Any) -> ExitCriterion:
    return ExitCriterion(at_least=known, **found)


def _asks_for_one_thing(spot: Spot, criterion: ExitCriterion) -> None:
    if (criterion.letter is None) == (criterion.needs is None):
        spot.tell("asks for one thing: give either “letter” or “needs”")
    if criterion.letter is None and "known" in spot.value:
        spot.tell("says how well a “letter” is known, and there is none", "known")


_CRITERION = checked(
    shape(
        _criterion,
        id=slug,
        name=text(80),
        letter=Maybe(one_of(BantLetter, "a letter of qualification")),
        known=Maybe(_known),
        needs=Maybe(one_of(DealFact, "a fact of the deal")),
        markets=Maybe(MARKETS),
        action=action(),
    ),
    _asks_for_one_thing,
)


def _ids_differ(spot: Spot, criteria: Iterable[ExitCriterion]) -> None:
    seen: set[str] = set()
    for number, criterion in enumerate(criteria):
        if criterion.id in seen:
            spot.tell(f"“{criterion.id}” stands here a second time", f"[{number}].id")
        seen.add(criterion.id)


read_exits: Reader[dict[Stage, StageExit]] = checked(
    keyed(
        named(Stage, "a stage"),
        shape(
            StageExit,
            criteria=checked(listed(_CRITERION, at_least=1, at_most=6), _ids_differ),
            then=checked(keyed(MARKET, action()), complete(Market, "market")),
            source=text(),
        ),
    ),
    complete(Stage, "stage"),
)
