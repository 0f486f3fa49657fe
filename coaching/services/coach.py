"""The coach's own talk: stage advice, choosing a practice, what the coach can do."""

from collections.abc import Sequence
from dataclasses import replace

from coaching.domain.events import NotUnderstood
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads, SessionFilter
from coaching.domain.sessions import (
    Button,
    Decision,
    Session,
    SessionKind,
    SessionState,
    Speaker,
    Spoken,
)
from coaching.domain.stages import Market, Stage
from coaching.services.dialogue import words_button

OPEN_SCENARIO = "open_scenario"


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


def suggest_readings(
    reads: Reads, playbook: Playbook, session: Session, ranking: Sequence[str], seq: int
) -> Decision:
    """Not sure what was meant: the best readings as buttons, as far as the playbook names them.
    The second time running it says what can be done here instead."""
    before = reads.last_event(session.id, NotUnderstood.__name__)
    if before is not None and before.seq == seq - 1:
        return _what_can_be_done(playbook, session)
    named = [intent for intent in ranking if f"reading.{intent}" in playbook.words]
    buttons = tuple(Button(playbook.say(f"reading.{name}"), name) for name in named[:2])
    word = "coach.unsure" if buttons else "coach.lost"
    said = Spoken(Speaker.COACH, playbook.say(word), buttons)
    return Decision(said=(said,), events=(NotUnderstood(),))


def _what_can_be_done(playbook: Playbook, session: Session) -> Decision:
    if session.kind is SessionKind.PRACTICE:
        text = playbook.say("coach.lost_in_practice")
        return Decision((Spoken(Speaker.COACH, text),), (NotUnderstood(),))
    names = ("ask_next_step", "practise_objections", "start_quiz", "list_followups")
    buttons = tuple(Button(playbook.say(f"reading.{name}"), name) for name in names)
    text = playbook.say("coach.lost_again")
    return Decision((Spoken(Speaker.COACH, text, buttons),), (NotUnderstood(),))


def outside_practice(playbook: Playbook) -> Decision:
    """Asked in a practice for something that has its place in the talk with the coach."""
    return _say(playbook, "coach.outside_practice")


def offer_second_wish(playbook: Playbook, decided: Decision, words: str) -> Decision:
    """The decision on the first of two wishes, and the second, in its own words, as a button."""
    button = words_button(playbook.say("coach.do_that_too"), words)
    said = Spoken(Speaker.COACH, playbook.say("coach.also_wrote", words=words), (button,))
    return replace(decided, said=(*decided.said, said))


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
