"""Claims about who made a school, and when."""

import difflib
import re
from collections.abc import Iterator, Sequence

from coaching.domain.knowledge.contradictions import Contradiction, words
from coaching.domain.knowledge.facts import Facts, Origin, School
from coaching.domain.knowledge.reading import NEGATIONS, Item, Kind, expects_yes, lows, negated

_MADE = words(
    "invent invents invented inventing create creates created creating develop develops "
    "developed developing devise devised design designed introduce introduced coin coined "
    "found founded author authored write wrote written pioneer pioneered originate originated "
    "establish established launch launched publish published make makes made build built give "
    "gives gave bring brings brought born own owns owned"
)
_MAKER = words("inventor author creator founder father mother originator developer pioneer")
_COMES = words("come comes came originate originates originated stem stems stemmed")
_ASIDE = words(
    "the a an have has had was is been were by at from did does do that really actually first "
    "originally method framework model school acronym technique system approach ever us world"
)
_NOBODY = words(
    "who whom he she they it i we you someone somebody anyone anybody people one person man "
    "woman company firm author that this which what there everybody salespeople them him her "
    "when where how"
)
_OWN = words("my our your his her their some any which what each every")
_STARTS = words(
    "why did when that because since so , if whether where how does do has who is was and but"
)
_STOPS = words(
    "? . , ; ! in and or for when to ( ) but as if because since while instead then during"
)
_SHEETS = words(
    "template sheet score scores checklist form questionnaire call deck spreadsheet field "
    "fields review"
)
_ALIKE = 0.8
_YEAR = re.compile(r"(1[89]\d\d|20\d\d)(s?)")
_DECADE = 10
_MOST_WORDS = 4
_POSSESSIVE = "'s"


def origin_contradictions(items: Sequence[Item], facts: Facts) -> Iterator[Contradiction]:
    """What the items get wrong about the origin of each school that is named."""
    for at, item in enumerate(items):
        if item.kind is not Kind.SCHOOL:
            continue
        school = facts.schools[item.number]
        if school.origin is None or _is_paper(items, at):
            continue
        makers = [maker for maker in _makers(items, at, facts) if maker]
        wrong = makers and not any(_is_of(maker, school.origin) for maker in makers)
        denied = negated(items[:at]) and not expects_yes(items)
        if (wrong and not denied) or _wrong_year(items, school.origin):
            yield _told(school, school.origin)


def _is_paper(items: Sequence[Item], at: int) -> bool:
    """“our BANT sheet” is a form, not the school."""
    return at + 1 < len(items) and items[at + 1].low in _SHEETS


def _makers(items: Sequence[Item], at: int, facts: Facts) -> Iterator[tuple[str, ...]]:
    yield _active(items, at)
    yield _passive(items, at, facts)
    yield _owner(items, at, facts)
    yield _titled(items, at)


def _active(items: Sequence[Item], at: int) -> tuple[str, ...]:
    """“who at X invented S”, “why did X invent S”: what stands before the verb."""
    verb = at - 1
    while verb >= 0 and items[verb].low in _ASIDE - words("by at from"):
        verb -= 1
    if verb >= 1 and items[verb].low in ("with", "behind") and items[verb - 1].low == "up":
        verb -= 2
    elif verb < 0 or items[verb].low not in _MADE:
        return ()
    return _agent(items[:verb])


def _agent(before: Sequence[Item]) -> tuple[str, ...]:
    taken: list[Item] = []
    if before and before[-1].low in ("that", "who"):
        before = before[:-1]
    for item in reversed(before):
        if item.low in _STARTS | words("at from of by it"):
            break
        taken.insert(0, item)
    return _named(taken)


def _passive(items: Sequence[Item], at: int, facts: Facts) -> tuple[str, ...]:
    """“S was invented by X”, “S comes from X”, “S by X”."""
    by = at + 1
    while by < len(items) and items[by].low in _ASIDE | _MADE | _COMES - words("by from at"):
        if items[by].low in ("by", "from", "at"):
            break
        by += 1
    if by >= len(items) or items[by].low not in ("by", "from", "at"):
        return ()
    told = any(item.low in _MADE | _COMES for item in items[at + 1 : by])
    back = items[by].low != "at" and any(item.low in _MADE | _COMES for item in items[:at])
    taken: list[Item] = []
    for item in items[by + 1 : by + 1 + _MOST_WORDS]:
        if item.low in _STOPS or _YEAR.fullmatch(item.low):
            break
        taken.append(item)
    named = _named(taken)
    return named if told or back or set(named) & _known_names(facts) else ()


def _owner(items: Sequence[Item], at: int, facts: Facts) -> tuple[str, ...]:
    """“Rackham's Challenger”: only a name that some school comes from, as anybody may have a BANT
    of their own."""
    if at < 2 or items[at - 1].low != _POSSESSIVE:
        return ()
    known = _known_names(facts)
    return (items[at - 2].low,) if items[at - 2].low in known else ()


def _known_names(facts: Facts) -> frozenset[str]:
    origins = [each.origin for each in facts.schools if each.origin]
    return frozenset(low for origin in origins for name in origin.names for low in lows(name))


def _titled(items: Sequence[Item], at: int) -> tuple[str, ...]:
    """“X, the inventor of S”, “the inventor of S, X”."""
    head = at - 1
    while head >= 0 and items[head].low in words("the of behind"):
        head -= 1
    if head < 0 or items[head].low not in _MAKER:
        return ()
    start = head - 1
    while start >= 0 and items[start].low in words("the a an , is was as really"):
        start -= 1
    before = _agent(items[: start + 1])
    after: list[Item] = []
    for item in items[at + 1 : at + 5]:
        if item.low in _STOPS and after:
            break
        if item.low not in words(", is was the -"):
            after.append(item)
    return before or _named(after)


def _named(taken: Sequence[Item]) -> tuple[str, ...]:
    """The words of a name; nothing for “who”, “somebody”, “our company” or a whole clause."""
    plain = [item.low for item in taken if item.low.isalpha() and item.low not in _ASIDE]
    if not plain or len(plain) > _MOST_WORDS:
        return ()
    if plain[0] in _OWN or any(low in _NOBODY | NEGATIONS | _MADE for low in plain):
        return ()
    return tuple(plain)


def _is_of(maker: Sequence[str], origin: Origin) -> bool:
    for name in origin.names:
        parts = lows(name)
        for part in maker:
            near = difflib.get_close_matches(part, parts, n=1, cutoff=_ALIKE)
            if near and (near[0] == parts[-1] or near[0] == parts[0]):
                return True
    return False


def _wrong_year(items: Sequence[Item], origin: Origin) -> bool:
    """A year beside a word of making that lies outside those that are right."""
    if origin.since is None or origin.until is None:
        return False
    if not any(item.low in _MADE | _COMES | {"from"} for item in items):
        return False
    for item in items:
        found = _YEAR.fullmatch(item.low)
        if found:
            first = int(found[1])
            last = first + _DECADE - 1 if found[2] else first
            return last < origin.since or first > origin.until
    return False


def _told(school: School, origin: Origin) -> Contradiction:
    return Contradiction("origin", {"school": school.name}, (school.topic,), origin.says)
