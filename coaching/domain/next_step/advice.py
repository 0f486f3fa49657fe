"""The next step of a deal: one action, why, what is missing, and what was not chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coaching.domain.deals.qualification import SPECIFIC
from coaching.domain.stages import Market, Stage


class RuleId(StrEnum):
    CLOSE_DATE_PASSED = "close_date_passed"
    OPEN_OBJECTION = "open_objection"
    NO_ECONOMIC_BUYER = "no_economic_buyer"
    NO_DATED_NEXT_STEP = "no_dated_next_step"
    NO_ACTIVITY = "no_activity"
    SINGLE_CONTACT = "single_contact"
    STAGE_EXIT_NOT_MET = "stage_exit_not_met"


class DealFact(StrEnum):
    """A fact of the deal that a stage may ask for; `coaching/domain/deals/facts.py` says when it is
    there."""

    CONTACT = "contact"
    RESEARCH = "research"
    CALL_GOAL = "call_goal"
    ECONOMIC_BUYER = "economic_buyer"
    NO_OPEN_OBJECTION = "no_open_objection"
    DATED_ADVANCE = "dated_advance"
    DELIVERY_CHECK = "delivery_check"
    NEXT_DATE = "next_date"
    AMOUNT = "amount"
    CLOSE_DATE = "close_date"


class BantLetter(StrEnum):
    """The letters of qualification that a stage may ask for."""

    NEED = "need"
    TIMING = "timing"
    AUTHORITY = "authority"
    BUDGET = "budget"


class GapField(StrEnum):
    """A fact whose lack is told; `letters` stands for all letters of qualification."""

    ECONOMIC_BUYER = "economic_buyer"
    AMOUNT = "amount"
    CLOSE_DATE = "close_date"
    NEXT_STEP = "next_step"
    LETTERS = "letters"


class Stand(StrEnum):
    """How a deal stands where no rule decides what comes next."""

    MOVES_ON = "moves_on"
    LEFT_TO_DO = "left_to_do"
    WON = "won"
    LOST = "lost"
    PARKED = "parked"
    PARKED_UNTIL = "parked_until"
    STOP_CONTACT = "stop_contact"


@dataclass(frozen=True, slots=True)
class ActionWords:
    """An action as the playbook words it: `verb` and `object` may hold gaps that the rule fills,
    `within_days` counts working days from today."""

    verb: str
    object: str
    within_days: int


@dataclass(frozen=True, slots=True)
class RuleWords:
    """The reason with gaps, and the action; None where each exit criterion brings its own.
    `overdue` is the reason where the fact is there, but its day is past."""

    because: str
    action: ActionWords | None
    overdue: str | None = None


@dataclass(frozen=True, slots=True)
class NextStepRule:
    """One rule as the playbook sets it. `priority` 1 wins over 2; `markets` and `stages` are where
    it applies; `days` and `count` are its thresholds, where it has one; `name` is what it is about
    in a few words; `b2c` are its words for consumers, where they differ."""

    id: RuleId
    name: str
    on: bool
    priority: int
    markets: frozenset[Market]
    stages: frozenset[Stage]
    because: str
    action: ActionWords | None
    source: str
    days: int | None = None
    count: int | None = None
    overdue: str | None = None
    b2c: RuleWords | None = None

    def words(self, market: Market) -> RuleWords:
        """What is said in this market."""
        own = self.b2c if market is Market.B2C else None
        return own or RuleWords(self.because, self.action, self.overdue)

    def applies(self, market: Market, stage: Stage) -> bool:
        return self.on and market in self.markets and stage in self.stages


@dataclass(frozen=True, slots=True)
class ExitCriterion:
    """What must be known or done before a deal leaves a stage. `letter` names a letter of
    qualification that must be known at least as well as `at_least`, or `needs` a fact of the
    deal."""

    id: str
    name: str
    action: ActionWords
    letter: BantLetter | None = None
    at_least: int = SPECIFIC
    needs: DealFact | None = None
    markets: frozenset[Market] = frozenset(Market)


@dataclass(frozen=True, slots=True)
class StageExit:
    """What a stage asks for, most important first, and the action once all of it is there."""

    criteria: tuple[ExitCriterion, ...]
    then: Mapping[Market, ActionWords]
    source: str


@dataclass(frozen=True, slots=True)
class GapWords:
    """What is said where a fact is not in the file (`missing`), is known vaguely (`vague`), or is
    known not to be there (`absent`). The gap counts in these markets and stages."""

    field: GapField
    missing: str
    vague: str = ""
    absent: str = ""
    markets: frozenset[Market] = frozenset(Market)
    stages: frozenset[Stage] = frozenset(Stage)


@dataclass(frozen=True, slots=True)
class AgeWords:
    """An age in whole days; `days_ago` has the gap {days}."""

    today: str
    yesterday: str
    days_ago: str

    def say(self, days: int) -> str:
        if days <= 1:
            return self.yesterday if days == 1 else self.today
        return self.days_ago.format(days=days)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is said beside the rules: how a deal stands and what to do about it, which facts are
    missing (most important first), why a rule was not chosen, who is meant where the file names
    nobody."""

    stands: Mapping[Stand, str]
    actions: Mapping[Stand, ActionWords]
    gaps: tuple[GapWords, ...]
    not_chosen: str
    someone: Mapping[Market, str]
    ages: AgeWords


@dataclass(frozen=True, slots=True)
class NextSteps:
    """Everything that the playbook says about next steps; empty for a playbook that was published
    before there were any."""

    rules: tuple[NextStepRule, ...] = ()
    exits: Mapping[Stage, StageExit] | None = None
    outlook: Outlook | None = None

    def rule(self, id: RuleId) -> NextStepRule | None:
        return next((rule for rule in self.rules if rule.id is id), None)


NO_NEXT_STEPS = NextSteps()


@dataclass(frozen=True, slots=True)
class Action:
    """Something one person can do: call | Dana Fox about … | the owner | by Tuesday."""

    verb: str
    object: str
    who: str
    by: date


@dataclass(frozen=True, slots=True)
class Because:
    """The rule, the field of the deal it looked at, that field's value, how many days old the
    value is (None where it has no age), and the reason in words."""

    rule: RuleId
    field: str
    value: str
    age_days: int | None
    text: str


@dataclass(frozen=True, slots=True)
class NotChosen:
    rule: RuleId
    why: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known of the deal; `field` names it for programs."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Advice:
    """`action` is None where there is nothing to do, or the deal is not open: `stand` says so.
    `confidence` is 0–1, from how complete and how fresh the facts are."""

    stage: Stage
    action: Action | None
    because: tuple[Because, ...]
    gaps: tuple[Gap, ...]
    not_chosen: tuple[NotChosen, ...]
    confidence: float
    as_of: datetime
    stand: str | None = None
