"""The coach's own talk: stage advice, choosing a practice, what the coach can do."""

from collections.abc import Sequence

from coaching.domain.events import PracticeOpened
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads, SessionFilter
from coaching.domain.practice.scenario import Scenario
from coaching.domain.sessions import (
    Button,
    Decision,
    Mode,
    Session,
    SessionKind,
    SessionState,
    Speaker,
    Spoken,
)
from coaching.domain.stages import Market, Stage

OPEN_SCENARIO = "open_scenario"
_MOST_BUTTONS = 5


def advise_on_stage(playbook: Playbook, stage: Stage) -> Decision:
    """What to do in a stage, for both markets, when it is done, and where this comes from."""
    guide = playbook.stages[stage]
    text = playbook.say(
        "coach.stage_advice",
        name=guide.name,
        what=guide.what,
        b2b=guide.do[Market.B2B],
        b2c=guide.do[Market.B2C],
        done_when=guide.done_when,
        fault=guide.fault,
        source=guide.source,
    )
    return Decision(said=(Spoken(Speaker.COACH, text),))


def list_scenarios(playbook: Playbook) -> Decision:
    """The scenarios with level and what they are about, one button each."""
    scenarios = sorted(playbook.scenarios.values(), key=lambda s: (s.level.number, s.id))
    rows = "\n".join(_row(playbook, scenario) for scenario in scenarios)
    text = f"{playbook.say('coach.scenarios_intro')}\n{rows}"
    buttons = tuple(_button(scenario) for scenario in scenarios[:_MOST_BUTTONS])
    return Decision(said=(Spoken(Speaker.COACH, text, buttons),))


def open_scenario(playbook: Playbook, scenario: str | None, seed: int) -> Decision:
    """Open a private practice; an unknown scenario brings the list instead."""
    chosen = playbook.scenarios.get(scenario or "")
    if chosen is None:
        return list_scenarios(playbook)
    text = playbook.say(
        "coach.practice_opened",
        title=chosen.title,
        buyer=chosen.buyer.name,
        role=chosen.buyer.role,
        company=chosen.buyer.company,
    )
    opened = PracticeOpened(chosen.id, Mode.PRIVATE, seed, playbook.hash)
    return Decision(said=(Spoken(Speaker.COACH, text),), events=(opened,))


def point_to_running_practice(reads: Reads, playbook: Playbook, session: Session) -> Decision:
    """Asked outside a practice to go on with one: the way to the person's unfinished practice."""
    running = reads.last_session(session.person, SessionKind.PRACTICE)
    return _point(playbook, running, "coach.practice_waiting", "coach.no_practice")


def point_to_last_debrief(reads: Reads, playbook: Playbook, session: Session) -> Decision:
    """Asked outside a practice how it went: the way to the last one that ended."""
    ended = SessionFilter(
        owners=frozenset({session.person}),
        kind=SessionKind.PRACTICE,
        state=SessionState.ENDED,
        limit=1,
    )
    last = next(iter(reads.sessions(ended)), None)
    return _point(playbook, last, "coach.debrief_there", "coach.no_debrief")


def take_yes(playbook: Playbook) -> Decision:
    """A yes to nothing in particular."""
    return Decision((Spoken(Speaker.COACH, playbook.say("coach.yes"), _ways(playbook)),))


def take_no(playbook: Playbook) -> Decision:
    """A no to nothing in particular."""
    return _say(playbook, "coach.no")


def no_walk(playbook: Playbook) -> Decision:
    """Asked to leave or skip a qualification while none is open."""
    return _say(playbook, "coach.no_walk")


def no_why(playbook: Playbook) -> Decision:
    """Asked why, with nothing asked or advised just before."""
    return _say(playbook, "coach.no_why")


def suggest_readings(playbook: Playbook, ranking: Sequence[str]) -> Decision:
    """Not sure what was meant: the best readings as buttons, as far as the playbook names them."""
    named = [intent for intent in ranking if f"reading.{intent}" in playbook.words]
    buttons = tuple(Button(playbook.say(f"reading.{name}"), name) for name in named[:2])
    word = "coach.unsure" if buttons else "coach.lost"
    return Decision(said=(Spoken(Speaker.COACH, playbook.say(word), buttons),))


def _say(playbook: Playbook, word: str) -> Decision:
    return Decision((Spoken(Speaker.COACH, playbook.say(word)),))


def _ways(playbook: Playbook) -> tuple[Button, ...]:
    names = ("practise_objections", "ask_next_step", "ask_capabilities")
    return tuple(Button(playbook.say(f"reading.{name}"), name) for name in names)


def _point(playbook: Playbook, found: Session | None, there: str, nothing: str) -> Decision:
    if found is None:
        button = Button(playbook.say("reading.practise_objections"), "practise_objections")
        return Decision(said=(Spoken(Speaker.COACH, playbook.say(nothing), (button,)),))
    scenario = playbook.scenarios.get(found.scenario or "")
    title = scenario.title if scenario else playbook.say("coach.former_scenario")
    said = Spoken(Speaker.COACH, playbook.say(there, title=title), opens=found.id)
    return Decision(said=(said,))


def _row(playbook: Playbook, scenario: Scenario) -> str:
    rubric = playbook.rubrics[scenario.rubric]
    return playbook.say(
        "coach.scenario_row",
        title=scenario.title,
        level=scenario.level.number,
        market=str(scenario.market).upper(),
        judged=", ".join(criterion.name.lower() for criterion in rubric.criteria),
    )


def _button(scenario: Scenario) -> Button:
    return Button(scenario.title, OPEN_SCENARIO, {"scenario": scenario.id})
