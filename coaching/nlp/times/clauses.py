"""Whose time a mention is: the reminder's, or that of something told about the customer."""

import re
from enum import StrEnum

from coaching.nlp.times.asking import ASKING, DOING, REMINDING, WANTING
from coaching.nlp.times.mentions import Mention

_IMPERATIVE = re.compile(rf"[ ,]*(?:(?:and|then|so|please|just|hey|hi|ok|okay) )*(?:{DOING})\b")
_THIRD = re.compile(
    r"^[ ,]*(?:(?:and|but|so|since|because|as|when|while|that|although|though|fyi|note) )*"
    r"(?:(?:they|he|she|it|their|his|her|its|who|which|if|unless|our|my|the|this|that|there|"
    r"once|until|whose)\b(?! (?:\d|first|second|third))|[^\W\d_]+'s\b)"
)
_OURS = re.compile(
    r"^[ ,]*(?:(?:and|but|so|since|because|as) )*(?:we|i)(?:'re|'m|'ve| are| am| have| meet| see|"
    r" present| go| speak| talk| demo| visit| launch| start)\b"
)
_STATE = re.compile(
    r"\b(?:is|are|was|were|starts?|ends?|expires?|renews?|closes?|opens?|launch(?:es)?|goes|go "
    r"live|begins?|runs?|away|returns?|due|decides?|has|have|had|lands?|leaves?|happens?|"
    r"takes? place|deadline|won't|will be|back (?:on|in|from)|out (?:until|till|of)|"
    r"on (?:holiday|leave|vacation))\b"
)
_TOLD = re.compile(
    r"\b(?:i|we|they|he|she|you)(?:'ve|'d| have)? (?:just |already |only |last )?(?:met|spoke|sat|"
    r"saw|talked|visited|had|demoed|presented|chatted|called|emailed|sent|got|went|signed|heard|"
    r"lost|won|closed|started|began|left|was|were|did|ran|gave|took|made|bought|built|held|grew|"
    r"came|kept|paid|chose|felt|been|(?!(?:ask|agre|suggest|propos|promis|want|need|preferr|offer|"
    r"plann|schedul|book|mov|confirm|request|hop|expect|settl|arrang|decid|fix|pencill|pick|"
    r"mention|accept|invit)ed)[a-z]{2,}ed)\b|"
    r"\b(?:ended|expired|started|finished|happened|took place|lapsed)\b"
)
_AHEAD = re.compile(r"\b(?:to|will|'ll|should|can|could|would|that|until|till|by|for)\b")
_EDGE = re.compile(
    r"[.;!?\n:]|,| - |\b(?:but|so|because|although|while|whereas|however|then)\b|"
    rf"\band (?=(?:{ASKING}|call|ring|phone|e?mail|text|send|please|then|they|he|she|i|we|"
    r"their)\b)|"
    r"\bif\b|\bunless\b"
)
_SENTENCE = re.compile(r"[.;!?]")


class Owner(StrEnum):
    """Who a mention's clause speaks for: somebody asks for this time, something of theirs
    or of ours is told, something past is told, or the time stands alone."""

    ASKED = "asked"
    THEIRS = "theirs"
    OURS = "ours"
    TOLD = "told"
    BARE = "bare"


def edges(text: str, mentions: list[Mention], *, sentences: bool = False) -> list[int]:
    """Where clauses, or sentences, begin; never inside a mention."""
    pattern = _SENTENCE if sentences else _EDGE
    inside = [(one.start, one.end) for one in mentions]
    found = [0]
    for edge in pattern.finditer(text):
        conjunction = edge.group() in ("if", "unless")
        place = edge.start() if conjunction else edge.end()
        dotted = edge.group() == "." and re.match(r"\S", text[edge.end() :])
        if not dotted and not any(start <= edge.start() < end for start, end in inside):
            found.append(place)
    return found


def clause_of(text: str, one: Mention, starts: list[int]) -> str:
    """The clause that the mention stands in."""
    start = max(place for place in starts if place <= one.start)
    end = min((place for place in starts if place >= one.end), default=len(text))
    return text[start:end]


def owner_of(text: str, one: Mention, starts: list[int]) -> Owner:
    """Whose time this is, by the words of its clause."""
    clause = clause_of(text, one, starts)
    if re.match(r" ?(?:if|unless)\b", clause):
        return Owner.THEIRS
    if REMINDING.search(clause):
        return Owner.ASKED
    if _TOLD.search(clause):
        return Owner.TOLD
    start = max(place for place in starts if place <= one.start)
    alone = re.fullmatch(r"[ ,]*(?:(?:on|at|by|the|and|so) ?)*", text[start : one.start])
    if not alone and _THIRD.match(clause):
        return Owner.THEIRS
    if not alone and _OURS.match(clause):
        return Owner.OURS
    begins = _IMPERATIVE.match(clause)
    if not alone and not begins and _STATE.search(clause):
        return Owner.THEIRS
    if begins or WANTING.search(clause):
        return Owner.ASKED
    return Owner.BARE


def is_history(text: str, one: Mention, starts: list[int]) -> bool:
    """Whether the clause only tells what was ("we met on Tuesday")."""
    clause = clause_of(text, one, starts)
    told = _TOLD.search(clause) or one.lead == "since"
    return bool(told) and not REMINDING.search(text) and not _AHEAD.search(clause)
