"""One mention of a time, settled by the rules of `docs/dates.md`."""

from dataclasses import dataclass
from datetime import UTC, date, time, timedelta

from coaching.domain.follow_ups.times import TimeStatus, When
from coaching.nlp.times.calendar import day_of_month
from coaching.nlp.times.mentions import Mention
from coaching.nlp.times.parts import Clock, DayPart, Days, Scene
from coaching.nlp.times.spans import counted
from coaching.nlp.times.vocabulary import WEEKDAYS
from coaching.nlp.times.walls import around_gap, elapsed, in_zone, pointed_out, showings, shown
from coaching.nlp.times.zones import Named

_BY = ("no later than", "not later than", "on or before")
_A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a mention comes to: its only time, or the times that it may mean."""

    status: TimeStatus
    whens: tuple[When, ...]
    rule: str


def settle(one: Mention, scene: Scene) -> Settled:
    """The status and the times of a mention that stands alone."""
    try:
        settled = _settle(one, scene)
    except (OverflowError, ValueError):
        return _open((), "days.4")
    if one.open_end or (one.lead and one.lead not in _BY):
        return _open(settled.whens, "days.7")
    return settled


def _settle(one: Mention, scene: Scene) -> Settled:
    if one.offset is not None:
        return _settle_offset(one, scene)
    if one.elapsed is not None:
        if one.elapsed.minutes is None:
            return _open((), "days.4")
        return _at_instant(elapsed(scene.now, one.elapsed.minutes, scene.zone), scene, "days.5")
    if one.clock is None:
        return _settle_day(one, scene)
    return _settle_clock(one, one.clock, scene)


def _open(whens: tuple[When, ...], rule: str) -> Settled:
    return Settled(TimeStatus.AMBIGUOUS, tuple(dict.fromkeys(whens)), rule)


def _at_instant(when: When, scene: Scene, rule: str) -> Settled:
    ahead = when.instant() > scene.now.astimezone(UTC) or (
        when == shown(scene.now, scene.zone) and rule == "days.5"
    )
    return Settled(TimeStatus.FOUND if ahead else TimeStatus.PAST, (when,), rule)


def _settle_day(one: Mention, scene: Scene) -> Settled:
    days = one.days
    assert days is not None
    whens = tuple(When(day, None, scene.zone) for day in days.dates)
    if not days.sure or len(whens) != 1:
        return _open(_ahead(whens, scene), days.rule)
    day = days.dates[0]
    morning_gone = one.part is DayPart.MORNING and scene.now.hour >= 12
    if day < scene.today or (day == scene.today and morning_gone):
        return Settled(TimeStatus.PAST, whens, days.rule)
    return Settled(TimeStatus.FOUND, whens, "clock.4" if one.part else days.rule)


def _ahead(whens: tuple[When, ...], scene: Scene) -> tuple[When, ...]:
    """Those still to come; of a clock time the instant counts, of a day the day."""
    now = scene.now.astimezone(UTC)
    return tuple(
        when
        for when in whens
        if (when.day >= scene.today if when.at is None else when.instant() > now)
    )


def _settle_clock(one: Mention, clock: Clock, scene: Scene) -> Settled:
    times = _times(clock, one.part)
    days = one.days or _days_of_today(one, scene)
    late = one.part is DayPart.NIGHT and any(at.hour < 5 for at in times)
    named = one.zone
    if one.days is None:
        return _without_day(one, clock, times, scene)
    if not times:
        return _open((), "days.9" if clock.hour > 23 or clock.minute > 59 else "clock.1")
    options = [
        day + timedelta(days=more)
        for day in days.dates
        for more in ((0, 1) if clock.rule == "clock.2" and not clock.sure else (0,))
    ]
    if days.or_today:
        options = _with_today(days, times, scene)
    whens = tuple(
        when
        for day in options
        for at in times
        for when in _walls(day + timedelta(days=late), at, named, scene)
    )
    if days.sure and whens and not late and not _ahead(whens, scene) and len(options) == 1:
        return Settled(TimeStatus.PAST, whens[-1:], days.rule)
    if late or not clock.sure or len(times) > 1:
        return _open(_ahead(whens, scene), clock.rule)
    if not days.sure or len(options) != 1:
        return _open(_ahead(whens, scene), days.rule)
    return _on_one_day(options[0], times[0], one, scene, days.rule)


def _times(clock: Clock, part: DayPart | None) -> tuple[time, ...]:
    if not clock.sure and clock.rule == "clock.2":
        return (time(0, 0),)
    every = [at for each in (clock, *clock.others) for at in each.times(part)]
    return tuple(dict.fromkeys(every))


def _days_of_today(one: Mention, scene: Scene) -> Days:
    return Days((scene.today,), "clock.5")


def _with_today(days: Days, times: tuple[time, ...], scene: Scene) -> list[date]:
    """Rule days.1: on that very weekday a time still ahead leaves today open; and a bare day of
    the month that is today is open if the time has gone."""
    now = scene.now.time()
    ahead = any(at > now for at in times)
    if days.weekday is not None:
        return [scene.today, *days.dates] if ahead else list(days.dates)
    if ahead:
        return list(days.dates)
    later = day_of_month(scene.today.day, scene.today + timedelta(days=1))
    return [*days.dates, *later.dates]


def _walls(day: date, at: time, named: Named | None, scene: Scene) -> tuple[When, ...]:
    """Everything that a wall time may come to in the person's zone."""
    if named is None or (named.zones == (scene.zone,) and named.offset is None):
        return showings(day, at, scene.zone) or around_gap(day, at, scene.zone)
    if named.offset is not None:
        return _by_offset(day, at, named, scene)
    found: list[When] = []
    for zone in named.zones:
        there = Named((zone,)).info()
        found += in_zone(day, at, there, scene.zone) or [
            shown(when.instant(), scene.zone) for when in around_gap(day, at, zone)
        ]
    return tuple(dict.fromkeys(found))


