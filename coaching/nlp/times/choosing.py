"""Several times in one message: corrections, whose time counts, choices, what is taken back."""

import re
from dataclasses import replace

from coaching.domain.follow_ups.times import TimeStatus
from coaching.nlp.times.asking import MOVING, REMINDING, WANTING
from coaching.nlp.times.clauses import Owner, edges, is_history, owner_of
from coaching.nlp.times.mentions import Mention
from coaching.nlp.times.parts import Scene
from coaching.nlp.times.settling import Settled, settle

# Nobody means one time who mentions more than these; it also bounds the work.
_MOST = 8
CONNECTING = re.compile(
    r"(?:[ ,.;:!()&/-]|\b(?:at|on|in|the|by|or|and|to|no|not|but|actually|sorry|wait|make it|"
    r"i mean|"
    r"instead|rather|then|around|about|between|from|scratch that|please|of|either|maybe|for)\b)*"
)
_CORRECTED = re.compile(
    r"\b(?:actually|sorry|wait|scratch that|strike that|i mean|i meant|make (?:it|that)|correction|"
    r"rather|better|hang on|hold on|oops|never ?mind|nvm|forget (?:that|it)|change (?:that|it)|"
    r"on second thoughts?|let's say|or better|no longer|that's wrong|my bad|apologies|pardon|"
    r"typo)\b"
    r"|\b(?:no|nope|nah)\b(?=[ ,.:;!-]*(?:$|wait|make|actually|sorry|not|on|at|the|i|let's|it's|"
    r"better|please|in|by|do|rather|next|say|that)\b|[ ,.:;!-]*$)|\*"
)
_NOT_THIS = re.compile(
    r"(?:,| -|\band|\bbut)? ?\b(?:not|rather than|instead of|and not|but not|"
    r"never|as opposed to|no longer)(?: (?:on|at|the|in|for|by))*[ ]*$"
)
_NOT_THAT = re.compile(r"\b(?:not|instead of|rather than)(?: (?:on|at|the|in|for|by|until))*[ ]*$")
_BUT = re.compile(
    r"^(?:[ ,-]*(?:but|rather|instead|make it|let's|please|try|do|it's|on|at|by)?)*[ ,]*"
    r"(?:the |on |at )*$"
)
_TO = re.compile(r"\b(?:to|till|until|for|with)(?: (?:the|on|at))*[ ]*$")
_INSTEAD = re.compile(r"[ ,]*(?:instead|rather|after all)\b")
_WITHDRAWN = re.compile(
    r"(?<!don't )(?<!not )(?<!never )(?<!to )\b(?:forget|cancel|scratch|ignore|disregard|drop|skip|"
    r"strike|leave|scrap|delete|undo) (?:it|that|this|about (?:it|that)|all that|the reminder|"
    r"my last)(?= *(?:$|[.,;!?)-]|(?:please|now|actually|reminder|one|request|i|thanks|ok|again|"
    r"after all)\b))|\b(?:never ?mind|nvm|don't bother|do not bother|no reminder|changed my mind|"
    r"(?:don't|do not|no need to) remind me|on second thoughts?,? no|not needed|isn't needed|"
    r"no longer need(?:ed)?(?: it| that| this)?|i'll remember|"
    r"i don't need (?:it|that|this|a reminder|one)|no,? don't)\b"
    r"|[,.;-] ?(?:or |actually,? |oh,? |ah,? )*(?:no need|actually,? no|no thanks|no thank you)"
    r"(?: to)?(?: remind me)?(?: any ?more| after all| for that)?[ .!]*$"
)
_SHORTENED = re.compile(
    r"[ ,.-]*(?:oh |or )?(?:no|sorry|wait|actually|make (?:it|that)|rather|i mean)\b.*\b\d"
)
_REFUSED = re.compile(r"\b(?:don't|do not|never|no need to) (?:remind|ping|nudge|book|schedule)\b")
_UNDER = re.compile(
    r"\b(?:about|regarding|re|concerning|that|because|since|if|unless|as|ahead of|before|when|"
    r"once|whose|which|who|whether|in case|for (?:the|their|our|his|her|my)|"
    r"of (?:the|their|our)|to [a-z]+)\b"
)
_UNDER_FIRM = re.compile(
    r"\b(?:about|regarding|re|concerning|that|because|since|if|unless|ahead of|before|when|once|"
    r"whose|which|who|whether|in case|for (?:the|their|our|his|her|my))\b"
)
_OR = re.compile(r"\b(?:or|otherwise|else)\b")
_AND = re.compile(r"\b(?:and|then|also|plus|again)\b|&|\+")
_SOFT = re.compile(
    r"soon|shortly|later|later on|asap|a\.s\.a\.p|as soon as possible|sometime|some time|"
    r"eventually|at some point|any ?time|whenever|some ?day"
)
_EVENT = re.compile(
    r"\b(?:after|before|once|until|till|following|as soon as|ahead of|when) (?:the|their|our|"
    r"my|his|"
    r"her|they|he|she|we|it|lunch|that|this|i|[a-z]+ing|[a-z]+s)\b"
)
_EVENT_LEAD = re.compile(
    r"\b(?:before|after|until|till|once|ahead of|prior to|following) (?:the|their|they|he|she|his|"
    r"her|our|we|it|my|[a-z]+'s)\b[^.;!?,]*$"
)
# A question put to the coach is no request for a time.
_COACHING = re.compile(
    r"(?:(?:hi|hey|hello|so|and|ok|coach),? )*(?:how (?:do|should|can|would|to)|what (?:do|"
    r"should) i|"
    r"what(?:'s| is| are) (?:the|a|my)|why|which|who)\b"
)
_THEN = re.compile(r"\b(?:then|that day|on the day|that morning|that afternoon)\b")
_TELLING = re.compile(r"\bremind me (?:again )?(?:that|how|why|what|who|whether)\b")


