"""The debrief of a practice, for the person who practised."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.pages.briefing import case_of
from api.pages.clock import local
from api.pages.contexts import DebriefPage, as_context
from api.pages.curves import curve_of
from api.pages.home import seen_by
from api.pages.marking import move_name
from api.pages.parts import QuotedWords, ReplyMade, Scored, Verdict
from api.pages.talking import practice_in
from api.rendering import page
from api.signed_in import HouseDep, SignedIn
from coaching.domain.errors import NotFound
from coaching.domain.people import Person
from coaching.domain.practice.debrief import PASS_MARK, CriterionResult, Debrief
from coaching.domain.practice.talk import Talk
from coaching.domain.sessions import Mode
from coaching.services.sessions import Reading

router = APIRouter(prefix="/practices")


@router.get("/{session}/debrief")
def show_debrief(request: Request, session: str, person: SignedIn, house: HouseDep) -> Response:
    reading = house.sessions.read(person, session)
    if reading.owner.id != person.id:
        return RedirectResponse(f"/reviews/{session}", status_code=303)
    if reading.debrief is None:
        return RedirectResponse(f"/practices/{session}", status_code=303)
    contract = debrief_page(reading, person, house.sessions.previous_score(reading))
    return page(request, "debrief.html", as_context(contract))


def debrief_page(reading: Reading, person: Person, previous: int | None) -> DebriefPage:
    """Raises NotFound for anything but a practice that has ended."""
    scenario, playbook, talk = practice_in(reading)
    result, session = reading.debrief, reading.session
    if result is None:
        raise NotFound("There is no such debrief.")
    looks = {c.id: c.looks_like for c in playbook.rubrics[scenario.rubric].criteria}
    scored = {item.criterion: scored_as(item) for item in result.criteria}
    focus = scored.get(result.focus or "")
    return DebriefPage(
        session=session.id,
        case=case_of(scenario, playbook),
        ended=local(session.ended_at or session.created_at, person),
        replies=len(talk.replies()),
        verdict=verdict_of(result),
        change=None if previous is None or result.score is None else result.score - previous,
        focus=focus,
        moment=_moment(focus, talk),
        criteria=tuple(scored.values()),
        keep=scored.get(result.keep or ""),
        start=looks.get(result.focus or ""),
        stop=move_name(result.stop, playbook.moves) if result.stop else None,
        hints=result.hints,
        curve=curve_of(talk, scenario),
        made=() if session.mode is Mode.OFFICIAL else _made(talk),
        seen=seen_by(session),
        shared_at=local(session.submitted_at, person) if session.submitted_at else None,
    )


def verdict_of(result: Debrief) -> Verdict:
    return Verdict(
        outcome=result.outcome,
        won=result.won,
        cause=result.cause,
        score=result.score,
        passed=result.passed,
        pass_mark=PASS_MARK,
        capped=result.capped,
    )


def scored_as(result: CriterionResult) -> Scored:
    return Scored(
        name=result.name,
        score=result.score,
        reason=result.reason,
        rule=result.rule,
        quotes=tuple(QuotedWords(quote.turn, quote.text) for quote in result.quotes),
        better=result.better,
    )


def _moment(focus: Scored | None, talk: Talk) -> QuotedWords | None:
    """The words that the focus is about: its first quote, else the first of the weakest replies."""
    if focus is None:
        return None
    if focus.quotes:
        return focus.quotes[0]
    judged = [
        (reply.assessment.score, seq, reply.text)
        for seq, reply in talk.replies()
        if reply.assessment.score is not None
    ]
    if not judged:
        return None
    _, seq, text = min(judged)
    return QuotedWords(seq, text)


def _made(talk: Talk) -> tuple[ReplyMade, ...]:
    return tuple(ReplyMade(seq, reply.text, reply.assessment.band) for seq, reply in talk.replies())
