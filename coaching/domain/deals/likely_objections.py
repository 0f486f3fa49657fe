"""Which objections a rep should expect of a buyer, from what the deal's file holds and lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coaching.domain.deals.facts import DealFacts
from coaching.domain.deals.qualification import ABSENT, SPECIFIC
from coaching.domain.next_step.advice import BantLetter
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Market, Stage


class Ground(StrEnum):
    """Why an objection is likely."""

    OPEN = "open"
    ABSENT = "absent"
    UNKNOWN = "unknown"
    VAGUE = "vague"
    RAISED_BEFORE = "raised_before"
    QUIET = "quiet"
    USUAL = "usual"


@dataclass(frozen=True, slots=True)
class LikelyObjection:
    """`words` are the buyer's own, where they said it; `letter` is what is missing of them."""

    label: ObjectionLabel
    ground: Ground
    words: str = ""
    letter: str = ""


_BY_LETTER: Mapping[BantLetter, ObjectionLabel] = {
    BantLetter.NEED: ObjectionLabel.NEED_NONE,
    BantLetter.TIMING: ObjectionLabel.TIMING_PRIORITY,
    BantLetter.AUTHORITY: ObjectionLabel.AUTHORITY_COMMITTEE,
    BantLetter.BUDGET: ObjectionLabel.BUDGET_NONE,
}
_IF_VAGUE: Mapping[BantLetter, ObjectionLabel] = {
    **_BY_LETTER,
    BantLetter.NEED: ObjectionLabel.STATUS_QUO,
    BantLetter.BUDGET: ObjectionLabel.PRICE_VALUE,
}
_USUAL: Mapping[Stage, tuple[ObjectionLabel, ...]] = {
    Stage.PROSPECTING: (
        ObjectionLabel.BRUSHOFF_NOT_INTERESTED,
        ObjectionLabel.BRUSHOFF_BUSY,
        ObjectionLabel.BRUSHOFF_SEND_INFO,
    ),
    Stage.PRE_APPROACH: (ObjectionLabel.BRUSHOFF_BUSY, ObjectionLabel.COMPETITOR_INCUMBENT),
    Stage.APPROACH: (ObjectionLabel.COMPETITOR_INCUMBENT, ObjectionLabel.STATUS_QUO),
    Stage.PRESENTATION: (ObjectionLabel.PRICE_VALUE, ObjectionLabel.TRUST_PROOF),
    Stage.MEETING_OBJECTIONS: (ObjectionLabel.PRICE_VALUE, ObjectionLabel.RISK_PAST_FAILURE),
    Stage.CLOSING: (ObjectionLabel.CONTRACT_PROCUREMENT, ObjectionLabel.PRICE_VALUE),
    Stage.FOLLOW_UP: (ObjectionLabel.STATUS_QUO, ObjectionLabel.PRICE_VALUE),
}
_OF_COMPANIES = frozenset({ObjectionLabel.CONTRACT_PROCUREMENT})
_QUIET_DAYS = 21


def likely_objections(facts: DealFacts, most: int = 3) -> tuple[LikelyObjection, ...]:
    """The likeliest first, each label once: what is open, what the buyer lacks, what nobody has
    asked them, what came up before, what a long silence brings, what is usual in this stage."""
    found: dict[ObjectionLabel, LikelyObjection] = {}
    for each in _grounds(facts):
        found.setdefault(each.label, each)
    return tuple(found.values())[:most]


def _grounds(facts: DealFacts) -> Iterator[LikelyObjection]:
    for raised in facts.open_objections:
        yield LikelyObjection(raised.label, Ground.OPEN, raised.words)
    yield from _of_letters(facts, Ground.ABSENT)
    for raised in facts.file.objections:
        if raised.settled_at is not None:
            yield LikelyObjection(raised.label, Ground.RAISED_BEFORE, raised.words)
    last = facts.last_contact
    if last is not None and facts.age(last.at) >= _QUIET_DAYS:
        yield LikelyObjection(ObjectionLabel.TIMING_PRIORITY, Ground.QUIET)
    yield from _of_letters(facts, Ground.VAGUE)
    yield from _of_letters(facts, Ground.UNKNOWN)
    for label in _USUAL[facts.file.deal.stage]:
        if facts.file.deal.market is Market.B2B or label not in _OF_COMPANIES:
            yield LikelyObjection(label, Ground.USUAL)


def _of_letters(facts: DealFacts, ground: Ground) -> Iterator[LikelyObjection]:
    """What follows from the letters that are known to be absent, only vague, or not known."""
    for each in facts.letters:
        if each.score >= SPECIFIC or each.letter.id not in set(BantLetter):
            continue
        state = Ground.UNKNOWN
        if each.known is not None:
            state = Ground.ABSENT if each.score == ABSENT else Ground.VAGUE
        if state is not ground:
            continue
        by_letter = _IF_VAGUE if ground is Ground.VAGUE else _BY_LETTER
        words = each.known.evidence if each.known else ""
        label = by_letter[BantLetter(each.letter.id)]
        yield LikelyObjection(label, ground, words, each.letter.name.lower())
