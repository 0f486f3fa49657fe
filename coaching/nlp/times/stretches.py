"""What names more than one day, or none: weekends, next week, mid March, soon, every Thursday."""

import re
from collections.abc import Iterator

from coaching.nlp.times.dates import MONTH
from coaching.nlp.times.parts import Days, Part, Scene
from coaching.nlp.times.vocabulary import MONTHS, WEEKDAYS

_DAY = rf"(?:{'|'.join(WEEKDAYS)})"
_UNIT = r"(?:week|month|quarter|year|fortnight)"
_SEASON = r"(?:spring|summer|autumn|fall|winter|term|semester)"
_PLACED = re.compile(
    r"\b(?:in|by|during|until|till|before|after|since|for|around|from|early|mid|late|next|this|"
    r"on|at|over|of|to|between|remind me|sometime|about) (?:the )?$"
)

# Pattern, rule, and when it counts: always, or only where somebody wants a time ("wanted"), or
# also where a word such as "in" or "by" leads to it ("placed").
_STRETCHES: tuple[tuple[str, str, str], ...] = (
    (r"\b(?:the |this |next |this coming |over the |at the )?weekend\b(?!s)", "days.8", "placed"),
    (
        rf"\b(?:early|late|later|mid|middle of|start of|beginning of|first half of|"
        rf"second half of|sometime|some time|any ?time|during|the start of|the beginning of|"
        rf"the middle of|towards the end of|late in|early in|later in) (?:in )?"
        rf"(?:this |next |the )?(?:coming )?(?:{_UNIT}|{_SEASON})\b(?! end)",
        "days.8",
        "always",
    ),
    (rf"\bnext {_UNIT}\b(?!'s)", "days.8", "always"),
    (rf"\b(?:the )?{_UNIT} after(?: next)?\b", "days.8", "always"),
    (
        rf"\b(?:the )?following {_UNIT}\b|\b(?:the )?{_UNIT} (?:of|beginning|commencing)\b",
        "days.8",
        "wanted",
    ),
    (rf"\bthis (?:coming )?{_UNIT}\b(?!'s)", "days.8", "wanted"),
    (rf"\b(?:in )?(?:the )?(?:this |next )?{_SEASON}\b", "days.8", "wanted"),
    (
        r"\b(?:early|mid|late|middle of|start of|beginning of|sometime in|later in)"
        rf"(?: in)? {MONTH}\b",
        "days.8",
        "always",
    ),
    (rf"\b(?:next|this) {MONTH}\b(?! \d)", "days.8", "always"),
    (
        r"\b(?:the )?(?:first|second|third|4th|last|1st|2nd|3rd) (?:week|weekend|half|days)"
        rf" (?:of|in) (?:the |this |next )?(?:{_UNIT}|{'|'.join(MONTHS)})\b",
        "days.8",
        "always",
    ),
    (
        r"\bq ?[1-4]\b(?: (?:19|20)\d\d)?|\b(?:first|second|third|4th|next|this|last)"
        r" quarter\b(?!'s)",
        "days.8",
        "placed",
    ),
    (r"\bh[12]\b", "days.8", "placed wanted"),
    (rf"\b{MONTH} (?:19|20)\d\d\b", "days.8", "placed"),
    (
        r"\b(?:over |after |before |during |in )?the holidays\b|\bthe new year\b|"
        r"\bnew year\b(?!'?s)",
        "days.11",
        "placed",
    ),
    (r"\b(?:as soon as possible|asap|a\.s\.a\.p)\b", "days.8", "wanted"),
    (
        r"\b(?:soon|shortly|later|later on|sometime|some time|some day|someday|eventually|"
        r"at some point|one day|in due course|any ?time|whenever|one of these days|"
        r"another (?:day|time)|down the (?:line|road|track))\b(?! than| of)",
        "days.8",
        "wanted",
    ),
    (
        r"\b(?:in|over|within|during) the (?:next|coming) (?:a )?(?:few |couple of |"
        r"several )?(?:\d+ )?(?:minutes|hours|days|weeks|months)\b",
        "days.8",
        "wanted",
    ),
    (
        r"\bwithin the (?:hour|day|week|month|year)\b|\bin the (?:next|coming) (?:hour|week|"
        r"month)\b",
        "days.8",
        "wanted",
    ),
    (
        r"\b(?:in|within) (?:about |around |maybe |like )?(?:a few|few|several|some|"
        r"a handful of|many|a little|another few)"
        r"(?: more)? (?:business |working )?(?:minutes|hours|days|weeks|months|years)\b|"
        r"\bin a (?:while|bit|moment|minute or two)\b|\ba few (?:minutes|hours|days|weeks|"
        r"months) from now\b",
        "days.4",
        "always",
    ),
    (
        r"\b(?:in|within) (?:about |around |maybe )?(?:\d{1,3}|an?) ?(?:-|to|or|and|/)"
        r" ?(?:\d{1,3}|so|2) (?:(?:business |working )?(?:minutes?|hours?|days?|weeks?|"
        r"months?|years?))\b|\bin an? (?:\w+) or (?:so|2|3)\b",
        "several",
        "always",
    ),
    (
        r"\bafter (?:about )?(?:\d{1,3}|an?|a couple of) (?:minutes?|hours?|days?|weeks?|"
        r"months?)\b",
        "days.7",
        "wanted",
    ),
    (
        rf"\b(?:every|each) (?:other |second |single |\d+ |\d+(?:st|nd|rd|th) )?(?:{_DAY}|"
        rf"weekend|weekday)s?(?: and {_DAY}s?)*\b|\b{_DAY}s\b|\b{_DAY} (?:mornings|"
        r"afternoons|evenings|nights)\b",
        "days.11",
        "wanted",
    ),
    (
        r"\b(?:every|each) (?:other |second |single |few |couple of |\d+ )?(?:business |"
        r"working )?(?:day|week|month|quarter|year|morning|afternoon|evening|night|fortnight|"
        r"hour|minute)s?\b",
        "days.11",
        "wanted",
    ),
    (
        r"\b(?:(?:bi ?)?weekly|daily|hourly|(?:bi ?)?monthly|quarterly|fortnightly|yearly|"
        r"annually|weekdays|once a (?:day|week|month)|twice a (?:day|week|month))\b",
        "days.11",
        "wanted",
    ),
    (
        r"\ba day or (?:2|so)\b|\b(?:the )?(?:one|week|day) after (?:that|the next)\b|"
        r"\bthe other day or so\b",
        "days.8",
        "wanted",
    ),
    (r"\bmid ?week\b", "days.8", "wanted"),
    (r"\bin (?:about )?\d{1,3}(?=$|[.,;!?]| please\b)", "days.5", "wanted"),
    (r"\b(?:same|this) time (?:as|again)\b", "days.8", "wanted"),
)
_MONTH_ALONE = re.compile(
    rf"\b(?:in|by|until|till|before|after|during|since|around|end|of) {MONTH}\b(?!'s)"
)
_NAME_AFTER = re.compile(r" (?:ltd|limited|inc|gmbh|llc|plc|corp|and co)\b|(?:'s)")


