"""Parts that stand together and say one time: "next Thursday", "at", "3pm", "Tokyo time"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coaching.nlp.times.clocks import find_clocks, find_day_parts
from coaching.nlp.times.dates import find_dates
from coaching.nlp.times.ends import find_ends
from coaching.nlp.times.figures import find_figures
from coaching.nlp.times.pairs import find_pairs
from coaching.nlp.times.parts import Clock, DayPart, Days, Elapsed, Offset, Part, Scene
from coaching.nlp.times.spans import find_spans
from coaching.nlp.times.stretches import find_stretches
from coaching.nlp.times.vocabulary import FOLLOWING
from coaching.nlp.times.weekdays import find_weekdays
from coaching.nlp.times.zone_parts import with_zones, without_overlap
from coaching.nlp.times.zones import Named

_GLUE = re.compile(
    r"(?:[ ,;@()-]|\b(?:at|on|the|in|by|around|(?:about|for)(?! (?:the|a|our|their|his|her|"
    r"my|it)\b)|"
    r"approx|roughly|circa|ca|say|of|sharp|from|after|before|past|until|till|any ?time|"
    r"please|maybe|exactly|like|no later than|latest|is|a|which is|that's|i e|so|first|then|"
    r"later|and|during|its|time|wall|clock|second|earlier|one)\b)*"
)
_TIGHT = re.compile(
    r"[ ,()]*(?:the |a |on |of |i\.?e\.?,? |which is (?:a )?|that's (?:a )?|it's a |is a )?[ (]*"
)
_BETWEEN = re.compile(r"\b(?:from|after|before|past|until|till)\b")
_PAIRED = re.compile(r"\band\b")
_OF_EVENT = re.compile(r"[^.;!?,]{0,40}?\b(?:on|at|is|for)? ?(?:the )?")
_TO_BASE = re.compile(r"[ ,]*(?:(?!remind|ping|call me|and |but |please)[a-z]+ ){0,4}")
_OWNER = re.compile(r"\b(?:the|their|our|my|his|her|your|that|this|a|an) $")
_LEAD = re.compile(
    r"\b(?P<lead>on or before|no later than|not later than|not before|no earlier than|"
    r"not earlier than|before|prior to|ahead of|earlier than|after|past|later than|following|since|"
    r"from|starting|as of|beyond|shortly after|just after|just before|any time after)"
    r"(?: (?:the|on|at|about|around))*[ :]*$"
)
_NEARLY = re.compile(r"\b(?P<lead>around|roughly|approximately|circa) (?:the )?$")
_OPEN_END = re.compile(r" (?:onwards?|or (?:later|earlier|sooner|so|before|after|thereabouts))\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """One time as it is said. `lead` is a word before it that opens it ("before", "after");
    `attributive` where it only describes a thing ("the 3pm call", "Tuesday's demo")."""

    start: int
    end: int
    days: Days | None = None
    clock: Clock | None = None
    part: DayPart | None = None
    zone: Named | None = None
    elapsed: Elapsed | None = None
    offset: Offset | None = None
    base: "Mention | None" = None
    lead: str = ""
    attributive: bool = False
    open_end: bool = False


def find_mentions(scene: Scene) -> list[Mention]:
    """The times that the text mentions, in order."""
    found: list[Mention] = []
    strength: list[bool] = []
    for part in with_zones(without_overlap(_candidates(scene)), scene):
        joined = _joined(found[-1], part, scene) if found else None
        if joined is not None:
            found[-1] = joined
            strength[-1] = strength[-1] or not part.weak
        else:
            found.append(_begun(part))
            strength.append(not part.weak)
    return [
        _described(one, scene)
        for one, strong in zip(found, strength, strict=True)
        if _stands(one, scene, strong=strong)
    ]


def _stands(one: Mention, scene: Scene, *, strong: bool) -> bool:
    if one.days is None and one.clock is None and one.elapsed is None and one.offset is None:
        return False
    if strong:
        return True
    if one.days is not None and one.clock is not None:
        return True
    return scene.wanted and (one.clock is not None or one.days is not None)


def _candidates(scene: Scene) -> Iterator[Part]:
    for finder in (
        find_pairs,
        find_weekdays,
        find_dates,
        find_figures,
        find_spans,
        find_ends,
        find_stretches,
        find_clocks,
        find_day_parts,
    ):
        yield from finder(scene)


def _begun(part: Part) -> Mention:
    mention = Mention(part.start, part.end)
    for value in part.values():
        mention = _with(mention, value)
    return mention


def _with(mention: Mention, value: object) -> Mention:
    if isinstance(value, Days):
        return replace(mention, days=value)
    if isinstance(value, Clock):
        return replace(mention, clock=value)
    if isinstance(value, DayPart):
        return replace(mention, part=value)
    if isinstance(value, Elapsed):
        return replace(mention, elapsed=value)
    if isinstance(value, Offset):
        return replace(mention, offset=value)
    assert isinstance(value, Named)
    return replace(mention, zone=value)


def _joined(mention: Mention, part: Part, scene: Scene) -> Mention | None:
    gap = scene.plain.text[mention.end : part.start]
    value = part.value
    if mention.offset is not None:
        based = _based(mention, part, gap)
        if based is not None:
            return based
    if (
        not _GLUE.fullmatch(gap)
        or mention.elapsed is not None
        or isinstance(value, Elapsed | Offset)
    ):
        return None
    if isinstance(value, Days) and mention.days is not None:
        both = both_days(mention.days, value)
        if both is None or not _TIGHT.fullmatch(gap):
            return None
        grown = replace(mention, days=both, end=part.end)
        return replace(grown, part=part.also[0]) if part.also and not grown.part else grown  # type: ignore[arg-type]
    taken = (
        (isinstance(value, Clock) and mention.clock is not None)
        or (isinstance(value, DayPart) and mention.part not in (None, value))
        or (isinstance(value, Named) and mention.clock is None and mention.days is None)
        or (_PAIRED.search(gap) and not isinstance(value, Named | DayPart))
    )
    if taken:
        return None
    grown = replace(mention, end=part.end)
    for each in part.values():
        grown = _with(grown, each)
    between = _BETWEEN.search(gap)
    slot = isinstance(value, Clock) and value.rule == "several"
    if between is None or slot or isinstance(value, Named | DayPart):
        return grown
    return replace(grown, lead=between.group()) if isinstance(value, Clock) else None


def _based(mention: Mention, part: Part, gap: str) -> Mention | None:
    """An offset with the time it counts from: "the day before Friday", "an hour before the call
    at 3"."""
    assert mention.offset is not None
    short = mention.offset.unit in ("minute", "hour")
    direct = bool(re.fullmatch(r"[ ,]*(?:the |their |our |my |that )?", gap))
    if isinstance(part.value, Clock) and not short and mention.base is None:
        return None
    if mention.base is None:
        far = _OF_EVENT.fullmatch(gap) and not re.search(
            r"\b(?:remind|ping|call|and|but|at)\b", gap
        )
        if not (direct or far) or not isinstance(part.value, Days | Clock):
            return None
        return replace(mention, end=part.end, base=_begun(part))
    base = mention.base
    if short and _TO_BASE.fullmatch(gap):
        grown = _joined_base(base, part)
        return replace(mention, end=part.end, base=grown) if grown else None
    return None


