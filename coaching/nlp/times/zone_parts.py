"""Which parts stand: the longest of those that overlap, and the zones named beside them."""

import re
from collections.abc import Iterable, Iterator

from coaching.nlp.times.parts import Clock, Days, Part, Scene
from coaching.nlp.times.vocabulary import FOLLOWING
from coaching.nlp.times.zones import Named, by_offset, by_short_name, longest_place


def without_overlap(parts: Iterable[Part]) -> list[Part]:
    """The longest win; of equally long ones those that are sure, then the first found."""
    kept: list[Part] = []
    taken: set[int] = set()
    ranked = sorted(parts, key=lambda part: (part.start - part.end, not _sure(part)))
    for part in ranked:
        if part.end > part.start and taken.isdisjoint(range(part.start, part.end)):
            taken.update(range(part.start, part.end))
            kept.append(part)
    return sorted(kept, key=lambda part: part.start)


def _sure(part: Part) -> bool:
    value = part.value
    return value.sure if isinstance(value, Days | Clock) else True


def with_zones(parts: list[Part], scene: Scene) -> Iterator[Part]:
    """The parts with the zones named beside clock times, and every "… time" elsewhere."""
    text, zones = scene.plain.text, []
    for part in parts:
        if isinstance(part.value, Clock):
            zone = _zone_after(text, part.end, scene.zone)
            if zone is not None:
                zones.append(zone)
    for found in re.finditer(r"\b([^\W\d_]+(?: [^\W\d_]+){0,2}) time\b", text):
        words = found[1].split(" ")
        for skip in range(len(words)):
            name = " ".join(words[skip:])
            place = longest_place(name, scene.zone, spoken_of=True)
            if place is not None and place[1] == len(name):
                zones.append(Part(found.end(1) - len(name), found.end(), place[0], weak=True))
                break
    free = [
        zone for zone in zones if all(zone.end <= p.start or zone.start >= p.end for p in parts)
    ]
    yield from sorted([*parts, *without_overlap(free)], key=lambda part: part.start)


def _zone_after(text: str, end: int, own: str) -> Part | None:
    gap = re.match(r"[ ,(]*(?:in )?", text[end:])
    start = end + (gap.end() if gap else 0)
    rest = text[start:]
    if rest and rest[0] in "+-" and start != end:
        return None
    offset = by_offset(rest) if rest[:1] in "+-" or rest.startswith(("utc", "gmt")) else None
    if offset is not None:
        return Part(start, start + offset[1], offset[0], weak=True)
    word = re.match(r"[^\W\d_]+", rest)
    if word is None:
        return None
    short = by_short_name(word.group(), own)
    if short is not None:
        return Part(start, start + word.end(), short, weak=True)
    place = longest_place(rest, own, spoken_of=False)
    if place is None:
        return None
    inside = "in " in text[end:start]
    named = place[0]
    if inside and named.zones != (own,):
        named = Named((own, *named.zones))
    follow = re.match(r"(?:'s)? time\b", rest[place[1] :])
    if follow is None and not _ends_place(rest[place[1] :]):
        return None
    return Part(start, start + place[1] + (follow.end() if follow else 0), named, weak=True)


def _ends_place(rest: str) -> bool:
    word = re.match(r" ?([^\W\d_]+|.|$)", rest)
    return word is None or not word[1] or word[1] in FOLLOWING or not word[1].isalpha()
