"""From a question to what answers it: one entry or two, and what of the question is set right."""

from dataclasses import dataclass, replace

from coaching.domain.knowledge.contradictions import Contradiction
from coaching.domain.knowledge.entries import Entry
from coaching.domain.knowledge.finding import Aside, Finding, Match, Sureness
from coaching.domain.knowledge.premises import contradictions
from coaching.domain.knowledge.splitting import compared, parts
from coaching.domain.playbook import Playbook
from coaching.domain.ports.knowledge import Librarian
from coaching.domain.stages import Market, Stage

_NEAREST = 2
_FACTS = {
    "step_place": "knowledge.fact_step_place",
    "step_count": "knowledge.fact_step_count",
    "step_order": "knowledge.fact_step_order",
    "nothing_after": "knowledge.fact_nothing_after",
    "nothing_before": "knowledge.fact_nothing_before",
    "nothing_between": "knowledge.fact_nothing_between",
    "step_area": "knowledge.fact_step_area",
    "area_count": "knowledge.fact_area_count",
    "area_steps": "knowledge.fact_area_steps",
    "no_letter": "knowledge.fact_no_letter",
    "letter_times": "knowledge.fact_letter_times",
    "letter_means": "knowledge.fact_letter_means",
    "letters": "knowledge.fact_letters",
    "not_in_school": "knowledge.fact_not_in_school",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """`entries` answer the question: none if nothing is known, two where two things were asked.
    `nearest` are the best other ones; `corrections` are sentences that set the question right."""

    entries: tuple[Entry, ...]
    sureness: Sureness
    confidence: float
    corrections: tuple[str, ...] = ()
    market: Market | None = None
    nearest: tuple[Entry, ...] = ()
    aside: Aside | None = None

    @property
    def first(self) -> Entry | None:
        return self.entries[0] if self.entries else None

    def about(self, market: Market) -> "Answer":
        """The same answer for a given market."""
        return replace(self, market=market)


def look_up(
    playbook: Playbook, librarian: Librarian, question: str, stage: Stage | None = None
) -> Answer:
    """What answers a question. Facts that it gets wrong are set right first, and then the entry
    that explains them is preferred; two questions in one, or two things compared, give two."""
    knowledge = playbook.knowledge
    finding = librarian.find(question, knowledge, stage)
    wrong = contradictions(question, knowledge.facts)
    if wrong:
        return _corrected(playbook, finding, wrong)
    answer = _single(playbook, finding)
    if finding.belief is not None:
        return answer
    pair = _pair(playbook, librarian, question, finding)
    if pair is not None:
        return replace(answer, entries=pair, sureness=Sureness.SURE, nearest=(), aside=None)
    return answer


def _single(playbook: Playbook, finding: Finding) -> Answer:
    entries = playbook.knowledge.entries
    found = [entries[match.entry] for match in finding.matches]
    confidence = finding.matches[0].confidence if finding.matches else 0.0
    if finding.belief is not None:
        entry = entries[finding.belief.entry]
        says = entry.corrections[finding.belief.correction].says
        return Answer((entry,), Sureness.SURE, confidence, (says,), finding.market)
    if finding.sureness is Sureness.UNKNOWN:
        nearest = tuple(found[:_NEAREST])
        return Answer((), finding.sureness, confidence, (), finding.market, nearest, finding.aside)
    return Answer(
        entries=tuple(found[:1]),
        sureness=finding.sureness,
        confidence=confidence,
        market=finding.market,
        nearest=tuple(found[1 : 1 + _NEAREST]),
        aside=finding.aside,
    )


def _corrected(playbook: Playbook, finding: Finding, wrong: tuple[Contradiction, ...]) -> Answer:
    known = playbook.knowledge.entries
    topics = list(dict.fromkeys(topic for each in wrong for topic in each.topics))
    ranked = [match.entry for match in finding.matches if match.entry in topics]
    others = [topic for topic in topics if topic in known]
    chosen = next(iter([*ranked, *others]), finding.first if finding.known else None)
    says = tuple(dict.fromkeys(_said(playbook, each) for each in wrong))
    confidence = _confidence_of(finding.matches, chosen)
    entries = (known[chosen],) if chosen is not None else ()
    return Answer(entries, Sureness.SURE, confidence, says, finding.market)


def _said(playbook: Playbook, wrong: Contradiction) -> str:
    return wrong.says or playbook.say(_FACTS[wrong.word], **wrong.gaps)


def _confidence_of(matches: tuple[Match, ...], entry: str | None) -> float:
    return next((match.confidence for match in matches if match.entry == entry), 0.0)


def _pair(
    playbook: Playbook, librarian: Librarian, question: str, finding: Finding
) -> tuple[Entry, Entry] | None:
    """Two entries for a question that holds two, unless one entry answers both at once."""
    sides = compared(question)
    if sides is not None:
        pair = _found(playbook, librarian, sides)
        if pair is None:
            return None
        ids = {entry.id for entry in pair}
        return pair if finding.first in ids or finding.sureness is not Sureness.SURE else None
    asked = parts(question)
    return _found(playbook, librarian, (asked[0], asked[1])) if len(asked) == _NEAREST else None


def _found(
    playbook: Playbook, librarian: Librarian, asked: tuple[str, str]
) -> tuple[Entry, Entry] | None:
    found = [librarian.find(each, playbook.knowledge) for each in asked]
    if any(each.sureness is not Sureness.SURE or each.first is None for each in found):
        return None
    first, second = (playbook.knowledge.entries[each.first or ""] for each in found)
    return (first, second) if first.id != second.id else None
