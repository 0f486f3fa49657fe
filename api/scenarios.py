"""What can be practised."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.converting import scenario_shape
from api.shapes import ScenariosShape
from api.signed_in import HouseDep, SignedIn
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Market, Stage

router = APIRouter(prefix="/api/scenarios", tags=["scenarios"])


@router.get("")
def list_scenarios(
    person: SignedIn,
    house: HouseDep,
    objection_label: ObjectionLabel | None = None,
    stage: Stage | None = None,
    market: Market | None = None,
    level: Annotated[int | None, Query(ge=1, le=3)] = None,
) -> ScenariosShape:
    """The scenarios of the current playbook, easiest first."""
    playbook = house.sessions.scenarios()
    fitting = [
        scenario
        for scenario in playbook.scenarios.values()
        if objection_label in (None, scenario.objection_label)
        and stage in (None, scenario.stage)
        and market in (None, scenario.market)
        and level in (None, scenario.level.number)
    ]
    fitting.sort(key=lambda scenario: (scenario.level.number, scenario.id))
    return ScenariosShape(items=[scenario_shape(found, playbook) for found in fitting])