def _joined_base(base: Mention, part: Part) -> Mention | None:
    if isinstance(part.value, Days) and base.days is None:
        return replace(base, days=part.value, end=part.end)
    if isinstance(part.value, Clock) and base.clock is None:
        return replace(base, clock=part.value, end=part.end)
    return None


def both_days(one: Days, other: Days) -> Days | None:
    """What a weekday and a date say together: the date if they agree, else nothing sure. None if
    they are two separate days."""
    if (one.weekday is None) == (other.weekday is None):
        same = one.dates == other.dates and one.dates
        return one if same else None
    named, dated = (one, other) if one.weekday is not None else (other, one)
    if not dated.dates:
        return None if dated.rule in ("days.8", "days.11", "days.7") else dated
    agreed = tuple(day for day in dated.dates if day.weekday() == named.weekday)
    if len(agreed) == 1:
        return Days(agreed, dated.rule)
    return Days(tuple(dict.fromkeys((*dated.dates, *named.dates))), "days.9", sure=False)


def _described(one: Mention, scene: Scene) -> Mention:
    text = scene.plain.text
    lead = (
        None if one.clock and one.clock.rule == "several" else _LEAD.search(scene.before(one.start))
    )
    owned = bool(_OWNER.search(scene.before(one.start)))
    own_the = text.startswith("the ", one.start) and (one.clock is None or one.days is not None)
    word = re.match(r" ([^\W\d_]+)", text[one.end :])
    counted = word is not None and word[1] not in FOLLOWING
    possessive = text[one.start : one.end].endswith("'s")
    if lead is None and one.days is not None and one.clock is None:
        lead = _NEARLY.search(scene.before(one.start))
    return replace(
        one,
        lead=lead["lead"] if lead and one.offset is None and one.elapsed is None else one.lead,
        attributive=possessive or ((owned or own_the) and counted),
        open_end=bool(_OPEN_END.match(text, one.end)),
    )
