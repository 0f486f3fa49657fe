"""Choosing what to rehearse: the exercises of a step, and the one that somebody describes."""

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.domain.events import ListShown, PracticeOpened
from coaching.domain.playbook import Playbook
from coaching.domain.pointing import Shown, pointed
from coaching.domain.ports import Reads, SessionFilter
from coaching.domain.ports.phrases import Likeness, Phrases
from coaching.domain.practice.difficulty import Difficulty
from coaching.domain.practice.scenario import Scenario
from coaching.domain.sessions import Button, Decision, Mode, Session, SessionKind, Speaker, Spoken
from coaching.domain.stages import Stage
from coaching.services.coach import OPEN_SCENARIO
from coaching.services.deals.matching import best_matches

START_QUIZ = "start_quiz"
OTHER = "other"
_MOST = 5
_REMEMBERED = 200
_SURE_LEVEL = 0.15
_SURE_MEANING = 0.3
_APART = 0.07
"""How close words must come to an exercise, and how much closer than to the next one; by trying
descriptions of the exercises that there are."""


@dataclass(frozen=True, slots=True)
class Trainee:
    """Whose practice it is, and the means to understand which one."""

    reads: Reads
    playbook: Playbook
    session: Session
    likeness: Likeness
    phrases: Phrases


def list_scenarios(trainee: Trainee, stage: Stage) -> Decision:
    """The exercises of a step, those not tried yet first and easy ones before hard ones, a button
    each. Where a step has none yet, that is said, with what helps meanwhile."""
    playbook = trainee.playbook
    fitting = [s for s in playbook.scenarios.values() if s.stage is stage]
    if not fitting:
        return _none_yet(playbook, stage)
    return _shown(trainee, fitting, playbook.say("coach.scenarios_intro"))


def choose_scenario(trainee: Trainee, text: str, seed: int, seq: int) -> Decision:
    """Open the exercise that the words mean: by its place in the list just shown, its title, buyer
    or company, its level, or what it is about. Several that fit are offered; where nothing fits,
    the list is shown."""
    found = find_scenarios(trainee, text, seq)
    if len(found) == 1:
        return open_scenario(trainee, found[0].id, seed)
    if found:
        return _shown(trainee, found, trainee.playbook.say("coach.scenarios_several"))
    among = _last_shown(trainee, seq) or list(trainee.playbook.scenarios.values())
    return _shown(trainee, among, trainee.playbook.say("coach.scenarios_which"))


def meet(trainee: Trainee, text: str, seed: int, seq: int) -> Decision | None:
    """Words right after a list of exercises, if they choose one of them; else None."""
    told = trainee.reads.last_event(trainee.session.id, ListShown.__name__)
    if told is None or told.seq != seq - 1 or not _last_shown(trainee, seq):
        return None
    found = find_scenarios(trainee, text, seq)
    return open_scenario(trainee, found[0].id, seed) if len(found) == 1 else None


def open_scenario(trainee: Trainee, scenario: str | None, seed: int) -> Decision:
    """Open a private practice; an unknown scenario brings the list instead."""
    playbook = trainee.playbook
    chosen = playbook.scenarios.get(scenario or "")
    if chosen is None:
        return list_scenarios(trainee, Stage.MEETING_OBJECTIONS)
    text = playbook.say(
        "coach.practice_opened",
        title=chosen.title,
        buyer=chosen.buyer.name,
        role=chosen.buyer.role,
        company=chosen.buyer.company,
    )
    opened = PracticeOpened(chosen.id, Mode.PRIVATE, seed, playbook.hash)
    return Decision(said=(Spoken(Speaker.COACH, text),), events=(opened,))


def find_scenarios(trainee: Trainee, text: str, seq: int) -> list[Scenario]:
    """The exercises that the words may mean, likeliest first; none where they say nothing of any.
    What was just shown comes before everything else."""
    shown = _last_shown(trainee, seq)
    pointer = trainee.phrases.pointer(text)
    if pointer is not None and shown:
        id = pointed(pointer, [each.id for each in shown], None)
        return [each for each in shown if each.id == id]
    every = list(trainee.playbook.scenarios.values())
    for among in filter(None, (shown, every)):
        found = _described(trainee, text, among)
        if found:
            return found
    return []


