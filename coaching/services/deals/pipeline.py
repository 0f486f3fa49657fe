"""Talking about deals: what is next for one, and which there are."""

from datetime import datetime

from coaching.domain.deals.deal import DealState
from coaching.domain.events import DealNamed, ListShown
from coaching.domain.people import may_change_deal
from coaching.domain.pointing import Shown
from coaching.domain.sessions import Button, Decision, Speaker, Spoken
from coaching.services.deals.choosing import (
    OPEN_DEAL,
    Asker,
    choose_deal,
    own_deals,
    seen_deals,
    shortened,
)
from coaching.services.deals.next_step import advise, say_advice, task_of
from coaching.services.deals.qualifying import QUALIFY
from coaching.services.follow_ups.saying_times import say_day
from coaching.services.follow_ups.scheduling import SCHEDULE

NEXT_STEP = "ask_next_step"
_MOST_ROWS = 7
_MOST_BUTTONS = 5


def ask_next_step(asker: Asker, text: str, now: datetime, given: str | None) -> Decision:
    """One action for the deal that is meant, why, and what is missing."""
    choice = choose_deal(asker, text, NEXT_STEP, given)
    if choice.deal is None:
        return choice.ask()
    deal, say = choice.deal, asker.playbook.say
    file = asker.reads.deal_file(deal.id)
    owner = asker.reads.person(deal.owner)
    if file is None or owner is None:
        return Decision((Spoken(Speaker.COACH, asker.playbook.say("pipeline.gone")),))
    advice = advise(asker.playbook, file, owner, now)
    own = may_change_deal(asker.person, deal)
    buttons: tuple[Button, ...] = ()
    if own and deal.state is DealState.OPEN:
        task = {"task": task_of(advice.action)} if advice.action else {}
        buttons = (
            Button(say("pipeline.button_remind"), SCHEDULE, {"deal": deal.id, **task}),
            Button(say("pipeline.button_qualify"), QUALIFY, {"deal": deal.id}),
        )
    said = Spoken(Speaker.COACH, say_advice(asker.playbook, file, advice, own), buttons)
    return Decision((said,), (DealNamed(deal.id, NEXT_STEP),), {deal.id: deal.version})


def list_deals(asker: Asker) -> Decision:
    """One's own open deals, those that close first at the top, a button each."""
    say = asker.playbook.say
    own = [deal for deal in own_deals(asker.reads, asker.person) if deal.state is DealState.OPEN]
    if not own:
        others = bool(seen_deals(asker.reads, asker.person))
        word = "pipeline.none_own" if others else "pipeline.none"
        return Decision((Spoken(Speaker.COACH, say(word)),))
    own.sort(key=lambda deal: (deal.close_date is None, deal.close_date, deal.company.casefold()))
    rows = [
        say(
            "pipeline.row" if deal.close_date else "pipeline.row_undated",
            company=deal.company,
            stage=asker.playbook.stages[deal.stage].name.lower(),
            day=say_day(asker.playbook, deal.close_date) if deal.close_date else "",
        )
        for deal in own[:_MOST_ROWS]
    ]
    if len(own) > _MOST_ROWS:
        rows.append(say("pipeline.more", count=len(own) - _MOST_ROWS))
    buttons = tuple(
        Button(shortened(deal.company), OPEN_DEAL, {"deal": deal.id, "wish": NEXT_STEP})
        for deal in own[:_MOST_BUTTONS]
    )
    listed = ListShown(Shown.DEALS, tuple(deal.id for deal in own[:_MOST_ROWS]), NEXT_STEP)
    said = Spoken(Speaker.COACH, "\n".join([say("pipeline.list"), *rows]), buttons)
    return Decision((said,), (listed,))
