"""The facts file: steps, areas and schools that questions are checked against."""

from collections.abc import Mapping
from typing import Any

from coaching.domain.knowledge.facts import (
    NO_FACTS,
    Facts,
    LetterFact,
    Origin,
    School,
    StepFact,
)
from coaching.domain.stages import Area, Stage
from coaching.playbook.fields import (
    Maybe,
    Reader,
    checked,
    keyed,
    listed,
    named,
    one_of,
    shape,
    slug,
    text,
    whole,
)
from coaching.playbook.report import Report, Spot, Wrong

FACTS_FILE = "knowledge/facts.yml"
_NAMES = listed(text(60))


def _steps_in_order(spot: Spot, facts: Facts) -> None:
    if [step.stage for step in facts.steps] != list(Stage):
        spot.tell(f"must be the seven stages in their order: {', '.join(Stage)}", "steps")
    for area in Area:
        if area not in facts.areas:
            spot.tell(f"the area “{area}” is missing", "areas")


_letter: Reader[LetterFact] = shape(LetterFact, letter=text(2), name=text(40), also=Maybe(_NAMES))

_origin: Reader[Origin] = shape(
    Origin,
    names=listed(text(60), at_least=1),
    says=text(300, sentences=2),
    since=Maybe(whole(1800, 2100)),
    until=Maybe(whole(1800, 2100)),
)

_school: Reader[School] = shape(
    School,
    id=slug,
    name=text(40),
    topic=slug,
    also=Maybe(_NAMES),
    letters=Maybe(listed(_letter, at_least=2)),
    origin=Maybe(_origin),
)

_step: Reader[StepFact] = shape(
    StepFact,
    stage=one_of(Stage, "a stage"),
    name=text(40),
    also=Maybe(_NAMES),
    topic=slug,
)

read_facts_file: Reader[Facts] = checked(
    shape(
        Facts,
        steps=listed(_step),
        areas=keyed(named(Area, "an area"), listed(text(40), at_least=1)),
        schools=listed(_school),
        steps_topic=slug,
        areas_topic=slug,
    ),
    _steps_in_order,
)


def read_facts(report: Report, documents: Mapping[str, Any]) -> Facts:
    """The facts; none where the file is missing or cannot be read, which is reported."""
    if FACTS_FILE in documents:
        try:
            return read_facts_file(Spot(report, FACTS_FILE, "", documents[FACTS_FILE]))
        except Wrong:
            return NO_FACTS
    if FACTS_FILE not in report.unreadable:
        report.add(FACTS_FILE, "", "is missing")
    return NO_FACTS
