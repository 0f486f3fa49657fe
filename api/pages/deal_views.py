"""Deals and follow-ups as the pages show them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from api.pages.clock import local
from api.pages.contexts import DealPage, DealsPage
from api.pages.deal_parts import (
    ActivityView,
    AdviceView,
    BuyerQuestion,
    ContactView,
    DealRow,
    DealView,
    FollowUpView,
    FormTry,
    LetterView,
    NextAction,
    ObjectionView,
    OtherStep,
)
from api.pages.parts import Option
from coaching.domain.deals.deal import Deal, DealState, RaisedObjection
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.next_step.advice import Action, Advice, NotChosen
from coaching.domain.objections import ObjectionLabel
from coaching.domain.people import Person, may_change_deal
from coaching.domain.playbook import Playbook
from coaching.domain.stages import Stage
from coaching.services.deals.keeping import DealReading

NO_TRY = FormTry()
_A_PAGE = 100


def deals_page(
    board: Sequence[DealReading],
    reader: Person,
    playbook: Playbook,
    state: DealState | None,
    imported: tuple[int, int] | None = None,
    at: int = 0,
) -> DealsPage:
    """`board` holds the deals in every state; `at` is where the page begins among those shown."""
    shown = [each for each in board if state in (None, each.file.deal.state)]
    counts = [(each, sum(r.file.deal.state is each for r in board)) for each in DealState]
    return DealsPage(
        rows=tuple(_row(reading, reader, playbook) for reading in shown[at : at + _A_PAGE]),
        before=max(0, at - _A_PAGE) if at else None,
        after=at + _A_PAGE if at + _A_PAGE < len(shown) else None,
        counts=tuple((name.value, count) for name, count in counts),
        state=state.value if state else "",
        others=any(reading.owner.id != reader.id for reading in board),
        imported=imported,
    )


def deal_page(
    reading: DealReading, reader: Person, playbook: Playbook, tried: FormTry = NO_TRY
) -> DealPage:
    file, owner = reading.file, reading.owner
    today = reading.now.astimezone(ZoneInfo(owner.time_zone)).date()
    gap = reading.qualification.gap
    objections = sorted(file.objections, key=lambda each: each.settled_at is not None)
    companies = {file.deal.id: file.deal.company}
    return DealPage(
        deal=_deal(file.deal, reading, reader, playbook),
        advice=_advice(reading.advice, playbook),
        letters=_letters(reading, today),
        ask_next=BuyerQuestion(gap.letter.name, gap.letter.ask_buyer) if gap else None,
        contacts=tuple(ContactView(each.name, each.role, each.title) for each in file.contacts),
        activities=tuple(
            ActivityView(each.kind, local(each.at, owner), each.text, each.inbound)
            for each in file.activities
        ),
        objections=tuple(_objection(each, owner, playbook) for each in objections),
        follow_ups=tuple(
            follow_up_view(each, reader, companies, reading.now) for each in file.follow_ups
        ),
        stages=stage_options(playbook),
        labels=_label_options(playbook),
        today=reading.now.astimezone(ZoneInfo(reader.time_zone)).date(),
        tried=tried,
    )


def follow_up_view(
    found: FollowUp, reader: Person, companies: Mapping[str, str], now: datetime
) -> FollowUpView:
    """`companies` holds the deals that the reader may see."""
    open_still = found.state in (FollowUpState.DUE, FollowUpState.SNOOZED)
    seen = found.deal if found.deal in companies else None
    return FollowUpView(
        id=found.id,
        what=found.what,
        when=found.due_at.astimezone(ZoneInfo(found.zone)),
        timed=found.at is not None,
        state="overdue" if open_still and _overdue(found, now) else found.state,
        settled=local(found.settled_at, reader) if found.settled_at else None,
        version=found.version,
        deal=seen,
        company=companies[seen] if seen else None,
        mine=found.person == reader.id,
    )


def stage_options(playbook: Playbook) -> tuple[Option, ...]:
    return tuple(Option(stage, _stage_name(stage, playbook)) for stage in Stage)


def _overdue(found: FollowUp, now: datetime) -> bool:
    """A follow-up for a day is overdue once that day is over."""
    if found.at is not None:
        return found.due_at <= now
    return found.day < now.astimezone(ZoneInfo(found.zone)).date()


def _row(reading: DealReading, reader: Person, playbook: Playbook) -> DealRow:
    advice = reading.advice
    why = advice.because[0].text if advice.because else advice.stand or ""
    deal = _deal(reading.file.deal, reading, reader, playbook)
    gaps = tuple(gap.text for gap in advice.gaps)
    return DealRow(deal, _action(advice.action), why, gaps)


def _deal(deal: Deal, reading: DealReading, reader: Person, playbook: Playbook) -> DealView:
    today = reading.now.astimezone(ZoneInfo(reading.owner.time_zone)).date()
    past = deal.close_date is not None and deal.close_date < today
    return DealView(
        id=deal.id,
        company=deal.company,
        market=deal.market,
        stage=deal.stage,
        stage_name=_stage_name(deal.stage, playbook),
        state=deal.state,
        amount=deal.amount,
        currency=deal.currency,
        close_date=deal.close_date,
        overdue=past and deal.state is DealState.OPEN,
        next_step=deal.next_step,
        next_step_on=deal.next_step_on,
        version=deal.version,
        owner=reading.owner.name,
        mine=may_change_deal(reader, deal),
    )


def _rule_name(other: NotChosen, playbook: Playbook) -> str:
    rule = playbook.next_steps.rule(other.rule)
    return rule.name if rule else ""


def _advice(advice: Advice, playbook: Playbook) -> AdviceView:
    return AdviceView(
        action=_action(advice.action),
        stand=advice.stand,
        because=tuple(each.text for each in advice.because),
        gaps=tuple(each.text for each in advice.gaps),
        not_chosen=tuple(
            OtherStep(_rule_name(each, playbook), each.why) for each in advice.not_chosen
        ),
        confidence=round(advice.confidence * 100),
    )


def _action(action: Action | None) -> NextAction | None:
    return NextAction(action.verb, action.object, action.who, action.by) if action else None


def _letters(reading: DealReading, today: date) -> tuple[LetterView, ...]:
    return tuple(
        LetterView(
            name=each.letter.name,
            score=each.score,
            evidence=each.known.evidence if each.known else None,
            age_days=max(0, (today - local(each.known.at, reading.owner).date()).days)
            if each.known
            else None,
        )
        for each in reading.qualification.letters
    )


def _objection(raised: RaisedObjection, owner: Person, playbook: Playbook) -> ObjectionView:
    text = playbook.objections.get(raised.label)
    return ObjectionView(
        id=raised.id,
        name=text.name if text else _in_words(raised.label),
        words=raised.words,
        raised=local(raised.raised_at, owner),
        settled=local(raised.settled_at, owner) if raised.settled_at else None,
        ask_first=text.ask_first if text else "",
    )


def _label_options(playbook: Playbook) -> tuple[Option, ...]:
    known = playbook.objections
    return tuple(
        Option(label, known[label].name if label in known else _in_words(label))
        for label in ObjectionLabel
    )


def _stage_name(stage: Stage, playbook: Playbook) -> str:
    return playbook.stages[stage].name if stage in playbook.stages else _in_words(stage)


def _in_words(code: str) -> str:
    return code.replace("_", " ").capitalize()
