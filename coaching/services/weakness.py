""" "Where am I weak?": from the person's own finished practices and quiz answers, with what is
behind each figure and one thing to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads, SessionFilter
from coaching.domain.practice.debrief import debrief
from coaching.domain.practice.scenario import Scenario
from coaching.domain.practice.talk import tell
from coaching.domain.practice.weakness import ENOUGH, Judged, Skill, skills
from coaching.domain.quiz.judging import Verdict
from coaching.domain.sessions import (
    Button,
    Decision,
    Session,
    SessionKind,
    SessionState,
    Speaker,
    Spoken,
)
from coaching.services.coach import OPEN_SCENARIO
from coaching.services.exercises import START_QUIZ
from coaching.services.playbooks import Playbooks

_LOOKED_AT = 20
_SHOWN = 3
_GOOD = 2.5
_FEWEST_ANSWERS = 3


@dataclass(frozen=True, slots=True)
class QuizPart:
    """A part of the quiz: how many of its questions were answered, and how many fully."""

    part: str
    answered: int
    full: int


def ask_weakness(
    reads: Reads, playbooks: Playbooks, playbook: Playbook, session: Session
) -> Decision:
    """The weakest skills of whoever asks, or how much is missing before that can be said."""
    judged = finished(reads, playbooks, session.person)
    parts = quiz_parts(reads, playbook, session.person)
    if len(judged) < ENOUGH:
        return _too_little(playbook, len(judged), parts)
    found = skills(judged)
    weak = [skill for skill in found if skill.average < _GOOD][:_SHOWN]
    replies = sum(each.replies for each in judged)
    lines = [
        playbook.say("practice.weak_head", practices=len(judged), replies=replies),
        *(_line(playbook, skill) for skill in weak or found[:1]),
        None if weak else playbook.say("practice.weak_none"),
        _strongest(playbook, found),
        _quiz_line(playbook, parts),
    ]
    button = _next(playbook, judged, (weak or list(found))[0])
    text = "\n".join(line for line in lines if line)
    return Decision((Spoken(Speaker.COACH, text, (button,)),))


def finished(reads: Reads, playbooks: Playbooks, person: str) -> list[Judged]:
    """The person's newest finished practices that could be judged, each by its own playbook."""
    wanted = SessionFilter(
        owners=frozenset({person}),
        kind=SessionKind.PRACTICE,
        state=SessionState.ENDED,
        limit=_LOOKED_AT,
    )
    found = []
    for session in reads.sessions(wanted):
        if session.score is None or session.playbook is None:
            continue
        playbook = playbooks.get(reads, session.playbook)
        talk = tell(reads.events(session.id))
        scenario = playbook.scenarios[talk.opened.scenario]
        result = debrief(scenario, playbook.rubrics[scenario.rubric], talk)
        found.append(Judged(scenario.id, result, len(talk.replies())))
    return found


def quiz_parts(reads: Reads, playbook: Playbook, person: str) -> list[QuizPart]:
    """The parts of the quiz that the person answered questions of, the weakest first."""
    counts: dict[str, tuple[int, int]] = {}
    for standing in reads.quiz_standings(person):
        question = playbook.quiz.questions.get(standing.question)
        if question is not None:
            answered, full = counts.get(question.part, (0, 0))
            right = standing.result is Verdict.FULL
            counts[question.part] = (answered + 1, full + right)
    parts = [QuizPart(part, *both) for part, both in counts.items()]
    return sorted(parts, key=lambda each: (each.full / each.answered, each.part))


def _line(playbook: Playbook, skill: Skill) -> str:
    return playbook.say(
        "practice.weak_line",
        name=skill.name,
        average=f"{skill.average:.1f}",
        practices=skill.practices,
        replies=skill.replies,
    )


def _strongest(playbook: Playbook, found: Sequence[Skill]) -> str | None:
    best = max(found, key=lambda skill: (skill.average, skill.practices), default=None)
    if best is None or best.average < _GOOD:
        return None
    return playbook.say("practice.strong_line", name=best.name, average=f"{best.average:.1f}")


def _quiz_line(playbook: Playbook, parts: Sequence[QuizPart]) -> str | None:
    known = [part for part in parts if part.answered >= _FEWEST_ANSWERS]
    if not known or known[0].full == known[0].answered:
        return None
    part = known[0]
    named = playbook.quiz.parts.get(part.part)
    return playbook.say(
        "practice.weak_quiz",
        name=named.name if named else part.part,
        full=part.full,
        answered=part.answered,
    )


def _next(playbook: Playbook, judged: Sequence[Judged], weakest: Skill) -> Button:
    """The exercise that trains the weakest skill: one not finished yet, else the one that went
    worst; easy ones first."""
    scores = {each.scenario: each.debrief.score or 0 for each in reversed(judged)}
    fitting = [s for s in playbook.scenarios.values() if _trains(playbook, s, weakest)]
    if not fitting:
        return Button(playbook.say("reading.practise_objections"), "practise_objections")
    chosen = min(fitting, key=lambda s: (s.id in scores, scores.get(s.id, 0), s.level.number, s.id))
    label = playbook.say("practice.button_train", title=chosen.title)
    return Button(label, OPEN_SCENARIO, {"scenario": chosen.id})


def _trains(playbook: Playbook, scenario: Scenario, skill: Skill) -> bool:
    return any(each.name == skill.name for each in playbook.rubrics[scenario.rubric].criteria)


def _too_little(playbook: Playbook, practices: int, parts: Sequence[QuizPart]) -> Decision:
    lines = [
        playbook.say("practice.weak_too_little", practices=practices, needed=ENOUGH),
        _quiz_line(playbook, parts),
    ]
    buttons = (
        Button(playbook.say("reading.practise_objections"), "practise_objections"),
        Button(playbook.say("reading.start_quiz"), START_QUIZ),
    )
    text = "\n".join(line for line in lines if line)
    return Decision((Spoken(Speaker.COACH, text, buttons),))