def find_stretches(scene: Scene) -> Iterator[Part]:
    """Every stretch of days and every series; a month counts where a word such as "in" leads."""
    text = scene.plain.text
    for pattern, rule, when in _COMPILED:
        for found in pattern.finditer(text):
            if _counts(when, scene, scene.before(found.start())):
                yield Part(found.start(), found.end(), Days((), rule, sure=False))
    for found in _MONTH_ALONE.finditer(text):
        if _is_month(found, scene):
            yield Part(found.start("month"), found.end(), Days((), "days.8", sure=False))


def _counts(when: str, scene: Scene, before: str) -> bool:
    if when == "always":
        return True
    if when == "wanted":
        return scene.wanted
    return (scene.wanted and when == "placed") or bool(_PLACED.search(before))


def _is_month(found: re.Match[str], scene: Scene) -> bool:
    """A month, and not somebody called April or a verb: "in" makes it one, other words only where
    a time is wanted."""
    text, name = scene.plain.text, found["month"]
    if _NAME_AFTER.match(text, found.end()):
        return False
    leads = found.group().split()[0]
    if leads in ("in", "during", "until", "till", "since"):
        return True
    if name in ("march", "may", "april", "june", "august", "january"):
        return scene.wanted and leads in ("by", "before", "after", "around")
    return leads != "of"


_COMPILED = tuple((re.compile(pattern), rule, when) for pattern, rule, when in _STRETCHES)
