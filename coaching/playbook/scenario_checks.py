"""What must fit together in a scenario, beyond the shape of its fields.

A check names the fields that it needs as its parameters and runs when all of them could be read,
so that one wrong field does not hide the problems of the others. `found` are all that could be.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import Any

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.moves import FAULTS, Move
from coaching.domain.practice.scenario import EndingNeeds, Settling
from coaching.domain.stages import Outcome
from coaching.playbook.fields import hint
from coaching.playbook.line_checks import (
    check_giveaways,
    check_leaving,
    check_lines,
    check_repeats,
    lines_needed,
)
from coaching.playbook.lines import LEAVING
from coaching.playbook.report import Spot
from coaching.playbook.scenarios import Script, Shelf, WrittenEnding, WrittenFact


def check_scenario(spot: Spot, found: Mapping[str, Any], shelf: Shelf) -> None:
    """Report everything in a scenario that does not fit together."""
    given = {"spot": spot, "shelf": shelf, "found": found, **found}
    for check in CHECKS:
        wanted = inspect.signature(check).parameters
        if wanted.keys() <= given.keys():
            check(**{name: given[name] for name in wanted})


def _name_fits(spot: Spot, id: str) -> None:
    if id != PurePath(spot.file).stem:
        spot.tell(f"is “{id}”, but the file is called {PurePath(spot.file).name}", "id")


def _level_is_there(spot: Spot, shelf: Shelf, level: int) -> None:
    if level not in shelf.levels:
        spot.tell(f"there is no level {level}", "level")


def _rubric_is_there(spot: Spot, shelf: Shelf, rubric: str) -> None:
    if rubric not in shelf.rubrics:
        spot.tell(f"there is no rubric “{rubric}”{hint(rubric, shelf.rubrics)}", "rubric")


def _nature_fits(
    spot: Spot, objection_label: ObjectionLabel, nature: Nature, wins: tuple[Outcome, ...]
) -> None:
    asked_to_stop = objection_label is ObjectionLabel.STOP_CONTACT
    if asked_to_stop != (nature is Nature.STOP_CONTACT):
        spot.tell("the label “stop_contact” and the nature “stop_contact” go together", "nature")
    if nature is Nature.CONDITION and Outcome.DISQUALIFIED not in wins:
        spot.tell("a condition is won by parting politely: add “disqualified”", "wins")
    if nature is Nature.STOP_CONTACT and set(wins) != {Outcome.STOP_CONTACT}:
        spot.tell("a request to stop is won by “stop_contact” alone", "wins")


def _cause_is_hidden(
    spot: Spot,
    objection_label: ObjectionLabel,
    hidden_cause: ObjectionLabel | None,
    facts: tuple[WrittenFact, ...],
) -> None:
    if hidden_cause is None:
        return
    if hidden_cause == objection_label:
        spot.tell(
            "is what the buyer says openly; leave it out if nothing is hidden", "hidden_cause"
        )
    if not any(fact.is_cause for fact in facts):
        spot.tell("needs a fact with “is_cause: true” that brings it out", "hidden_cause")


def _buyer_stays(spot: Spot, shelf: Shelf, level: int, trust: int, patience: int) -> None:
    hard = shelf.levels.get(level)
    if hard is None:
        return
    if trust <= hard.leaving.trust_at_most:
        spot.tell(f"the buyer of level {level} would leave at once with so little", "trust")
    if patience + hard.each_reply.patience <= hard.leaving.patience_at_most:
        spot.tell(f"the buyer of level {level} would leave at once with so little", "patience")


def _names_differ(
    spot: Spot, facts: tuple[WrittenFact, ...], endings: tuple[WrittenEnding, ...]
) -> None:
    for kind, ids in (("facts", [f.id for f in facts]), ("endings", [e.id for e in endings])):
        for number, id in enumerate(ids):
            if id in ids[:number]:
                spot.tell(f"“{id}” is taken by another one above", f"{kind}[{number}].id")
            if kind == "endings" and id in LEAVING:
                spot.tell(f"“{id}” is the name of a walk-away", f"{kind}[{number}].id")


def _endings_can_happen(
    spot: Spot,
    facts: tuple[WrittenFact, ...],
    endings: tuple[WrittenEnding, ...],
    settling: Settling,
    wins: tuple[Outcome, ...],
) -> None:
    known = {fact.id for fact in facts}
    possible: set[Outcome] = set()
    for number, ending in enumerate(endings):
        place = f"endings[{number}].needs"
        for fact in sorted(ending.needs.facts - known):
            spot.tell(f"there is no fact “{fact}”{hint(fact, known)}", f"{place}.facts")
        why = _why_never(ending.needs, settling)
        if why:
            spot.tell(why, place)
        else:
            possible.add(ending.outcome)
    for number, outcome in enumerate(wins):
        if outcome not in possible:
            spot.tell(f"no ending leads to “{outcome}”", f"wins[{number}]")


def _why_never(needs: EndingNeeds, settling: Settling) -> str | None:
    if not needs.any_of:
        return "needs at least one move in “any_of”"
    if needs.any_of <= needs.none_of or needs.all_of & needs.none_of:
        return "can never happen: “none_of” excludes what it asks for"
    if needs.settled and not settling.any_of:
        return "can never happen: nothing settles the concern, “settling” is missing"
    return None


def _path_has_wordings(spot: Spot, path: tuple[Move, ...], wordings: dict[Move, str]) -> None:
    for number, move in enumerate(path):
        if move in FAULTS:
            spot.tell(f"“{move}” is a fault, a path leads past those", f"path[{number}]")
        elif move not in wordings:
            spot.tell(f"has no wording for “{move}”, so no hint can show it", f"path[{number}]")
    for move in sorted(FAULTS & wordings.keys()):
        spot.tell("is a fault; a wording shows what a good rep says", f"wordings.{move}")


def _rubric_has_wordings(spot: Spot, shelf: Shelf, rubric: str, wordings: dict[Move, str]) -> None:
    judged = shelf.rubrics.get(rubric)
    for criterion in judged.criteria if judged else ():
        if criterion.asks_for not in wordings:
            reason = f"needs “{criterion.asks_for}”: the rubric shows it for “{criterion.name}”"
            spot.tell(reason, "wordings")


def _lines_suffice(
    spot: Spot,
    shelf: Shelf,
    script: Script,
    level: int,
    settling: Settling,
    second_objections: int,
) -> None:
    hard = shelf.levels.get(level)
    if hard is not None and shelf.whole:
        needed = lines_needed(hard, script, shelf, settling, second_objections)
        check_lines(spot, shelf, script, needed)
        check_leaving(spot, shelf, script, hard)


def _facts_stay_locked(spot: Spot, shelf: Shelf, script: Script, found: Mapping[str, Any]) -> None:
    shown = {name: found[name] for name in ("title", "briefing", "goal") if name in found}
    for move, wording in found.get("wordings", {}).items():
        shown[f"wordings.{move}"] = wording
    check_giveaways(spot, shelf, script, shown)


CHECKS: Iterable[Callable[..., None]] = (
    _name_fits,
    _level_is_there,
    _rubric_is_there,
    _nature_fits,
    _cause_is_hidden,
    _buyer_stays,
    _names_differ,
    _endings_can_happen,
    _path_has_wordings,
    _rubric_has_wordings,
    _lines_suffice,
    check_repeats,
    _facts_stay_locked,
)
