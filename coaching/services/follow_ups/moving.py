"""A follow-up at another time, by talk: found, read back, moved on a yes."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from coaching.domain.events import FollowUpMoved, FollowUpMoveProposed
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.follow_ups.moving import kept, shifted
from coaching.domain.follow_ups.times import TimeReading, TimeStatus, When
from coaching.domain.sessions import Button, Decision, Speaker, Spoken
from coaching.services.deals.choosing import Asker, shortened
from coaching.services.follow_ups.finding import (
    Understanding,
    find_follow_ups,
    list_shown,
    say_which,
)
from coaching.services.follow_ups.saying_times import say_briefly, say_when
from coaching.services.follow_ups.scheduling import Moment
from coaching.services.follow_ups.tasks import task_in_words
from coaching.services.pending import find_open

MOVE = "move_followup"
_MOST_BUTTONS = 5
_PART_OF_DAY = "clock.4"


def move(asker: Asker, means: Understanding, moment: Moment, given: str | None = None) -> Decision:
    """Find the follow-up that is meant and read its new time back; nothing is moved before a yes.
    `given` comes with a button."""
    due = list(asker.reads.follow_ups(asker.person.id, FollowUpState.DUE))
    if given is not None:
        found = next((each for each in due if each.id == given), None)
        return (
            _propose(asker, means, found, moment)
            if found
            else _say(asker, "follow_ups.settled_before")
        )
    if not due:
        return _say(asker, "follow_ups.none")
    meant = find_follow_ups(asker, means, due, moment)
    before = find_open(asker.reads, asker.session, FollowUpMoveProposed, moment.seq)
    if before is not None and [each.id for each in meant] in ([], [before[1].follow_up]):
        corrected = meet_with_time(asker, means, moment)
        if corrected is not None:
            return corrected
    if len(meant) == 1:
        return _propose(asker, means, meant[0], moment)
    return _ask_which(asker, meant, due, moment)


def meet_with_time(asker: Asker, means: Understanding, moment: Moment) -> Decision | None:
    """The message as an answer to an open proposal to move: another time. None if nothing is open
    or it names no time."""
    pending = find_open(asker.reads, asker.session, FollowUpMoveProposed, moment.seq)
    found = asker.reads.follow_up(pending[1].follow_up) if pending else None
    if found is None or found.state is not FollowUpState.DUE:
        return None
    choices = pending[1].choices if pending else ()
    base = _at(found, choices[0]) if len(choices) == 1 else found
    reading = _read(asker, means, base, moment)
    return None if reading.status is TimeStatus.NONE else _say_back(asker, found, reading, moment)


def affirm(asker: Asker, means: Understanding, moment: Moment, seq: int | None) -> Decision | None:
    """A yes. None if no move is proposed; "yes, but at four" is read as another time."""
    pending = find_open(asker.reads, asker.session, FollowUpMoveProposed, moment.seq, seq)
    if pending is None:
        return None
    corrected = None if seq is not None else meet_with_time(asker, means, moment)
    if corrected is not None:
        return corrected
    made = pending[1]
    found = asker.reads.follow_up(made.follow_up)
    if found is None or found.state is not FollowUpState.DUE:
        return _say(asker, "follow_ups.settled_before")
    if len(made.choices) != 1:
        word = "follow_ups.choose_first" if made.choices else "follow_ups.ask_new_time"
        return Decision((Spoken(Speaker.COACH, asker.playbook.say(word)),), (made,))
    return _moved(asker, found, made.choices[0], moment)


def choose(asker: Asker, moment: Moment, seq: int | None, choice: int) -> Decision | None:
    """One of several new times was tapped: a yes to it. None if that turn proposed no move."""
    pending = find_open(asker.reads, asker.session, FollowUpMoveProposed, moment.seq, seq)
    if pending is None:
        return None
    found = asker.reads.follow_up(pending[1].follow_up)
    choices = pending[1].choices
    if found is None or found.state is not FollowUpState.DUE or not 0 <= choice < len(choices):
        return _say(asker, "follow_ups.proposal_gone")
    return _moved(asker, found, choices[choice], moment)


def deny(asker: Asker, means: Understanding, moment: Moment, seq: int | None) -> Decision | None:
    """A no: it stays when it was. "No, Friday" is read as another time. None if nothing is open."""
    pending = find_open(asker.reads, asker.session, FollowUpMoveProposed, moment.seq, seq)
    if pending is None:
        return None
    corrected = None if seq is not None else meet_with_time(asker, means, moment)
    if corrected is not None:
        return corrected
    found = asker.reads.follow_up(pending[1].follow_up)
    if found is None:
        return _say(asker, "follow_ups.settled_before")
    text = asker.playbook.say("follow_ups.not_moved", when=say_when(asker.playbook, found.when))
    return Decision((Spoken(Speaker.COACH, text),))


def _propose(asker: Asker, means: Understanding, found: FollowUp, moment: Moment) -> Decision:
    return _say_back(asker, found, _read(asker, means, found, moment), moment)


def _read(asker: Asker, means: Understanding, found: FollowUp, moment: Moment) -> TimeReading:
    """The new time that the words name, with what it keeps of the old one."""
    shift = means.phrases.shift(moment.text)
    if shift is not None:
        return _settled(shifted(found.when, shift, moment.at), moment)
    now = moment.at.astimezone(ZoneInfo(asker.person.time_zone))
    _, target = means.phrases.target(moment.text)
    words = target or moment.text
    reading = means.times.read(f"move it to {target}" if target else words, now)
    if target and reading.status is TimeStatus.NONE:
        reading = means.times.read(f"remind me at {target}", now)
    same_time = means.phrases.same_time(moment.text)
    if same_time and reading.when is None and reading.candidates:
        days = {when.day for when in reading.candidates}
        when = replace(reading.candidates[0], at=None)
        reading = TimeReading(TimeStatus.FOUND, when) if len(days) == 1 else reading
    if reading.when is None:
        return reading
    if not target and _is_of(found, reading.when):
        return TimeReading(TimeStatus.NONE)
    names_clock = reading.when.at is not None or reading.rule == _PART_OF_DAY
    when = kept(
        found.when,
        reading.when,
        moment.at,
        names_day=means.phrases.names_day(words),
        names_clock=names_clock and not same_time,
    )
    return _settled(when, moment)


def _is_of(found: FollowUp, when: When) -> bool:
    """True for words that only tell which follow-up is meant: "move my 3 pm reminder"."""
    return when.at in (None, found.at) and (when.day == found.day or when.at is not None)


def _at(found: FollowUp, when: When) -> FollowUp:
    """The follow-up as it would be at that time; what is corrected is the time just proposed."""
    return replace(
        found, day=when.day, at=when.at, zone=when.zone, fold=when.fold, due_at=when.instant()
    )


def _settled(when: When, moment: Moment) -> TimeReading:
    status = TimeStatus.FOUND if when.instant() > moment.at else TimeStatus.PAST
    return TimeReading(status, when)


def _say_back(asker: Asker, found: FollowUp, reading: TimeReading, moment: Moment) -> Decision:
    say = asker.playbook.say
    choices = reading.candidates[:_MOST_BUTTONS]
    if reading.status is TimeStatus.FOUND and reading.when is not None:
        choices = (reading.when,)
    if reading.status is TimeStatus.PAST or not choices:
        return _ask_when(asker, found, reading)
    here = {"proposal": str(moment.seq)}
    task = _title(asker, found)
    made = FollowUpMoveProposed(found.id, choices)
    if len(choices) > 1:
        buttons = tuple(
            Button(say_when(asker.playbook, when), "choose_time", here | {"choice": str(number)})
            for number, when in enumerate(choices)
        )
        text = say("follow_ups.which_time", task=task)
    else:
        before, after = say_briefly(asker.playbook, found.when), choices[0]
        buttons = (
            Button(say("follow_ups.button_move"), "affirm", here),
            Button(say("follow_ups.button_no"), "deny", here),
        )
        text = say(
            "follow_ups.move_back", task=task, when=say_when(asker.playbook, after), before=before
        )
    return Decision((Spoken(Speaker.COACH, text, buttons),), (made,), {found.id: found.version})


def _ask_when(asker: Asker, found: FollowUp, reading: TimeReading) -> Decision:
    say, task = asker.playbook.say, _title(asker, found)
    if reading.status is TimeStatus.PAST and reading.when is not None:
        text = say("follow_ups.move_past", when=say_briefly(asker.playbook, reading.when))
    elif reading.status is TimeStatus.PAST:
        text = say("follow_ups.past_somehow")
    else:
        text = say("follow_ups.move_when", task=task, when=say_briefly(asker.playbook, found.when))
    made = FollowUpMoveProposed(found.id, ())
    return Decision((Spoken(Speaker.COACH, text),), (made,))


def _ask_which(
    asker: Asker, meant: Sequence[FollowUp], due: Sequence[FollowUp], moment: Moment
) -> Decision:
    """The words are carried along, so that a time in them is not asked for again."""
    offered = (meant or due)[:_MOST_BUTTONS]
    buttons = tuple(
        Button(
            shortened(_title(asker, each)), MOVE, {"follow_up": each.id, "task": moment.text[:500]}
        )
        for each in offered
    )
    text = say_which(asker, meant, moment.text)
    listed = list_shown(offered, MOVE)
    return Decision((Spoken(Speaker.COACH, text, buttons),), (listed,))


def _moved(asker: Asker, found: FollowUp, when: When, moment: Moment) -> Decision:
    if when.instant() <= moment.at:
        return _ask_when(asker, found, TimeReading(TimeStatus.PAST, when))
    if when == found.when and found.reminded_at is None:
        return _say(asker, "follow_ups.moved_before")
    text = asker.playbook.say(
        "follow_ups.moved", task=_title(asker, found), when=say_when(asker.playbook, when)
    )
    event = FollowUpMoved(found.id, when)
    return Decision((Spoken(Speaker.COACH, text),), (event,), {found.id: found.version})


def _title(asker: Asker, each: FollowUp) -> str:
    return task_in_words(asker.reads, asker.playbook, each.what, each.deal)


def _say(asker: Asker, word: str) -> Decision:
    return Decision((Spoken(Speaker.COACH, asker.playbook.say(word)),))
