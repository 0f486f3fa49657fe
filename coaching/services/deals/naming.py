"""Which deal a sentence names, however the company is mangled in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log

from coaching.domain.deals.deal import Deal, DealState
from coaching.domain.entities import Entity, EntityKind
from coaching.domain.ordinary import is_ordinary
from coaching.services.deals.name_context import ALSO_WORDS, is_called_deal, stands_as_name
from coaching.services.deals.name_parts import (
    LEGAL,
    PLACES,
    clusters,
    is_said_whole,
    places,
    telling_words,
)
from coaching.services.deals.spelling import (
    EXACT_BELOW,
    Word,
    read_words,
    same_word,
    words_of,
)

__all__ = ["Mention", "Named", "find_mentions", "find_named", "name_companies", "name_words"]
__all__ += ["same_word", "words_of"]


@dataclass(frozen=True, slots=True)
class Named:
    """The deals that a sentence may mean: none, one, or several that fit equally well."""

    deals: tuple[Deal, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where deals are named, `text[start:end]`: one deal, or several that fit equally
    well. `confidence` is 0–1."""

    start: int
    end: int
    deals: tuple[Deal, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Match:
    deal: Deal
    first: int
    last: int
    score: float
    confidence: float


def find_named(text: str, deals: Iterable[Deal]) -> Named:
    """The deals whose company the text names. Words of a name count by how few of the deals share
    them; a typo, a joined or split word and a missing legal form do not matter, and a word of
    everyday English alone ("target") names nobody unless it stands where a name stands. A deal is
    meant if no other one accounts for more of the text; where several tie, open ones come before
    closed ones, and all that still tie are given, by company."""
    words = read_words(text)
    total: dict[str, float] = {}
    by_id: dict[str, Deal] = {}
    for match in _matches(text, words, list(deals)):
        by_id[match.deal.id] = match.deal
        total[match.deal.id] = max(total.get(match.deal.id, 0.0), match.score)
    if not total:
        return Named(())
    best = max(total.values())
    return Named(_alive([by_id[id] for id, score in total.items() if score == best]))


def find_mentions(text: str, deals: Iterable[Deal]) -> tuple[Mention, ...]:
    """Every place where the text names one of the deals, in order and without overlap."""
    words = read_words(text)
    left = sorted(
        _matches(text, words, list(deals)), key=lambda m: (-m.score, m.first, m.deal.company)
    )
    chosen: list[Mention] = []
    taken: set[int] = set()
    while left:
        best = left[0]
        place = set(range(best.first, best.last + 1))
        tied = [m for m in left if m.score == best.score and m.first <= best.last >= best.first]
        tied = [m for m in tied if not place.isdisjoint(range(m.first, m.last + 1))]
        taken |= place
        start, end = words[best.first].start, words[_with_tail(words, best.last)].end
        chosen.append(Mention(start, end, _alive([m.deal for m in tied]), best.confidence))
        left = [m for m in left if taken.isdisjoint(range(m.first, m.last + 1))]
    return tuple(sorted(chosen, key=lambda mention: mention.start))


def name_companies(text: str, deals: Iterable[Deal], found: Sequence[Entity]) -> tuple[Entity, ...]:
    """What was found, with the companies compared with these deals: those that name one carry it
    (both where two fit equally), those that are none of them stand without."""
    mentions = find_mentions(text, deals)
    named: list[Entity] = []
    for mention in mentions:
        beside = [e for e in found if e.kind is EntityKind.COMPANY and _overlap(e, mention)]
        start = min([mention.start, *(e.start for e in beside)])
        end = max([mention.end, *(e.end for e in beside)])
        named.append(
            Entity(
                EntityKind.COMPANY,
                start,
                end,
                text[start:end],
                mention.confidence,
                deals=mention.deals,
            )
        )
    others = [replace(e, deals=()) for e in found if not any(_clashes(e, n) for n in named)]
    return tuple(sorted([*others, *named], key=lambda e: (e.start, e.end)))


def name_words(name: str) -> tuple[str, ...]:
    """The telling words of a company's name, folded; all of them if none is telling."""
    return tuple(word.text for word in telling_words(name))


def _overlap(entity: Entity, mention: Mention) -> bool:
    return entity.start < mention.end and mention.start < entity.end


def _clashes(entity: Entity, named: Entity) -> bool:
    """The same words are not a company and a person at once; an objection may hold a company."""
    kinds = (EntityKind.COMPANY, EntityKind.PERSON, EntityKind.ROLE)
    return entity.kind in kinds and entity.start < named.end and named.start < entity.end


def _alive(tied: Sequence[Deal]) -> tuple[Deal, ...]:
    alive = [deal for deal in tied if deal.state is DealState.OPEN] or list(tied)
    return tuple(sorted(alive, key=lambda deal: (deal.company.casefold(), deal.id)))


def _with_tail(words: Sequence[Word], last: int) -> int:
    """A legal form or a country right behind the name belongs to it."""
    while last + 1 < len(words) and words[last + 1].text in LEGAL | PLACES:
        if words[last + 1].text in ALSO_WORDS and not words[last + 1].raw[:1].isupper():
            break
        last += 1
    return last


def _matches(text: str, words: Sequence[Word], deals: Sequence[Deal]) -> Iterator[_Match]:
    rarity = _rarity(deals)
    for deal in deals:
        yield from _matches_of(deal, text, words, rarity)


def _rarity(deals: Sequence[Deal]) -> dict[str, float]:
    holders: dict[str, int] = {}
    for deal in deals:
        for word in name_words(deal.company):
            holders[word] = holders.get(word, 0) + 1
    return {word: 1 + log((1 + len(deals)) / count) for word, count in holders.items()}


def _matches_of(
    deal: Deal, text: str, words: Sequence[Word], rarity: dict[str, float]
) -> Iterator[_Match]:
    name = telling_words(deal.company)
    at = places(deal.company, words)
    for cluster in clusters(sorted(at), words):
        parts: dict[int, float] = {}
        for place in cluster:
            for part, like in at[place].items():
                parts[part] = max(parts.get(part, 0.0), like)
        first, last = cluster[0], cluster[-1]
        confidence = _telling_enough(name, parts, text, words, cluster)
        if not confidence and is_said_whole(deal.company, words, cluster[0]):
            confidence, last = 0.9, cluster[0] + len(read_words(deal.company)) - 1
        if confidence:
            score = sum(rarity[name[part].text] * like for part, like in parts.items())
            yield _Match(deal, first, last, round(score, 6), confidence)


def _telling_enough(
    name: Sequence[Word],
    parts: dict[int, float],
    text: str,
    words: Sequence[Word],
    cluster: Sequence[int],
) -> float:
    """How surely these words name the company; 0 if they are too common to do so alone."""
    said = [words[place] for place in cluster]
    rare = [n for n in parts if not is_ordinary(name[n].text) and _can_tell(name, n)]
    odd = [word for word in said if not is_ordinary(word.text)]
    least = min(parts.values())
    if rare and odd:
        return round((0.97 if len(parts) == len(name) else 0.9) * least, 2)
    whole = len(parts) == len(name) and len(name) > 1
    if whole or (len(parts) > 1 and 0 in parts and 1 in parts):
        return 0.85
    if parts.get(0) == 1 and stands_as_name(text, words, cluster):
        return 0.7
    return 0.6 if least == 1 and is_called_deal(text, words, cluster[-1]) else 0.0


def _can_tell(name: Sequence[Word], number: int) -> bool:
    """Short words beside the name's first one, such as "UK", are shared with too much else."""
    part = name[number].text
    return part not in ("st", "saint", "mt") and (number == 0 or len(part) >= EXACT_BELOW)
