"""Readers for what the coach advises: actions, and words with gaps."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from coaching.domain.next_step.advice import ActionWords
from coaching.domain.stages import Market, Stage
from coaching.playbook.fields import Reader, checked, listed, named, one_of, shape, text, whole
from coaching.playbook.report import Spot
from coaching.playbook.words import check_gaps

EVERYWHERE = frozenset({"company", "contact"})
_LONGEST_WAIT = 60


def gapped(longest: int, *known: str) -> Reader[str]:
    """Words for a chat that may use the gaps `known`."""

    def check(spot: Spot, words: str) -> None:
        check_gaps(spot, words, list(known))

    return checked(text(longest, sentences=2), check)


def action(known: Iterable[str] = ()) -> Reader[ActionWords]:
    """An action; beside `EVERYWHERE` its object may use the gaps `known`."""
    may = sorted(EVERYWHERE | set(known))
    return shape(
        ActionWords,
        verb=gapped(30, *may),
        object=gapped(200, *may),
        within_days=whole(0, _LONGEST_WAIT),
    )


def _each(kind: type[StrEnum], noun: str) -> Reader[frozenset[Any]]:
    """A list of names of a closed set, at least one."""
    return lambda spot: frozenset(listed(one_of(kind, noun), at_least=1)(spot))


def complete(kind: type[StrEnum], noun: str) -> Callable[[Spot, Iterable[str]], None]:
    """A check that a mapping has every name of a closed set."""

    def check(spot: Spot, found: Iterable[str]) -> None:
        for name in kind:
            if name not in set(found):
                spot.tell(f"the {noun} “{name}” is missing", str(name))

    return check


MARKETS: Reader[frozenset[Market]] = _each(Market, "a market")
STAGES: Reader[frozenset[Stage]] = _each(Stage, "a stage")
MARKET = named(Market, "a market")
