"""A follow-up by talk: read, said back, confirmed, kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from coaching.domain.deals.deal import Deal
from coaching.domain.events import DealNamed, Event, FollowUpProposed, FollowUpScheduled
from coaching.domain.follow_ups.times import TimeReading, TimeStatus, When
from coaching.domain.ports import Times
from coaching.domain.sessions import Button, Decision, Speaker, Spoken
from coaching.services.deals.choosing import OPEN_DEAL, Asker, seen_deals, shortened
from coaching.services.deals.naming import find_named
from coaching.services.follow_ups.saying_times import say_briefly, say_when
from coaching.services.follow_ups.tasks import task_in_words

SCHEDULE = "schedule_followup"
CHOOSE = "choose_time"
LONGEST_TASK = 300
_MOST_BUTTONS = 5
_JUST_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """The turn that asks: its number, when it was received, and the words."""

    seq: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open proposal and the turn in which it was made."""

    seq: int
    made: FollowUpProposed


def schedule(
    asker: Asker, times: Times, moment: Moment, deal: str | None = None, given: str | None = None
) -> Decision:
    """Read a wish for a follow-up and say it back; nothing is kept before a yes. A bare time takes
    up the proposal that is open; `deal` and the task `given` come with a button."""
    reading = _read(asker, times, moment)
    task = given or asker.requests.task(moment.text, reading.span)[:LONGEST_TASK]
    pending = find_pending(asker, moment)
    waiting = pending is not None and not pending.made.choices
    if pending and (not task or (waiting and not asker.requests.is_request(moment.text))):
        return _propose(asker, moment, reading, pending.made.what, pending.made.deal)
    chosen, several = _deal_of(asker, moment, deal)
    if several:
        return _ask_which(asker, reading, task, several, moment)
    what = task or asker.playbook.say("follow_ups.task_without_words")
    decision = _propose(asker, moment, reading, what, chosen.id if chosen else None)
    named = (DealNamed(chosen.id),) if chosen else ()
    return replace(decision, events=(*named, *decision.events))


def find_pending(asker: Asker, moment: Moment, seq: int | None = None) -> Proposal | None:
    """The proposal that the turn before made (or the one made in turn `seq`), unless it has been
    met since."""
    if seq is None:
        told = asker.reads.last_event(asker.session.id, FollowUpProposed.__name__)
        if told is None or told.seq != moment.seq - 1:
            return None
        found = [told]
    else:
        found = list(asker.reads.events_of_turn(asker.session.id, seq))
    made = next((t for t in found if isinstance(t.event, FollowUpProposed)), None)
    if made is None or not isinstance(made.event, FollowUpProposed):
        return None
    return Proposal(made.seq, made.event)


def meet_with_time(asker: Asker, times: Times, moment: Moment) -> Decision | None:
    """The message as an answer to an open proposal: another time, in place of the one read
    before. None if nothing is open or it names no time."""
    pending = find_pending(asker, moment)
    if pending is None:
        return None
    reading = _read(asker, times, moment)
    if reading.status is TimeStatus.NONE:
        return None
    return _propose(asker, moment, reading, pending.made.what, pending.made.deal)


def choose(asker: Asker, moment: Moment, seq: int | None, choice: int) -> Decision:
    """One of the times that were offered was tapped: that is a yes to it."""
    pending = find_pending(asker, moment, seq)
    if pending is None or not 0 <= choice < len(pending.made.choices):
        return _say(asker, "follow_ups.proposal_gone")
    return _keep(asker, pending, pending.made.choices[choice], moment)


def attach(asker: Asker, moment: Moment, seq: int | None, deal: str) -> Decision:
    """The deal of a proposal was tapped, where two sounded alike."""
    pending = find_pending(asker, moment, seq)
    found = next((d for d in seen_deals(asker.reads, asker.person) if d.id == deal), None)
    if pending is None or found is None:
        return _say(asker, "follow_ups.proposal_gone")
    named = DealNamed(found.id)
    if not pending.made.choices:
        made = FollowUpProposed(pending.made.what, found.id, ())
        return Decision((_coach(asker, "follow_ups.ask_when"),), (named, made))
    decision = _say_back(asker, moment, pending.made.what, found.id, pending.made.choices)
    return replace(decision, events=(named, *decision.events))


def affirm(asker: Asker, times: Times, moment: Moment, seq: int | None) -> Decision | None:
    """A yes. None if no proposal is open; "yes, but at four" is read as another time."""
    pending = find_pending(asker, moment, seq)
    if pending is None:
        return None
    corrected = None if seq is not None else meet_with_time(asker, times, moment)
    if corrected is not None:
        return corrected
    if len(pending.made.choices) != 1:
        text = "follow_ups.choose_first" if pending.made.choices else "follow_ups.ask_when"
        return Decision((_coach(asker, text),), (pending.made,))
    return _keep(asker, pending, pending.made.choices[0], moment)


