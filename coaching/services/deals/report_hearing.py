"""What a report of a call tells: the kind of contact, when it was, how it ended, what is known by
it, what the buyer holds against buying."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from coaching.domain.deals.call import CallReport, ReportedFact, ReportedObjection
from coaching.domain.deals.deal import ActivityKind
from coaching.domain.deals.qualification import SPECIFIC, FoundFact
from coaching.domain.objections import ObjectionLabel
from coaching.domain.playbook import Playbook
from coaching.domain.ports import AnswerEar
from coaching.domain.ports.phrases import Likeness, ObjectionEar, Phrases
from coaching.domain.stages import Outcome

OTHER = "other"
_SURE_OBJECTION = 0.55
_SURE_STOP = 0.8
_FEWEST_WORDS = 4
_ENDED, _APART, _KIND_APART = 0.35, 0.1, 0.08
"""How sure an outcome must be, and how far ahead of the next; chosen on reports written by hand,
where a missing outcome is better than a wrong one."""
_LONGEST = 400
_LETTER_OF: Mapping[ObjectionLabel, str] = {
    ObjectionLabel.NEED_NONE: "need",
    ObjectionLabel.STATUS_QUO: "need",
    ObjectionLabel.TIMING_PRIORITY: "timing",
    ObjectionLabel.AUTHORITY_COMMITTEE: "authority",
    ObjectionLabel.BUDGET_NONE: "budget",
    ObjectionLabel.PRICE_VALUE: "budget",
}


class ReportEar:
    """Hears a report with the ears that there are for its parts."""

    def __init__(
        self,
        answers: AnswerEar,
        objections: ObjectionEar,
        likeness: Likeness,
        phrases: Phrases,
    ) -> None:
        self._answers = answers
        self._objections = objections
        self._likeness = likeness
        self._phrases = phrases

    def hear(self, playbook: Playbook, words: str, said: str, now: datetime) -> CallReport:
        """What `words` tell; `said` is the whole message, which may also say when and how they
        spoke. `now` carries the person's zone."""
        clauses = self._phrases.clauses(words)
        facts = self._answers.understand(words, "").facts if words else ()
        objections = tuple(self._raised(clauses, facts))
        stopped = any(each.label is ObjectionLabel.STOP_CONTACT for each in objections)
        outcome = Outcome.STOP_CONTACT if stopped else self._outcome(playbook, clauses)
        happened = self._phrases.happened(said, now) or now
        return CallReport(
            kind=self._kind(playbook, said),
            at=happened.astimezone(UTC),
            words=words,
            outcome=outcome,
            facts=tuple(ReportedFact(f.letter, f.score, f.quote[:_LONGEST]) for f in facts),
            objections=objections,
        )

    def _kind(self, playbook: Playbook, said: str) -> ActivityKind:
        ranked = self._likeness.ranked(said, playbook.meanings.get("calls", {}))
        if len(ranked) < 2 or ranked[0][1] - ranked[1][1] < _KIND_APART:
            return ActivityKind.CALL
        return ActivityKind(ranked[0][0])

    def _outcome(self, playbook: Playbook, clauses: tuple[str, ...]) -> Outcome | None:
        """The clause that says it most surely; None where none says it surely enough."""
        best: tuple[float, str] | None = None
        for clause in clauses:
            ranked = self._likeness.ranked(clause, playbook.meanings.get("outcomes", {}))
            if len(ranked) < 2 or ranked[0][0] == OTHER:
                continue
            (kind, score), (_, next_score) = ranked[0], ranked[1]
            sure = score >= _ENDED and score - next_score >= _APART
            if sure and (best is None or score > best[0]):
                best = (score, kind)
        return Outcome(best[1]) if best else None

    def _raised(
        self, clauses: tuple[str, ...], facts: tuple[FoundFact, ...]
    ) -> Iterator[ReportedObjection]:
        """Objections, each label once. What is told as a specific fact is none: "they start in
        April" says when, not that there is no time."""
        seen: set[ObjectionLabel] = set()
        for clause in clauses:
            heard = self._objections.hear(clause)
            label = heard.label
            if label is None or label in seen or len(clause.split()) < _FEWEST_WORDS:
                continue
            limit = _SURE_STOP if label is ObjectionLabel.STOP_CONTACT else _SURE_OBJECTION
            if heard.confidence >= limit and not _is_fact(label, clause, facts):
                seen.add(label)
                yield ReportedObjection(label, clause[:_LONGEST])


def _is_fact(label: ObjectionLabel, clause: str, facts: tuple[FoundFact, ...]) -> bool:
    letter = _LETTER_OF.get(label)
    return any(
        fact.letter == letter
        and fact.score == SPECIFIC
        and (fact.quote in clause or clause in fact.quote)
        for fact in facts
    )
