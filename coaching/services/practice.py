"""Practising: what each thing said in a practice leads to. Decides only; nothing is stored here."""

from dataclasses import dataclass

from coaching.domain.errors import NotFound, Refused
from coaching.domain.events import (
    BuyerSpoke,
    Event,
    HintGiven,
    PracticeEnded,
    PracticeOpened,
    PracticePaused,
    PracticeResumed,
    ReplyAssessed,
)
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Ear, Reads
from coaching.domain.practice.buyer import BuyerTurn, next_move, open_talk, respond, understood
from coaching.domain.practice.controls import Control
from coaching.domain.practice.debrief import debrief
from coaching.domain.practice.judging import Band, Concern, judge_reply
from coaching.domain.practice.moves import Move
from coaching.domain.practice.scenario import Scenario
from coaching.domain.practice.talk import Talk, Told
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
from coaching.services.playbooks import Playbooks

RESTARTED = "restarted"
STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Practice:
    """A stored practice as far as the next answer needs it: its playbook, where the buyer stands
    and what they said last, the last hint and the turn of the last reply. It is read by index, so
    that a late turn costs what an early one does."""

    session: Session
    playbook: Playbook
    scenario: Scenario
    buyer: BuyerSpoke
    last_hint: Told | None
    last_reply: int


def find_practice(reads: Reads, playbooks: Playbooks, session: str) -> Practice:
    """Look up a practice. Raises NotFound if the session is unknown or no practice."""
    found = reads.session(session)
    if found is None or found.playbook is None or found.scenario is None:
        raise NotFound("There is no such practice.")
    playbook = playbooks.get(reads, found.playbook)
    spoke = reads.last_event(session, BuyerSpoke.__name__)
    replied = reads.last_event(session, ReplyAssessed.__name__)
    if spoke is None or not isinstance(spoke.event, BuyerSpoke):
        raise NotFound("There is no such practice.")
    return Practice(
        session=found,
        playbook=playbook,
        scenario=playbook.scenarios[found.scenario],
        buyer=spoke.event,
        last_hint=reads.last_event(session, HintGiven.__name__),
        last_reply=replied.seq if replied else 0,
    )


def first_line(playbook: Playbook, opened: PracticeOpened) -> BuyerSpoke:
    """The buyer's first line of a practice that was just opened. Raises NotFound for a scenario
    that the playbook does not hold."""
    scenario = playbook.scenarios.get(opened.scenario)
    if scenario is None:
        raise NotFound("There is no such scenario.")
    return _spoke(open_talk(scenario, opened.seed))


def take_reply(practice: Practice, ear: Ear, text: str) -> Decision:
    """Judge what the rep said to the buyer and let the buyer answer."""
    if practice.session.state is SessionState.PAUSED:
        return _aside(
            practice, "practice.still_paused", Button(_label(practice, "resume"), Control.RESUME)
        )
    if practice.session.state is SessionState.ENDED:
        return _aside(practice, "practice.already_ended")
    scenario = practice.scenario
    hearing = ear.hear(text, practice.buyer.text, scenario)
    state = practice.buyer.state
    concern = Concern(
        scenario.objection_label, scenario.nature, understood(scenario, state), state.settled
    )
    assessment = judge_reply(hearing, concern, practice.playbook.reply_rubric)
    turn = respond(scenario, practice.session.seed, practice.buyer.state, hearing, assessment)
    events: list[Event] = [
        ReplyAssessed(text, assessment, hearing.topics, hearing.analyser),
        _spoke(turn),
    ]
    said = [Spoken(Speaker.BUYER, turn.line.text)]
    if assessment.band is Band.NOT_SCORED:
        question = practice.playbook.objections[scenario.objection_label].ask_first
        said.append(_note(practice.playbook.say("practice.not_scored", question=question)))
    if turn.ended:
        events.append(PracticeEnded(turn.ended.outcome, turn.ended.ending, turn.ended.cause))
        said.append(_note(practice.playbook.say("practice.ended", cause=turn.ended.cause)))
    return _decision(practice, said, events)


def give_hint(practice: Practice) -> Decision:
    """First the move to make, then, asked again at the same place, an example of it."""
    refused = _not_open(practice)
    if refused:
        return refused
    move = next_move(practice.scenario, practice.buyer.state)
    step = 2 if _hinted_since_last_reply(practice) is move else 1
    text = (
        practice.playbook.say("practice.hint_move", hint=practice.playbook.moves[move].hint)
        if step == 1
        else practice.playbook.say(
            "practice.hint_example", example=practice.scenario.wordings[move]
        )
    )
    return _decision(practice, [_note(text)], [HintGiven(move, step)])


def pause(practice: Practice) -> Decision:
    """Lay the practice aside until it is resumed."""
    refused = _not_open(practice)
    if refused:
        return refused
    return _told(practice, "practice.paused", PracticePaused())


