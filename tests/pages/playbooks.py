"""A small playbook for the pages: one scenario, as rich as the real ones."""

from dataclasses import replace

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.playbook import MoveText, Playbook, StageGuide
from coaching.domain.practice.debrief import Criterion, CriterionRule, Rubric, TalkCondition
from coaching.domain.practice.judging import ReplyRubric
from coaching.domain.practice.moves import ANSWERING, EXPLORING, Move
from coaching.domain.practice.scenario import (
    Effect,
    Fact,
    Leaving,
    Level,
    Persona,
    Scenario,
    Settling,
)
from coaching.domain.stages import Market, Outcome, Stage

NAMES = {
    Move.ACKNOWLEDGE: "Acknowledge",
    Move.EXPLORE_OPEN: "Ask an open question",
    Move.EVIDENCE: "Give proof",
    Move.VALUE: "Name their gain",
    Move.CONFIRM: "Confirm",
    Move.ADVANCE: "Propose a next step",
    Move.PITCH_FIRST: "Pitching first",
    Move.OVERPROMISE: "Promising too much",
    Move.DISCOUNT_UNASKED: "Discounting unasked",
}
LEVEL = Level(
    number=2,
    moves={Move.PITCH_FIRST: Effect(-12, -10), Move.OVERPROMISE: Effect(-12, -4)},
    each_reply=Effect(0, -4),
    unclear=Effect(-1, -3),
    early_answer=Effect(-4, -3),
    opened=Effect(5, 3),
    leaving=Leaving(10, 0, {Move.PITCH_FIRST: 2, Move.OVERPROMISE: 2}),
)


DANA = Persona("Dana Whitfield", "Head of Payroll", "Northwind Bakeries")
FACTS = (
    Fact("last_change_went_wrong", ("What happened last time?",), True, 0),
    Fact("board_meets_in_march", ("Who else decides?",), False, 50),
)
WORDINGS = {
    Move.ACKNOWLEDGE: "That is a real jump, so I see why it stops you.",
    Move.EXPLORE_OPEN: "What did the last change of payroll cost you, beyond the licence?",
    Move.EVIDENCE: "Holt Foods ran both systems side by side for two pay runs.",
    Move.ADVANCE: "Could we sit down on Thursday at ten with your payroll clerk?",
}
BRIEFING = (
    "You sell payroll software for 160 people. Dana has seen the demo and liked it; today you ring "
    "about the offer of 14,400 a year. The present system costs 9,800."
)


def make_scenario(
    id: str = "price-payroll",
    title: str = "Too expensive, says the payroll manager",
    buyer: Persona = DANA,
    level: int = 2,
    market: Market = Market.B2B,
) -> Scenario:
    return Scenario(
        id=id,
        title=title,
        stage=Stage.MEETING_OBJECTIONS,
        market=market,
        industry="payroll software",
        level=replace(LEVEL, number=level),
        objection_label=ObjectionLabel.PRICE_VALUE,
        nature=Nature.SMOKESCREEN,
        hidden_cause=ObjectionLabel.RISK_PAST_FAILURE,
        buyer=buyer,
        briefing=BRIEFING,
        goal="A dated next step that Dana takes a part in.",
        trust=40,
        patience=80,
        warm_trust=60,
        facts=FACTS,
        settling=Settling(frozenset({Move.EVIDENCE, Move.VALUE}), 50),
        second_objections=1,
        endings=(),
        leaving_causes={},
        lines={},
        wordings=WORDINGS,
        path=(Move.ACKNOWLEDGE, Move.EXPLORE_OPEN, Move.EVIDENCE, Move.ADVANCE),
        rubric="objection",
        wins=frozenset({Outcome.ORDER, Outcome.ADVANCE}),
    )


_CRITERIA = (
    (
        "hears",
        "Hears the concern",
        15,
        "You show that the concern arrived, in your own words, before anything else.",
        Move.ACKNOWLEDGE,
        ("You took the concern up before you answered it.", 3, {Move.ACKNOWLEDGE}),
        "You never showed that the concern had arrived.",
    ),
    (
        "explores",
        "Explores before answering",
        20,
        "You ask openly about the concern first, and only then answer it.",
        Move.EXPLORE_OPEN,
        ("You asked, but only after you had answered or pitched.", 1, EXPLORING),
        "You answered without asking anything about the concern.",
    ),
    (
        "answers",
        "Answers with proof or value",
        15,
        "You answer what was really meant, with something they can check.",
        Move.EVIDENCE,
        ("You gave proof, but it did not settle the concern.", 2, ANSWERING),
        "The concern was never answered.",
    ),
    (
        "next_step",
        "Ends with a dated next step",
        20,
        "You leave with something the buyer will do, with a name and a date to it.",
        Move.ADVANCE,
        ("The buyer agreed to a step with a date.", 3, {Move.ADVANCE}),
        "The talk ended without a next step.",
    ),
)


def make_playbook(*scenarios: Scenario) -> Playbook:
    chosen = scenarios or (make_scenario(),)
    return Playbook(
        hash="5f2c9d0e7a614b3c",
        scenarios={scenario.id: scenario for scenario in chosen},
        rubrics={"objection": _rubric()},
        reply_rubric=ReplyRubric((), {}, {}),
        moves={move: MoveText(name, "") for move, name in NAMES.items()},
        stages={
            Stage.MEETING_OBJECTIONS: StageGuide(
                Stage.MEETING_OBJECTIONS, "Meeting objections", "", {}, "", "", ""
            )
        },
        objections={},
        words={},
    )


def _rubric() -> Rubric:
    return Rubric(
        id="objection",
        name="Meeting an objection",
        source="LAER",
        criteria=tuple(_criterion(*row) for row in _CRITERIA),
        caps=frozenset({Move.OVERPROMISE, Move.DISCOUNT_UNASKED}),
        cap=40,
        cap_reason="You promised what nobody has agreed to, so the score stops at 40.",
    )


def _criterion(
    id: str,
    name: str,
    weight: int,
    looks_like: str,
    asks_for: Move,
    met: tuple[str, int, frozenset[Move] | set[Move]],
    missed: str,
) -> Criterion:
    reason, score, moves = met
    shown = frozenset(moves)
    return Criterion(
        id=id,
        name=name,
        weight=weight,
        looks_like=looks_like,
        asks_for=asks_for,
        rules=(
            CriterionRule(f"{id}.met", score, reason, TalkCondition(any_of=shown), shown),
            CriterionRule(f"{id}.not", 0, missed, TalkCondition(), frozenset()),
        ),
    )
