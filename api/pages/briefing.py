"""Scenarios as the rep may see them: nothing of what the buyer hides, all of the rules."""

from api.pages.marking import move_name
from api.pages.parts import Briefing, Buyer, Case, FaultLimit, RubricLine, ScenarioCard
from coaching.domain.playbook import Playbook
from coaching.domain.practice.debrief import Rubric
from coaching.domain.practice.scenario import Scenario


def case_of(scenario: Scenario, playbook: Playbook) -> Case:
    stage, buyer = scenario.stage, scenario.buyer
    named = playbook.stages[stage].name if stage in playbook.stages else stage.replace("_", " ")
    return Case(
        scenario=scenario.id,
        title=scenario.title,
        stage=named,
        market=scenario.market,
        level=scenario.level.number,
        buyer=Buyer(buyer.name, buyer.role, buyer.company),
    )


def card_of(scenario: Scenario, playbook: Playbook) -> ScenarioCard:
    rubric = playbook.rubrics[scenario.rubric]
    return ScenarioCard(
        case=case_of(scenario, playbook),
        judged=tuple(criterion.name for criterion in rubric.criteria),
    )


def briefing_of(scenario: Scenario, playbook: Playbook) -> Briefing:
    rubric = playbook.rubrics[scenario.rubric]
    leaving = scenario.level.leaving
    return Briefing(
        case=case_of(scenario, playbook),
        situation=scenario.briefing,
        goal=scenario.goal,
        rubric=_rubric_lines(rubric),
        trust_floor=leaving.trust_at_most,
        patience_floor=leaving.patience_at_most,
        fault_limits=tuple(
            FaultLimit(move_name(fault, playbook.moves), times)
            for fault, times in sorted(leaving.faults.items())
        ),
        capping=tuple(move_name(move, playbook.moves) for move in sorted(rubric.caps)),
        cap=rubric.cap,
    )


def _rubric_lines(rubric: Rubric) -> tuple[RubricLine, ...]:
    weights = sum(criterion.weight for criterion in rubric.criteria)
    return tuple(
        RubricLine(c.name, c.looks_like, round(100 * c.weight / weights)) for c in rubric.criteria
    )
