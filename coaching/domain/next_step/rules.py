"""The seven rules' conditions. When one holds, its finding carries what the words of the playbook
may say; thresholds, markets, stages and words are the playbook's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coaching.domain.deals.facts import DealFacts
from coaching.domain.next_step.advice import (
    BantLetter,
    DealFact,
    ExitCriterion,
    NextStepRule,
    NextSteps,
    RuleId,
)
from coaching.domain.stages import Market, Stage

UNKNOWN = "unknown"
_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that holds: the field of the deal that it looked at, the value and its age in days,
    and what fills the gaps of its words. `criterion` is what the stage still asks for."""

    field: str
    value: str
    age_days: int | None
    gaps: Mapping[str, object]
    criterion: ExitCriterion | None = None


Condition = Callable[[NextStepRule, DealFacts, NextSteps], Finding | None]

REASON_GAPS: Mapping[RuleId, frozenset[str]] = {
    RuleId.CLOSE_DATE_PASSED: frozenset({"date", "age"}),
    RuleId.OPEN_OBJECTION: frozenset({"words", "age"}),
    RuleId.NO_ECONOMIC_BUYER: frozenset(),
    RuleId.NO_DATED_NEXT_STEP: frozenset(),
    RuleId.NO_ACTIVITY: frozenset({"date", "age"}),
    RuleId.SINGLE_CONTACT: frozenset({"found", "count"}),
    RuleId.STAGE_EXIT_NOT_MET: frozenset({"criterion"}),
}


OVERDUE_GAPS = frozenset({"date", "age"})


def quote(words: str) -> str:
    """Words of a person on one line, cut where they get long, without a full stop at the end."""
    line = " ".join(words.split()).rstrip(".")
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1].rstrip()}…"


def close_date_passed(rule: NextStepRule, facts: DealFacts, _: NextSteps) -> Finding | None:
    """The close date lies at least `days` days back."""
    day = facts.file.deal.close_date
    if day is None or day >= facts.today or facts.days_since(day) < (rule.days or 1):
        return None
    age = facts.days_since(day)
    return Finding("close_date", day.isoformat(), age, {"date": day, "age": age})


def open_objection(rule: NextStepRule, facts: DealFacts, _: NextSteps) -> Finding | None:
    """An objection has been open for at least `days` days; the oldest is named."""
    oldest = next(iter(facts.open_objections), None)
    if oldest is None or facts.age(oldest.raised_at) < (rule.days or 0):
        return None
    age = facts.age(oldest.raised_at)
    gaps = {"words": quote(oldest.words), "age": age}
    return Finding("objections", str(oldest.label), age, gaps)


def no_economic_buyer(_: NextStepRule, facts: DealFacts, __: NextSteps) -> Finding | None:
    """No contact has the role, and it is not specifically known who decides."""
    return None if facts.knows_economic_buyer else Finding("economic_buyer", UNKNOWN, None, {})


def no_dated_next_step(_: NextStepRule, facts: DealFacts, __: NextSteps) -> Finding | None:
    """No agreed day ahead, and no follow-up that is due later; one that is overdue does not
    count."""
    if facts.next_date is not None:
        return None
    day = facts.file.deal.next_step_on
    if day is None:
        return Finding("next_step", UNKNOWN, None, {})
    age = facts.days_since(day)
    return Finding("next_step", day.isoformat(), age, {"date": day, "age": age})


def no_activity(rule: NextStepRule, facts: DealFacts, _: NextSteps) -> Finding | None:
    """The last contact, or the opening of a deal without any, is at least `days` days old."""
    last = facts.last_contact
    at = last.at if last else facts.file.deal.created_at
    age = facts.age(at)
    if age < (rule.days or 1):
        return None
    day = facts.day_of(at)
    value = day.isoformat() if last else UNKNOWN
    return Finding("activities", value, age, {"date": day, "age": age})


def single_contact(rule: NextStepRule, facts: DealFacts, _: NextSteps) -> Finding | None:
    """Fewer than `count` people of the buyer are in the file."""
    found, wanted = len(facts.file.contacts), rule.count or 2
    if found >= wanted:
        return None
    return Finding("contacts", str(found), None, {"found": found, "count": wanted})


def stage_exit_not_met(_: NextStepRule, facts: DealFacts, steps: NextSteps) -> Finding | None:
    """Something that the deal's stage asks for is not in the file; the first such thing counts."""
    deal = facts.file.deal
    missing = first_unmet(deal.stage, facts, steps)
    return None if missing is None else exit_finding(missing, facts)


def first_unmet(stage: Stage, facts: DealFacts, steps: NextSteps) -> ExitCriterion | None:
    """The first criterion of this stage that the file does not meet."""
    found = (steps.exits or {}).get(stage)
    criteria = found.criteria if found else ()
    return next((each for each in criteria if not _met(each, facts)), None)


def exit_finding(criterion: ExitCriterion, facts: DealFacts) -> Finding:
    """A criterion that is not met, as a finding."""
    gaps = {"criterion": criterion.name}
    standing = facts.letter(criterion.letter) if criterion.letter else None
    known = standing.known if standing else None
    return Finding(
        field=_field(criterion, facts.file.deal.market),
        value=quote(known.evidence) if known else UNKNOWN,
        age_days=facts.age(known.at) if known else None,
        gaps=gaps,
        criterion=criterion,
    )


def _met(criterion: ExitCriterion, facts: DealFacts) -> bool:
    """A criterion of the other market, or of a letter that the framework does not have, asks for
    nothing here."""
    if facts.file.deal.market not in criterion.markets:
        return True
    if criterion.needs is not None:
        return facts.has(criterion.needs)
    standing = facts.letter(criterion.letter) if criterion.letter else None
    return standing is None or standing.score >= criterion.at_least


_FIELDS: Mapping[DealFact, str] = {
    DealFact.CONTACT: "contacts",
    DealFact.RESEARCH: "notes",
    DealFact.CALL_GOAL: "next_step",
    DealFact.ECONOMIC_BUYER: "economic_buyer",
    DealFact.NO_OPEN_OBJECTION: "objections",
    DealFact.DATED_ADVANCE: "next_step",
    DealFact.DELIVERY_CHECK: "activities",
    DealFact.NEXT_DATE: "next_step",
    DealFact.AMOUNT: "amount",
    DealFact.CLOSE_DATE: "close_date",
}


def _field(criterion: ExitCriterion, market: Market) -> str:
    if criterion.needs is not None:
        return _FIELDS[criterion.needs]
    if criterion.letter is BantLetter.AUTHORITY and market is Market.B2B:
        return _FIELDS[DealFact.ECONOMIC_BUYER]
    return str(criterion.letter)


CONDITIONS: Mapping[RuleId, Condition] = {
    RuleId.CLOSE_DATE_PASSED: close_date_passed,
    RuleId.OPEN_OBJECTION: open_objection,
    RuleId.NO_ECONOMIC_BUYER: no_economic_buyer,
    RuleId.NO_DATED_NEXT_STEP: no_dated_next_step,
    RuleId.NO_ACTIVITY: no_activity,
    RuleId.SINGLE_CONTACT: single_contact,
    RuleId.STAGE_EXIT_NOT_MET: stage_exit_not_met,
}
