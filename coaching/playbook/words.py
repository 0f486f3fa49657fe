"""Word files: the coach's sentences by id, and the gaps that each may use."""

import string
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from coaching.playbook.fields import any_name, keyed, text
from coaching.playbook.report import Spot

LONGEST_WORDS = 700

# Every sentence that the coach needs, with the gaps that are filled in it. A sentence that is not
# listed here may be added to a file, but has no gaps.
GAPS: Mapping[str, str] = {
    "coach.debrief_there": "title",
    "coach.former_scenario": "",
    "coach.lost": "",
    "coach.no_debrief": "",
    "coach.no_practice": "",
    "coach.practice_opened": "title buyer role company",
    "coach.practice_waiting": "title",
    "coach.scenario_row": "title level market judged",
    "coach.scenarios_intro": "",
    "coach.stage_advice": "name what b2b b2c done_when fault source",
    "coach.unsure": "",
    "practice.already_ended": "",
    "practice.button_debrief": "",
    "practice.button_hint": "",
    "practice.button_pause": "",
    "practice.button_restart": "",
    "practice.button_resume": "",
    "practice.button_stop": "",
    "practice.debrief": "score cause focus",
    "practice.debrief_not_scored": "",
    "practice.debrief_too_early": "",
    "practice.ended": "cause",
    "practice.hint_example": "example",
    "practice.hint_move": "hint",
    "practice.no_focus": "",
    "practice.not_paused": "",
    "practice.not_scored": "question",
    "practice.official_cannot_restart": "",
    "practice.paused": "",
    "practice.replay_unknown": "turns",
    "practice.replayed": "turn",
    "practice.restarted": "",
    "practice.restarted_cause": "",
    "practice.resumed": "line",
    "practice.still_paused": "",
    "practice.stopped": "",
    "practice.stopped_cause": "",
    "reading.practise_objections": "",
}


def read_words(spot: Spot) -> dict[str, str]:
    """The sentences of one file; their ids begin with the file's name."""
    found: dict[str, str] = keyed(any_name, text(LONGEST_WORDS, keep_lines=True))(spot)
    prefix = f"{PurePath(spot.file).stem}."
    for id, sentence in found.items():
        if not id.startswith(prefix):
            spot.tell(f"the names in this file begin with “{prefix}”", id)
        _check_gaps(spot.at(id), sentence, GAPS.get(id, "").split())
    return found


def missing_words(documents: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The sentences that the coach needs and nobody has written: file and id."""
    missing = []
    for id in sorted(GAPS):
        file = f"words/{id.split('.')[0]}.yml"
        written = documents.get(file)
        if not isinstance(written, dict) or id not in written:
            missing.append((file, id))
    return missing


def _check_gaps(spot: Spot, sentence: str, known: list[str]) -> None:
    try:
        used = [gap for _, gap, _, _ in string.Formatter().parse(sentence) if gap is not None]
    except ValueError:
        spot.tell("has a curly bracket without its partner")
        return
    may = ", ".join(f"{{{gap}}}" for gap in known) or "no gaps"
    for gap in used:
        if gap not in known:
            spot.tell(f"{{{gap}}} is not known here: this sentence may use {may}")