def deny(asker: Asker, times: Times, moment: Moment, seq: int | None) -> Decision | None:
    """A no: nothing is kept. "No, Friday" is read as another time. None if nothing is open."""
    pending = find_pending(asker, moment, seq)
    if pending is None:
        return None
    corrected = None if seq is not None else meet_with_time(asker, times, moment)
    return corrected or _say(asker, "follow_ups.not_kept")


def _read(asker: Asker, times: Times, moment: Moment) -> TimeReading:
    return times.read(moment.text, moment.at.astimezone(ZoneInfo(asker.person.time_zone)))


def _propose(
    asker: Asker, moment: Moment, reading: TimeReading, what: str, deal: str | None
) -> Decision:
    say = asker.playbook.say
    if reading.status is TimeStatus.FOUND and reading.when is not None:
        return _say_back(asker, moment, what, deal, (reading.when,))
    choices = reading.candidates if reading.status is TimeStatus.AMBIGUOUS else ()
    if len(choices) > 1:
        return _say_back(asker, moment, what, deal, choices[:_MOST_BUTTONS])
    made = FollowUpProposed(what, deal, ())
    if reading.status is TimeStatus.PAST:
        when = say_briefly(asker.playbook, reading.when) if reading.when else ""
        text = say("follow_ups.past", when=when) if when else say("follow_ups.past_somehow")
    elif reading.status is TimeStatus.AMBIGUOUS:
        text = say("follow_ups.not_definite")
    else:
        text = say("follow_ups.ask_when")
    return Decision((Spoken(Speaker.COACH, text),), (made,))


def _say_back(
    asker: Asker, moment: Moment, what: str, deal: str | None, choices: tuple[When, ...]
) -> Decision:
    say = asker.playbook.say
    made = FollowUpProposed(what, deal, choices)
    task = task_in_words(asker.reads, asker.playbook, what, deal)
    here = {"proposal": str(moment.seq)}
    if len(choices) == 1:
        text = say("follow_ups.read_back", when=say_when(asker.playbook, choices[0]), task=task)
        buttons = (
            Button(say("follow_ups.button_yes"), "affirm", here),
            Button(say("follow_ups.button_no"), "deny", here),
        )
        return Decision((Spoken(Speaker.COACH, text, buttons),), (made,))
    offered = tuple(
        Button(say_when(asker.playbook, when), CHOOSE, here | {"choice": str(number)})
        for number, when in enumerate(choices)
    )
    text = say("follow_ups.which_time", task=task)
    return Decision((Spoken(Speaker.COACH, text, offered),), (made,))


def _keep(asker: Asker, pending: Proposal, when: When, moment: Moment) -> Decision:
    made = pending.made
    id = f"f-{asker.session.id}-{pending.seq}"
    if asker.reads.follow_up(id) is not None:
        return _say(asker, "follow_ups.kept_before")
    if when.instant() <= moment.at:
        text = asker.playbook.say("follow_ups.past", when=say_briefly(asker.playbook, when))
        return Decision(
            (Spoken(Speaker.COACH, text),), (FollowUpProposed(made.what, made.deal, ()),)
        )
    text = asker.playbook.say(
        "follow_ups.kept",
        when=say_when(asker.playbook, when),
        task=task_in_words(asker.reads, asker.playbook, made.what, made.deal),
    )
    event: Event = FollowUpScheduled(id, made.what, made.deal, when)
    return Decision((Spoken(Speaker.COACH, text),), (event,))


def _deal_of(asker: Asker, moment: Moment, given: str | None) -> tuple[Deal | None, Sequence[Deal]]:
    """The deal of a task: tapped, named, or talked of just before; several if names are alike."""
    deals = seen_deals(asker.reads, asker.person)
    if given is not None:
        return next((deal for deal in deals if deal.id == given), None), ()
    named = find_named(moment.text, deals).deals
    if len(named) > 1:
        return None, named
    if named:
        return named[0], ()
    told = asker.reads.last_event(asker.session.id, DealNamed.__name__)
    if told is None or moment.seq - told.seq > _JUST_BEFORE:
        return None, ()
    return next((deal for deal in deals if deal.id == asker.session.deal), None), ()


def _ask_which(
    asker: Asker, reading: TimeReading, task: str, deals: Sequence[Deal], moment: Moment
) -> Decision:
    found = reading.when if reading.status is TimeStatus.FOUND else None
    choices = (found,) if found else reading.candidates
    made = FollowUpProposed(task, None, choices)
    buttons = tuple(
        Button(
            shortened(d.company),
            OPEN_DEAL,
            {"deal": d.id, "wish": SCHEDULE, "proposal": str(moment.seq)},
        )
        for d in deals[:_MOST_BUTTONS]
    )
    text = asker.playbook.say("pipeline.which")
    return Decision((Spoken(Speaker.COACH, text, buttons),), (made,))


def _coach(asker: Asker, word: str) -> Spoken:
    return Spoken(Speaker.COACH, asker.playbook.say(word))


def _say(asker: Asker, word: str) -> Decision:
    return Decision((_coach(asker, word),))
