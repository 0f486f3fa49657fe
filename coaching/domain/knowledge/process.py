"""A question seen as a row of steps and areas, and the facts about them as they are told."""

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.domain.knowledge.contradictions import Contradiction, words
from coaching.domain.knowledge.facts import Facts, StepFact
from coaching.domain.knowledge.reading import Item, Kind
from coaching.domain.stages import Area

AREAS = tuple(Area)
ONE_STEP = words("step stage phase")
SEVERAL_STEPS = words("steps stages phases")
STEP_NOUNS = ONE_STEP | SEVERAL_STEPS
AREA_NOUNS = words("area areas")
DETERMINERS = words("the a an this that")
IS = words("is are was were be being been 's")
STANDS = IS | words("come comes came go goes stand stands sit sits happen happens occur occurs")
PROCESS = words("process cycle selling sequence model method programme program course")
ELSEWHERE = words(
    "other others some many most different several certain another elsewhere author authors book "
    "books textbook textbooks text texts people source sources version versions my our their "
    "wikipedia company colleague teacher professor lecture coursera models used instead original"
)


def all_in(items: Sequence[Item], allowed: frozenset[str]) -> bool:
    """True if the items are plain words of this class, and no mention of anything."""
    return all(item.kind is Kind.WORD and item.low in allowed for item in items)


@dataclass(frozen=True, slots=True)
class ProcessView:
    """The items of a question, with ways to look around in them and to tell the facts."""

    items: Sequence[Item]
    facts: Facts

    @property
    def speaks_of_others(self) -> bool:
        """True if the question is about how others count or name the steps."""
        return any(item.low in ELSEWHERE for item in self.items)

    def lows(self, start: int, end: int) -> list[str]:
        return [item.low for item in self.items[max(0, start) : end]]

    def before(self, at: int, kind: Kind = Kind.STEP) -> int | None:
        """Where the nearest step before this place stands."""
        return next((n for n in range(at - 1, -1, -1) if self.items[n].kind is kind), None)

    def after(self, at: int, kind: Kind = Kind.STEP) -> int | None:
        """Where the nearest step from this place on stands."""
        return next((n for n in range(at, len(self.items)) if self.items[n].kind is kind), None)

    def denied_before(self, at: int) -> bool:
        """True if a "not" stands right before in a question that asks why; "isn't closing the
        fifth step" expects a yes."""
        denied = at > 0 and self.items[at - 1].low in ("n't", "not")
        return denied and any(item.low in ("why", "how") for item in self.items[: at - 1])

    def steps_of(self, area: int | None) -> Sequence[StepFact]:
        """The steps of an area, or all of them."""
        if area is None:
            return self.facts.steps
        return [step for step in self.facts.steps if step.stage.area is AREAS[area]]

    def area_name(self, area: Area) -> str:
        names = self.facts.areas.get(area)
        return names[0] if names else area.value

    def tell(self, word: str, step: StepFact, **gaps: str) -> Contradiction:
        return Contradiction(word, gaps, (self.facts.steps_topic, step.topic))

    def tell_place(self, step: StepFact) -> Contradiction:
        number = self.facts.steps.index(step) + 1
        total = len(self.facts.steps)
        return self.tell("step_place", step, name=step.name, number=str(number), count=str(total))

    def tell_order(self, one: int, two: int) -> Contradiction:
        low, high = sorted((one, two))
        first, second = self.facts.steps[low], self.facts.steps[high]
        gaps = {
            "first": first.name,
            "second": second.name,
            "one": str(low + 1),
            "two": str(high + 1),
        }
        return Contradiction(
            "step_order", gaps, (self.facts.steps_topic, first.topic, second.topic)
        )

    def tell_total(self) -> Contradiction:
        names = [step.name for step in self.facts.steps]
        gaps = {"count": str(len(names)), "steps": ", ".join(names)}
        return Contradiction("step_count", gaps, (self.facts.steps_topic,))

    def tell_area(self, step: StepFact) -> Contradiction:
        area = step.stage.area
        gaps = {"name": step.name, "area": self.area_name(area)}
        return Contradiction("step_area", gaps, (self.facts.areas_topic, area.value, step.topic))

    def tell_area_steps(self, area: int) -> Contradiction:
        names = ", ".join(step.name for step in self.steps_of(area))
        gaps = {"area": self.area_name(AREAS[area]), "steps": names}
        return Contradiction("area_steps", gaps, (AREAS[area].value, self.facts.areas_topic))

    def tell_areas(self) -> Contradiction:
        names = ", ".join(self.area_name(area) for area in AREAS)
        gaps = {"count": str(len(AREAS)), "areas": names}
        return Contradiction("area_count", gaps, (self.facts.areas_topic,))
