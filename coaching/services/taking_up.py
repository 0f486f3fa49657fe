"""Words that go on with what was just shown or said: "the second one", "no, the other one", "I
meant Brightpath"."""

from dataclasses import dataclass

from coaching.domain.events import DealNamed, Event, ListShown
from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.pointing import Shown, pointed
from coaching.domain.sessions import Button, Decision, Speaker, Spoken
from coaching.services.deals.choosing import Asker, current_deal, find_pointed, seen_deals
from coaching.services.deals.matching import best_matches
from coaching.services.deals.naming import find_named
from coaching.services.follow_ups.due_list import CANCEL, FINISH
from coaching.services.follow_ups.moving import MOVE
from coaching.services.follow_ups.scheduling import Moment
from coaching.services.follow_ups.tasks import task_in_words

_RECENT = 2
"""Turns after which words are no longer taken as going on."""


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What is meant of what was shown, and the intent to meet with it."""

    what: Shown
    id: str
    wish: str


def take_up(asker: Asker, moment: Moment) -> TakenUp | None:
    """What the message takes up; None where it stands for itself, or where it is not clear."""
    last = _last(asker, moment)
    if last is None:
        return None
    if isinstance(last, ListShown) and last.what is not Shown.DEALS:
        return _from_list(asker, last, moment)
    return _deal(asker, last, moment)


def offer_follow_up(asker: Asker, id: str) -> Decision | None:
    """A follow-up of the list was pointed at: what can be done with it."""
    found = asker.reads.follow_up(id)
    if found is None or found.person != asker.person.id or found.state is not FollowUpState.DUE:
        return None
    say, here = asker.playbook.say, {"follow_up": found.id}
    buttons = (
        Button(say("follow_ups.button_it_is_done"), FINISH, here),
        Button(say("follow_ups.button_other_time"), MOVE, here),
        Button(say("follow_ups.button_drop"), CANCEL, here),
    )
    task = task_in_words(asker.reads, asker.playbook, found.what, found.deal)
    text = say("follow_ups.what_with", task=task)
    return Decision((Spoken(Speaker.COACH, text, buttons),))


def _last(asker: Asker, moment: Moment) -> Event | None:
    """The newest of what may be taken up, if it is recent."""
    told = [
        asker.reads.last_event(asker.session.id, kind.__name__) for kind in (DealNamed, ListShown)
    ]
    recent = [each for each in told if each is not None and moment.seq - each.seq <= _RECENT]
    return max(recent, key=lambda each: each.seq).event if recent else None


def _from_list(asker: Asker, shown: ListShown, moment: Moment) -> TakenUp | None:
    pointer = asker.phrases.pointer(moment.text)
    id = pointed(pointer, shown.ids, None) if pointer else None
    return TakenUp(shown.what, id, shown.wish) if id else None


def _deal(asker: Asker, last: Event, moment: Moment) -> TakenUp | None:
    """Another deal for the same wish: named, or pointed at. Where a list asked which one, the one
    it was about counts too."""
    wish = last.wish if isinstance(last, DealNamed | ListShown) else ""
    if not wish:
        return None
    deals = seen_deals(asker.reads, asker.person)
    current = current_deal(asker, deals)
    named = find_named(moment.text, deals).deals
    pointer = asker.phrases.pointer(moment.text)
    found = named[0] if len(named) == 1 else None
    if found is None and len(named) > 1 and isinstance(last, ListShown):
        listed = [deal for deal in named if deal.id in last.ids]
        found = listed[0] if len(listed) == 1 else None
    if found is None and not named and pointer is not None:
        found = current if pointer.same else find_pointed(asker, pointer, deals)
    if found is None and not named and isinstance(last, ListShown):
        titles = {deal.id: deal.company for deal in deals if deal.id in last.ids}
        worded = best_matches(moment.text, titles)
        found = next((d for d in deals if d.id in worded), None) if len(worded) == 1 else None
    corrected = isinstance(last, ListShown) or found != current
    return TakenUp(Shown.DEALS, found.id, wish) if found and corrected else None
