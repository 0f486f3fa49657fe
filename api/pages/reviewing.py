"""A practice as a reviewer reads it: every judgement beside the words it rests on."""

from collections.abc import Mapping

from api.pages.briefing import case_of
from api.pages.clock import local
from api.pages.contexts import ReviewPage
from api.pages.curves import curve_of
from api.pages.debriefing import scored_as, verdict_of
from api.pages.home import seen_by
from api.pages.marking import mark_moves, seen_move
from api.pages.parts import OpenedFact, ReviewTurn
from api.pages.talking import aside_kind, asked_in, practice_in, said_to_buyer
from coaching.domain.people import Person
from coaching.domain.playbook import MoveText
from coaching.domain.practice.buyer import BuyerState
from coaching.domain.practice.moves import Move
from coaching.domain.practice.scenario import Scenario, fact_beat
from coaching.domain.practice.talk import Talk, TalkTurn
from coaching.domain.sessions import Speaker, Turn
from coaching.services.sessions import Reading

_SHORT_HASH = 12


def review_page(reading: Reading, reader: Person) -> ReviewPage:
    """Raises NotFound if the session is no practice."""
    scenario, playbook, talk = practice_in(reading)
    session, result = reading.session, reading.debrief
    return ReviewPage(
        session=session.id,
        rep=reading.owner.name,
        own=reading.owner.id == reader.id,
        case=case_of(scenario, playbook),
        seen=seen_by(session),
        began=local(session.created_at, reader),
        verdict=verdict_of(result) if result else None,
        criteria=tuple(scored_as(item) for item in result.criteria) if result else (),
        turns=_turns(reading.turns, talk, playbook.moves),
        curve=curve_of(talk, scenario),
        facts=_facts(talk, scenario),
        fact_count=len(scenario.facts),
        hints=len(talk.hints()),
        playbook=playbook.hash[:_SHORT_HASH],
        analysers=tuple(sorted({reply.analyser[:_SHORT_HASH] for _, reply in talk.replies()})),
    )


def _turns(
    turns: tuple[Turn, ...], talk: Talk, names: Mapping[Move, MoveText]
) -> tuple[ReviewTurn, ...]:
    told = {turn.seq: turn for turn in talk.turns}
    shown: list[ReviewTurn] = []
    before: BuyerState | None = None
    for turn in turns:
        talk_turn = told.get(turn.seq)
        shown.append(_turn(turn, talk_turn, before, names))
        before = talk_turn.buyer.state if talk_turn and talk_turn.buyer else before
    return tuple(shown)


def _turn(
    turn: Turn, told: TalkTurn | None, before: BuyerState | None, names: Mapping[Move, MoveText]
) -> ReviewTurn:
    reply = told.reply if told else None
    buyer = told.buyer if told else None
    judged = reply.assessment if reply else None
    state = buyer.state if buyer else None
    unanswered = turn.text or "" if not reply and said_to_buyer(turn, reply) else ""
    return ReviewTurn(
        turn=turn.seq,
        stretches=mark_moves(
            reply.text if reply else unanswered, judged.moves if judged else (), names
        ),
        moves=tuple(seen_move(move, names) for move in judged.moves) if judged else (),
        band=judged.band if judged else None,
        score=judged.score if judged else None,
        reason=judged.reason if judged else "",
        question=(judged.question or "") if judged else "",
        rule=judged.rule if judged else "",
        asked="" if reply or unanswered else asked_in(turn),
        asked_kind=aside_kind(turn, bool(told and told.hint)),
        notes=tuple(
            said.text
            for said in turn.replies
            if said.speaker is Speaker.COACH and not (judged and said.text == judged.reason)
        ),
        buyer=buyer.text if buyer else "",
        trust=state.trust if state else None,
        patience=state.patience if state else None,
        trust_change=state.trust - before.trust if state and before else None,
        patience_change=state.patience - before.patience if state and before else None,
    )


def _facts(talk: Talk, scenario: Scenario) -> tuple[OpenedFact, ...]:
    causes = scenario.causes()
    beats = {fact_beat(fact.id): fact.id for fact in scenario.facts}
    return tuple(
        OpenedFact(
            turn=turn.seq,
            name=beats[turn.buyer.beat].replace("_", " "),
            text=turn.buyer.text,
            cause=beats[turn.buyer.beat] in causes,
        )
        for turn in talk.turns
        if turn.buyer and turn.buyer.beat in beats
    )
