"""Whether a scenario's lines suffice, repeat nothing and give nothing away."""

from collections.abc import Iterator, Mapping

from coaching.domain.practice.moves import ANSWERING, FAULTS, Move
from coaching.domain.practice.scenario import Beat, Level, Settling, fault_beat
from coaching.playbook.lines import Words
from coaching.playbook.report import Spot
from coaching.playbook.scenarios import (
    Script,
    Shelf,
    WrittenFact,
    causes_to_leave,
    walk_aways_of,
)

# So many lines of one kind keep a buyer from repeating one within twelve replies.
OFTEN = 12
_AFTER_CAUSE = ANSWERING | {Move.CONFIRM, Move.ADVANCE, Move.COMPLY}
_SHARED = ""


def lines_needed(
    level: Level, script: Script, shelf: Shelf, settling: Settling, second_objections: int
) -> dict[str, int]:
    """How many lines of each kind the buyer can come to need, shared ones included."""
    often = [Beat.HEARD, Beat.EXPLORED, Beat.UNCONVINCED, Beat.STILL_OPEN, Beat.NOT_YET]
    needed = {str(beat): OFTEN for beat in (*often, Beat.PUZZLED)} | {str(Beat.OPENING): 1}
    if any(fact.is_cause for fact in script.facts):
        needed[Beat.GUARDED] = OFTEN
    if settling.any_of:
        needed |= {str(Beat.SETTLED): 1, str(Beat.CONFIRMED): OFTEN}
    if second_objections:
        needed[Beat.SECOND] = second_objections
    have = _have(shelf, script)
    for fault in sorted(FAULTS):
        limit = level.leaving.faults.get(fault, OFTEN + 1)
        own = fault_beat(fault) if have.get(fault_beat(fault)) else Beat.FAULT
        needed[own] = max(needed.get(own, 0), min(limit - 1, OFTEN))
    return needed


def check_lines(spot: Spot, shelf: Shelf, script: Script, needed: Mapping[str, int]) -> None:
    """Every kind of line that the buyer can come to has enough of them."""
    have = _have(shelf, script)
    for beat, number in needed.items():
        if have.get(beat, 0) < number:
            reason = f"needs at least {number} with the shared ones, has {have.get(beat, 0)}"
            spot.tell(reason, f"lines.{beat}")


def check_leaving(spot: Spot, shelf: Shelf, script: Script, level: Level) -> None:
    """Every cause for which a buyer of this level leaves has its lines and its cause in words."""
    known = walk_aways_of(shelf, level, script)
    for cause in causes_to_leave(level):
        if cause not in known:
            spot.tell("is missing, here and among the shared lines", f"walk_aways.{cause}")


def check_repeats(spot: Spot, shelf: Shelf, script: Script) -> None:
    """No line stands twice in a scenario, nor beside the same one among the shared lines."""
    said: dict[str, str] = {line.casefold(): _SHARED for _, line in _shared_lines(shelf, script)}
    for place, line in _own_lines(script):
        before = said.setdefault(line.casefold(), place)
        if before == _SHARED:
            spot.tell("stands already among the shared lines", place)
        elif before != place:
            spot.tell(f"stands already at {before}", place)


def check_giveaways(spot: Spot, shelf: Shelf, script: Script, shown: Mapping[str, str]) -> None:
    """The words that give a fact away stand in its own lines and in nothing that the rep can hear
    or be `shown` before it."""
    everything = [*shown.items(), *_own_lines(script), *_shared_lines(shelf, script)]
    for number, fact in enumerate(script.facts):
        later = _places_after(number, fact, script)
        for position, secret in enumerate(fact.giveaways):
            here = f"facts[{number}].giveaways[{position}]"
            hits = [place for place, words in everything if secret.casefold() in words.casefold()]
            if not any(place.startswith(f"facts[{number}].lines") for place in hits):
                spot.tell(f"“{secret}” is not in the lines of this fact", here)
            if _SHARED in hits:
                spot.tell(f"“{secret}” also stands among the shared lines", here)
            for place in hits:
                if place != _SHARED and not place.startswith(later):
                    spot.tell(f"“{secret}” gives away the fact “{fact.id}”", place)


def _places_after(number: int, fact: WrittenFact, script: Script) -> tuple[str, ...]:
    """The beginnings of the places that come up only once the fact is known."""
    places = [f"facts[{number}]."]
    if fact.is_cause:
        places += ["lines.settled", "lines.confirmed"]
        places += [f"wordings.{move}" for move in sorted(_AFTER_CAUSE)]
    for index, ending in enumerate(script.endings):
        if fact.id in ending.needs.facts or (fact.is_cause and ending.needs.settled):
            places.append(f"endings[{index}].")
    return tuple(places)


def _have(shelf: Shelf, script: Script) -> dict[str, int]:
    have = {beat: len(words) for beat, words in script.lines.items()}
    for shared in shelf.shared_for(script.market):
        for beat, words in shared.lines.items():
            have[beat] = have.get(beat, 0) + len(words)
    return have


def _own_lines(script: Script) -> Iterator[tuple[str, str]]:
    groups: list[tuple[str, tuple[Words, ...]]] = [
        *((f"facts[{n}].lines", fact.lines) for n, fact in enumerate(script.facts)),
        *((f"endings[{n}].lines", ending.lines) for n, ending in enumerate(script.endings)),
        *((f"walk_aways.{cause}.lines", away.lines) for cause, away in script.walk_aways.items()),
        *((f"lines.{beat}", words) for beat, words in script.lines.items()),
    ]
    for place, spoken in groups:
        for number, words in enumerate(spoken):
            yield f"{place}[{number}]", words.text


def _shared_lines(shelf: Shelf, script: Script) -> Iterator[tuple[str, str]]:
    for shared in shelf.shared_for(script.market):
        for spoken in (*shared.lines.values(), *(w.lines for w in shared.walk_aways.values())):
            for words in spoken:
                yield _SHARED, words.text
