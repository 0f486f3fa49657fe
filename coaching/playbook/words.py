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
    "coach.no": "",
    "coach.no_debrief": "",
    "coach.no_practice": "",
    "coach.no_walk": "",
    "coach.no_why": "",
    "coach.practice_opened": "title buyer role company",
    "coach.practice_waiting": "title",
    "coach.scenario_row": "title level market judged",
    "coach.scenarios_intro": "",
    "coach.stage_advice": "name what b2b b2c done_when fault source",
    "coach.unsure": "",
    "coach.yes": "",
    "deals.next_action": "company task day",
    "deals.next_action_of": "company who task day",
    "deals.next_because": "reason",
    "deals.next_gaps": "gaps",
    "deals.next_guess": "stage",
    "deals.next_not_chosen": "names",
    "deals.next_sure": "stage",
    "deals.next_unsure": "stage",
    "follow_ups.ask_when": "",
    "follow_ups.button_done": "number",
    "follow_ups.button_drop": "",
    "follow_ups.button_it_is_done": "",
    "follow_ups.button_no": "",
    "follow_ups.button_yes": "",
    "follow_ups.choose_first": "",
    "follow_ups.done": "task",
    "follow_ups.dropped": "task",
    "follow_ups.kept": "when task",
    "follow_ups.kept_before": "",
    "follow_ups.list": "",
    "follow_ups.more": "count",
    "follow_ups.none": "",
    "follow_ups.not_definite": "",
    "follow_ups.not_kept": "",
    "follow_ups.past": "when",
    "follow_ups.past_somehow": "",
    "follow_ups.proposal_gone": "",
    "follow_ups.read_back": "when task",
    "follow_ups.reminder": "task when",
    "follow_ups.row": "number when task",
    "follow_ups.row_overdue": "number when task",
    "follow_ups.settled_before": "",
    "follow_ups.task_with_deal": "task company",
    "follow_ups.task_without_words": "",
    "follow_ups.which": "",
    "follow_ups.which_time": "task",
    "pipeline.button_list": "",
    "pipeline.button_qualify": "",
    "pipeline.button_remind": "",
    "pipeline.gone": "",
    "pipeline.list": "",
    "pipeline.more": "count",
    "pipeline.none": "",
    "pipeline.none_own": "",
    "pipeline.row": "company stage day",
    "pipeline.row_undated": "company stage",
    "pipeline.unknown": "name",
    "pipeline.which": "",
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
    "qualifying.ask_buyer": "question",
    "qualifying.back": "company ask",
    "qualifying.begin": "company framework",
    "qualifying.button_begin": "",
    "qualifying.button_go_on": "",
    "qualifying.button_leave": "",
    "qualifying.button_next": "",
    "qualifying.button_skip": "",
    "qualifying.button_why": "",
    "qualifying.complete": "",
    "qualifying.left": "company",
    "qualifying.line_absent": "name words",
    "qualifying.line_missing": "name",
    "qualifying.line_specific": "name words",
    "qualifying.line_vague": "name words",
    "qualifying.not_yours": "company",
    "qualifying.noted_absent": "name words",
    "qualifying.noted_specific": "name words",
    "qualifying.noted_vague": "name words",
    "qualifying.offer": "",
    "qualifying.offer_for": "company",
    "qualifying.over": "company",
    "qualifying.unclear": "name ask",
    "qualifying.why": "why ask",
    "reading.ask_capabilities": "",
    "reading.ask_next_step": "",
    "reading.practise_objections": "",
    "slack.button_over": "",
    "slack.failed": "",
    "slack.in_browser": "",
    "slack.next_for": "deal",
    "slack.next_for_this": "",
    "slack.not_your_button": "",
    "slack.still_trying": "",
    "slack.too_long": "",
    "slack.unknown_person": "",
    "slack.what_can_you_do": "",
    "slack.words_only": "",
    "times.at": "weekday day month year clock zone",
    "times.brief": "weekday day month clock",
    "times.brief_day": "weekday day month",
    "times.day": "day month",
    "times.month_1": "",
    "times.month_2": "",
    "times.month_3": "",
    "times.month_4": "",
    "times.month_5": "",
    "times.month_6": "",
    "times.month_7": "",
    "times.month_8": "",
    "times.month_9": "",
    "times.month_10": "",
    "times.month_11": "",
    "times.month_12": "",
    "times.on": "weekday day month year zone",
    "times.weekday_0": "",
    "times.weekday_1": "",
    "times.weekday_2": "",
    "times.weekday_3": "",
    "times.weekday_4": "",
    "times.weekday_5": "",
    "times.weekday_6": "",
}


def read_words(spot: Spot) -> dict[str, str]:
    """The sentences of one file; their ids begin with the file's name."""
    found: dict[str, str] = keyed(any_name, text(LONGEST_WORDS, keep_lines=True))(spot)
    prefix = f"{PurePath(spot.file).stem}."
    for id, sentence in found.items():
        if not id.startswith(prefix):
            spot.tell(f"the names in this file begin with “{prefix}”", id)
        check_gaps(spot.at(id), sentence, GAPS.get(id, "").split())
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


def check_gaps(spot: Spot, sentence: str, known: list[str]) -> None:
    """Report gaps of a sentence that nothing fills, and those that are written in another way than
    {name}."""
    try:
        parts = list(string.Formatter().parse(sentence))
    except ValueError:
        spot.tell("has a curly bracket without its partner")
        return
    may = ", ".join(f"{{{gap}}}" for gap in known) or "no gaps"
    for _, gap, layout, conversion in parts:
        if gap is None:
            continue
        if layout or conversion:
            spot.tell(f"write {{{gap}}} without anything else in its brackets")
        elif gap not in known:
            spot.tell(f"{{{gap}}} is not known here: this sentence may use {may}")