def decide(mentions: list[Mention], scene: Scene) -> tuple[Settled, list[Mention]]:
    """What the whole message says about a time, and the mentions that it says it with."""
    text = scene.plain.text
    none = Settled(TimeStatus.NONE, (), "")
    if _is_withdrawn(text, mentions):
        return none, []
    if not mentions:
        return _decide_by_event(text), []
    if len(mentions) > _MOST:
        return Settled(TimeStatus.AMBIGUOUS, (), "several"), mentions[:1]
    if _COACHING.match(text) and not REMINDING.search(text):
        return none, []
    mentions = _with_bases(text, mentions)
    mentions = _corrected(text, mentions)
    starts = edges(text, mentions)
    asked = WANTING.search(text)
    mentions = [
        one
        for one in mentions
        if not is_history(text, one, starts) and (asked or not one.attributive)
    ]
    if not mentions:
        return none, []
    kept = _merged(text, _counting(text, mentions, starts), starts)
    settled, used = _unified(kept, scene)
    last = max(one.end for one in mentions)
    open_end = _SHORTENED.match(text, last) or _is_open(text, kept, mentions, starts)
    if settled.status is TimeStatus.FOUND and open_end:
        return Settled(TimeStatus.AMBIGUOUS, settled.whens, "several"), used
    return settled, used


def _is_withdrawn(text: str, mentions: list[Mention]) -> bool:
    after = mentions[-1].end if mentions else 0
    if _REFUSED.search(text) and len(mentions) <= 1:
        return True
    return any(found.end() > after for found in _WITHDRAWN.finditer(text, max(0, after - 1)))


def _decide_by_event(text: str) -> Settled:
    """After an event that nobody dated: a time is wanted, none is fixed."""
    asks = REMINDING.search(text)
    event = _EVENT.search(text)
    if asks and event and (event.start() > asks.start() or "," in text):
        return Settled(TimeStatus.AMBIGUOUS, (), "days.7")
    return Settled(TimeStatus.NONE, (), "")


