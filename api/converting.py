"""Domain values to JSON shapes."""

from coaching.domain.events import ReplyAssessed
from coaching.domain.people import Person
from coaching.domain.playbook import Playbook
from coaching.domain.practice.controls import Control
from coaching.domain.practice.debrief import CriterionResult
from coaching.domain.practice.judging import Assessment
from coaching.domain.practice.moves import FoundMove
from coaching.domain.practice.scenario import Scenario
from coaching.domain.sessions import Reply, Session, SessionKind, SessionState, Turn
from coaching.services.opening import control_id
from coaching.services.sessions import Exchange, Reading

from api.shapes import (  # isort: skip
    AssessmentShape,
    ButtonShape,
    DebriefShape,
    ExchangeShape,
    MoveShape,
    PersonShape,
    ReplyShape,
    ScenarioShape,
    SessionShape,
    TranscriptShape,
    TranscriptTurn,
    TurnShape,
)

_CONTROLS = {
    SessionState.OPEN: (Control.HINT, Control.PAUSE, Control.STOP),
    SessionState.PAUSED: (Control.RESUME, Control.STOP),
    SessionState.ENDED: (Control.RESTART, Control.DEBRIEF),
}


def person_shape(person: Person) -> PersonShape:
    return PersonShape(id=person.id, name=person.name, role=person.role, time_zone=person.time_zone)


def scenario_shape(scenario: Scenario, playbook: Playbook) -> ScenarioShape:
    rubric = playbook.rubrics[scenario.rubric]
    return ScenarioShape(
        id=scenario.id,
        title=scenario.title,
        stage=scenario.stage,
        market=scenario.market,
        level=scenario.level.number,
        objection_label=scenario.objection_label,
        rubric=[criterion.name for criterion in rubric.criteria],
    )


def assessment_shape(assessment: Assessment) -> AssessmentShape:
    return AssessmentShape(
        band=assessment.band,
        score=assessment.score,
        reason=assessment.reason,
        rule=assessment.rule,
        moves=[move_shape(found) for found in assessment.moves],
        question=assessment.question,
    )


def move_shape(found: FoundMove) -> MoveShape:
    return MoveShape(
        move=found.move,
        quote=found.quote,
        start=found.start,
        end=found.end,
        confidence=found.confidence,
        rule=found.rule,
    )


def turn_shape(turn: Turn, judged: ReplyAssessed | None) -> TurnShape:
    return TurnShape(
        id=turn.id,
        seq=turn.seq,
        state=turn.state,
        text=turn.text,
        received_at=turn.received_at,
        failure=turn.failure,
        assessment=assessment_shape(judged.assessment) if judged else None,
    )


def reply_shape(reply: Reply) -> ReplyShape:
    return ReplyShape(
        speaker=reply.speaker,
        text=reply.text,
        buttons=[ButtonShape(payload_id=id, label=label) for id, label in reply.buttons],
        aside=reply.aside,
        opens=reply.opens,
    )


def session_shape(session: Session, playbook: Playbook | None) -> SessionShape:
    practice = session.kind is SessionKind.PRACTICE
    return SessionShape(
        id=session.id,
        kind=session.kind,
        state=session.state,
        mode=session.mode if practice else None,
        scenario=session.scenario,
        turn=session.turns - 1,
        trust=session.trust,
        patience=session.patience,
        outcome=session.outcome,
        cause=session.cause,
        score=session.score,
        created_at=session.created_at,
        ended_at=session.ended_at,
        submitted_at=session.submitted_at,
        playbook=session.playbook,
        parent=session.parent,
        replayed_from=session.replayed_from,
        controls=_controls(session, playbook) if practice and playbook else [],
    )


def _controls(session: Session, playbook: Playbook) -> list[ButtonShape]:
    return [
        ButtonShape(
            payload_id=control_id(session.id, control),
            label=playbook.say(f"practice.button_{control.name.lower()}"),
        )
        for control in _CONTROLS[session.state]
    ]


def exchange_shape(exchange: Exchange, playbook: Playbook | None) -> ExchangeShape:
    return ExchangeShape(
        turn=turn_shape(exchange.turn, exchange.judged),
        replies=[reply_shape(reply) for reply in exchange.turn.replies],
        session=session_shape(exchange.session, playbook),
    )


def transcript_shape(reading: Reading) -> TranscriptShape:
    told = {turn.seq: turn for turn in reading.talk.turns} if reading.talk else {}
    turns: list[TranscriptTurn] = []
    for turn in reading.turns:
        talk_turn = told.get(turn.seq)
        buyer = talk_turn.buyer if talk_turn else None
        turns.append(
            TranscriptTurn(
                turn=turn_shape(turn, talk_turn.reply if talk_turn else None),
                replies=[reply_shape(reply) for reply in turn.replies],
                trust=buyer.state.trust if buyer else None,
                patience=buyer.state.patience if buyer else None,
                hint=talk_turn.hint.move if talk_turn and talk_turn.hint else None,
            )
        )
    replies = reading.talk.replies() if reading.talk else ()
    return TranscriptShape(
        **session_shape(reading.session, reading.playbook).model_dump(),
        person=person_shape(reading.owner),
        analyser=sorted({reply.analyser for _, reply in replies}),
        turns=turns,
    )


def debrief_shape(reading: Reading, previous: int | None) -> DebriefShape:
    result, session = reading.debrief, reading.session
    assert result is not None, "the caller asks for an ended practice only"
    focus = next((c for c in result.criteria if c.criterion == result.focus), None)
    return DebriefShape(
        session=session.id,
        scenario=session.scenario or "",
        outcome=result.outcome,
        won=result.won,
        cause=result.cause,
        score=result.score,
        passed=result.passed,
        capped=result.capped,
        criteria=[_criterion(criterion) for criterion in result.criteria],
        focus=result.focus,
        keep=result.keep,
        start=focus.better if focus else None,
        stop=result.stop,
        hints=result.hints,
        curve=[
            {"turn": point.turn, "trust": point.trust, "patience": point.patience}
            for point in result.curve
        ],
        guides=[],
        change=None if previous is None or result.score is None else result.score - previous,
        next_drill=session.scenario if focus else None,
    )


def _criterion(result: CriterionResult) -> dict[str, object]:
    return {
        "criterion": result.criterion,
        "name": result.name,
        "weight": result.weight,
        "score": result.score,
        "quotes": [
            {"turn": q.turn, "start": q.start, "end": q.end, "text": q.text} for q in result.quotes
        ],
        "rule": result.rule,
        "reason": result.reason,
        "better": result.better,
    }
