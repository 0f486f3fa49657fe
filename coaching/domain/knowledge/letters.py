"""Claims about single letters of a school: that there is one, how often, what it stands for, and
which place it has."""

from collections.abc import Iterator, Sequence

from coaching.domain.knowledge.contradictions import Contradiction, words
from coaching.domain.knowledge.facts import Facts
from coaching.domain.knowledge.reading import (
    LAST,
    NEGATIONS,
    Item,
    Kind,
    expects_yes,
    negated,
    schools_in,
)
from coaching.domain.knowledge.schooling import (
    DETERMINERS,
    IS,
    LOOSE,
    ONE_PART,
    STANDS,
    SchoolView,
    is_called,
)
from coaching.domain.knowledge.spelling import spelling_contradictions

_FILLERS = LOOSE | DETERMINERS | NEGATIONS | words("for really only does do just")
_IN = words("in of from inside within for 's")
_NAMING = words("the letter an second third")
_NO_NAME = words(
    "always any all about also almost never now nice needed necessary the too then there this that "
    "these to better best between both big being before clear easy enough ever even each every it "
    "important like less really right more most much me my my money's people practice person real"
)
_ADDED = words("extra another additional add adds added put compared new newer beyond than")
_NOTHING = words("what which that it this there one who here he she why where how and so")
_AROUND = 6


def letter_contradictions(items: Sequence[Item], facts: Facts) -> Iterator[Contradiction]:
    """What the items get wrong about the letters of the one school that is named; where two are
    compared, nothing is taken for a claim."""
    named = [school for school in schools_in(items, facts) if school.letters]
    if len(named) == 1:
        view = SchoolView(items, named[0], facts)
        yield from _singles(view)
        yield from _places(view)
        yield from spelling_contradictions(view)


def _singles(view: SchoolView) -> Iterator[Contradiction]:
    if any(item.low in _ADDED for item in view.items):
        return
    for at in range(len(view.items)):
        letter = _letter_at(view, at)
        if letter is None:
            continue
        number, often = _number_before(view, at), view.spelt.count(letter)
        if not often:
            yield view.tell("no_letter", letter=letter.upper())
        elif number is not None and number != LAST and number > often:
            yield view.tell("letter_times", letter=letter.upper(), count=str(often))
        elif number is None or view.items[at - 1].kind is Kind.ORDINAL:
            yield from _meaning(view, at, letter, number)


def _letter_at(view: SchoolView, at: int) -> str | None:
    """A single letter that is spoken of as a letter: "the K", "K in BANT", "both Ps"."""
    item = view.items[at]
    low, text = item.low, item.text
    if len(low) == 2 and text[0].isupper() and text[1] == "s":
        return low[0] if _number_before(view, at) is not None else None
    if len(low) != 1 or not low.isalpha() or item.kind is not Kind.WORD:
        return None
    before = view.items[at - 1].low if at else ""
    after = view.items[at + 1].low if at + 1 < len(view.items) else ""
    led = before in _NAMING or _number_before(view, at) is not None
    led = led or (before == "'s" and view.is_school(at - 2))
    pronoun = low in ("a", "i")
    shown = text.isupper() and (not pronoun or (at > 0 and after in STANDS | _IN | IS))
    near = after in STANDS or (after in _IN and (view.is_school(at + 2) or view.is_school(at + 3)))
    return low if led or shown or near else None


def _number_before(view: SchoolView, at: int) -> int | None:
    """“second P”, “two Ps”, “both Cs”."""
    here = at - 2 if at and view.items[at - 1].low == "letter" else at - 1
    if here < 0:
        return None
    item = view.items[here]
    if item.low == "both":
        return 2
    return item.number if item.kind in (Kind.ORDINAL, Kind.CARDINAL) else None