def _with_bases(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "The day before", said without saying of what, counts from the other time mentioned."""
    kept = list(mentions)
    for one in mentions:
        if one.offset is None or one.base is not None:
            continue
        others = [m for m in kept if m is not one and m.offset is None]
        before = [m for m in others if m.end <= one.start]
        base = before[-1] if before else next(iter(others), None)
        if base is None:
            continue
        if not _OR.search(text[base.end : one.start]):
            kept.remove(base)
        kept[kept.index(one)] = replace(one, base=replace(base, lead="", attributive=False))
    return kept


def _corrected(text: str, mentions: list[Mention]) -> list[Mention]:
    kept = [mentions[0]]
    for one in mentions[1:]:
        last = kept[-1]
        gap = text[last.end : one.start]
        moved = MOVING.search(text[: last.start]) and _TO.search(gap)
        if _NOT_THIS.search(gap) and not _CORRECTED.search(gap.replace("rather than", "")):
            new = _replaced(one, last)
        elif (
            (_NOT_THAT.search(text[: last.start]) and _BUT.match(gap))
            or moved
            or _CORRECTED.search(gap)
            or _INSTEAD.match(text, one.end)
        ):
            new = _replaced(last, one)
        else:
            kept.append(one)
            continue
        both = CONNECTING.fullmatch(gap)
        kept[-1] = replace(new, start=last.start, end=one.end) if both else new
    return kept


def _replaced(old: Mention, new: Mention) -> Mention:
    """The new time, with what it leaves unsaid taken from the old."""
    if new.elapsed or new.offset or old.offset or old.elapsed:
        return new
    if new.days is not None and new.clock is not None:
        return new
    if new.days is not None:
        part = new.part or (old.part if old.clock or new.part is None else None)
        return replace(new, clock=old.clock, part=part, zone=new.zone or old.zone)
    part = new.part
    if part is None and old.clock is not None and old.part and new.clock and not new.clock.half:
        part = old.part if new.clock.times(old.part) else None
    return replace(new, days=old.days, part=part, zone=new.zone or old.zone, attributive=False)


def _counting(text: str, mentions: list[Mention], starts: list[int]) -> list[Mention]:
    """The mentions that are the reminder's."""
    if len(mentions) == 1:
        return mentions
    hard = [one for one in mentions if not _SOFT.fullmatch(text[one.start : one.end])] or mentions
    owners = {id(one): owner_of(text, one, starts) for one in hard}
    plain = [one for one in hard if not one.attributive] or hard
    asked = [one for one in plain if owners[id(one)] is Owner.ASKED]
    bare = [one for one in plain if owners[id(one)] is Owner.BARE]
    chosen = [one for one in plain if one in asked or one in bare] or plain
    if not asked and REMINDING.search(text):
        chosen = bare or plain
    return _without_subordinates(text, chosen, edges(text, mentions, sentences=True))


def _without_subordinates(
    text: str, mentions: list[Mention], sentences: list[int]
) -> list[Mention]:
    kept = mentions[:1]
    for one in mentions[1:]:
        first = kept[0]
        gap = text[first.end : one.start]
        same = not any(first.end <= place <= one.start for place in sentences)
        under = same and _UNDER.search(gap) and not _OR.search(gap) and not _AND.search(gap)
        completes = first.clock is None and one.days is None and one.clock is not None
        fills = first.days is None and one.days is not None and first.clock is not None
        if under and (_UNDER_FIRM.search(gap) or not (completes or fills)):
            continue
        kept.append(one)
    return kept


def _merged(text: str, mentions: list[Mention], starts: list[int]) -> list[Mention]:
    """A day and a clock time said apart are one time."""
    if len(mentions) != 2:
        return mentions
    one, other = mentions
    gap = text[one.end : other.start]
    sentences = edges(text, mentions, sentences=True)
    if any(one.end <= place <= other.start for place in sentences) or _OR.search(gap):
        return mentions
    if _AND.search(gap) or one.offset or other.offset or one.elapsed or other.elapsed:
        return mentions
    day, clock = (one, other) if one.days is not None else (other, one)
    if day.days is None or day.clock is not None or clock.days is not None or clock.clock is None:
        return mentions
    if clock is one and re.search(r"\bto [a-z]+", gap):
        return mentions
    part = clock.part or day.part
    both = replace(day, clock=clock.clock, part=part, zone=clock.zone or day.zone)
    if CONNECTING.fullmatch(gap):
        both = replace(both, start=one.start, end=other.end)
    return [replace(both, lead=day.lead or clock.lead)]


def _is_open(text: str, kept: list[Mention], said: list[Mention], starts: list[int]) -> bool:
    """Whether the only time left may be the customer's and not the reminder's."""
    if len(kept) != 1:
        return False
    one = kept[0]
    before = text[: one.start]
    asks = REMINDING.search(text)
    if asks and _TELLING.search(before) and asks.start() <= one.start:
        return True
    if one.offset is None and _EVENT_LEAD.search(before) and asks and one.base is None:
        return True
    if one.attributive and asks and "about" in before:
        return True
    drops = [m for m in said if m.attributive and m.end <= one.start]
    if one.days is None and one.clock is not None and any(m.days for m in drops):
        return True
    theirs = owner_of(text, one, starts) in (Owner.THEIRS, Owner.TOLD)
    return bool(theirs and asks and not _THEN.search(text[one.end :]) and not MOVING.search(text))


def _unified(mentions: list[Mention], scene: Scene) -> tuple[Settled, list[Mention]]:
    settled = [settle(one, scene) for one in mentions]
    if len(settled) == 1:
        return settled[0], mentions
    mentions = _completed(mentions)
    settled = [settle(one, scene) for one in mentions]
    if all(each == settled[0] for each in settled):
        return settled[0], mentions[:1]
    ahead = [each for each in settled if each.status is not TimeStatus.PAST]
    if not ahead:
        return settled[-1], mentions[-1:]
    whens = dict.fromkeys(when for each in ahead for when in each.whens)
    return Settled(TimeStatus.AMBIGUOUS, tuple(whens), "several"), mentions


def _completed(mentions: list[Mention]) -> list[Mention]:
    """In a choice each part may lean on the others: "Monday or Tuesday at 10"."""
    days = [one for one in mentions if one.days is not None]
    clocks = [one for one in mentions if one.clock is not None]
    if len(clocks) == 1 and len(days) == len(mentions):
        clock = clocks[0]
        return [
            one if one.clock else replace(one, clock=clock.clock, part=one.part or clock.part)
            for one in mentions
        ]
    if len(days) == 1 and len(clocks) == len(mentions):
        return [one if one.days else replace(one, days=days[0].days) for one in mentions]
    return mentions
