"""The playbook that is shipped: complete, in the coach's voice, and the same however it is read."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from coaching.domain.objections import ObjectionLabel
from coaching.domain.practice.moves import FAULTS, Move
from coaching.domain.practice.scenario import Scenario
from coaching.domain.records import from_record, to_record
from coaching.domain.stages import Stage
from coaching.playbook import build_playbook, content_hash, load_playbook, read_documents
from coaching.playbook.line_checks import OFTEN
from coaching.playbook.words import GAPS

REAL = Path(__file__).parents[2] / "playbook"
PLAYBOOK, DOCUMENTS = load_playbook(REAL)
SCENARIOS = [
    "authority-brewery",
    "brushoff-clinic",
    "budget-school",
    "busy-restaurant",
    "condition-hospital",
    "contract-agency",
    "feature-museum",
    "integration-clinic",
    "need-bakery",
    "past-failure-logistics",
    "price-kitchen",
    "price-payroll",
    "rival-gym",
    "security-bank",
    "send-info-council",
    "status-quo-workshop",
    "stop-contact-household",
    "timing-hotel",
    "trust-solar",
]


def test_it_holds_everything_that_is_named() -> None:
    assert set(PLAYBOOK.moves) == set(Move)
    assert set(PLAYBOOK.objections) == set(ObjectionLabel)
    assert set(PLAYBOOK.stages) == set(Stage)
    assert sorted(PLAYBOOK.scenarios) == SCENARIOS
    assert sorted(PLAYBOOK.rubrics) == ["brushoff", "condition", "objection", "stop_contact"]


def test_every_word_can_be_said() -> None:
    for id, gaps in GAPS.items():
        said = PLAYBOOK.say(id, **{gap: f"<{gap}>" for gap in gaps.split()})
        assert said
        assert "{" not in said


def test_advice_on_a_stage_keeps_its_lines() -> None:
    guide = dict.fromkeys(GAPS["coach.stage_advice"].split(), "…")
    lines = PLAYBOOK.say("coach.stage_advice", **guide).splitlines()
    assert len([line for line in lines if line]) == 6


def test_the_hint_of_a_move_never_gives_the_wording() -> None:
    for scenario in PLAYBOOK.scenarios.values():
        for move, wording in scenario.wordings.items():
            assert PLAYBOOK.moves[move].hint.casefold() not in wording.casefold()


def every_text(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in every_text(each)]
    if isinstance(value, list):
        return [text for each in value for text in every_text(each)]
    return [value] if isinstance(value, str) else []


def test_nobody_shouts_and_nothing_is_left_to_be_written() -> None:
    for text in every_text(DOCUMENTS):
        assert "!" not in text
        assert not re.search(r"\b(TODO|TBD|lorem)\b", text, re.IGNORECASE)


def test_reasons_speak_to_the_rep_in_one_sentence() -> None:
    for rule in PLAYBOOK.reply_rubric.rules:
        assert rule.reason.startswith("You ")
        assert rule.reason.endswith(".")


@pytest.mark.parametrize("scenario", sorted(PLAYBOOK.scenarios))
def test_kinds_that_come_up_often_have_a_dozen_lines(scenario: str) -> None:
    lines = PLAYBOOK.scenarios[scenario].lines
    for beat in ("heard", "explored", "unconvinced", "still_open", "not_yet", "puzzled"):
        assert len(lines[beat]) >= OFTEN
        texts = [line.text for line in lines[beat]]
        assert len(set(texts)) == len(texts)
        assert lines[beat][0].shared is False


def test_every_fault_is_forgiven_less_often_at_a_higher_level() -> None:
    one, two, three = (DOCUMENTS[f"levels/{number}.yml"] for number in (1, 2, 3))
    for fault in FAULTS:
        limits = [level["leaving"]["faults"][fault] for level in (one, two, three)]
        assert limits == sorted(limits, reverse=True)
        costs = [level["moves"][fault]["trust"] for level in (one, two, three)]
        assert costs == sorted(costs, reverse=True)


def test_the_hash_is_that_of_the_content() -> None:
    assert PLAYBOOK.hash == content_hash(DOCUMENTS)
    assert re.fullmatch(r"[0-9a-f]{64}", PLAYBOOK.hash)


def backwards(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: backwards(value[key]) for key in reversed(list(value))}
    return [backwards(each) for each in value] if isinstance(value, list) else value


def test_the_order_of_fields_does_not_change_the_hash() -> None:
    assert content_hash(backwards(DOCUMENTS)) == PLAYBOOK.hash


def test_the_layout_of_a_file_does_not_change_the_hash(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    file = tmp_path / "words" / "coach.yml"
    file.write_text('coach.lost: "I am lost."\ncoach.unsure: Hm?\n', encoding="utf-8")
    plain = content_hash(read_documents(tmp_path))
    file.write_text("# why\n\ncoach.unsure:   Hm?\ncoach.lost: >-\n  I am\n  lost.\n", "utf-8")
    assert content_hash(read_documents(tmp_path)) == plain


def test_a_changed_word_changes_the_hash() -> None:
    words = DOCUMENTS["words/coach.yml"] | {"coach.lost": "Pardon?"}
    assert content_hash(DOCUMENTS | {"words/coach.yml": words}) != PLAYBOOK.hash


def test_stored_documents_give_the_same_playbook() -> None:
    stored = json.loads(json.dumps(DOCUMENTS))
    assert build_playbook(stored) == PLAYBOOK
    assert build_playbook(backwards(stored), published=True).hash == PLAYBOOK.hash


def test_scenarios_survive_the_way_through_records() -> None:
    for scenario in PLAYBOOK.scenarios.values():
        record = json.loads(json.dumps(to_record(scenario)))
        assert from_record(Scenario, record) == scenario


def test_the_guide_names_every_field_of_a_scenario() -> None:
    guide = (REAL / "README.md").read_text(encoding="utf-8")
    fields = {name for file, d in DOCUMENTS.items() if file.startswith("scenarios/") for name in d}
    assert [name for name in sorted(fields) if f"`{name}`" not in guide] == []


def test_no_sentence_is_kept_that_nothing_says() -> None:
    root = Path(__file__).parents[2]
    files = [*(root / "coaching" / "services").rglob("*.py"), *(root / "api").rglob("*.py")]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    composed = ("reading.", "practice.button_")
    silent = [
        id for id in GAPS if not re.search(f"[\"']{id}[\"']", code) and not id.startswith(composed)
    ]
    assert silent == []