def _by_offset(day: date, at: time, named: Named, scene: Scene) -> tuple[When, ...]:
    """A time by an abbreviation: "EST" said of a summer day may mean the hour of New York; it
    does to somebody whose clock shows that hour."""
    assert named.offset is not None
    fixed = in_zone(day, at, Named((), named.offset).info(), scene.zone)
    if not named.zones:
        return fixed
    showing = showings(day, at, named.zones[0])
    if len(showing) != 1:
        return fixed
    own = showings(day, at, scene.zone)
    if len(own) == 1 and own[0].instant() == showing[0].instant():
        return own
    loose = shown(showing[0].instant(), scene.zone)
    return tuple(dict.fromkeys((*fixed, loose)))


def _on_one_day(day: date, at: time, one: Mention, scene: Scene, rule: str) -> Settled:
    whens = _walls(day, at, one.zone, scene)
    zoned = one.zone is not None and one.zone.zones != (scene.zone,)
    if len(whens) == 1:
        return _at_instant(whens[0], scene, "clock.6" if zoned else rule)
    told = pointed_out(scene.plain.text, whens) if whens else None
    if told is not None and not (one.zone and len(one.zone.zones) > 1):
        return _at_instant(told, scene, "changes")
    return _open(_ahead(whens, scene), "clock.6" if zoned else "changes")


def _without_day(one: Mention, clock: Clock, times: tuple[time, ...], scene: Scene) -> Settled:
    """Rule clock.5: the next time it comes round today; if that has gone, open."""
    days = list(dict.fromkeys((scene.today, *_today_there(one.zone, scene))))
    whens = tuple(w for day in days for at in times for w in _walls(day, at, one.zone, scene))
    ahead = _ahead(whens, scene)
    if not clock.sure or len(times) != 1:
        rule = "days.9" if not times and clock.rule == "days.9" else clock.rule
        late = () if ahead else _ahead(_tomorrow(one, times, scene), scene)
        return _open(ahead or late, rule)
    if len(ahead) == 1 and (len(whens) == 1 or len(days) > 1) and not one.lead:
        return Settled(TimeStatus.FOUND, ahead, "clock.6" if one.zone else "clock.5")
    if ahead and one.zone is None:
        return _on_one_day(scene.today, times[0], one, scene, "clock.5")
    other = _other_half(clock, one, scene)
    return _open((*ahead, *other, *_tomorrow(one, times, scene)), "clock.5")


def _today_there(named: Named | None, scene: Scene) -> tuple[date, ...]:
    if named is None or not named.is_one():
        return ()
    return (scene.now.astimezone(named.info()).date(),)


def _tomorrow(one: Mention, times: tuple[time, ...], scene: Scene) -> tuple[When, ...]:
    day = scene.today + timedelta(days=1)
    return tuple(when for at in times for when in _walls(day, at, one.zone, scene))


def _other_half(clock: Clock, one: Mention, scene: Scene) -> tuple[When, ...]:
    if clock.half or clock.written or clock.hour > 12 or one.part is not None or one.zone:
        return ()
    both = clock.times(DayPart.NO_HALF)
    hours = {(at.hour + 12) % 24 for at in both}
    walls = [w for h in hours for w in _walls(scene.today, time(h, clock.minute), None, scene)]
    return _ahead(tuple(walls), scene)


def _settle_offset(one: Mention, scene: Scene) -> Settled:
    """So long before or after another time; without one, nothing is fixed."""
    offset, base = one.offset, one.base
    assert offset is not None
    if base is None:
        return _open((), "days.7")
    from_base = settle(base, scene)
    if len(from_base.whens) != 1 or (base.days and not base.days.sure):
        return _open((), "days.7")
    start = from_base.whens[0]
    if from_base.status is TimeStatus.AMBIGUOUS:
        return _open((), "days.7")
    if offset.unit in ("minute", "hour"):
        if start.at is None:
            return _open((), "days.7")
        minutes = offset.amount * (60 if offset.unit == "hour" else 1)
        return _at_instant(elapsed(start.instant(), minutes, scene.zone), scene, "days.7")
    if offset.unit in WEEKDAYS:
        away = (WEEKDAYS.index(offset.unit) - start.day.weekday()) % 7
        days = (away or 7) if offset.amount > 0 else (away - 7)
        day = start.day + timedelta(days=days)
    else:
        day = counted(offset.amount, offset.unit, start.day)
    own = Mention(one.start, one.end, Days((day,), "days.7"), one.clock, one.part, one.zone)
    return _settle(own, scene)
