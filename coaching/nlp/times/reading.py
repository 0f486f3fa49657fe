"""What a text says about a time, as one value."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from coaching.domain.follow_ups.times import NO_TIME, TimeReading, TimeStatus
from coaching.nlp.times.asking import WANTING
from coaching.nlp.times.choosing import CONNECTING, decide
from coaching.nlp.times.mentions import Mention, find_mentions
from coaching.nlp.times.parts import DayPart, Days, Scene
from coaching.nlp.times.plain import Plain, make_plain
from coaching.nlp.times.settling import Settled

_FIRST_THING = re.compile(r"\b(?:first thing(?: in the morning)?|in the morning)\b")
_SOME_PART = re.compile(
    r"\b(?:in the (?:afternoon|evening)|at night|(?:after|over|at|before) lunch)\b"
)
# A text this short is an answer to "when", and nothing but the time.
_A_BARE_ANSWER = 4


class TimeGrammar:
    """Reads dates and times by the rules of `docs/dates.md`, with a closed grammar. Time grows in
    step with the text; only its first 500 characters are read."""

    def read(self, text: str, now: datetime) -> TimeReading:
        """What `text` says about a time; see `coaching.domain.ports.Times`. Raises ValueError if
        `now` carries no `ZoneInfo`."""
        if not isinstance(now.tzinfo, ZoneInfo):
            raise ValueError("now must carry the person's zone as a ZoneInfo")
        plain = make_plain(text)
        scene = _scene(plain, now, now.tzinfo.key, now.date())
        settled, used = _decide(scene)
        there = _other_today(used, scene)
        if there is not None and settled.status is not TimeStatus.NONE:
            settled = _either(settled, _decide(_scene(plain, now, scene.zone, there))[0], scene)
        return _reading(settled, used, scene)


def _scene(plain: Plain, now: datetime, zone: str, today: date) -> Scene:
    wanted = len(plain.text.split()) <= _A_BARE_ANSWER or bool(WANTING.search(plain.text))
    return Scene(plain, now, zone, today, wanted)


def _decide(scene: Scene) -> tuple[Settled, list[Mention]]:
    mentions = find_mentions(scene)
    return decide(mentions or _part_alone(scene), scene)


def _part_alone(scene: Scene) -> list[Mention]:
    """Rule clock.4 for "first thing" without a day: said in the afternoon it can only be
    tomorrow's; else it is open."""
    if not scene.wanted:
        return []
    first = _FIRST_THING.search(scene.plain.text)
    if first is not None:
        tomorrow = date.fromordinal(scene.today.toordinal() + 1)
        both = (tomorrow,) if scene.now.hour >= 12 else (scene.today, tomorrow)
        days = Days(both, "clock.4", sure=len(both) == 1)
        return [Mention(first.start(), first.end(), days, part=DayPart.MORNING)]
    some = _SOME_PART.search(scene.plain.text)
    return [Mention(some.start(), some.end(), Days((), "clock.4", sure=False))] if some else []


def _other_today(used: list[Mention], scene: Scene) -> date | None:
    """The day that it is in the zone a mention names, if that is another one than here."""
    for one in used:
        zone = one.zone if one.days is not None else None
        if zone is not None and zone.is_one():
            day = scene.now.astimezone(zone.info()).date()
            if day != scene.today:
                return day
    return None


def _either(here: Settled, there: Settled, scene: Scene) -> Settled:
    if here.status is there.status and here.whens == there.whens:
        return here
    now = scene.now.astimezone(UTC)
    whens = tuple(when for when in (*here.whens, *there.whens) if when.instant() > now)
    return Settled(TimeStatus.AMBIGUOUS, tuple(dict.fromkeys(whens)), "clock.6")


def _reading(settled: Settled, used: list[Mention], scene: Scene) -> TimeReading:
    if settled.status is TimeStatus.NONE:
        return NO_TIME
    span = _span(used, scene.plain)
    if settled.status is TimeStatus.AMBIGUOUS:
        return TimeReading(settled.status, None, settled.whens, span, settled.rule)
    return TimeReading(settled.status, settled.whens[0], (), span, settled.rule)


def _span(used: list[Mention], plain: Plain) -> tuple[int, int] | None:
    if not used:
        return None
    main = next((one for one in used if one.days is not None), used[0])
    end = used[0].end
    for one in used[1:]:
        if not CONNECTING.fullmatch(plain.text[end : one.start]):
            return plain.as_written(main.start, main.end)
        end = one.end
    return plain.as_written(used[0].start, end)
