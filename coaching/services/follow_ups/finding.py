"""Which follow-up somebody means: by its place in a list, its words, its deal, its time, or by
having been reminded of it just now."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from coaching.domain.events import ListShown
from coaching.domain.follow_ups.follow_up import FollowUp
from coaching.domain.follow_ups.times import TimeStatus
from coaching.domain.pointing import Shown, pointed
from coaching.domain.ports import Times
from coaching.domain.ports.phrases import Phrases
from coaching.services.deals.choosing import Asker, seen_deals
from coaching.services.deals.matching import best_matches
from coaching.services.deals.naming import find_named
from coaching.services.follow_ups.scheduling import Moment

_RECENT = 3
"""Turns for which a list that was shown can be pointed at."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What it takes to understand a word about times and lists."""

    times: Times
    phrases: Phrases


def find_follow_ups(
    asker: Asker, means: Understanding, due: Sequence[FollowUp], moment: Moment
) -> list[FollowUp]:
    """Those of `due` that may be meant: one where it is clear, several that fit equally well, or
    none where the words name another deal than any of them is about, or nothing at all."""
    listed = _in_list(asker, means, due, moment)
    if listed is not None:
        return [listed]
    fitting = _by_deal(asker, due, moment.text)
    if fitting is None:
        return []
    timed = _by_time(asker, means, fitting, moment)
    if timed:
        fitting = timed
    worded = best_matches(moment.text, {each.id: _words(asker, each) for each in fitting})
    if worded and len(worded) < len(fitting):
        return [each for each in fitting if each.id in worded]
    if len(fitting) == 1 or len(fitting) < len(due):
        return list(fitting)
    here = [f for f in due if f.reminded_at is not None and f.session == asker.session.id]
    return sorted(here, key=lambda each: each.reminded_at or each.due_at)[-1:]


def _in_list(
    asker: Asker, means: Understanding, due: Sequence[FollowUp], moment: Moment
) -> FollowUp | None:
    pointer = means.phrases.pointer(moment.text)
    told = asker.reads.last_event(asker.session.id, ListShown.__name__)
    if pointer is None or told is None or not isinstance(told.event, ListShown):
        return None
    if told.event.what is not Shown.FOLLOW_UPS or moment.seq - told.seq > _RECENT:
        return None
    id = pointed(pointer, told.event.ids, None)
    return next((each for each in due if each.id == id), None)


def _by_deal(asker: Asker, due: Sequence[FollowUp], text: str) -> list[FollowUp] | None:
    """Those about a deal that the text names, else all; None if the named deal has none."""
    named = {deal.id for deal in find_named(text, seen_deals(asker.reads, asker.person)).deals}
    if not named:
        return list(due)
    theirs = [each for each in due if each.deal in named]
    if theirs:
        return theirs
    in_words = [f for f in due if f.deal is None and best_matches(text, {f.id: f.what})]
    return in_words or None


def _by_time(
    asker: Asker, means: Understanding, due: Sequence[FollowUp], moment: Moment
) -> list[FollowUp]:
    """ "My 3 pm reminder", "Thursday's call": those that are due then."""
    thing, _ = means.phrases.target(moment.text)
    now = moment.at.astimezone(ZoneInfo(asker.person.time_zone))
    reading = means.times.read(thing, now)
    whens = [reading.when] if reading.when else list(reading.candidates)
    if reading.status is TimeStatus.NONE or not whens:
        return []
    day_named = means.phrases.names_day(thing)
    return [
        each
        for each in due
        for when in whens
        if (when.at is None or when.at == each.at)
        and (not day_named or when.day == each.day)
        and (when.at is not None or day_named)
    ]


def _words(asker: Asker, each: FollowUp) -> str:
    deal = asker.reads.deal(each.deal) if each.deal else None
    return f"{each.what} {deal.company}" if deal else each.what


def list_shown(due: Sequence[FollowUp], wish: str) -> ListShown:
    """The list as it was shown, to be pointed at afterwards."""
    return ListShown(Shown.FOLLOW_UPS, tuple(each.id for each in due), wish)


def say_which(asker: Asker, meant: Sequence[FollowUp], text: str) -> str:
    """The question which one is meant; where the text names a deal that has none, that is said."""
    named = find_named(text, seen_deals(asker.reads, asker.person)).deals
    word = "follow_ups.none_fits" if named and not meant else "follow_ups.which"
    return asker.playbook.say(word)
