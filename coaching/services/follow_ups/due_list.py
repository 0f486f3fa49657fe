"""The follow-ups that somebody has: listed, ticked off, dropped."""

from datetime import datetime

from coaching.domain.events import FollowUpSettled
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.sessions import Button, Decision, Speaker, Spoken
from coaching.services.deals.choosing import Asker, shortened
from coaching.services.follow_ups.finding import (
    Understanding,
    find_follow_ups,
    list_shown,
    say_which,
)
from coaching.services.follow_ups.saying_times import say_briefly
from coaching.services.follow_ups.scheduling import Moment
from coaching.services.follow_ups.tasks import task_in_words

FINISH, CANCEL = "finish_followup", "cancel_followup"
_MOST_BUTTONS = 5


def list_due(asker: Asker, moment: Moment) -> Decision:
    """What is due, soonest first, overdue ones marked, with a button to tick each off."""
    due = list(asker.reads.follow_ups(asker.person.id, FollowUpState.DUE))
    if not due:
        return _said(asker, "follow_ups.none")
    shown = list(enumerate(due[:_MOST_BUTTONS], start=1))
    rows = [_row(asker, number, each, moment.at) for number, each in shown]
    more = len(due) - _MOST_BUTTONS
    if more > 0:
        rows.append(asker.playbook.say("follow_ups.more", count=more))
    buttons = tuple(_tick(asker, number, each) for number, each in shown)
    text = "\n".join([asker.playbook.say("follow_ups.list"), *rows])
    listed = list_shown([each for _, each in shown], FINISH)
    return Decision((Spoken(Speaker.COACH, text, buttons),), (listed,))


def settle(
    asker: Asker,
    means: Understanding,
    moment: Moment,
    state: FollowUpState,
    given: str | None = None,
) -> Decision:
    """Tick one off, or drop it: the one tapped, the one whose place or words the message names,
    the one that the talk was just reminded of, or the only one; else ask."""
    due = list(asker.reads.follow_ups(asker.person.id, FollowUpState.DUE))
    if given is not None:
        found = next((each for each in due if each.id == given), None)
        return _settled(asker, found, state) if found else _said(asker, "follow_ups.settled_before")
    if not due:
        return _said(asker, "follow_ups.none")
    meant = find_follow_ups(asker, means, due, moment)
    if len(meant) == 1:
        return _settled(asker, meant[0], state)
    intent = FINISH if state is FollowUpState.DONE else CANCEL
    buttons = tuple(
        Button(shortened(_title(asker, each)), intent, {"follow_up": each.id})
        for each in (meant or due)[:_MOST_BUTTONS]
    )
    text = say_which(asker, meant, moment.text)
    listed = list_shown((meant or due)[:_MOST_BUTTONS], intent)
    return Decision((Spoken(Speaker.COACH, text, buttons),), (listed,))


def _settled(asker: Asker, found: FollowUp, state: FollowUpState) -> Decision:
    word = "follow_ups.done" if state is FollowUpState.DONE else "follow_ups.dropped"
    text = asker.playbook.say(word, task=_title(asker, found))
    return Decision(
        (Spoken(Speaker.COACH, text),),
        (FollowUpSettled(found.id, state),),
        {found.id: found.version},
    )


def _row(asker: Asker, number: int, each: FollowUp, now: datetime) -> str:
    word = "follow_ups.row_overdue" if each.due_at < now else "follow_ups.row"
    when = say_briefly(asker.playbook, each.when)
    return asker.playbook.say(word, number=number, when=when, task=_title(asker, each))


def _tick(asker: Asker, number: int, each: FollowUp) -> Button:
    label = asker.playbook.say("follow_ups.button_done", number=number)
    return Button(label, FINISH, {"follow_up": each.id})


def _title(asker: Asker, each: FollowUp) -> str:
    return task_in_words(asker.reads, asker.playbook, each.what, each.deal)


def _said(asker: Asker, word: str) -> Decision:
    return Decision((Spoken(Speaker.COACH, asker.playbook.say(word)),))
