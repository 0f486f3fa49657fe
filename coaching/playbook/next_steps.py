"""Next steps: the seven rules, what each stage asks for, and what is said beside them."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from coaching.domain.next_step.advice import (
    NO_NEXT_STEPS,
    ActionWords,
    NextStepRule,
    NextSteps,
    RuleId,
    RuleWords,
)
from coaching.domain.next_step.rules import OVERDUE_GAPS, REASON_GAPS
from coaching.domain.stages import Market, Stage
from coaching.playbook.acting import EVERYWHERE, MARKETS, STAGES, action, complete, gapped
from coaching.playbook.fields import Maybe, Reader, checked, named, shape, text, whole, yes_no
from coaching.playbook.outlook import read_outlook
from coaching.playbook.report import Report, Spot, Wrong
from coaching.playbook.stage_exits import read_exits

RULES_FILE = "next_steps/rules.yml"
EXITS_FILE = "next_steps/exits.yml"
OUTLOOK_FILE = "next_steps/outlook.yml"
_FILES = (RULES_FILE, EXITS_FILE, OUTLOOK_FILE)
_LONGEST_AGE = 365
_WITH_DAYS = (RuleId.CLOSE_DATE_PASSED, RuleId.OPEN_OBJECTION, RuleId.NO_ACTIVITY)
_FEWEST_DAYS = {RuleId.CLOSE_DATE_PASSED: 1, RuleId.NO_ACTIVITY: 1}
_MOST_PEOPLE = 20


def _read_rule(id: RuleId) -> Reader[NextStepRule]:
    gaps = REASON_GAPS[id]
    because = gapped(300, *sorted(EVERYWHERE | gaps))
    acting: dict[str, Reader[Any] | Maybe] = {}
    if id is not RuleId.STAGE_EXIT_NOT_MET:
        acting["action"] = action(gaps)
    if id is RuleId.NO_DATED_NEXT_STEP:
        acting["overdue"] = gapped(300, *sorted(EVERYWHERE | OVERDUE_GAPS))
    thresholds: dict[str, Reader[Any] | Maybe] = {}
    if id in _WITH_DAYS:
        thresholds["days"] = whole(_FEWEST_DAYS.get(id, 0), _LONGEST_AGE)
    if id is RuleId.SINGLE_CONTACT:
        thresholds["count"] = whole(1, _MOST_PEOPLE)

    def words(action: ActionWords | None = None, **found: Any) -> RuleWords:
        return RuleWords(action=action, **found)

    def rule(**found: Any) -> NextStepRule:
        spread = {
            "markets": frozenset(Market),
            "stages": frozenset(Stage),
            "action": None,
        }
        return NextStepRule(id=id, **(spread | found))

    return checked(
        shape(
            rule,
            name=text(60),
            on=yes_no,
            priority=whole(1, len(RuleId)),
            markets=Maybe(MARKETS),
            stages=Maybe(STAGES),
            because=because,
            b2c=Maybe(shape(words, because=because, **acting)),
            source=text(),
            **acting,
            **thresholds,
        ),
        _b2c_is_said,
    )


def _b2c_is_said(spot: Spot, rule: NextStepRule) -> None:
    if rule.b2c is not None and Market.B2C not in rule.markets:
        spot.tell("is never said, because the rule is not for b2c", "b2c")


def _read_rules(spot: Spot) -> tuple[NextStepRule, ...]:
    if not isinstance(spot.value, dict):
        raise spot.wrong(f"must have the rules {', '.join(RuleId)}")
    before = len(spot.report.problems)
    found: list[NextStepRule] = []
    for name in spot.value:
        try:
            found.append(_read_rule(named(RuleId, "a rule")(spot, name))(spot.at(name)))
        except Wrong:
            continue
    complete(RuleId, "rule")(spot, spot.value)
    _first_come_first(spot, found)
    if len(spot.report.problems) > before:
        raise Wrong(spot.place)
    return tuple(sorted(found, key=lambda rule: rule.priority))


def _first_come_first(spot: Spot, rules: Iterable[NextStepRule]) -> None:
    taken: dict[int, RuleId] = {}
    for rule in rules:
        other = taken.setdefault(rule.priority, rule.id)
        if other is not rule.id:
            spot.tell(
                f"{rule.priority} is the priority of “{other}” already: which one comes first?",
                f"{rule.id}.priority",
            )


def read_next_steps(
    report: Report, documents: Mapping[str, Any], published: bool = False
) -> NextSteps:
    """Rules, stages and sayings of next steps. A missing file is a problem, unless this is a
    version that was published before there were any. What cannot be read is reported and comes
    out empty."""
    if published and not any(file in documents for file in _FILES):
        return NO_NEXT_STEPS
    for file in documents:
        if PurePath(file).parent == PurePath("next_steps") and file not in _FILES:
            report.add(file, "", f"is not read here; the files are {', '.join(_FILES)}")
    rules = _read(report, documents, RULES_FILE, _read_rules)
    exits = _read(report, documents, EXITS_FILE, read_exits)
    outlook = _read(report, documents, OUTLOOK_FILE, read_outlook)
    return NextSteps(rules or (), exits, outlook)


def _read(
    report: Report, documents: Mapping[str, Any], file: str, reader: Reader[Any]
) -> Any | None:
    if file in documents:
        try:
            return reader(Spot(report, file, "", documents[file]))
        except Wrong:
            return None
    if file not in report.unreadable:
        report.add(file, "", "is missing")
    return None
