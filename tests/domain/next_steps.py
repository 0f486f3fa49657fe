"""Next steps with plain words, and deals that nothing is wrong with until a test changes them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from coaching.domain.deals.deal import (
    Activity,
    ActivityKind,
    Contact,
    ContactRole,
    Deal,
    DealFile,
    DealState,
    Known,
    RaisedObjection,
)
from coaching.domain.deals.qualification import SPECIFIC, Framework, Letter
from coaching.domain.follow_ups.follow_up import FollowUp
from coaching.domain.next_step.advice import (
    ActionWords,
    Advice,
    AgeWords,
    BantLetter,
    DealFact,
    ExitCriterion,
    GapField,
    GapWords,
    NextStepRule,
    NextSteps,
    Outlook,
    RuleId,
    RuleWords,
    StageExit,
    Stand,
)
from coaching.domain.next_step.advising import advise
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Market, Stage

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday
TODAY = NOW.date()
ZONE = "Europe/London"
LETTERS = ("need", "timing", "authority", "budget")
BANT = Framework(
    "bant",
    "BANT",
    tuple(Letter(id, id[0].upper(), id.title(), "?", "so", "?") for id in LETTERS),
    "",
)
B2B_ONLY = {RuleId.NO_ECONOMIC_BUYER, RuleId.SINGLE_CONTACT}
DAYS = {RuleId.CLOSE_DATE_PASSED: 1, RuleId.OPEN_OBJECTION: 2, RuleId.NO_ACTIVITY: 14}


def act(words: str, days: int = 1) -> ActionWords:
    return ActionWords("do", words, days)


def _rule(priority: int, id: RuleId) -> NextStepRule:
    own_action = None if id is RuleId.STAGE_EXIT_NOT_MET else act(f"{id} with {{contact}}", 2)
    markets = frozenset({Market.B2B}) if id in B2B_ONLY else frozenset(Market)
    return NextStepRule(
        id=id,
        name=f"<{id}>",
        on=True,
        priority=priority,
        markets=markets,
        stages=frozenset(Stage),
        because=f"because of {id}",
        action=own_action,
        source="",
        days=DAYS.get(id),
        count=2 if id is RuleId.SINGLE_CONTACT else None,
    )


RULES = tuple(_rule(priority, id) for priority, id in enumerate(RuleId, start=1))
NEED = ExitCriterion("need", "the need", act("ask for the need"), letter=BantLetter.NEED)
SIGNS = ExitCriterion(
    "signs",
    "who signs",
    act("ask who signs"),
    needs=DealFact.ECONOMIC_BUYER,
    markets=frozenset({Market.B2B}),
)
_ASKED = {
    Stage.APPROACH: (NEED,),
    Stage.PRESENTATION: (NEED, SIGNS),
    Stage.MEETING_OBJECTIONS: (
        ExitCriterion("settled", "a yes", act("ask"), needs=DealFact.NO_OPEN_OBJECTION),
    ),
    Stage.CLOSING: (
        ExitCriterion("advance", "an advance", act("propose"), needs=DealFact.DATED_ADVANCE),
    ),
    Stage.FOLLOW_UP: (
        ExitCriterion("check", "a check", act("check it"), needs=DealFact.DELIVERY_CHECK),
        ExitCriterion("next", "a date", act("set a date"), needs=DealFact.NEXT_DATE),
    ),
}
EXITS = {
    stage: StageExit(
        _ASKED.get(stage, ()), {market: act(f"leave {stage} {market}") for market in Market}, ""
    )
    for stage in Stage
}
OUTLOOK = Outlook(
    stands={
        **{stand: f"<{stand}>" for stand in Stand},
        Stand.LEFT_TO_DO: "left: {criterion}",
        Stand.PARKED_UNTIL: "until {date}",
        Stand.STOP_CONTACT: "stop, {age}: {words}",
    },
    actions={Stand.PARKED: act("set a date"), Stand.STOP_CONTACT: act("close it", 0)},
    gaps=(
        *(
            GapWords(field, f"no {field}", vague="when “{evidence}”")
            for field in list(GapField)[:4]
        ),
        GapWords(GapField.LETTERS, "no {letter}", "vague {letter}: {evidence}", "without {letter}"),
    ),
    not_chosen="{winner} {winner_priority} before {name} {priority}",
    someone={Market.B2B: "somebody at {company}", Market.B2C: "{company}"},
    ages=AgeWords("today", "yesterday", "{days} days ago"),
)
STEPS = NextSteps(RULES, EXITS, OUTLOOK)


def steps(**changed: dict[str, Any]) -> NextSteps:
    """The rules with fields of some of them changed: `steps(no_activity={"on": False})`."""
    rules = tuple(replace(rule, **changed.get(str(rule.id), {})) for rule in RULES)
    return replace(STEPS, rules=rules)


def says(because: str, **more: Any) -> dict[str, Any]:
    """Other words for consumers."""
    return {"b2c": RuleWords(because, act("as at home")), **more}


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def a_deal(**fields: Any) -> Deal:
    """A deal that knows everything a deal can say of itself."""
    known: dict[str, Any] = {
        "id": "d-1",
        "company": "Acme",
        "market": Market.B2B,
        "stage": Stage.PRESENTATION,
        "state": DealState.OPEN,
        "owner": "u-1",
        "team": "t-1",
        "created_at": ago(60),
        "stage_since": ago(5),
        "amount": 20_000,
        "currency": "EUR",
        "close_date": day(30),
        "next_step": "They show it to their board.",
        "next_step_on": day(3),
    }
    return Deal(**{**known, **fields})


def a_letter(letter: str, score: int = SPECIFIC, days: float = 3, words: str = "said") -> Known:
    return Known("d-1", "bant", letter, score, words, ago(days), "u-1")


def contact(name: str, role: ContactRole = ContactRole.USER) -> Contact:
    return Contact(f"c-{name}", "d-1", name, role)


def activity(days: float, kind: ActivityKind = ActivityKind.CALL) -> Activity:
    return Activity(f"a-{days}", "d-1", kind, ago(days), "We talked.")


def objection(
    days: float, label: ObjectionLabel = ObjectionLabel.PRICE_VALUE, settled: bool = False
) -> RaisedObjection:
    return RaisedObjection("o-1", "d-1", label, "Too dear", ago(days), NOW if settled else None)


def follow_up(due_at: datetime, **fields: Any) -> FollowUp:
    at = due_at.time().replace(tzinfo=None)
    own: dict[str, Any] = {"at": at, "deal": "d-1", **fields}
    return FollowUp("f-1", "u-1", "call", due_at.date(), zone="UTC", due_at=due_at,
                    created_at=ago(1), **own)  # fmt: skip


SIGNER, FRIEND = contact("Dana", ContactRole.ECONOMIC_BUYER), contact("Eli", ContactRole.CHAMPION)


def a_file(deal: dict[str, Any] | None = None, **fields: Any) -> DealFile:
    """A file that no rule finds fault with."""
    whole: dict[str, Any] = {
        "contacts": (SIGNER, FRIEND),
        "activities": (activity(2),),
        "known": tuple(a_letter(letter) for letter in LETTERS),
    }
    return DealFile(a_deal(**(deal or {})), **{**whole, **fields})


def advised(file: DealFile, by: NextSteps = STEPS, zone: str = ZONE) -> Advice:
    return advise(file, by, BANT, NOW, zone, "Jonas")


def held(advice: Advice) -> list[str]:
    """The rules that hold, those of `because` first."""
    return [str(each.rule) for each in (*advice.because, *advice.not_chosen)]
