"""Money in a message, by a closed grammar: amounts and ranges with a currency, a magnitude, or a
word beside them that speaks of money.

Refused, because the words hold no value: "six figures", "a few thousand", "some money". Not money:
counts ("10k users"), percentages, times, dates, years, phone and room numbers, versions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from coaching.domain.entities import Money
from coaching.nlp.english import word_set
from coaching.nlp.entities.currencies import CAPITALS_ONLY, CODES, NAMES, SIGNS
from coaching.nlp.entities.figures import SAID, WRITTEN, Figure, read_figure

_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_CODE = "|".join(sorted(CODES))
_NAME = "|".join(sorted(NAMES, key=len, reverse=True)).replace(" ", "[ ]")
_ABOUT = r"""(?:(?:somewhere|something|anywhere)\ )?(?:about|around|roughly|approximately|approx\.?
  |ca\.?|circa|some|nearly|almost|like|in\ the\ (?:region|area|ballpark)\ of|just\ (?:over|under)
  |up\ to|at\ most|at\ least|max\.?|over|under|below|above|more\ than|less\ than)\ |~\ ?
  |≈\ ?|c\.\ ?(?=[\d€£$])"""
_VAGUE = re.compile(
    r"(?:about|around|rough|appro|ca\b|ca\.|circa|some|near|almost|like|in the|~|≈|c\.|just)"
)
_PER = r"""(?:\ ?(?:/|p/|per\ |a\ |an\ |each\ |every\ )\ ?(?:month|mo|mth|year|yr|annum
  |week|wk|day|hour|hr|quarter|seat|user|head|person|employee|unit|piece|site|licen[cs]e|item|kilo|kg|pallet|return|order
  |\w+)\b|\ (?:each|apiece|monthly|yearly|annually|weekly|quarterly|daily)\b
  |\ ?p\.?\ ?[amw]\b\.?)"""
_NUMBER = rf"(?:{WRITTEN}|{SAID})"
_ONE = rf"""(?:(?:(?P<sign#>{_SIGN})\ ?|\b(?P<code#>{_CODE})\ ?)?(?P<number#>{_NUMBER})(?:-?ish\b)?
  (?:\ ?(?P<after#>{_SIGN})(?!\w)|[ -]?(?P<word#>{_CODE}|{_NAME})\b)?)"""
_MONEY = re.compile(
    rf"""(?<![\w.,:/\#+'’-])(?P<about>{_ABOUT})?
    (?:(?P<pair>between\ |from\ |anything\ from\ )?{_ONE.replace("#", "1")}
       (?:(?:\ ?(?:-|–|—)\ ?|\ (?:to|and|or|up\ to|until)\ )(?:about\ )?{_ONE.replace("#", "2")})?)
    (?P<loose>\ or\ so\b|\ give\ or\ take\b|\ ?-?ish\b|\ ?\+(?!\w))?
    (?P<per>{_PER}(?:{_PER})?)?""",
    re.IGNORECASE | re.VERBOSE,
)
_BAD_NEXT = re.compile(
    r"""\ ?(?:%|percent|per\ cent|pct|°|degrees|[:/]\d|[.,]\d|\d|o'?clock
    |[ap]\.?m\b|am\b|pm\b|(?:st|nd|rd|th)\b
    |-?(?:x|fold|times)\b|-(?:day|week|month|year|hour|minute|min|step|page|seat|bed|user|person)\w*
    |(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mths?|years?|yrs?|quarters?
    |km|kg|kilos?|tons?|tonnes?|miles?|met(?:er|re)s?|cm|mm|sqm|sq|ft|feet|litres?|liters?|kw|kwh|mb|gb|tb
    |percentage|points?)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_BAD_BEFORE = re.compile(
    r"(?:\b(?:room|rm|floor|extension|ext|phone|tel|ward|page|version|v|no|number|nr|step|stage|level"
    r"|chapter|gate|unit|line|article|section|top|q|fy|since|year|bus|building|invoice|order|ticket|po"
    r"|iso|option|scenario|question|turn)\.? ?|[#/+@]\s?|\d:)$",
    re.IGNORECASE,
)
_MONEY_WORDS = word_set(
    "budget amount price pricing cost worth pay paid spend spent quote fee invoice charge limit "
    "total discount offer bill value rent salary save lose revenue fund funding cash invest setup "
    "upfront euro dollar deposit bid cap ceiling expensive cheap size owe "
    "retainer subscription licence license earn vat tax net gross "
)
_COUNT_SINGULAR = word_set("run race ride walk screen monitor video display tv resolution")
_MOVED = re.compile(
    r"\b(?:went|go|goes|gone|ris\w+|rose|rais\w+|drop\w*|fell|cut|increas\w+|mov\w+|chang\w+|jump\w*|up"
    r"|down|came|grew) $",
    re.IGNORECASE,
)
_LASTING = re.compile(r"\b(?:in|every|another|for|after|within)\s$", re.IGNORECASE)
_REACH = 5


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """Money at `text[start:end]`; `confidence` is lower where only its neighbours tell."""

    start: int
    end: int
    money: Money
    confidence: float


def find_money(doc: Doc) -> tuple[FoundMoney, ...]:
    """Every sum of money in a parsed message, in order and without overlap."""
    return tuple(_found(doc, doc.text))


def _found(doc: Doc, text: str) -> Iterator[FoundMoney]:
    place = 0
    while match := _MONEY.search(text, place):
        found = _accept(doc, text, match)
        place = found.end if found else match.end("number1")
        if found:
            yield found


def _accept(doc: Doc, text: str, match: re.Match[str]) -> FoundMoney | None:
    first = read_figure(match["number1"])
    second = read_figure(match["number2"]) if match["number2"] else None
    if first is None:
        return None
    linked = second is not None and _is_range(match, first, second)
    end = match.end() if linked or not match["number2"] else _end_of_first(match)
    currency, told = _currency(match, "1")
    if linked and not told:
        currency, told = _currency(match, "2")
    figure = second if linked and second else first
    whole = bool(match["number2"]) == linked
    per = match["per"] if whole else None
    sure = _confidence(doc, text, match, figure, told, end, per, linked)
    if not sure:
        return None
    start = match.start()
    low, high = first.value, figure.value
    if linked and not first.named and figure.named:
        low = low * figure.magnitude if low * figure.magnitude <= high else low
    roughly = bool(match["about"] and _VAGUE.match(match["about"].lower())) or (
        whole and match["loose"] is not None
    )
    if figure.named.startswith(("lakh", "lac", "cr")) and currency is None:
        currency = "INR"
    return FoundMoney(start, end, Money(low, high, currency, roughly), sure)


def _is_range(match: re.Match[str], first: Figure, second: Figure) -> bool:
    """Two numbers that are one range: the second is larger, and "and" needs its "between"."""
    between = match.string[match.end("number1") : match.start("number2")].lower()
    opening = (match["pair"] or "").lower()
    if opening.startswith("from") and _MOVED.search(match.string[: match.start("pair")]):
        return False
    if " and " in between and not opening.startswith("between"):
        return False
    low = first.value * (second.magnitude if not first.named else 1)
    return second.value > first.value and (low < second.value or first.value < second.value)


def _end_of_first(match: re.Match[str]) -> int:
    return max(match.end(name) for name in ("number1", "after1", "word1"))


def _currency(match: re.Match[str], one: str) -> tuple[str | None, bool]:
    """The code, and whether the words name a currency at all."""
    sign = match[f"sign{one}"] or match[f"after{one}"]
    if sign:
        known = {key.lower(): code for key, code in SIGNS.items()}
        return known[sign.lower()], True
    for name in (match[f"code{one}"], match[f"word{one}"]):
        if not name:
            continue
        if name.upper() in CODES:
            odd = name.upper() in CAPITALS_ONLY and not name.isupper()
            return (None, False) if odd else (name.upper(), True)
        for pattern, code in NAMES.items():
            if re.fullmatch(pattern, name, re.IGNORECASE):
                return code, True
    return None, False


def _confidence(
    doc: Doc,
    text: str,
    match: re.Match[str],
    figure: Figure,
    told: bool,
    end: int,
    per: str | None,
    linked: bool,
) -> float:
    """How surely this is money; 0 where it is not."""
    number_end = match.end("number2") if linked else match.end("number1")
    before = text[: match.start("number1")]
    if told:
        return 0.97 if not re.match(r" of \w+", text[end:]) or "pound" not in match[0] else 0.0
    if _BAD_NEXT.match(text, number_end) or _BAD_BEFORE.search(before):
        return 0.0
    spoken_of = _speaks_of_money(doc, match.start("number1"), number_end)
    counted = _counts(doc, match.start("number1"), number_end)
    if counted and not per:
        return 0.0
    if figure.named and figure.magnitude >= 1_000:
        if figure.named in ("m", "b") and not (spoken_of or linked):
            return 0.0 if figure.named == "b" or _LASTING.search(before) else 0.6
        if match["number1"].lower() == "401k":
            return 0.0
        return 0.9 if figure.named in ("grand", "k") or spoken_of else 0.8
    if not spoken_of and not (per and _priced(per)):
        return 0.0
    return _bare(match["number1"], figure, per, linked)


def _bare(number: str, figure: Figure, per: str | None, linked: bool) -> float:
    """A number without currency and magnitude, beside a word of money."""
    if re.fullmatch(r"(?:19|20)\d\d", number) and not per:
        return 0.0
    if figure.value >= 100 or (per and figure.value >= 1 and _priced(per)):
        return 0.75 if per or figure.value >= 1_000 else 0.6
    return 0.0


def _priced(per: str) -> bool:
    """ "450 a month" is money; "three a week" may be anything."""
    return bool(
        re.search(r"month|mo\b|mth|year|yr|annum|seat|user|head|licen|unit|site|p\.?a|each", per)
    )


def _speaks_of_money(doc: Doc, start: int, end: int) -> bool:
    """A word of money among the few before the number in its sentence, or right after it."""
    inside = [t for t in doc if start <= t.idx < end]
    if not inside:
        return False
    first, last = inside[0], inside[-1]
    sentence = first.sent
    near = [*doc[max(sentence.start, first.i - _REACH) : first.i]]
    near += [*doc[last.i + 1 : min(sentence.end, last.i + 3)]]
    return any(t.lemma_.lower() in _MONEY_WORDS or t.lower_ in _MONEY_WORDS for t in near)


def _counts(doc: Doc, start: int, end: int) -> bool:
    """The number counts things: the noun that it belongs to, or that follows it, is plural and no
    word of money."""
    inside = [t for t in doc if start <= t.idx < end]
    if not inside:
        return False
    last = inside[-1]
    if last.i + 1 < len(doc) and doc[last.i + 1].lower_ in _MONEY_WORDS | {"plus"}:
        return False
    nouns = [t.head for t in inside if t.dep_ in ("nummod", "quantmod", "compound")]
    nouns = [t for t in nouns if t.i > last.i]
    following = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if following is not None and following.pos_ in ("ADJ", "NOUN", "PROPN"):
        nouns.append(following)
        after = following.i + 1
        if following.pos_ == "ADJ" and after < len(doc) and doc[after].pos_ == "NOUN":
            nouns.append(doc[after])
    return any(_is_counted(noun) for noun in nouns)


def _is_counted(noun: Token) -> bool:
    low = noun.lower_
    if noun.lemma_.lower() in _MONEY_WORDS:
        return False
    return noun.tag_ in ("NNS", "NNPS") or low in _COUNT_SINGULAR or low == "people"
