"""Advice on a deal: a pure function of its file, the playbook's rules and the time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from coaching.domain.deals.deal import DealFile, DealState
from coaching.domain.deals.facts import DealFacts, working_day
from coaching.domain.deals.qualification import ABSENT, SPECIFIC, Framework
from coaching.domain.next_step.advice import (
    Action,
    ActionWords,
    Advice,
    BantLetter,
    Because,
    Gap,
    GapField,
    GapWords,
    NextStepRule,
    NextSteps,
    NotChosen,
    Outlook,
    RuleId,
    Stand,
)
from coaching.domain.next_step.confidence import confidence
from coaching.domain.next_step.rules import CONDITIONS, Finding, exit_finding, first_unmet, quote
from coaching.domain.stages import Market, Stage

MOST_GAPS: Final = 2


def advise(
    file: DealFile,
    steps: NextSteps,
    framework: Framework,
    now: datetime,
    zone: str,
    owner: str | None = None,
) -> Advice:
    """What to do next with a deal. `zone` is its owner's (IANA name), `owner` their name, or else
    their id.

    Of the rules that hold, the one with the best priority gives the action. Other rules that hold
    for the same field of the deal say the same and stand with it in `because`; the rest is in
    `not_chosen`. Where no rule holds, the next stage is the action. A buyer who asked not to be
    contacted, and a deal that is not open, come before all rules.
    """
    facts = DealFacts(file, framework, now, zone)
    return _Adviser(facts, steps, owner or file.deal.owner).advice()


@dataclass(frozen=True, slots=True)
class _Held:
    rule: NextStepRule
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Adviser:
    facts: DealFacts
    steps: NextSteps
    owner: str

    def advice(self) -> Advice:
        outlook = self.steps.outlook
        if outlook is None:
            return self._advice(None)
        settled = self._settled(outlook)
        if settled is not None:
            return settled
        held = self._held()
        return self._chosen(held, outlook) if held else self._on_the_move(outlook)

    def _held(self) -> list[_Held]:
        """The rules that hold, best priority first."""
        deal = self.facts.file.deal
        found = []
        for rule in self.steps.rules:
            if rule.applies(deal.market, deal.stage):
                finding = CONDITIONS[rule.id](rule, self.facts, self.steps)
                if finding is not None:
                    found.append(_Held(rule, finding))
        order = list(RuleId)
        return sorted(found, key=lambda each: (each.rule.priority, order.index(each.rule.id)))

    def _chosen(self, held: list[_Held], outlook: Outlook) -> Advice:
        winner = held[0]
        field = winner.finding.field
        same = [each for each in held if each.finding.field == field]
        return self._advice(
            self._action(self._action_words(winner), outlook, winner.finding.gaps),
            because=tuple(self._because(each, outlook) for each in same),
            gaps=self._gaps(outlook, field),
            not_chosen=tuple(
                NotChosen(
                    each.rule.id,
                    outlook.not_chosen.format(
                        name=each.rule.name,
                        winner=winner.rule.name,
                        winner_priority=winner.rule.priority,
                        priority=each.rule.priority,
                    ),
                )
                for each in held
                if each.finding.field != field
            ),
        )

    def _action_words(self, held: _Held) -> ActionWords:
        criterion = held.finding.criterion
        words = criterion.action if criterion else held.rule.words(self._market).action
        if words is None:
            raise LookupError(f"the rule {held.rule.id} has no action")
        return words

    def _because(self, held: _Held, outlook: Outlook) -> Because:
        found, words = held.finding, held.rule.words(self._market)
        overdue = words.overdue if found.age_days is not None else None
        text = self._say(overdue or words.because, outlook, found.gaps)
        return Because(held.rule.id, found.field, found.value, found.age_days, text)

    def _settled(self, outlook: Outlook) -> Advice | None:
        """Where rules have no say: a deal that is not open, or a wish not to be contacted."""
        state, wish = self.facts.file.deal.state, self.facts.stop_contact
        if state is DealState.LOST:
            return self._stand(Stand.LOST, outlook, action=None)
        if wish is not None:
            gaps = {"words": quote(wish.words), "age": self.facts.age(wish.raised_at)}
            return self._stand(Stand.STOP_CONTACT, outlook, action=Stand.STOP_CONTACT, gaps=gaps)
        if state is DealState.PARKED:
            day = self.facts.next_date
            if day is None:
                return self._stand(Stand.PARKED, outlook, action=Stand.PARKED)
            return self._stand(Stand.PARKED_UNTIL, outlook, action=None, gaps={"date": day})
        if state is DealState.WON:
            return self._advice(
                self._exit_action(Stage.FOLLOW_UP, outlook),
                stand=self._say(outlook.stands[Stand.WON], outlook),
            )
        return None

    def _stand(
        self,
        stand: Stand,
        outlook: Outlook,
        action: Stand | None,
        gaps: Mapping[str, object] | None = None,
    ) -> Advice:
        words = outlook.actions[action] if action else None
        return self._advice(
            self._action(words, outlook, gaps or {}) if words else None,
            stand=self._say(outlook.stands[stand], outlook, gaps),
        )

    def _on_the_move(self, outlook: Outlook) -> Advice:
        """No rule holds. What the stage still asks for (its rule may be off) comes first."""
        stage = self.facts.file.deal.stage
        missing = first_unmet(stage, self.facts, self.steps)
        stand = Stand.MOVES_ON if missing is None else Stand.LEFT_TO_DO
        gaps = exit_finding(missing, self.facts).gaps if missing else {}
        return self._advice(
            self._exit_action(stage, outlook),
            gaps=self._gaps(outlook, None),
            stand=self._say(outlook.stands[stand], outlook, gaps),
        )

    def _exit_action(self, stage: Stage, outlook: Outlook) -> Action | None:
        """What the stage still asks for, or else what comes after it."""
        found = (self.steps.exits or {}).get(stage)
        if found is None:
            return None
        missing = first_unmet(stage, self.facts, self.steps)
        return self._action(missing.action if missing else found.then[self._market], outlook, {})

    def _gaps(self, outlook: Outlook, chosen: str | None) -> tuple[Gap, ...]:
        """The first missing facts, but for the one that the action is about."""
        deal = self.facts.file.deal
        found: list[Gap] = []
        for words in outlook.gaps:
            if deal.market in words.markets and deal.stage in words.stages:
                found += self._missing(words)
        return tuple(gap for gap in found if gap.field != chosen)[:MOST_GAPS]

    def _missing(self, words: GapWords) -> Iterable[Gap]:
        facts, deal = self.facts, self.facts.file.deal
        if words.field is GapField.LETTERS:
            yield from self._letter_gaps(words)
        elif words.field is GapField.NEXT_STEP:
            if facts.next_date is None:
                text = words.vague if deal.next_step else words.missing
                yield Gap(str(words.field), text.format(evidence=quote(deal.next_step or "")))
        elif not self._known(words.field):
            yield Gap(str(words.field), words.missing)

    def _known(self, field: GapField) -> bool:
        deal = self.facts.file.deal
        return {
            GapField.ECONOMIC_BUYER: self.facts.knows_economic_buyer,
            GapField.AMOUNT: deal.amount is not None,
            GapField.CLOSE_DATE: deal.close_date is not None,
        }[field]

    def _letter_gaps(self, words: GapWords) -> Iterable[Gap]:
        """Letters that are not specific; in a company, who decides is the economic buyer's gap."""
        for each in self.facts.letters:
            id, known = each.letter.id, each.known
            if each.score >= SPECIFIC or (
                id == BantLetter.AUTHORITY and self._market is Market.B2B
            ):
                continue
            text = words.missing
            if known is not None:
                text = words.absent if known.score == ABSENT else words.vague
            evidence = quote(known.evidence) if known else ""
            yield Gap(id, text.format(letter=each.letter.name.lower(), evidence=evidence))

    @property
    def _market(self) -> Market:
        return self.facts.file.deal.market

    def _action(self, words: ActionWords, outlook: Outlook, gaps: Mapping[str, object]) -> Action:
        return Action(
            verb=self._say(words.verb, outlook, gaps),
            object=self._say(words.object, outlook, gaps),
            who=self.owner,
            by=working_day(self.facts.today, words.within_days),
        )

    def _say(self, text: str, outlook: Outlook, gaps: Mapping[str, object] | None = None) -> str:
        company = self.facts.file.deal.company
        contact = self.facts.spoken_to
        filled: dict[str, object] = {"company": company, **(gaps or {})}
        filled["contact"] = (
            contact.name if contact else outlook.someone[self._market].format(company=company)
        )
        if isinstance(age := filled.get("age"), int):
            filled["age"] = outlook.ages.say(age)
        if isinstance(day := filled.get("date"), date):
            filled["date"] = f"{day.day} {day:%B %Y}"
        return text.format(**filled)

    def _advice(
        self,
        action: Action | None,
        because: tuple[Because, ...] = (),
        gaps: tuple[Gap, ...] = (),
        not_chosen: tuple[NotChosen, ...] = (),
        stand: str | None = None,
    ) -> Advice:
        return Advice(
            stage=self.facts.file.deal.stage,
            action=action,
            because=because,
            gaps=gaps,
            not_chosen=not_chosen,
            confidence=confidence(self.facts),
            as_of=self.facts.now,
            stand=stand,
        )