def resume(practice: Practice) -> Decision:
    """Go on where the practice was paused; the buyer's last line is repeated as a reminder."""
    if practice.session.state is SessionState.ENDED:
        return _aside(practice, "practice.already_ended")
    if practice.session.state is SessionState.OPEN:
        return _aside(practice, "practice.not_paused")
    note = practice.playbook.say("practice.resumed", line=practice.buyer.text)
    return _decision(practice, [_note(note)], [PracticeResumed()])


def stop(practice: Practice) -> Decision:
    """End the practice without an outcome."""
    if practice.session.state is SessionState.ENDED:
        return _aside(practice, "practice.already_ended")
    cause = practice.playbook.say("practice.stopped_cause")
    return _told(practice, "practice.stopped", PracticeEnded(None, STOPPED, cause))


def restart(practice: Practice, seed: int) -> Decision:
    """Begin the same scenario again in a new practice; an unfinished one ends without outcome.

    An official attempt cannot be restarted: it says so.
    """
    session = practice.session
    if session.mode is Mode.OFFICIAL:
        return _aside(practice, "practice.official_cannot_restart")
    events: list[Event] = []
    if practice.session.state is not SessionState.ENDED:
        cause = practice.playbook.say("practice.restarted_cause")
        events.append(PracticeEnded(None, RESTARTED, cause))
    events.append(PracticeOpened(practice.scenario.id, session.mode, seed, practice.playbook.hash))
    return _decision(practice, [_note(practice.playbook.say("practice.restarted"))], events)


def replay(practice: Practice, talk: Talk, from_turn: int | None) -> Decision:
    """A new private practice that stands where this one stood before turn `from_turn`; the old one
    stays as it is. A turn that is none of the rep's own, or an official attempt, is refused."""
    session = practice.session
    if session.mode is Mode.OFFICIAL:
        return _aside(practice, "practice.official_cannot_restart")
    own = [seq for seq, _ in talk.replies()]
    if from_turn not in own:
        known = ", ".join(str(seq) for seq in own) or "-"
        text = practice.playbook.say("practice.replay_unknown", turns=known)
        return _decision(practice, [_note(text)], [])
    opened = PracticeOpened(
        scenario=practice.scenario.id,
        mode=Mode.PRIVATE,
        seed=session.seed,
        playbook=practice.playbook.hash,
        replay_of=session.id,
        from_turn=from_turn,
    )
    text = practice.playbook.say("practice.replayed", turn=from_turn)
    return _decision(practice, [_note(text)], [opened])


def show_debrief(practice: Practice, talk: Talk) -> Decision:
    """The verdict in one sentence with the way to the whole debrief, once the talk has ended."""
    if practice.session.state is not SessionState.ENDED:
        return _aside(practice, "practice.debrief_too_early")
    rubric = practice.playbook.rubrics[practice.scenario.rubric]
    result = debrief(practice.scenario, rubric, talk)
    if result.score is None:
        return _aside(practice, "practice.debrief_not_scored")
    focus = next((c for c in result.criteria if c.criterion == result.focus), None)
    text = practice.playbook.say(
        "practice.debrief",
        score=result.score,
        cause=result.cause,
        focus=focus.name if focus else practice.playbook.say("practice.no_focus"),
    )
    return _decision(practice, [_note(text)], [])


def require_open_to_replies(session: Session) -> None:
    """Raises Refused if a practice has ended: nothing more can be said to its buyer."""
    if session.kind is SessionKind.PRACTICE and session.state is SessionState.ENDED:
        raise Refused("This practice has ended. Start it again, or read its debrief.")


def _spoke(turn: BuyerTurn) -> BuyerSpoke:
    return BuyerSpoke(turn.line.id, turn.line.text, turn.beat, turn.state)


def _hinted_since_last_reply(practice: Practice) -> Move | None:
    told = practice.last_hint
    if told is None or told.seq <= practice.last_reply or not isinstance(told.event, HintGiven):
        return None
    return told.event.move


def _not_open(practice: Practice) -> Decision | None:
    if practice.session.state is SessionState.PAUSED:
        return _aside(practice, "practice.still_paused")
    if practice.session.state is SessionState.ENDED:
        return _aside(practice, "practice.already_ended")
    return None


def _label(practice: Practice, button: str) -> str:
    return practice.playbook.say(f"practice.button_{button}")


def _note(text: str) -> Spoken:
    return Spoken(Speaker.COACH, text, aside=True)


def _aside(practice: Practice, word: str, *buttons: Button) -> Decision:
    spoken = Spoken(Speaker.COACH, practice.playbook.say(word), buttons, aside=True)
    return _decision(practice, [spoken], [])


def _told(practice: Practice, word: str, event: Event) -> Decision:
    return _decision(practice, [_note(practice.playbook.say(word))], [event])


def _decision(practice: Practice, said: list[Spoken], events: list[Event]) -> Decision:
    return Decision(
        said=tuple(said),
        events=tuple(events),
        reads={practice.session.id: practice.session.version},
    )
