"""Two clock times said together: a slot begins at its beginning, a window or a choice is open."""

import re
from collections.abc import Iterator

from coaching.nlp.times.asking import MOVING
from coaching.nlp.times.parts import Clock, Half, Part, Scene, followed_well

_ONE = r"(?P<hour>\d\d?)(?:[:.h](?P<minute>[0-5]\d))? ?(?P<half>[ap](?=\.?m\b))?(?:\.?m\b\.?)?"
_TWO = r"(?P<hour2>\d\d?)(?:[:.h](?P<minute2>[0-5]\d))? ?(?P<half2>[ap](?=\.?m\b))?(?:\.?m\b\.?)?"
_SLOT = re.compile(
    rf"(?<![\d.:/$€£+#-])\b{_ONE} ?(?P<join>-|to|until|till) ?{_TWO}(?![\d:%/]|-\d|\.\d)"
)
_WINDOW = re.compile(rf"\bbetween {_ONE} ?(?:and|-|to) ?{_TWO}(?![\d:%])")
_CHOICE = re.compile(rf"(?<![\d.:/$€£+#-])\b{_ONE} ?(?:or|/) ?{_TWO}(?![\d:%/])")
_NOON = re.compile(
    r"\bbetween \w+(?::\d\d)?(?: ?[ap]m)? and (?:noon|midday|midnight|lunch|\w+ ?[ap]m)\b"
)
# The most minutes that a slot lasts; more is a window. "From … to …" says a window sooner.
_LONGEST, _LONGEST_FROM = 240, 120
_LED = re.compile(
    r"(?:\b(?:at|from|around|day|today|tomorrow|tonight|morning|afternoon|evening|"
    r"between)|@) ?$"
)


def find_pairs(scene: Scene) -> Iterator[Part]:
    """Every slot ("10-11am"), window ("between 9 and 11") and choice ("3 or 4pm")."""
    text = scene.plain.text
    for pattern in (_WINDOW, _SLOT, _CHOICE):
        for found in pattern.finditer(text):
            clock = _pair(found, scene, slot=pattern is _SLOT)
            if clock is not None:
                sure = found["half"] or found["half2"] or (found["minute"] and found["minute2"])
                led = _LED.search(scene.before(found.start())) and pattern is not _SLOT
                yield Part(found.start(), found.end(), clock, weak=not (sure or led))
    for found in _NOON.finditer(text):
        yield Part(found.start(), found.end(), Clock(12, 0, "several", sure=False))


def _pair(found: re.Match[str], scene: Scene, *, slot: bool) -> Clock | None:
    spelled = scene.plain.was_spelled(found.start("hour"))
    if slot and found["join"] == "to" and spelled and int(found["hour"]) in (5, 10, 20, 25):
        return None
    if slot and found["join"] != "-" and MOVING.search(scene.before(found.start())):
        return None
    marked = found["half"] or found["half2"] or found["minute"] or found["minute2"]
    led = _LED.search(scene.before(found.start())) or found.group().startswith("between")
    if not marked and not (led and followed_well(scene, found.end())):
        return None
    first, second = _clock(found, ""), _clock(found, "2")
    if first.hour > 23 or second.hour > 24 or (first.hour == second.hour and not marked):
        return None
    if not first.half and second.half:
        first = _before(first, second)
    if slot:
        wide = _minutes(second) - _minutes(first)
        started = re.search(r"\bfrom ?$", scene.before(found.start()))
        open_end = not 0 < wide % 720 <= (_LONGEST_FROM if started else _LONGEST)
        return Clock(first.hour, first.minute, "several", first.half, first.written, not open_end)
    return Clock(first.hour, first.minute, "several", first.half, first.written, False, (second,))


def _clock(found: re.Match[str], which: str) -> Clock:
    hour, minute, half = found["hour" + which], found["minute" + which], found["half" + which]
    written = hour.startswith("0")
    return Clock(
        int(hour), int(minute or 0), "clock.1", Half(f"{half}m") if half else None, written
    )


def _minutes(clock: Clock) -> int:
    times = clock.times() or Clock(clock.hour % 12 or 12, clock.minute, "", Half.PM).times()
    return times[-1].hour * 60 + times[-1].minute


def _before(first: Clock, second: Clock) -> Clock:
    """The first of two in the half of the day that brings it just before the second."""
    if not 1 <= first.hour <= 12:
        return first
    end = _minutes(second)
    options = [Clock(first.hour, first.minute, first.rule, half) for half in Half]
    earlier = [one for one in options if _minutes(one) < end]
    return max(earlier or options, key=_minutes)