def _described(trainee: Trainee, text: str, among: Sequence[Scenario]) -> list[Scenario]:
    """By its words first, narrowed or else found by its level, then by what it means."""
    playbook = trainee.playbook
    named = best_matches(text, {each.id: _title(each) for each in among})
    fitting = [each for each in among if each.id in named]
    wished = _difficulty(trainee, text)
    if wished is not None:
        levels = sorted({each.level.number for each in fitting or among})
        level = wished.of(levels)
        return [each for each in fitting or among if each.level.number == level]
    if len(fitting) == 1:
        return fitting
    meant = _by_meaning(trainee, text, fitting or among, playbook)
    return meant or fitting


def _difficulty(trainee: Trainee, text: str) -> Difficulty | None:
    ranked = trainee.likeness.ranked(text, trainee.playbook.meanings.get("levels", {}))
    if len(ranked) < 2 or ranked[0][0] == OTHER:
        return None
    return Difficulty(ranked[0][0]) if ranked[0][1] - ranked[1][1] >= _SURE_LEVEL else None


def _by_meaning(
    trainee: Trainee, text: str, among: Sequence[Scenario], playbook: Playbook
) -> list[Scenario]:
    ranked = trainee.likeness.ranked(text, {each.id: _about(each, playbook) for each in among})
    if not ranked or ranked[0][1] < _SURE_MEANING:
        return []
    close = {id for id, score in ranked[:_MOST] if ranked[0][1] - score < _APART}
    return [each for each in among if each.id in close]


def _title(scenario: Scenario) -> str:
    """The words by which it is called."""
    buyer = scenario.buyer
    return f"{scenario.title} {buyer.name} {buyer.role} {buyer.company} {scenario.industry}"


def _about(scenario: Scenario, playbook: Playbook) -> tuple[str, ...]:
    """What it is about, in several wordings."""
    buyer, objection = scenario.buyer, playbook.objections[scenario.objection_label]
    return (
        scenario.title,
        f"{buyer.role} at {buyer.company}",
        f"{objection.name}, {scenario.industry}",
        scenario.goal,
        scenario.briefing,
    )


def _last_shown(trainee: Trainee, seq: int) -> list[Scenario]:
    """The exercises of the list that the talk showed last, in its order, while it is recent."""
    told = trainee.reads.last_event(trainee.session.id, ListShown.__name__)
    if told is None or not isinstance(told.event, ListShown) or seq - told.seq > _MOST:
        return []
    if told.event.what is not Shown.SCENARIOS:
        return []
    known = trainee.playbook.scenarios
    return [known[id] for id in told.event.ids if id in known]


def _shown(trainee: Trainee, scenarios: Sequence[Scenario], intro: str) -> Decision:
    playbook = trainee.playbook
    tried = _tried(trainee)
    order = sorted(scenarios, key=lambda s: (s.id in tried, s.level.number, s.id))
    rows = [_row(playbook, scenario) for scenario in order[:_MOST]]
    if len(order) > _MOST:
        rows.append(playbook.say("coach.scenarios_more", count=len(order) - _MOST))
    buttons = tuple(
        Button(each.title, OPEN_SCENARIO, {"scenario": each.id}) for each in order[:_MOST]
    )
    ids = tuple(each.id for each in order[:_MOST])
    text = "\n".join([intro, *rows])
    listed = ListShown(Shown.SCENARIOS, ids, OPEN_SCENARIO)
    return Decision(said=(Spoken(Speaker.COACH, text, buttons),), events=(listed,))


def _tried(trainee: Trainee) -> frozenset[str]:
    wanted = SessionFilter(
        owners=frozenset({trainee.session.person}), kind=SessionKind.PRACTICE, limit=_REMEMBERED
    )
    return frozenset(s.scenario for s in trainee.reads.sessions(wanted) if s.scenario)


def _none_yet(playbook: Playbook, stage: Stage) -> Decision:
    name = playbook.stages[stage].name.lower()
    buttons = (
        Button(playbook.say("coach.button_quiz", name=name), START_QUIZ, {"stage": str(stage)}),
        Button(playbook.say("reading.practise_objections"), "practise_objections"),
    )
    text = playbook.say("coach.no_scenarios", name=name)
    return Decision(said=(Spoken(Speaker.COACH, text, buttons),))


def _row(playbook: Playbook, scenario: Scenario) -> str:
    rubric = playbook.rubrics[scenario.rubric]
    return playbook.say(
        "coach.scenario_row",
        title=scenario.title,
        level=scenario.level.number,
        market=str(scenario.market).upper(),
        judged=", ".join(criterion.name.lower() for criterion in rubric.criteria),
    )