def _meaning(view: SchoolView, at: int, letter: str, number: int | None) -> Iterator[Contradiction]:
    claimed, said_outright = _claimed(view, at, letter)
    if not claimed:
        return
    around = view.items[max(0, at - 4) : at + _AROUND]
    denied = negated(around) and not expects_yes(view.items)
    fitting = view.of(letter)
    if number is not None and number != LAST:
        fitting = fitting[number - 1 : number]
    if any(is_called(each, claimed) for each in fitting):
        wrong = denied and len(fitting) == 1 and _asks_why(view)
    else:
        wrong = not denied and (said_outright or view.is_known(claimed))
    if wrong:
        names = " and ".join(each.name for each in view.of(letter))
        yield view.tell("letter_means", letter=letter.upper(), name=names)


def _claimed(view: SchoolView, at: int, letter: str) -> tuple[tuple[str, ...], bool]:
    """What the letter at this place is said to stand for, and whether that is said outright."""
    start = view.past_school(at + 1)
    end, outright = start, False
    linked = bool(set(view.lows(at - 3, at)) & IS)
    while end < len(view.items):
        low = view.items[end].low
        outright = outright or low in STANDS
        linked = linked or low in IS or low in STANDS
        if low not in STANDS | IS | _FILLERS:
            break
        end += 1
    if end == start:
        return (), False
    found = view.until_end(view.past_school(end))
    led = view.lows(0, at) + view.lows(start, end)
    named_so = bool(found) and found[0].startswith(letter) and found[0] not in _NO_NAME
    outright = outright or (linked and named_so and ("for" in led[-3:] or expects_yes(view.items)))
    asks = any(low in words("what which whose how") for low in view.lows(0, at))
    return found, outright and not asks


def _asks_why(view: SchoolView) -> bool:
    return any(item.low == "why" for item in view.items)


def _places(view: SchoolView) -> Iterator[Contradiction]:
    """“the third letter of BANT”, “the fourth step of LAER, confirm”, “LAER ends with explore”."""
    total = len(view.school.letters)
    for at, item in enumerate(view.items):
        if item.kind is Kind.ORDINAL and set(view.lows(at + 1, at + 2)) & ONE_PART:
            number = total + item.number + 1 if item.number < 0 else item.number
            if not 1 <= number <= max(total, len(view.spelt)) or _misplaced(view, at, number):
                yield view.tell_letters()
        elif view.is_school(at):
            yield from _ends(view, at)


def _misplaced(view: SchoolView, at: int, number: int) -> bool:
    end = view.past_school(at + 2)
    while end < len(view.items) and view.items[end].low in LOOSE | IS | DETERMINERS | {"for"}:
        end += 1
    after = view.until_end(end)
    if len(after) == 1 and len(after[0]) == 1:
        return number <= len(view.spelt) and view.spelt[number - 1] != after[0]
    claimed = after if after and (view.is_known(after) or view.is_own(after)) else ()
    claimed = claimed or _name_before(view, at)
    fitting = view.school.letters[number - 1 : number]
    return bool(claimed and fitting and not any(is_called(each, claimed) for each in fitting))


def _name_before(view: SchoolView, at: int) -> tuple[str, ...]:
    """“why is need the second letter”."""
    end = at
    while end > 0 and view.items[end - 1].low in DETERMINERS | IS | words("as , comes"):
        end -= 1
    for length in (2, 1):
        name = tuple(view.lows(end - length, end)) if end >= length else ()
        if name and (view.is_own(name) or view.is_known(name)):
            return name
    said = end < at and set(view.lows(end, at)) & IS | set(view.lows(end - 2, end - 1)) & IS
    word = view.lows(end - 1, end)
    named = (
        bool(word) and word[0].isalpha() and word[0] not in _NOTHING and not view.is_school(end - 1)
    )
    return tuple(word) if said and named else ()


def _ends(view: SchoolView, at: int) -> Iterator[Contradiction]:
    verbs = view.lows(at + 1, at + 2)
    first = bool(set(verbs) & words("begins begin starts start"))
    if not first and not set(verbs) & words("ends end"):
        return
    if view.lows(at + 2, at + 3) not in (["with"], ["by"], ["in"]):
        return
    claimed = view.until_end(at + 3)
    right = view.school.letters[0 if first else LAST]
    if claimed and view.is_known(claimed) and not is_called(right, claimed):
        yield view.tell_letters()
